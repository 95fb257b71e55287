package org.fiducia.kernel.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
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

/** The cutflow of an analysis in memory, counted by hand. */
class SelectVerbTest {
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
        console.add(() -> new SelectVerb(console.plugins()));
        card = Counting.write(folder.resolve("etc"));
    }

    @AfterEach
    void stop() throws Exception {
        if (console != null) {
            console.close();
        }
    }

    private Console.Outcome select(String... words) {
        var all = new ArrayList<>(List.of("select", "--card", card.toString()));
        all.addAll(Arrays.asList(words));
        return console.run(all.toArray(String[]::new));
    }

    @Test
    void everySampleHasItsCutflow() {
        Console.Outcome outcome = select();
        assertEquals(0, outcome.code(), outcome.err());
        List<String> lines = outcome.out()
                .lines()
                .map(line -> line.strip().replaceAll(" +", " "))
                .toList();
        assertEquals(
                List.of(
                        "",
                        "Data_E1 (data), 650 events",
                        "cut all a b",
                        "all 650",
                        "selected 641 201 440",
                        "",
                        "Data_E2 (data), 1912 events",
                        "cut all a b",
                        "all 1912",
                        "selected 1903 583 1320",
                        "",
                        "sig (p), 15 events",
                        "cut all a b all /fb a /fb b /fb",
                        "all 15 10.1700",
                        "selected 10 6 4 5.5700 1.7700 3.8000",
                        "",
                        "bkg (q), 4 events",
                        "cut all a b all /fb a /fb b /fb",
                        "all 4 1.1000",
                        "selected 3 2 1 0.6000 0.4000 0.2000"),
                lines);
    }

    @Test
    void programsGetTheSameNumbers() throws Exception {
        JsonNode samples =
                JsonMapper.builder().build().readTree(select("--json").out()).get("samples");
        assertEquals(4, samples.size());
        JsonNode signal = samples.get(2);
        assertEquals("sig", signal.get("name").asText());
        assertEquals(15, signal.get("entries").asInt());
        assertFalse(signal.get("fromStore").asBoolean());
        JsonNode first = signal.get("cuts").get(0);
        assertEquals(15, first.get("events").get("all").asInt());
        assertNull(first.get("events").get("a"), "not known yet");
        JsonNode selected = signal.get("cuts").get(1);
        assertEquals("selected", selected.get("cut").asText());
        assertEquals(6, selected.get("events").get("a").asInt());
        assertEquals(1.77, selected.get("eventsPerInverseFb").get("a").asDouble(), 1e-9);
        assertEquals(5.57, selected.get("eventsPerInverseFb").get("all").asDouble(), 1e-9);
        assertNull(samples.get(0).get("cuts").get(0).get("eventsPerInverseFb"), "data have no cross section");
    }

    @Test
    void whatWasSelectedBeforeIsSaidSo() {
        select();
        String again = select().out();
        assertTrue(again.contains("sig (p), 15 events, from the store"), again);
        assertFalse(select("--fresh").out().contains("from the store"));
        String changed = select("--set", "channel={\"id\": \"tiny\", \"settings\": {\"least\": 107}}")
                .out();
        assertFalse(changed.contains("from the store"), changed);
        assertTrue(changed.replaceAll(" +", " ").contains("selected 0 0 0 0.0000 0.0000 0.0000"), changed);
    }

    @Test
    void theCardOfTheDistributionIsTakenWhenNoneIsNamed() throws Exception {
        Files.copy(card, card.resolveSibling("analysis.json"));
        assertTrue(console.run("select").out().contains("sig (p), 15 events"));
    }

    @Test
    void aCardForSelectionOnlyServes() {
        assertEquals(0, select("--set", "signal=null", "--set", "physics=null").code());
    }

    @Test
    void whatCannotBeReadIsNamed() throws Exception {
        Files.delete(folder.resolve("etc/signal.lines"));
        Console.Outcome outcome = select();
        assertEquals(4, outcome.code());
        assertEquals("", outcome.out());
        assertTrue(
                outcome.err().contains("error: " + folder.resolve("etc/signal.lines") + " does not exist"),
                outcome.err());
    }

    @Test
    void aChannelThatRefusesItsSettingsSaysSoBeforeAnyWork() {
        Console.Outcome outcome = select("--set", "channel={\"id\": \"tiny\", \"settings\": {\"most\": 1}}");
        assertEquals(3, outcome.code());
        assertTrue(outcome.err().contains("/channel/settings/most is an unknown setting"), outcome.err());
        assertEquals(0, counting.calls.count("reader.open"));
        outcome = select("--set", "channel=large");
        assertEquals(2, outcome.code());
        assertTrue(outcome.err().contains("unknown channel large"), outcome.err());
    }
}
