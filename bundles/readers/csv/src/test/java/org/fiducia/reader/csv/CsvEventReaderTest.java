package org.fiducia.reader.csv;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.event.Column;
import org.fiducia.api.event.Column.Kind;
import org.fiducia.api.event.EventBatch;
import org.fiducia.api.event.EventFile;
import org.fiducia.api.event.TreeInfo;
import org.fiducia.testkit.SharedFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvEventReaderTest {
    private final CsvEventReader reader = new CsvEventReader();

    @TempDir
    private Path folder;

    @Test
    void tellsIntegersRealsAndTextApart() throws IOException {
        Path file = write("run,mass,type,charge\n306121,124.5,EB,-1\n9000000000,90,EE,+1\n");
        try (EventFile open = reader.open(file)) {
            TreeInfo tree = open.trees().get(0);
            assertEquals("events", tree.name());
            assertEquals(2, tree.entries());
            assertEquals(Kind.INTEGER, tree.branch("run").orElseThrow().kind());
            assertEquals(Kind.REAL, tree.branch("mass").orElseThrow().kind());
            assertNull(tree.branch("type").orElseThrow().kind());
            Map<String, Column> columns =
                    read(open, "run", "mass", "charge").get(0).columns();
            assertArrayEquals(
                    new long[] {306121, 9_000_000_000L}, columns.get("run").integers());
            assertArrayEquals(new double[] {124.5, 90}, columns.get("mass").reals());
            assertArrayEquals(new long[] {-1, 1}, columns.get("charge").integers());
            var e = assertThrows(FiduciaException.class, () -> open.read("events", List.of("type")));
            assertTrue(e.getMessage().contains("column type holds text"), e.getMessage());
        }
    }

    @Test
    void readsQuotedCellsOddLineEndsAndABom() throws IOException {
        Path file = write("\uFEFF\"a\",\"b, \"\"c\"\"\"\r\n\"1\",\"2.5\"\r\n\r\n3,4");
        try (EventFile open = reader.open(file)) {
            EventBatch batch = read(open, "a", "b, \"c\"").get(0);
            assertArrayEquals(new long[] {1, 3}, batch.integers("a"));
            assertArrayEquals(new double[] {2.5, 4}, batch.reals("b, \"c\""));
        }
    }

    @Test
    void readsInBatches() throws IOException {
        var text = new StringBuilder("i,x\n");
        int events = 50_000;
        for (int i = 0; i < events; i++) {
            text.append(i).append(',').append(i * 0.5).append('\n');
        }
        try (EventFile open = reader.open(write(text.toString()))) {
            List<EventBatch> batches = read(open, "x", "i");
            assertTrue(batches.size() > 1);
            long next = 0;
            for (EventBatch batch : batches) {
                assertEquals(next, batch.firstEntry());
                for (int i = 0; i < batch.size(); i++) {
                    assertEquals(next + i, batch.integers("i")[i]);
                    assertEquals((next + i) * 0.5, batch.reals("x")[i]);
                }
                next += batch.size();
            }
            assertEquals(events, next);
        }
    }

    @Test
    void readsAHeaderWithoutEvents() throws IOException {
        try (EventFile open = reader.open(write("a,b\n"))) {
            assertEquals(0, open.trees().get(0).entries());
            assertTrue(read(open, "a").isEmpty());
        }
    }

    @Test
    void namesTheLineThatIsTooShortOrTooLong() throws IOException {
        assertTrue(refused("a,b\n1,2\n3\n").contains("line 3: 1 cells where the header has 2"));
        assertTrue(refused("a,b\n1,2,3\n").contains("line 2: 3 cells where the header has 2"));
    }

    @Test
    void namesTheCellThatIsNoNumber() throws IOException {
        try (EventFile open = reader.open(write("a,b\n1,2\n3,n/a\n5,\n"))) {
            var e = assertThrows(FiduciaException.class, () -> open.read("events", List.of("b")));
            assertTrue(e.getMessage().contains("line 3, column b: 'n/a'"), e.getMessage());
            assertEquals(1, read(open, "a").size(), "the others can be read");
        }
        try (EventFile open = reader.open(write("a\n1\n\"\"\n"))) {
            var e = assertThrows(FiduciaException.class, () -> open.read("events", List.of("a")));
            assertTrue(e.getMessage().contains("line 3, column a: an empty cell"), e.getMessage());
        }
    }

    @Test
    void refusesFilesWithoutHeader() throws IOException {
        assertTrue(refused("").contains("is empty"));
        assertTrue(refused("\n\n").contains("is empty"));
        assertTrue(refused("1,2.5\n3,4\n").contains("no header"));
        assertTrue(refused("a,b,a\n1,2,3\n").contains("two columns named a"));
    }

    @Test
    void refusesWhatIsNoFile() {
        assertThrows(FiduciaException.class, () -> reader.open(folder));
        assertThrows(FiduciaException.class, () -> reader.open(folder.resolve("absent.csv")));
    }

    @Test
    void suggestsTheNearestColumn() throws IOException {
        try (EventFile open = reader.open(write("mass,pt1\n1,2\n"))) {
            var e = assertThrows(FiduciaException.class, () -> open.read("events", List.of("mas")));
            assertTrue(e.remedy().contains("mass"), e.remedy());
            assertThrows(FiduciaException.class, () -> open.read("Events", List.of("mass")));
            assertThrows(FiduciaException.class, () -> open.read("events", List.of()));
        }
    }

    @Test
    void survivesBytesThatAreNoTable() throws IOException {
        var random = new Random(5);
        for (int i = 0; i < 300; i++) {
            var bytes = new byte[random.nextInt(2000)];
            random.nextBytes(bytes);
            if (i % 2 == 0) { // more of what matters to a table
                for (int k = 0; k < bytes.length; k++) {
                    bytes[k] = (byte) "1234.,,\"\n\r-ea ".charAt(random.nextInt(14));
                }
            }
            Path file = Files.write(folder.resolve("fuzz.csv"), bytes);
            try (EventFile open = reader.open(file)) {
                for (var branch : open.trees().get(0).branches()) {
                    if (branch.kind() != null) {
                        read(open, branch.name());
                    }
                }
            } catch (FiduciaException expected) {
                assertFalse(expected.remedy().isBlank());
            }
        }
    }

    @Test
    void takesCsvFiles() {
        assertTrue(reader.accepts(Path.of("a.csv")));
        assertTrue(reader.accepts(Path.of("A.CSV")));
        assertFalse(reader.accepts(Path.of("a.root")));
    }

    /** 278 events of real collisions: their masses follow from their momenta. */
    @Test
    void readsPublishedCollisions() throws IOException {
        int events = 0;
        int near = 0;
        int atZ = 0;
        for (String name : new String[] {"4mu_2011", "4mu_2012", "4e_2011", "4e_2012", "2e2mu_2011", "2e2mu_2012"}) {
            try (EventFile open = reader.open(SharedFolder.require("data/real/cms-opendata-4l/" + name + ".csv"))) {
                List<String> columns = new ArrayList<>(List.of("Run", "M"));
                for (String p : new String[] {"E", "px", "py", "pz"}) {
                    for (int i = 1; i <= 4; i++) {
                        columns.add(p + i);
                    }
                }
                for (EventBatch batch : read(open, columns.toArray(String[]::new))) {
                    assertEquals(Kind.INTEGER, batch.column("Run").kind());
                    events += batch.size();
                    for (int event = 0; event < batch.size(); event++) {
                        double mass = batch.reals("M")[event];
                        assertEquals(mass, mass(batch, event), 0.0075, name + " event " + event);
                        near += mass >= 118 && mass <= 130 ? 1 : 0;
                        atZ += mass >= 80 && mass <= 100 ? 1 : 0;
                    }
                }
            }
        }
        assertEquals(278, events);
        assertEquals(15, near);
        assertEquals(47, atZ);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"cms-8tev-skims/SMHiggsToZZTo4LFourMuonsSkim.csv 9006", "cms-opendata-4l/Zee_Run2011A.csv 0"})
    void readsLargerPublishedFiles(String fileAndEvents) throws IOException {
        String[] parts = fileAndEvents.split(" ");
        try (EventFile open = reader.open(SharedFolder.require("data/real/" + parts[0]))) {
            TreeInfo tree = open.trees().get(0);
            assertTrue(parts[1].equals("0") || tree.entries() == Long.parseLong(parts[1]));
            String[] readable = tree.branches().stream()
                    .filter(b -> b.kind() != null)
                    .map(b -> b.name())
                    .toArray(String[]::new);
            assertTrue(readable.length >= 18);
            assertEquals(
                    tree.entries(),
                    read(open, readable).stream().mapToLong(EventBatch::size).sum());
        }
    }

    private static double mass(EventBatch batch, int event) {
        double m2 = 0;
        for (String p : new String[] {"E", "px", "py", "pz"}) {
            double sum = 0;
            for (int i = 1; i <= 4; i++) {
                sum += batch.reals(p + i)[event];
            }
            m2 += p.equals("E") ? sum * sum : -sum * sum;
        }
        return Math.sqrt(m2);
    }

    private static List<EventBatch> read(EventFile open, String... columns) throws IOException {
        var batches = new ArrayList<EventBatch>();
        try (var cursor = open.read("events", List.of(columns))) {
            for (EventBatch batch = cursor.next(); batch != null; batch = cursor.next()) {
                batches.add(batch);
            }
        }
        return batches;
    }

    private Path write(String text) throws IOException {
        return Files.write(folder.resolve("table.csv"), text.getBytes(StandardCharsets.UTF_8));
    }

    private String refused(String text) throws IOException {
        Path file = write(text);
        var e = assertThrows(FiduciaException.class, () -> reader.open(file));
        assertTrue(e.getMessage().contains("table.csv"), "names the file: " + e.getMessage());
        return e.getMessage();
    }
}
