package org.fiducia.validation.compare;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;

/**
 * Results as they were written: one file, the folder of one observable, or a folder of such folders.
 *
 * @param trees each result by its name, in the order of names
 */
record Results(Map<String, JsonNode> trees) {
    private static final String FILE = "result.json";
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    Results {
        trees = Collections.unmodifiableMap(new LinkedHashMap<>(trees));
    }

    /** @throws FiduciaException when there is nothing, or nothing that can be compared */
    static Results read(Path place) {
        if (!Files.exists(place)) {
            throw new FiduciaException(
                    Kind.INPUT,
                    place + " does not exist",
                    "name a folder of results, a " + FILE + " or what `fit --json` printed");
        }
        if (!Files.isDirectory(place)) {
            return single(place);
        }
        if (Files.isRegularFile(place.resolve(FILE))) {
            return single(place.resolve(FILE));
        }
        var trees = new LinkedHashMap<String, JsonNode>();
        for (Path folder : folders(place)) {
            trees.put(folder.getFileName().toString(), tree(folder.resolve(FILE)));
        }
        if (trees.isEmpty()) {
            throw new FiduciaException(
                    Kind.INPUT,
                    "no results in " + place + ": neither " + FILE + " nor folders that have one",
                    "name a folder that `measure` has written, or a file");
        }
        return new Results(trees);
    }

    /** The result of a name, or the only one, whatever it is called. */
    JsonNode counterpart(String name) {
        return trees.containsKey(name)
                ? trees.get(name)
                : trees.values().iterator().next();
    }

    private static Results single(Path file) {
        JsonNode tree = tree(file);
        String name = tree.path("observable").asText(tree.path("analysis").asText(""));
        return new Results(Map.of(name.isEmpty() ? file.getFileName().toString() : name, tree));
    }

    private static List<Path> folders(Path place) {
        try (Stream<Path> content = Files.list(place)) {
            return content.filter(folder -> Files.isRegularFile(folder.resolve(FILE)))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw unreadable(place, e);
        }
    }

    private static JsonNode tree(Path file) {
        JsonNode tree;
        try {
            tree = JSON.readTree(Files.readAllBytes(file));
        } catch (JsonProcessingException e) {
            String where = e.getLocation() == null
                    ? ""
                    : ", line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr();
            throw new FiduciaException(
                    Kind.INPUT,
                    file + " is not JSON" + where,
                    "name a " + FILE + ", or a file with what `fit --json` printed",
                    e);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
        if (!tree.isObject()) {
            throw new FiduciaException(
                    Kind.INPUT,
                    file + " holds no results: it is not an object of JSON",
                    "name a " + FILE + ", or a file with what `fit --json` printed");
        }
        return tree;
    }

    private static FiduciaException unreadable(Path place, IOException cause) {
        return new FiduciaException(Kind.INPUT, "cannot read " + place, "check its permissions", cause);
    }
}
