package org.fiducia.reader.csv;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
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
        assertTrue(refused("a,b\n1,2,3\n").contains("line 2: 3 cells where the header has 2, separated by commas"));
        assertTrue(refused("# made by hand\n\na,b\n1,2\n\n# more\n1,2,,3\n").contains("line 7: 4 cells"));
        assertTrue(refused("a,b\n1,2\n3,\"4\" 5\n").contains("after line 2: a cell is not closed, goes on behind"));
    }

    @Test
    void namesTheCellThatIsNoNumber() throws IOException {
        try (EventFile open = reader.open(write("a,b\n1,2\n3,two\n5,\n"))) {
            var e = assertThrows(FiduciaException.class, () -> open.read("events", List.of("b")));
            assertTrue(e.getMessage().contains("line 3, column b: 'two'"), e.getMessage());
            assertEquals(1, read(open, "a").size(), "the others can be read");
        }
    }

    @Test
    void readsWhatIsMissingAsNotANumber() throws IOException {
        Path file = write("a,b,c,d,e\n1,NA,x,1,\n,2.5,NA,null,\n3,nan,,3,None\n");
        try (EventFile open = reader.open(file)) {
            double none = Double.NaN;
            EventBatch batch = read(open, "a", "b", "d", "e").get(0);
            assertArrayEquals(new double[] {1, none, 3}, batch.reals("a"));
            assertArrayEquals(new double[] {none, 2.5, none}, batch.reals("b"));
            assertArrayEquals(new double[] {1, none, 3}, batch.reals("d"));
            assertArrayEquals(new double[] {none, none, none}, batch.reals("e"));
            assertEquals(Kind.REAL, batch.column("a").kind());
            TreeInfo tree = open.trees().get(0);
            assertEquals("1 missing", tree.branch("a").orElseThrow().title());
            assertEquals("text", tree.branch("c").orElseThrow().type());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {";", "\t", "|", " ", "   ", ", ", " ; "})
    void recognisesWhatSeparatesCells(String separator) throws IOException {
        String text = "run,mass,\"PID2\"\n1,125.5,-11\n22,90,13\n333,91,\"11\"\n".replace(",", separator);
        try (EventFile open = reader.open(write(text))) {
            EventBatch batch = read(open, "run", "mass", "PID2").get(0);
            assertArrayEquals(new long[] {1, 22, 333}, batch.integers("run"));
            assertArrayEquals(new double[] {125.5, 90, 91}, batch.reals("mass"));
            assertArrayEquals(new long[] {-11, 13, 11}, batch.integers("PID2"));
        }
    }

    @Test
    void namesDecimalCommas() throws IOException {
        try (EventFile open = reader.open(write("a;b;c\n1,5;2;x\n2,5;2,5;y\n"))) {
            for (String column : List.of("a", "b")) {
                var e = assertThrows(FiduciaException.class, () -> open.read("events", List.of(column)));
                assertTrue(e.getMessage().contains(column.equals("a") ? "line 2" : "line 3"), e.getMessage());
                assertTrue(e.getMessage().contains("decimal comma"), e.getMessage());
                assertEquals("write numbers with a decimal point", e.remedy());
            }
            assertEquals(List.of("cells are separated by semicolons"), open.notes());
        }
    }

    @Test
    void passesOverCommentsAndFindsTheHeaderInOne() throws IOException {
        for (String text : List.of(
                "# of 2012\n\n# cuts: pt > 5, eta < 2\nrun,mass\n1,2.5\n# half\n3,4\n",
                "# of 2012, and more\n#run,mass\n1,2.5\n3,4\n",
                "# run   mass\n  1 2.5\n3   4  \n")) {
            try (EventFile open = reader.open(write(text))) {
                EventBatch batch = read(open, "run", "mass").get(0);
                assertArrayEquals(new long[] {1, 3}, batch.integers("run"), text);
                assertArrayEquals(new double[] {2.5, 4}, batch.reals("mass"), text);
            }
        }
    }

    @Test
    void takesCommasAtTheEndsOfLines() throws IOException {
        for (String text :
                List.of("a,b,\n1,2,\n3,4,\n", "a,b,\n1,2\n3,4\n", "a,b\n1,2,\n3,4,\n", "a,b,,\n1,2,,\n3,4,\n")) {
            try (EventFile open = reader.open(write(text))) {
                assertEquals(2, open.trees().get(0).branches().size(), text);
                assertArrayEquals(new long[] {2, 4}, read(open, "b").get(0).integers("b"), text);
            }
        }
        try (EventFile open = reader.open(write("a,b,\n1,2,5\n"))) {
            assertArrayEquals(new long[] {5}, read(open, "column3").get(0).integers("column3"), "there is something");
        }
        try (EventFile open = reader.open(write(",b\n0,2\n1,4\n"))) {
            assertArrayEquals(new long[] {0, 1}, read(open, "column1").get(0).integers("column1"), "row numbers");
        }
    }

    @Test
    void holdsIntegersWithoutSign() throws IOException {
        try (EventFile open = reader.open(write("a,b\n18446744073709551615,18446744073709551615\n1,-1\n"))) {
            EventBatch batch = read(open, "a", "b").get(0);
            assertEquals("18446744073709551615", batch.column("a").text(0));
            assertArrayEquals(new double[] {0x1p64, 1}, batch.reals("a"));
            assertThrows(FiduciaException.class, () -> batch.integers("a"));
            assertEquals(Kind.REAL, batch.column("b").kind(), "with sign as well");
        }
    }

    @Test
    void readsCompressedFilesAndNamesThatTheyAreCutOff() throws IOException {
        var text = new StringBuilder("a,b\n");
        for (int i = 0; i < 20_000; i++) {
            text.append(i).append(',').append(i * 7919 % 10007).append('\n');
        }
        Path whole = gzip("table.csv.gz", text.toString());
        try (EventFile open = reader.open(whole)) {
            assertEquals(20_000, open.trees().get(0).entries());
            assertEquals(19_999, read(open, "a").get(1).integers("a")[20_000 - (1 << 14) - 1]);
            assertEquals(List.of("the file is compressed with gzip"), open.notes());
        }
        byte[] bytes = Files.readAllBytes(whole);
        for (int length : new int[] {2, 5, 11, 100, bytes.length / 2, bytes.length - 20, bytes.length - 4}) {
            Path cut = Files.write(folder.resolve("cut.csv.gz"), Arrays.copyOf(bytes, length));
            var e = assertThrows(FiduciaException.class, () -> reader.open(cut), "cut to " + length);
            assertTrue(e.getMessage().contains("cut.csv.gz"), e.getMessage());
            assertTrue(e.getMessage().contains("compressed content is cut off"), e.getMessage());
        }
        bytes[bytes.length / 2] ^= 0x55;
        Path damaged = Files.write(folder.resolve("damaged.csv.gz"), bytes);
        assertThrows(FiduciaException.class, () -> reader.open(damaged));
    }

    @Test
    void readsUtf16WithAMarkAndNamesItWithout() throws IOException {
        String text = "a,µ\n1,2.5\n";
        for (Charset charset : new Charset[] {StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE}) {
            Path file = Files.write(folder.resolve("table.csv"), ("\uFEFF" + text).getBytes(charset));
            try (EventFile open = reader.open(file)) {
                assertArrayEquals(new double[] {2.5}, read(open, "µ").get(0).reals("µ"));
                assertEquals(List.of("the text is " + charset), open.notes());
            }
            Files.write(file, text.getBytes(charset));
            var e = assertThrows(FiduciaException.class, () -> reader.open(file));
            assertTrue(
                    e.getMessage().contains("line 1: has zero bytes, as UTF-16 text without a mark"), e.getMessage());
        }
    }

    private Path gzip(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }

    @Test
    void refusesFilesWithoutHeader() throws IOException {
        assertTrue(refused("").contains("is empty"));
        assertTrue(refused("\n\n").contains("is empty"));
        assertTrue(refused("1,2.5\n3,4\n").contains("no header"));
        assertTrue(refused("# made\na,b,a\n1,2,3\n").contains("line 2: has two columns named a"));
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
        for (int i = 0; i < 900; i++) {
            var bytes = new byte[random.nextInt(2000)];
            random.nextBytes(bytes);
            if (i % 2 == 0) { // more of what matters to a table
                for (int k = 0; k < bytes.length; k++) {
                    bytes[k] = (byte) "1234.,,\"\n\r-ea ;\t#N".charAt(random.nextInt(18));
                }
            }
            Path file = Files.write(folder.resolve("fuzz.csv"), bytes);
            if (i % 3 == 0) {
                file = gzip("fuzz.gz", new String(bytes, StandardCharsets.ISO_8859_1));
                byte[] packed = Files.readAllBytes(file);
                packed[random.nextInt(packed.length)] ^= (byte) (i % 9 == 0 ? 1 << random.nextInt(8) : 0);
                Files.write(file, packed);
            }
            reader.accepts(file);
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
    void takesTablesByNameOrContent() throws IOException {
        for (String name : List.of("a.csv", "A.CSV", "a.csv.gz", "a.tsv", "a.TSV.gz")) {
            assertTrue(reader.accepts(Path.of(name)), name);
        }
        assertFalse(reader.accepts(Path.of("a.root")));
        assertFalse(reader.accepts(folder));
        for (String text : List.of(
                "a,b\n1,2\n3,4\n", "a;b\n1;2\n", "# x\ty\n1\t2\n3\t4\n", "a b c\n1 2.5 x\n3  4 y\n", "a,b,\n1,NA,\n")) {
            assertTrue(reader.accepts(Files.writeString(folder.resolve("table.dat"), text)), text);
            assertTrue(reader.accepts(gzip("table.txt.gz", text)), text);
        }
        for (String text : List.of(
                "",
                "a\n",
                "{\n  \"a\": [1, 2],\n  \"b\": 3\n}\n",
                "To whom it may concern,\nthis is a letter, of 2 lines.\n",
                "HepMC::Version 3.02.06\nHepMC::Asciiv3-START_EVENT_LISTING\nW nominal\nE 0 5 9\nU GEV MM\nW 1\n")) {
            assertFalse(reader.accepts(Files.writeString(folder.resolve("other.txt"), text)), text);
        }
        Path binary = Files.write(folder.resolve("other.dat"), new byte[] {'r', 'o', 'o', 't', 0, 0, 1, 2, '\n', 5});
        assertFalse(reader.accepts(binary));
        Path broken = Files.write(folder.resolve("other.gz"), new byte[] {0x1F, (byte) 0x8B, 1, 2, 3});
        assertFalse(reader.accepts(broken));
    }

    @Test
    void leavesGeneratedEventsToOthers() throws IOException {
        assertFalse(reader.accepts(SharedFolder.require("data/hepmc/ggH.hepmc3.gz")));
        assertFalse(reader.accepts(SharedFolder.require("data/formats/uproot-Zmumu.root")));
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
