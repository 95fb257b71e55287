package org.fiducia.reader.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import org.fiducia.api.event.EventFile;
import org.fiducia.api.event.EventReader;
import org.fiducia.testkit.BundleContract;
import org.junit.jupiter.api.Test;

class CsvEventReaderIT extends BundleContract<EventReader> {
    CsvEventReaderIT() {
        super(EventReader.class, "csv");
    }

    @Test
    void readsWithItsLibrary() throws Exception {
        Path file = Files.createTempFile("table", ".csv");
        Files.writeString(file, "a,b\n1,\"2\"\n");
        try (EventFile open = service().open(file)) {
            assertEquals(1, open.trees().get(0).entries());
        }
        Files.delete(file);
    }
}
