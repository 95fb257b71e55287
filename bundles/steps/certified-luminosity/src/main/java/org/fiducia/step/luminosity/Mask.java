package org.fiducia.step.luminosity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;

/** Certified luminosity sections: ranges of each run, both ends included. */
final class Mask {
    private final Path file;

    /** Run to first, last, first, last … in rising order. */
    private final TreeMap<Long, long[]> runs = new TreeMap<>();

    private Mask(Path file) {
        this.file = file;
    }

    /**
     * Reads a mask.
     *
     * @throws FiduciaException when it is none, is empty, or has ranges that are reversed or overlap
     */
    static Mask read(Path file) {
        var mask = new Mask(file);
        JsonNode root;
        try {
            root = new JsonMapper().readTree(file.toFile());
        } catch (JsonProcessingException e) {
            throw mask.wrong(
                    "is no JSON from line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr() + " on",
                    e);
        } catch (IOException e) {
            throw mask.wrong(java.nio.file.Files.exists(file) ? "cannot be read" : "does not exist", e);
        }
        if (!root.isObject() || root.isEmpty()) {
            throw mask.wrong("has no runs", null);
        }
        for (Map.Entry<String, JsonNode> run : root.properties()) {
            if (!run.getKey().matches("\\d{1,18}")) {
                throw mask.wrong("has the run " + run.getKey() + ", which is no number", null);
            }
            if (mask.runs.put(Long.parseLong(run.getKey()), mask.ranges(run.getKey(), run.getValue())) != null) {
                throw mask.wrong("has the run " + run.getKey() + " twice", null);
            }
        }
        return mask;
    }

    private long[] ranges(String run, JsonNode node) {
        var ranges = new long[node.size()][];
        for (int k = 0; k < ranges.length; k++) {
            JsonNode range = node.get(k);
            if (range == null
                    || range.size() != 2
                    || !range.path(0).isIntegralNumber()
                    || !range.path(1).isIntegralNumber()) {
                throw wrong("has " + range + " in run " + run + ", which is no [first, last]", null);
            }
            ranges[k] = new long[] {range.get(0).asLong(), range.get(1).asLong()};
            if (ranges[k][0] > ranges[k][1] || ranges[k][0] < 0) {
                throw wrong("has " + range + " in run " + run + ", which is reversed", null);
            }
        }
        if (ranges.length == 0 && !node.isArray()) {
            throw wrong("has " + node + " for run " + run + ", which is no list of [first, last]", null);
        }
        Arrays.sort(ranges, Comparator.comparingLong(range -> range[0]));
        var flat = new long[2 * ranges.length];
        for (int k = 0; k < ranges.length; k++) {
            flat[2 * k] = ranges[k][0];
            flat[2 * k + 1] = ranges[k][1];
            if (k > 0 && flat[2 * k] <= flat[2 * k - 1]) {
                throw wrong(
                        "has [" + flat[2 * k - 2] + ", " + flat[2 * k - 1] + "] and [" + flat[2 * k] + ", "
                                + flat[2 * k + 1] + "] in run " + run + ", which overlap",
                        null);
            }
        }
        return flat;
    }

    private FiduciaException wrong(String what, @org.fiducia.api.Nullable Exception cause) {
        return new FiduciaException(
                Kind.INPUT,
                "the mask of certified luminosity " + file + " " + what,
                "name a file with {\"RUN\": [[first, last], …], …}",
                cause);
    }

    /** Where it was read from. */
    Path file() {
        return file;
    }

    /** Its runs in words. */
    String range() {
        return runs.size() == 1 ? "run " + runs.firstKey() : "runs " + runs.firstKey() + " to " + runs.lastKey();
    }

    /** Whether it says anything of a run. */
    boolean has(long run) {
        return runs.containsKey(run);
    }

    /** Whether a section of a run is good. */
    boolean certifies(long run, long section) {
        long[] ranges = runs.get(run);
        if (ranges == null) {
            return false;
        }
        int found = Arrays.binarySearch(ranges, section);
        return found >= 0 || (-found - 1) % 2 == 1;
    }
}
