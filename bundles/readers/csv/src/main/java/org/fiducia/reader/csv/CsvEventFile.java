package org.fiducia.reader.csv;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Suggestion;
import org.fiducia.api.event.EventFile;
import org.fiducia.api.event.TreeInfo;

/** A CSV file, passed through once when it is opened to learn the types of its columns and the number of its events. */
final class CsvEventFile implements EventFile {
    /** Name of the only tree. */
    static final String TREE = "events";

    private final Path path;
    private final Map<String, CsvColumn> columns;
    private final long events;
    private final List<String> notes;

    private CsvEventFile(Path path, Map<String, CsvColumn> columns, long events, List<String> notes) {
        this.path = path;
        this.columns = columns;
        this.events = events;
        this.notes = notes;
    }

    static CsvEventFile open(Path path) throws IOException {
        if (!Files.exists(path)) {
            throw new FiduciaException(Kind.INPUT, path + ": there is no such file", "correct the path");
        }
        if (!Files.isRegularFile(path)) {
            throw new FiduciaException(
                    Kind.INPUT,
                    path + (Files.isDirectory(path) ? ": is a folder" : ": is not a regular file"),
                    "name a CSV file");
        }
        if (!Files.isReadable(path)) {
            throw new FiduciaException(Kind.INPUT, path + ": may not be read", "change its permissions");
        }
        try (var lines = new CsvLines(path)) {
            Map<String, CsvColumn> columns = columns(path, lines);
            var list = new ArrayList<>(columns.values());
            long events = 0;
            for (CsvRecord line = lines.next(); line != null; line = lines.next()) {
                for (int i = 0; i < list.size(); i++) {
                    list.get(i).see(CsvLines.cell(line, i), line.getStartingLineNumber());
                }
                events++;
            }
            dropEmptyEnd(lines.header(), list, columns);
            return new CsvEventFile(path, columns, events, lines.notes());
        }
    }

    private static Map<String, CsvColumn> columns(Path path, CsvLines lines) {
        List<String> header = lines.header();
        if (header.isEmpty()) {
            throw new FiduciaException(
                    Kind.INPUT, path + ", line 1: is empty", "give a line of column names, then the events");
        }
        String where = path + ", line " + lines.headerLine();
        if (header.stream().allMatch(cell -> Literal.of(cell) != Literal.TEXT)) {
            throw new FiduciaException(
                    Kind.INPUT,
                    where + ": has no header, its first line is " + String.join(",", header),
                    "put a line of column names first");
        }
        var columns = new LinkedHashMap<String, CsvColumn>();
        for (int i = 0; i < header.size(); i++) {
            String cell = header.get(i).strip();
            String name = cell.isEmpty() ? "column" + (i + 1) : cell; // tables with row numbers do not name them
            if (columns.put(name, new CsvColumn(name, i)) != null) {
                throw new FiduciaException(
                        Kind.INPUT, where + ": has two columns named " + name, "give every column a name of its own");
            }
        }
        return columns;
    }

    /** Columns without name at the end, which commas at the ends of lines make, are none. */
    private static void dropEmptyEnd(List<String> header, List<CsvColumn> list, Map<String, CsvColumn> columns) {
        for (int i = header.size() - 1; i > 0 && header.get(i).isBlank(); i--) {
            if (list.get(i).filled()) {
                return;
            }
            columns.remove(list.get(i).name());
        }
    }

    @Override
    public List<String> notes() {
        return notes;
    }

    @Override
    public List<TreeInfo> trees() {
        return List.of(new TreeInfo(
                TREE, events, columns.values().stream().map(CsvColumn::info).toList()));
    }

    @Override
    public EventCursor read(String tree, List<String> branches) throws IOException {
        if (!tree.equals(TREE)) {
            throw new FiduciaException(Kind.INPUT, path + ": has no tree " + tree, "its only tree is " + TREE);
        }
        if (branches.isEmpty()) {
            throw new FiduciaException(Kind.INPUT, path + ": no column was asked for", "name columns");
        }
        var wanted = new ArrayList<CsvColumn>();
        for (String branch : branches) {
            wanted.add(readable(branch));
        }
        return new CsvEventCursor(path, wanted, events);
    }

    private CsvColumn readable(String name) {
        CsvColumn column = columns.get(name);
        if (column == null) {
            String near = Suggestion.sentence(name, columns.keySet());
            throw new FiduciaException(
                    Kind.INPUT,
                    path + ": has no column " + name,
                    near.isEmpty() ? "its columns are " + String.join(", ", columns.keySet()) : near);
        }
        if (column.kind() == null) {
            throw new FiduciaException(
                    Kind.INPUT,
                    path + ", line " + column.badLine() + ": column " + name + " holds text, which cannot be read: '"
                            + column.badCell() + "'"
                            + (Literal.hasDecimalComma(column.badCell()) ? " has a decimal comma" : ""),
                    Literal.hasDecimalComma(column.badCell()) ? "write numbers with a decimal point" : "leave it out");
        }
        if (!column.sound()) {
            throw CsvEventCursor.notANumber(path, column, column.badCell(), column.badLine());
        }
        return column;
    }

    @Override
    public void close() {
        // nothing is held open between passes
    }
}
