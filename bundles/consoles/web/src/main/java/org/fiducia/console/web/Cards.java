package org.fiducia.console.web;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;

/**
 * The analysis cards that the page may use: those of the distribution, {@code home:NAME}, and those below the caller's folder,
 * {@code here:PATH}.
 */
final class Cards {
    private static final String HOME = "home:";
    private static final String HERE = "here:";
    private static final int DEEP = 3;
    private static final int MOST = 100;

    /** Files that are looked at: the caller's folder may hold anything. */
    private static final int LOOKS = 5000;

    private static final long LONGEST = 2_000_000;

    private final Fence home;
    private final Fence here;

    Cards(Premises premises) {
        home = new Fence(premises.home().resolve("etc"));
        here = new Fence(premises.directory());
    }

    /** A card. */
    record Found(String id, String title) {}

    /** All cards, those of the distribution first. */
    List<Found> all() {
        var all = new ArrayList<Found>();
        add(HOME, home, 1, all);
        add(HERE, here, DEEP, all);
        return all;
    }

    private static void add(String prefix, Fence fence, int deep, List<Found> all) {
        for (Path file : files(fence, deep, List.of(".json"))) {
            Map<String, String> head = head(file);
            if (head.containsKey("schemaVersion") && head.containsKey("channel")) {
                try {
                    all.add(new Found(prefix + fence.name(file.toRealPath()), head.getOrDefault("title", "")));
                } catch (IOException e) {
                    // gone since it was listed
                }
            }
        }
    }

    /** Files below a folder, without hidden ones and those of links, of some kinds. */
    static List<Path> files(Fence fence, int deep, List<String> endings) {
        var found = new ArrayList<Path>();
        collect(fence.root(), deep, endings, found, new int[] {LOOKS});
        return found;
    }

    /** @param looks files that may still be looked at */
    private static void collect(Path folder, int deep, List<String> endings, List<Path> found, int[] looks) {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.limit(looks[0]).sorted().toList()) {
                looks[0]--;
                String name = file.getFileName().toString();
                if (looks[0] <= 0 || found.size() >= MOST || name.startsWith(".") || Files.isSymbolicLink(file)) {
                    continue;
                }
                if (Files.isDirectory(file) && deep > 1) {
                    collect(file, deep - 1, endings, found, looks);
                } else if (endings.stream().anyMatch(name::endsWith) && Files.size(file) < LONGEST) {
                    found.add(file);
                }
            }
        } catch (IOException e) {
            // what cannot be read is not offered
        }
    }

    /** The first simple fields of a JSON object, and the names of the others; empty when it is none. */
    static Map<String, String> head(Path file) {
        var head = new LinkedHashMap<String, String>();
        try (JsonParser parser = Answer.MAPPER.createParser(file.toFile())) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return head;
            }
            for (String name = parser.nextFieldName();
                    name != null && head.size() < 12;
                    name = parser.nextFieldName()) {
                JsonToken value = parser.nextToken();
                head.put(name, value.isScalarValue() ? parser.getText() : "");
                parser.skipChildren();
            }
        } catch (IOException e) {
            // as far as it goes
        }
        return head;
    }

    /**
     * The file of a card.
     *
     * @throws FiduciaException when there is none, or it lies elsewhere
     */
    Path file(String id) {
        Fence fence = id.startsWith(HOME) ? home : here;
        String name = id.startsWith(HOME) || id.startsWith(HERE) ? id.substring(HOME.length()) : "";
        return fence.inside(name)
                .filter(Files::isRegularFile)
                .filter(file -> file.toString().endsWith(".json"))
                .orElseThrow(() -> new FiduciaException(
                        Kind.USAGE,
                        "there is no card " + id,
                        "choose one of the list, or put it below the folder in which `fiducia web` was called"));
    }
}
