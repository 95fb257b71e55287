package org.fiducia.kernel.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Progress;
import org.fiducia.api.command.Benchmark;
import org.fiducia.kernel.plugins.Felix;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;

/** Benchmarks are run where their inputs are, and what was measured is printed whatever becomes of the rest. */
class BenchVerbTest {
    private static final double NONE = Double.NaN;
    private static final Benchmark.Row TIME = new Benchmark.Row("time", 2.5, 0.25, "ms", NONE, true);
    private static final Benchmark.Row RIGHT = new Benchmark.Row("sum", 1234567.25, NONE, "", 1234567.25, true);
    private static final Benchmark.Row WRONG = new Benchmark.Row("sum", 1, NONE, "", 2, false);

    @TempDir
    Path folder;

    private final List<Path> asked = new ArrayList<>();
    private Console console;
    private Bundle bundle;
    private Path shared;

    /** Needs inputs in a folder with a file of its name, where it needs any. */
    private class Fixed implements Benchmark {
        private final String id;
        private final List<Row> rows;
        private boolean needy;

        Fixed(String id, Row... rows) {
            this.id = id;
            this.rows = List.of(rows);
        }

        Fixed needy() {
            needy = true;
            return this;
        }

        @Override
        public String id() {
            return id;
        }

        @Override
        public String title() {
            return "the " + id;
        }

        @Override
        public List<Row> run(Path inputs, Progress progress) {
            asked.add(inputs);
            if (needy && !Files.exists(inputs.resolve(id))) {
                throw new FiduciaException(Kind.INPUT, "no " + id + " in " + inputs, "bring it");
            }
            return rows;
        }
    }

    @BeforeEach
    void start() throws Exception {
        console = new Console(folder, 1_000_000);
        console.add(() -> new BenchVerb(console.plugins()));
        bundle = console.felix().shipped("benchmarks");
        shared = Files.createDirectories(folder.resolve("shared/benchmarks")); // nearer than those of the machine
    }

    @AfterEach
    void stop() throws Exception {
        console.close();
    }

    private void add(Benchmark benchmark) {
        Felix.register(bundle, Benchmark.class, benchmark);
    }

    private static List<String> lines(Console.Outcome outcome) {
        return outcome.out()
                .lines()
                .map(line -> line.strip().replaceAll(" +", " "))
                .toList();
    }

    private static final String HEAD = "benchmark quantity value ± unit expected check peer ratio";

    @Test
    void everyFigureIsARow() {
        add(new Fixed("b", TIME, RIGHT));
        add(new Fixed("a", TIME));
        Console.Outcome outcome = console.run("bench");
        assertEquals(0, outcome.code(), outcome.err());
        assertEquals(
                List.of(HEAD, "a time 2.5 0.25 ms", "b time 2.5 0.25 ms", "b sum 1234567.25 1234567.25 ok").stream()
                        .map(line ->
                                line.replace("2.5 0.25", "2.50000 0.250000").replace("1234567.25", "1234567.250"))
                        .toList(),
                lines(outcome));
    }

    @Test
    void aWrongCheckValueIsShownAndIsNoSuccess() throws Exception {
        add(new Fixed("a", WRONG, TIME));
        Console.Outcome outcome = console.run("bench", "a");
        assertEquals(1, outcome.code());
        assertEquals("a sum 1.00000 2.00000 WRONG", lines(outcome).get(1));
        outcome = console.run("bench", "a", "--json");
        assertEquals(1, outcome.code());
        JsonNode rows = JsonMapper.builder()
                .build()
                .readTree(outcome.out())
                .get("benchmarks")
                .get("rows");
        assertEquals(2, rows.get(0).get("expected").asDouble());
        assertTrue(rows.get(1).get("expected").isNull());
        assertEquals("ms", rows.get(1).get("unit").asText());
    }

    @Test
    void onlyThoseThatAreNamedRunInTheirOrder() {
        add(new Fixed("a", TIME));
        add(new Fixed("b", TIME));
        add(new Fixed("c", TIME));
        List<String> lines = lines(console.run("bench", "c", "a"));
        assertTrue(lines.get(1).startsWith("c ") && lines.get(2).startsWith("a "), lines.toString());
        assertEquals(3, lines.size());
        Console.Outcome outcome = console.run("bench", "d");
        assertEquals(2, outcome.code());
        assertTrue(outcome.err().contains("error: unknown benchmark d"), outcome.err());
        assertTrue(console.jobs().candidates("bench").containsAll(List.of("a", "b", "c", "--inputs")));
    }

    @Test
    void withoutBenchmarksThereIsNothingToRun() {
        Console.Outcome outcome = console.run("bench");
        assertEquals(6, outcome.code());
        assertTrue(outcome.err().contains("error: no benchmark is installed"), outcome.err());
    }

    @Test
    void inputsAreTakenFromTheFirstFolderThatHasThem() throws Exception {
        add(new Fixed("a", TIME).needy());
        Path own = Files.createDirectories(folder.resolve("data/benchmarks"));
        Files.createFile(own.resolve("a"));
        assertEquals(0, console.run("bench", "a").code());
        assertEquals(List.of(shared, own), asked);
        asked.clear();
        Files.createFile(shared.resolve("a"));
        assertEquals(0, console.run("bench", "a").code());
        assertEquals(List.of(shared), asked);
        asked.clear();
        Console.Outcome outcome = console.run("bench", "a", "--inputs", "elsewhere");
        assertEquals(4, outcome.code());
        assertEquals(List.of(Path.of("/somewhere/elsewhere")), asked, "relative to the caller, and nowhere else");
        assertTrue(outcome.err().contains("error: no a in /somewhere/elsewhere\n  → bring it"), outcome.err());
    }

    @Test
    void oneWithoutInputsIsLeftOutOfAllAndMissedWhenNamed() throws Exception {
        add(new Fixed("a", TIME).needy());
        add(new Fixed("b", TIME));
        Console.Outcome outcome = console.run("bench");
        assertEquals(0, outcome.code());
        assertEquals(2, lines(outcome).size());
        assertTrue(outcome.err().contains("! a is left out: no a in " + shared + " → bring it"), outcome.err());
        outcome = console.run("bench", "b", "a");
        assertEquals(4, outcome.code());
        assertTrue(lines(outcome).get(1).startsWith("b time"), "what was measured is printed");
        assertTrue(outcome.err().contains("error: no a in " + shared), outcome.err());
    }

    @Test
    void oneThatThrowsIsNamedAfterWhatWasMeasured() {
        add(new Fixed("a", TIME));
        add(new Fixed("b") {
            @Override
            public List<Row> run(Path inputs, Progress progress) {
                throw new IllegalStateException("broken");
            }
        });
        Console.Outcome outcome = console.run("bench");
        assertEquals(6, outcome.code());
        assertTrue(lines(outcome).get(1).startsWith("a time"), outcome.out());
        assertTrue(
                outcome.err().contains("error: the plug-in b (no bundle) failed with IllegalStateException: broken"),
                outcome.err());
    }

    @Test
    void cancelledItPrintsWhatWasMeasured() {
        add(new Fixed("a", TIME));
        add(new Fixed("b") {
            @Override
            public List<Row> run(Path inputs, Progress progress) {
                throw new CancellationException();
            }
        });
        Console.Outcome outcome = console.run("bench");
        assertEquals(130, outcome.code());
        assertEquals(2, lines(outcome).size());
    }

    /** Five times as fast as another program. */
    private class Compared extends Fixed {
        Compared() {
            super("a", TIME, RIGHT);
        }

        @Override
        public Map<String, Double> peers(Path inputs, Progress progress) {
            return Map.of("time", 12.5, "sum", 3.);
        }
    }

    @Test
    void peersAreComparedWithWhereTheyHaveTheSameWork() {
        add(new Compared());
        List<String> lines = lines(console.run("bench"));
        assertEquals("a time 2.50000 0.250000 ms 12.5000 5.0", lines.get(1));
        assertEquals(
                "a sum 1234567.250 1234567.250 ok 3.00000", lines.get(2), "a check value is no time to be compared");
        assertEquals(
                "a time 2.50000 0.250000 ms",
                lines(console.run("bench", "--no-peers")).get(1));
    }

    @Test
    void aComparisonThatFailsIsAWarning() {
        add(new Fixed("a", TIME) {
            @Override
            public Map<String, Double> peers(Path inputs, Progress progress) {
                throw new FiduciaException(Kind.INPUT, "the other one crashed", "mend it");
            }
        });
        Console.Outcome outcome = console.run("bench");
        assertEquals(0, outcome.code());
        assertEquals("a time 2.50000 0.250000 ms", lines(outcome).get(1));
        assertTrue(outcome.err().contains("! no comparison with a: the other one crashed → mend it"), outcome.err());
    }
}
