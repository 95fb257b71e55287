package org.fiducia.kernel.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.fiducia.api.measurement.SystematicScheme;
import org.fiducia.kernel.plugins.Felix;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListVerbTest {
    @TempDir
    Path folder;

    private Console console;

    private record Scheme(String id, String title) implements SystematicScheme {
        @Override
        public Combination combine(double[] values, double data, double simulation, double alternative) {
            return new Combination(values[0], data);
        }
    }

    @BeforeEach
    void start() throws Exception {
        console = new Console(folder, 1_000_000);
        console.add(() -> new ListVerb(console.plugins(), console.deployment()));
    }

    @AfterEach
    void stop() throws Exception {
        console.close();
    }

    private void register(String id, String title) throws Exception {
        Felix.register(console.felix().deployed("bundle-" + id), SystematicScheme.class, new Scheme(id, title));
    }

    private List<String> lines(String... words) {
        Console.Outcome outcome = console.run(words);
        assertEquals(0, outcome.code(), outcome.err());
        return outcome.out().lines().map(line -> line.replaceAll(" +", " ")).toList();
    }

    @Test
    void anEmptyHouseHasAHeadOnly() {
        assertEquals(List.of("kind id title bundle version state"), lines("list"));
    }

    @Test
    void everyPluginIsARow() throws Exception {
        register("b", "spread of $x$");
        register("a", "mean");
        var expected = List.of(
                "kind id title bundle version state",
                "schemes a mean bundle-a 1.0.0 active",
                "schemes b spread of x bundle-b 1.0.0 active");
        assertEquals(expected, lines("list"));
        assertEquals(expected, lines("list", "schemes"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"schemes", "scheme", "SCHEMES", "Scheme"})
    void aKindMayBeNamedInSeveralWays(String name) throws Exception {
        register("a", "mean");
        assertEquals(2, lines("list", name).size());
    }

    @Test
    void anUnknownKindIsRefusedWithTheKnownOnes() throws Exception {
        assertEquals(2, console.run("list", "schemes").code(), "nobody brings it");
        register("a", "mean");
        Console.Outcome outcome = console.run("list", "shemes");
        assertEquals(2, outcome.code());
        assertEquals(
                "error: unknown kind of plug-in shemes\n  → did you mean schemes? there are schemes\n", outcome.err());
        assertEquals("", outcome.out());
    }

    @Test
    void kindsAreSuggestedWhileAUserTypes() throws Exception {
        register("a", "mean");
        assertTrue(console.jobs().candidates("list").contains("schemes"));
    }

    @Test
    void asJsonItIsOneObjectAndNothingWhereItFails() throws Exception {
        register("a", "mean");
        Console.Outcome outcome = console.run("list", "--json");
        var rows = new com.fasterxml.jackson.databind.ObjectMapper()
                .readTree(outcome.out())
                .findValue("rows");
        assertEquals("a", rows.get(0).path("id").asText(), outcome.out());
        outcome = console.run("list", "shemes", "--json");
        assertEquals(2, outcome.code());
        assertEquals("", outcome.out());
        assertTrue(outcome.err().contains("unknown kind of plug-in shemes"), outcome.err());
    }
}
