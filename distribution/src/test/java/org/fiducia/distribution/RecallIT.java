package org.fiducia.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was answered before is answered again without a framework: the same bytes, as long as nothing has changed. */
class RecallIT {
    private static final String[] MEASURE = {
        "measure", "pT4l", "--card", "card.json", "--set", "writers=[\"table\",\"json\"]"
    };

    @TempDir
    Path folder;

    private Product product() {
        return new Product(
                folder, Map.of("FIDUCIA_STORE", folder.resolve("store").toString()));
    }

    private Map<String, String> results() throws Exception {
        var contents = new TreeMap<String, String>();
        try (Stream<Path> files = Files.walk(folder.resolve("results"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.put(file.toString(), Files.readString(file));
            }
        }
        return contents;
    }

    private static String timeless(String out) {
        return out.replaceAll("done in .*", "");
    }

    @Test
    void aMeasurementComesAgainAsItWas() throws Exception {
        Path card = folder.resolve("card.json");
        String text = Files.readString(product().home().resolve("etc/analysis.json"));
        String data = product().home().resolve("data/run3").toString();
        assertTrue(text.contains("../data/run3"), "the card names its data");
        Files.writeString(card, text.replace("../data/run3", data));
        Product.Outcome first = product().run(MEASURE);
        assertEquals(0, first.code(), first.err());
        Product.Outcome stored = product().run(MEASURE); // without what is only said while events are looked at
        Map<String, String> before = results();
        Product.Outcome again = product().run(MEASURE);
        assertEquals(0, again.code(), again.err());
        assertEquals("", again.err(), "nothing is started that would tell of its progress");
        assertTrue(stored.err().contains("writing results"), stored.err());
        assertEquals(timeless(first.out()), timeless(again.out()));
        assertTrue(again.out().contains("done in"), again.out());
        assertEquals(before, results());
        try (Stream<Path> files = Files.list(folder.resolve("results/pT4l"))) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        assertEquals("", product().run(MEASURE).err());
        assertEquals(before, results(), "deleted files come back");

        Files.writeString(card, Files.readString(card) + "\n");
        Product.Outcome anew = product().run(MEASURE);
        assertEquals(0, anew.code(), anew.err());
        assertFalse(anew.err().isEmpty(), "another card is read");
    }

    @Test
    void helpFollowsWhatIsInstalled() throws Exception {
        Product.Outcome first = product().run("list");
        assertEquals(first.out(), product().run("list").out());
        Path broken = product().deploy().resolve("broken-recall.jar");
        Files.writeString(broken, "no jar");
        try {
            String listed = product().run("list").out();
            assertTrue(listed.contains("broken-recall.jar"), listed);
            assertEquals(listed, product().run("list").out());
        } finally {
            Files.delete(broken);
        }
        assertEquals(first.out(), product().run("list").out());
    }
}
