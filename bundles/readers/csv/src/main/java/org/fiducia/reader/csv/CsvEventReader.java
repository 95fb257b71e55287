package org.fiducia.reader.csv;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.fiducia.api.event.EventFile;
import org.fiducia.api.event.EventReader;
import org.osgi.service.component.annotations.Component;

/**
 * Reads comma-separated values (RFC 4180, UTF-8): a line of column names, then one line per event. The file is one tree
 * named {@code events}; a column of integer literals alone is held as integers, another one of numbers as reals.
 */
@Component(service = EventReader.class)
public final class CsvEventReader implements EventReader {
    @Override
    public String id() {
        return "csv";
    }

    @Override
    public String title() {
        return "comma-separated values with a header";
    }

    @Override
    public boolean accepts(Path file) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(".csv");
    }

    @Override
    public EventFile open(Path file) throws IOException {
        return CsvEventFile.open(file);
    }
}
