package org.fiducia.kernel.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.fiducia.kernel.pipeline.Counting;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of an analysis in memory with something wrong. */
class CheckVerbTest {
    @TempDir
    Path folder;

    private final Counting counting = new Counting();
    private Console console;
    private Path card;

    @BeforeEach
    void start() throws Exception {
        assumeTrue(System.getenv("FIDUCIA_STORE") == null, "skipped: the environment chooses a store");
        console = new Console(folder, 1_000_000);
        counting.register(console.felix().shipped("tiny"));
        console.add(() -> new CheckVerb(console.plugins()));
        card = Counting.write(folder.resolve("etc"));
    }

    @AfterEach
    void stop() throws Exception {
        if (console != null) {
            console.close();
        }
    }

    private Console.Outcome check(String... words) {
        var all = new ArrayList<>(List.of("check", "--card", card.toString()));
        all.addAll(Arrays.asList(words));
        return console.run(all.toArray(String[]::new));
    }

    private List<String> problems(String... words) throws IOException {
        var all = new ArrayList<>(List.of(words));
        all.add("--json");
        Console.Outcome outcome = check(all.toArray(String[]::new));
        assertEquals(1, outcome.code(), outcome.err());
        var problems = new ArrayList<String>();
        for (JsonNode one : new JsonMapper().readTree(outcome.out()).get("problems")) {
            assertFalse(one.get("remedy").asText().isBlank());
            problems.add(one.get("sample").asText() + " "
                    + Path.of(one.get("file").asText()).getFileName() + " "
                    + one.get("problem").asText() + ": "
                    + one.get("what").asText());
        }
        return problems;
    }

    @Test
    void aCardWhoseFilesAreWellIsWell() {
        Console.Outcome outcome = check();
        assertEquals(0, outcome.code(), outcome.err());
        assertTrue(outcome.out().contains("4 files, nothing is wrong with them"), outcome.out());
        assertTrue(outcome.out().replaceAll(" +", " ").contains("Data_E2 1 1912 "), outcome.out());
    }

    /** Each of the files has as many events as its number, but for one, which is damaged. */
    @Test
    void oneOfManyIsFound() throws IOException {
        Path many = Files.createDirectories(folder.resolve("etc/many"));
        for (int k = 1; k <= 200; k++) {
            Files.writeString(
                    many.resolve("file%03d.lines".formatted(k)),
                    k == 137 ? "" : "1 1\n" + k + " 1 0 0 107.5 0.5 -1 0 1\n");
        }
        assertEquals(
                List.of("Data_E1 file137.lines damaged: is empty"),
                problems("--set", "eras/E1/data=[\"many/*.lines\"]"));
        Console.Outcome outcome = check("--set", "eras/E1/data=[\"many/*.lines\"]");
        assertTrue(outcome.out().contains("1 of 203 files are not as they should be"), outcome.out());
        assertTrue(
                outcome.out().replaceAll(" +", " ").contains("Data_E1 200 " + (200 * 201 / 2 - 137) + " "),
                outcome.out());
    }

    /** A mistake of the card is one of all files: it is told once, and of every file in the fields. */
    @Test
    void whatIsWrongWithManyFilesIsToldOnce() throws IOException {
        Path many = Files.createDirectories(folder.resolve("etc/many"));
        for (int k = 1; k <= 30; k++) {
            Files.writeString(many.resolve("file%03d.lines".formatted(k)), k + " 40\n1 1 0 0 110.5 0.5 -1 0 1\n");
        }
        String[] words = {
            "--set", "samples/bkg/files=[\"many/*.lines\"]", "--set", "formats/lines/normalisation/tree=Sums"
        };
        assertEquals(31, problems(words).size());
        Console.Outcome outcome = check(words);
        assertEquals(
                2,
                outcome.out()
                        .lines()
                        .filter(line -> line.contains("has no tree Sums"))
                        .count(),
                outcome.out());
        assertTrue(outcome.out().contains("  in bkg, as with 29 other files there; "), outcome.out());
        assertTrue(outcome.out().contains("31 of 33 files are not as they should be"), outcome.out());
    }

    @Test
    void everyKindOfProblemIsTold() throws IOException {
        Path etc = folder.resolve("etc");
        Files.copy(etc.resolve("data1.lines"), etc.resolve("copy.lines"));
        Files.writeString(etc.resolve("none.lines"), "1 1\n");
        Files.createDirectories(etc.resolve("folder.lines"));
        assertEquals(
                List.of(
                        "Data_E1 data1.lines doubled: is named twice, also in Data_E1",
                        "Data_E1 copy.lines doubled: is a copy of " + etc.resolve("data1.lines") + " of Data_E1",
                        "Data_E1 none.lines empty: has no event in Events",
                        "Data_E1 no.lines missing: does not exist",
                        "Data_E1 folder.lines unreadable: cannot be read"),
                problems(
                        "--set",
                        "eras/E1/data=[\"data1.lines\", \"data1.lines\", \"copy.lines\", \"none.lines\", \"no.lines\","
                                + " \"folder.lines\"]"));
        assertEquals(
                List.of(
                        "sig signal.lines normalisation: has no tree Sums for the normalisation",
                        "bkg background.lines normalisation: has no tree Sums for the normalisation"),
                problems("--set", "formats/lines/normalisation/tree=Sums"));
        assertEquals(
                List.of("Data_E1 data1.lines tree: has no tree Tree: it has Events, Runs"),
                problems("--set", "formats/other={\"tree\": \"Tree\"}", "--set", "eras/E1/format=other"));
        List<String> branches = problems(
                "--set",
                "formats/other={\"tree\": \"Events\", \"columns\": {\"m\": \"mass\"}}",
                "--set",
                "eras/E1/format=other");
        assertEquals(1, branches.size());
        assertTrue(branches.get(0).startsWith("Data_E1 data1.lines branches: "), branches.get(0));
        assertTrue(branches.get(0).contains("has no branch mass"), branches.get(0));
    }
}
