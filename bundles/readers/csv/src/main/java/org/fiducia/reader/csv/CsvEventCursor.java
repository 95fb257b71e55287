package org.fiducia.reader.csv;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Nullable;
import org.fiducia.api.event.Column;
import org.fiducia.api.event.EventBatch;
import org.fiducia.api.event.EventFile.EventCursor;

/** Walks through wanted columns of a file. */
final class CsvEventCursor implements EventCursor {
    /** Memory that the values of a batch may take, bytes. */
    private static final int BATCH_BYTES = 8 << 20;

    private static final int MOST_EVENTS = 1 << 14;

    private final Path path;
    private final List<CsvColumn> columns;
    private final long events;
    private final CsvLines lines;
    private final String source;
    private long next;

    CsvEventCursor(Path path, List<CsvColumn> columns, long events) throws IOException {
        this.path = path;
        this.columns = columns;
        this.events = events;
        this.lines = new CsvLines(path);
        this.source = path + ":" + CsvEventFile.TREE;
    }

    @Override
    public @Nullable EventBatch next() throws IOException {
        if (next >= events) {
            return null;
        }
        int most = Math.max(1, Math.min(MOST_EVENTS, BATCH_BYTES / (Double.BYTES * columns.size())));
        int size = (int) Math.min(most, events - next);
        var values = new Object[columns.size()];
        for (int c = 0; c < values.length; c++) {
            values[c] = columns.get(c).kind() == Column.Kind.INTEGER ? new long[size] : new double[size];
        }
        for (int event = 0; event < size; event++) {
            CsvRecord line = lines.next();
            if (line == null) {
                throw new FiduciaException(
                        Kind.INPUT, path + ": became shorter while it was read", "read it when it is complete");
            }
            for (int c = 0; c < values.length; c++) {
                store(line, columns.get(c), values[c], event);
            }
        }
        var read = new LinkedHashMap<String, Column>();
        for (int c = 0; c < values.length; c++) {
            String name = columns.get(c).name();
            if (values[c] instanceof long[] integers) {
                read.put(
                        name,
                        columns.get(c).unsigned()
                                ? Column.unsigned(name, source, next, null, integers)
                                : Column.integers(name, null, integers));
            } else {
                read.put(name, Column.reals(name, null, (double[]) values[c]));
            }
        }
        var batch = new EventBatch(source, next, size, read);
        next += size;
        return batch;
    }

    private void store(CsvRecord line, CsvColumn column, Object values, int event) {
        String cell = CsvLines.cell(line, column.index());
        try {
            if (values instanceof long[] integers) {
                integers[event] = column.unsigned() ? Literal.unsigned(cell) : Literal.integer(cell);
            } else {
                ((double[]) values)[event] = Literal.real(cell);
            }
        } catch (NumberFormatException | IndexOutOfBoundsException e) { // changed since it was opened
            throw notANumber(path, column, cell, line.getStartingLineNumber());
        }
    }

    static FiduciaException notANumber(Path path, CsvColumn column, String cell, long line) {
        return new FiduciaException(
                Kind.INPUT,
                path + ", line " + line + ", column " + column.name() + ": "
                        + (cell.isBlank() ? "an empty cell" : "'" + cell + "'") + " is not a number"
                        + (Literal.hasDecimalComma(cell) ? ": it has a decimal comma" : ""),
                Literal.hasDecimalComma(cell)
                        ? "write numbers with a decimal point"
                        : "correct the cell, leave it empty if the value is missing, or leave the column out");
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
