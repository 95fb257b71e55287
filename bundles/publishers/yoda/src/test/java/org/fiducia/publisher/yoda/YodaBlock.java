package org.fiducia.publisher.yoda;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A block of a file in version 3 of the text format, read by its own lines alone.
 *
 * @param type what follows {@code BEGIN YODA_}
 * @param path where it is
 * @param annotations what comes before the data
 * @param edges of each axis, as text
 * @param labels of the errors
 * @param rows value, then down and up of each error; NaN for nothing
 */
record YodaBlock(
        String type,
        String path,
        Map<String, String> annotations,
        List<List<String>> edges,
        List<String> labels,
        List<double[]> rows) {
    /** All blocks of a file. */
    static List<YodaBlock> read(String text) {
        var blocks = new ArrayList<YodaBlock>();
        List<String> lines = text.lines().toList();
        int at = 0;
        while (at < lines.size()) {
            if (lines.get(at).isEmpty()) {
                at++;
                continue;
            }
            String[] begin = lines.get(at++).split(" ");
            require(begin.length == 3 && begin[0].equals("BEGIN"), "begins with BEGIN");
            var annotations = new LinkedHashMap<String, String>();
            while (!lines.get(at).equals("---")) {
                String[] both = lines.get(at++).split(": ", 2);
                annotations.put(both[0], both[1]);
            }
            at++;
            var edges = new ArrayList<List<String>>();
            while (lines.get(at).startsWith("Edges(A" + (edges.size() + 1) + "): ")) {
                edges.add(list(lines.get(at++).split(": ", 2)[1]));
            }
            require(lines.get(at).startsWith("ErrorLabels: "), "has labels");
            List<String> labels = list(lines.get(at++).split(": ", 2)[1]);
            var header = new StringBuilder("# value");
            for (int k = 1; k <= labels.size(); k++) {
                header.append("\terrDn(" + k + ")\terrUp(" + k + ")");
            }
            require(lines.get(at++).equals(header.toString()), "has the header " + header);
            var rows = new ArrayList<double[]>();
            while (!lines.get(at).startsWith("END ")) {
                String[] words = lines.get(at++).split("\t");
                require(words.length == 1 + 2 * labels.size(), "has " + words.length + " columns");
                double[] row = new double[words.length];
                for (int w = 0; w < words.length; w++) {
                    row[w] = words[w].equals("---") || words[w].equals("nan")
                            ? Double.NaN
                            : Double.parseDouble(words[w]);
                }
                rows.add(row);
            }
            require(lines.get(at++).equals("END " + begin[1]), "ends as it begins");
            blocks.add(
                    new YodaBlock(begin[1].replaceAll("^YODA_|_V3$", ""), begin[2], annotations, edges, labels, rows));
        }
        return blocks;
    }

    private static List<String> list(String text) {
        require(text.startsWith("[") && text.endsWith("]"), text + " is a list");
        String inside = text.substring(1, text.length() - 1);
        if (inside.isEmpty()) {
            return List.of();
        }
        return inside.startsWith("\"")
                ? List.of(inside.substring(1, inside.length() - 1).split("\", \"", -1))
                : List.of(inside.split(", "));
    }

    private static void require(boolean condition, String what) {
        if (!condition) {
            throw new AssertionError(what);
        }
    }
}
