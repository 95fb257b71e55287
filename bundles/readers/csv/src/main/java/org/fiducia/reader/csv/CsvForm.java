package org.fiducia.reader.csv;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What separates the cells of a table.
 *
 * @param separator the character; a tab for runs of blanks, once they are replaced
 * @param blanks whether runs of blanks separate
 * @param lines the first lines with cells, at most {@link #LINES}
 * @param alike whether all of these have as many cells as the first
 */
record CsvForm(char separator, boolean blanks, List<String> lines, boolean alike) {
    private static final int LINES = 30;
    private static final char[] SEPARATORS = {',', ';', '\t', '|'};

    /** Of the first characters of a file: the separator that makes most lines alike. */
    static CsvForm of(String head) {
        List<String> lines = lines(head);
        CsvForm best = new CsvForm(',', false, lines, lines.size() > 0);
        int bestAlike = 0;
        int bestCells = 1;
        for (char separator : SEPARATORS) {
            int cells = lines.isEmpty() ? 1 : cells(lines.get(0), separator, false);
            int alike = alike(lines, separator, false, cells);
            if (cells > 1 && (alike > bestAlike || alike == bestAlike && cells > bestCells)) {
                best = new CsvForm(separator, false, lines, alike == lines.size());
                bestAlike = alike;
                bestCells = cells;
            }
        }
        if (bestCells == 1 && lines.size() > 1) {
            int cells = cells(lines.get(0), ' ', true);
            if (cells > 1 && alike(lines, ' ', true, cells) == lines.size()) {
                return new CsvForm('\t', true, lines, true);
            }
        }
        return best;
    }

    /** Lines that hold cells; the last one may be cut off and does not count when there are others. */
    private static List<String> lines(String head) {
        var lines = new ArrayList<String>();
        String comment = "";
        for (String line : head.split("\\R", LINES + 50)) {
            if (line.startsWith("#")) {
                comment = line;
            } else if (!line.isBlank() && lines.size() < LINES) {
                lines.add(line);
            }
        }
        if (lines.size() > 2) {
            lines.remove(lines.size() - 1);
        }
        if (lines.isEmpty() && !comment.isEmpty()) {
            lines.add(comment.substring(1));
        }
        return lines;
    }

    private static int alike(List<String> lines, char separator, boolean blanks, int cells) {
        int alike = 0;
        for (String line : lines) {
            int found = cells(line, separator, blanks);
            alike += found == cells || found == cells + 1 && line.strip().endsWith(String.valueOf(separator)) ? 1 : 0;
        }
        return alike;
    }

    private static int cells(String line, char separator, boolean blanks) {
        String text = blanks ? line.strip() : line;
        int cells = 1;
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            quoted ^= c == '"';
            if (!quoted && blanks) {
                cells += isBlank(c) && !isBlank(text.charAt(i - 1)) ? 1 : 0;
            } else if (!quoted && c == separator) {
                cells++;
            }
        }
        return cells;
    }

    static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    /** Whether this is a table of several columns with numbers, whatever its file is called. */
    boolean isTable() {
        if (lines.size() < 2 || !alike) {
            return false;
        }
        int numbers = 0;
        int texts = 0;
        String pattern = blanks ? "[ \t]+" : Pattern.quote(String.valueOf(separator));
        String[] cells = lines.get(1).strip().split(pattern, -1);
        for (String cell : cells) {
            String plain = cell.strip().replace("\"", "");
            Literal literal = Literal.of(plain);
            numbers += literal != Literal.TEXT && literal != Literal.MISSING ? 1 : 0;
            texts += literal == Literal.TEXT ? 1 : 0;
        }
        return cells.length > 1 && numbers > 0 && numbers >= texts;
    }

    /** In words, plural. */
    String name() {
        if (blanks) {
            return "blanks";
        }
        return switch (separator) {
            case ',' -> "commas";
            case ';' -> "semicolons";
            case '\t' -> "tabs";
            default -> "'" + separator + "'";
        };
    }

    /** Whether a name is that of a table, compressed or not. */
    static boolean named(String fileName) {
        String name = fileName.toLowerCase(Locale.ROOT);
        String plain = name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
        return plain.endsWith(".csv") || plain.endsWith(".tsv");
    }
}
