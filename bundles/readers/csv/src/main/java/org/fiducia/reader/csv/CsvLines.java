package org.fiducia.reader.csv;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;

/** The lines of a file, each with as many cells as the header. Empty lines are passed over. */
final class CsvLines implements Closeable {
    private static final int BYTE_ORDER_MARK = 0xFEFF;
    private static final int BUFFER = 1 << 16;

    private final Path path;
    private final CsvReader<CsvRecord> reader;
    private final Iterator<CsvRecord> records;
    private final CsvRecord header;

    CsvLines(Path path) throws IOException {
        this.path = path;
        this.reader = CsvReader.builder()
                .allowExtraFields(true) // we know better what to say
                .allowMissingFields(true)
                .ofCsvRecord(text(path));
        try {
            this.records = reader.iterator();
            this.header = advance();
        } catch (IOException | RuntimeException e) {
            reader.close();
            throw e;
        }
    }

    /** The characters of the file, without the mark that some programs put before them. */
    private static Reader text(Path path) throws IOException {
        var in = new BufferedReader(new InputStreamReader(Files.newInputStream(path), StandardCharsets.UTF_8), BUFFER);
        in.mark(1);
        if (in.read() != BYTE_ORDER_MARK) {
            in.reset();
        }
        return in;
    }

    /** The first line; null when the file is empty. */
    CsvRecord header() {
        return header;
    }

    /** The next line, null after the last. */
    CsvRecord next() throws IOException {
        CsvRecord line = advance();
        if (line != null && line.getFieldCount() != header.getFieldCount()) {
            throw new FiduciaException(
                    Kind.INPUT,
                    path + ", line " + line.getStartingLineNumber() + ": " + line.getFieldCount()
                            + " cells where the header" + " has " + header.getFieldCount(),
                    "complete the line, or quote the cells that contain a comma");
        }
        return line;
    }

    private CsvRecord advance() throws IOException {
        try {
            return records.hasNext() ? records.next() : null;
        } catch (CsvParseException e) {
            throw new FiduciaException(
                    Kind.INPUT,
                    path + ": " + e.getMessage()
                            + (e.getCause() == null ? "" : " (" + e.getCause().getMessage() + ")"),
                    "check that it is a table of comma-separated values, with every quotation mark closed",
                    e);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
