package org.fiducia.reader.csv;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipException;
import org.fiducia.api.event.EventFile;
import org.fiducia.api.event.EventReader;
import org.osgi.service.component.annotations.Component;

/**
 * Reads tables of text (RFC 4180; UTF-8, or UTF-16 with a mark; plain or compressed with gzip): a line of column names,
 * then one line per event, cells separated by commas, semicolons, tabs, bars or blanks. The file is one tree named
 * {@code events}; a column of integer literals alone is held as integers, another one of numbers as reals, missing
 * values among them as not a number.
 */
@Component(service = EventReader.class)
public final class CsvEventReader implements EventReader {
    /** Characters that tell whether a file is a table. */
    private static final int HEAD = 1 << 14;

    @Override
    public String id() {
        return "csv";
    }

    @Override
    public String title() {
        return "tables of text with a header (CSV, TSV, gzip)";
    }

    /** By its name, or by its first lines: what is called {@code .csv} and is no table is refused with a reason. */
    @Override
    public boolean accepts(Path file) throws IOException {
        if (CsvForm.named(file.toString())) {
            return true;
        }
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            return false;
        }
        if (CsvText.isBinary(file)) {
            return false;
        }
        try {
            String head = CsvText.of(file).head(HEAD);
            return head.indexOf('\0') < 0 && CsvForm.of(head).isTable();
        } catch (EOFException | ZipException e) {
            return false; // damaged, or compressed in another way
        }
    }

    @Override
    public EventFile open(Path file) throws IOException {
        return CsvEventFile.open(file);
    }
}
