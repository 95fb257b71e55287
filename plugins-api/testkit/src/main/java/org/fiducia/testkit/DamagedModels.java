package org.fiducia.testkit;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.Progress;
import org.fiducia.api.exchange.ExchangedModel;
import org.fiducia.api.exchange.ModelFormat;
import org.fiducia.api.fit.LikelihoodCompiler;

/** Model files in JSON that are wrong in one place: a format reads them or refuses them, never more. */
public final class DamagedModels {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int TRIALS = 300;
    private static final int FEWEST_REFUSED = 25;
    private static final List<String> REPLACEMENTS = List.of(
            "null", "-1", "0", "1e300", "-1e-300", "true", "\"\"", "\"mu\"", "\"x\"", "[]", "{}", "[[]]", "[null]",
            "1e999");

    private DamagedModels() {}

    /**
     * Reads and compiles copies of a file, each with one member replaced or removed.
     *
     * @param sound a file that the format reads
     * @param folder for the copies
     */
    public static void areReadOrRefused(ModelFormat format, LikelihoodCompiler compiler, Path sound, Path folder)
            throws IOException {
        String text = Files.readString(sound);
        var random = new Random(3);
        int refused = 0;
        Path file = folder.resolve("damaged.json");
        for (int trial = 0; trial < TRIALS; trial++) {
            JsonNode root = JSON.readTree(text);
            String what = damage(root, random);
            Files.writeString(file, root.toString());
            try {
                ExchangedModel read = format.read(file, "", Progress.NONE);
                if (read.data() != null) {
                    compiler.compile(read.model(), read.data())
                            .value(read.model().initial());
                }
            } catch (FiduciaException e) {
                assertFalse(e.remedy().isBlank());
                refused++;
            } catch (RuntimeException e) {
                throw new AssertionError(what, e);
            }
        }
        assertTrue(refused > FEWEST_REFUSED, refused + " refused");
    }

    /** Replaces or removes one member of a list or an object somewhere. */
    private static String damage(JsonNode root, Random random) throws IOException {
        var places = new ArrayList<JsonNode>();
        collect(root, places);
        JsonNode place = places.get(random.nextInt(places.size()));
        JsonNode replacement = JSON.readTree(REPLACEMENTS.get(random.nextInt(REPLACEMENTS.size())));
        boolean remove = random.nextInt(4) == 0;
        if (place instanceof ArrayNode list) {
            int i = random.nextInt(list.size());
            if (remove) {
                list.remove(i);
            } else {
                list.set(i, replacement);
            }
            return "member " + i + " of " + list;
        }
        var names = new ArrayList<String>();
        place.fieldNames().forEachRemaining(names::add);
        String name = names.get(random.nextInt(names.size()));
        if (remove) {
            ((ObjectNode) place).remove(name);
        } else {
            ((ObjectNode) place).set(name, replacement);
        }
        return name + " of " + place;
    }

    private static void collect(JsonNode node, List<JsonNode> places) {
        if (node.isContainerNode() && node.size() > 0) {
            places.add(node);
            node.forEach(child -> collect(child, places));
        }
    }
}
