package org.fiducia.kernel.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.event.BranchInfo;
import org.fiducia.api.event.Column;
import org.fiducia.api.event.EventFile;
import org.fiducia.api.event.EventReader;
import org.fiducia.api.event.TreeInfo;
import org.fiducia.kernel.plugins.Felix;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a file holds, as its reader describes it. */
class InspectVerbTest {
    @TempDir
    Path folder;

    private List<TreeInfo> trees = List.of();
    private List<String> notes = List.of();
    private List<String> histograms = List.of();
    private FiduciaException damage;
    private int open;
    private Console console;
    private Path file;

    /** Describes what the test has. */
    private final class Described implements EventReader {
        @Override
        public String id() {
            return "described";
        }

        @Override
        public String title() {
            return "as described";
        }

        @Override
        public boolean accepts(Path some) {
            return some.toString().endsWith(".events");
        }

        @Override
        public EventFile open(Path some) {
            open++;
            return new EventFile() {
                @Override
                public List<TreeInfo> trees() {
                    if (damage != null) {
                        throw damage;
                    }
                    return trees;
                }

                @Override
                public List<String> notes() {
                    return notes;
                }

                @Override
                public List<String> histograms() {
                    return histograms;
                }

                @Override
                public EventCursor read(String tree, List<String> branches) {
                    throw new AssertionError("nothing is read");
                }

                @Override
                public void close() {
                    open--;
                }
            };
        }
    }

    @BeforeEach
    void start() throws Exception {
        console = new Console(folder, 1_000_000);
        console.add(() -> new InspectVerb(console.plugins()));
        Felix.register(console.felix().shipped("described"), EventReader.class, new Described());
        file = Files.writeString(folder.resolve("a.events"), "something");
    }

    @AfterEach
    void stop() throws Exception {
        assertEquals(0, open, "what was opened is closed");
        console.close();
    }

    private List<String> lines() {
        Console.Outcome outcome = console.run("inspect", file.toString());
        assertEquals(0, outcome.code(), outcome.err());
        return outcome.out()
                .lines()
                .map(line -> line.replaceAll("(?<=\\S) +", " "))
                .toList();
    }

    private JsonNode json() throws IOException {
        return JsonMapper.builder()
                .build()
                .readTree(console.run("inspect", "--json", file.toString()).out());
    }

    private void describe() {
        trees = List.of(
                new TreeInfo(
                        "Events",
                        12,
                        List.of(
                                new BranchInfo("pt", "float[n]", Column.Kind.REAL, true, "transverse momentum"),
                                new BranchInfo("run", "uint", Column.Kind.INTEGER, false, ""),
                                new BranchInfo("blob", "Object", null, false, "a title", "it is split"),
                                new BranchInfo("odd", "void*", null, false, "a title"))),
                new TreeInfo("Runs", 0, List.of()));
    }

    @Test
    void everyTreeHasATableOfItsBranches() {
        describe();
        assertEquals(
                List.of(
                        "Events: 12 entries, 4 branches",
                        "  branch type read as description",
                        "  pt float[n] reals per event transverse momentum",
                        "  run uint integer",
                        "  blob Object not readable: it is split",
                        "  odd void* not readable a title",
                        "Runs: 0 entries, 0 branches",
                        "  branch type read as description"),
                lines());
    }

    @Test
    void programsGetTheSame() throws Exception {
        describe();
        histograms = List.of("h1", "h2");
        notes = List.of("compressed");
        JsonNode json = json();
        assertEquals(file.toString(), json.get("file").asText());
        assertEquals(2, json.get("histograms").asInt());
        assertEquals("compressed", json.get("notes").get(0).asText());
        JsonNode tree = json.get("trees").get(0);
        assertEquals("Events", tree.get("name").asText());
        assertEquals(12, tree.get("entries").asInt());
        JsonNode blob = tree.get("branches").get(2);
        assertFalse(blob.get("readable").asBoolean());
        assertEquals("it is split", blob.get("description").asText());
        assertEquals(
                "reals per event", tree.get("branches").get(0).get("readAs").asText());
        assertTrue(tree.get("branches").get(1).get("readable").asBoolean());
    }

    @Test
    void aFileWithoutTreesIsSaidSo() {
        assertEquals(List.of("no trees"), lines());
        histograms = List.of("h1", "h2");
        assertEquals(List.of("no trees, 2 histograms"), lines());
        notes = List.of("it holds a model");
        assertEquals(List.of("it holds a model"), lines(), "what it holds is said");
    }

    @Test
    void eventsInAnotherFormAreNoErrorWhereANoteSaysSo() throws Exception {
        damage = new FiduciaException(Kind.INPUT, "its events are in another form", "convert it");
        Console.Outcome outcome = console.run("inspect", file.toString());
        assertEquals(4, outcome.code());
        assertTrue(outcome.err().contains("error: its events are in another form\n  → convert it"), outcome.err());
        notes = List.of("its events are in a form that is not read");
        assertEquals(notes, lines());
        assertEquals(0, json().get("trees").size());
    }

    @Test
    void aFileThatNobodyReadsIsRefused() throws Exception {
        Path other = Files.writeString(folder.resolve("a.text"), "text");
        Console.Outcome outcome = console.run("inspect", other.toString());
        assertEquals(4, outcome.code());
        assertTrue(outcome.err().contains("installed readers: described (as described)"), outcome.err());
        outcome = console.run("inspect", "nothing");
        assertEquals(4, outcome.code());
        assertTrue(outcome.err().contains("error: /somewhere/nothing does not exist"), outcome.err());
        assertEquals(2, console.run("inspect").code());
    }
}
