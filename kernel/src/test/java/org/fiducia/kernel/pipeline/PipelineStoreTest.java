package org.fiducia.kernel.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.fiducia.api.measurement.Measurement;
import org.fiducia.api.observable.Observable;
import org.fiducia.kernel.plugins.Felix;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was computed is not computed again, and what changed is. */
class PipelineStoreTest {
    @TempDir
    Path folder;

    private InMemory here;
    private Calls calls;

    @BeforeEach
    void start() throws Exception {
        here = new InMemory(folder);
        calls = here.counting.calls;
    }

    @AfterEach
    void stop() throws Exception {
        here.close();
    }

    private static String text(Measurement m) {
        try {
            return JsonMapper.builder().build().writeValueAsString(m.withProvenance(Map.of()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Forgets how often anything was called. */
    private void forget() {
        for (String call :
                List.of("channel.select", "y.value", "z.value", "signal.prepare", "unfolding.events", "writer.write")) {
            calls.count(call);
        }
    }

    @Test
    void aMeasurementThatIsKnownIsWrittenAgainAndNotMade() {
        Measurement first = here.measure("y");
        forget();
        Measurement second = here.measure("y");
        assertEquals(text(first), text(second), "to the last bit");
        assertEquals(0, calls.count("channel.select"));
        assertEquals(0, calls.count("y.value"));
        assertEquals(0, calls.count("signal.prepare"));
        assertEquals(0, calls.count("unfolding.events"));
        assertEquals(1, calls.count("writer.write"));
        assertEquals(2, here.counting.written.size());
    }

    @Test
    void anotherRequestIsAnotherMeasurementOfTheSameBins() {
        here.measure("y");
        forget();
        here.measure(here.card(), List.of("y"), InMemory.ASIMOV, 2);
        assertEquals(0, calls.count("channel.select"));
        assertEquals(0, calls.count("y.value"), "bins are known");
        assertEquals(1, calls.count("signal.prepare"));
    }

    @Test
    void observablesAreBinnedOnTheWay() {
        here.measure("y");
        forget();
        Measurement other = here.measure("z");
        assertEquals(0, calls.count("z.value"), "with the first one, before anybody asked");
        assertEquals(8, other.bins().get(0).sigma(), 1e-6);
    }

    @Test
    void oneThatFailsOnTheWayFailsWhenItIsAskedFor() {
        calls.on("z.value", () -> {
            throw new IllegalStateException("broken");
        });
        assertEquals(8, here.measure("y").bins().get(0).sigma(), 1e-6);
        calls.on("z.value", null);
        forget();
        assertEquals(8, here.measure("z").bins().get(0).sigma(), 1e-6);
        assertTrue(calls.count("z.value") > 0, "nothing was kept of it");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fit/range=[100, 121]",
                "backgrounds=[]",
                "point={\"mH\": 125}",
                "title=other",
                "physics={\"id\": \"sigmas\", \"settings\": {\"view\": true}}"
            })
    void anotherCardIsAnotherMeasurementOfTheSameEvents(String change) {
        here.measure("y");
        forget();
        here.measure("y", change);
        assertEquals(0, calls.count("channel.select"));
        assertEquals(1, calls.count("signal.prepare"));
    }

    @Test
    void anotherFileOfTheFittedVariableIsAnotherMeasurement() throws Exception {
        Felix.register(
                here.felix().shipped("more"), Observable.class, new Scaled(0, here.plugins.get(Observable.class, "y")));
        Path file = folder.resolve("analysis/factor.txt");
        String said = "plugins={\"observables\": [{\"id\": \"scaled\", \"settings\": {\"file\": \"factor.txt\"}}]}";
        Files.writeString(file, "1.0");
        Measurement mass = here.measure("y", "fit/variable=scaled", said);
        assertEquals(here.measure("y").bins().get(0).sigma(), mass.bins().get(0).sigma(), "the same variable");
        forget();
        here.measure("y", "fit/variable=scaled", said);
        assertEquals(0, calls.count("signal.prepare"), "known");
        Files.writeString(file, "1.0625");
        Measurement other = here.measure("y", "fit/variable=scaled", said);
        assertEquals(1, calls.count("signal.prepare"));
        assertEquals(0, calls.count("channel.select"), "of the same events");
        assertNotEquals(text(mass), text(other), "other values are fitted");
    }

    @Test
    void otherSettingsOfTheChannelSelectAnew() {
        here.measure("y");
        forget();
        here.measure("y", "channel={\"id\": \"tiny\", \"settings\": {\"least\": 50}}");
        assertEquals(4, calls.count("channel.select"), "every file");
    }

    @Test
    void aFileThatChangedIsReadAnewAndNoOther() throws Exception {
        here.measure("y");
        forget();
        Files.writeString(
                folder.resolve("analysis/background.lines"), "1 1 0 0 110.5 0.5 -1 0 1\n", StandardOpenOption.APPEND);
        Measurement m = here.measure("y");
        assertEquals(1, calls.count("channel.select"));
        assertEquals(
                20,
                m.yields().stream()
                        .filter(y -> y.component().equals("background"))
                        .findFirst()
                        .orElseThrow()
                        .expected(),
                1e-9);
    }

    @Test
    void binsOfTheCardAreOthersThanThoseOfTheObservable() {
        here.measure("y");
        forget();
        Measurement m = here.measure("y", "binnings={\"y\": [0, 2]}");
        assertEquals(1, m.bins().size());
        assertEquals(10, m.bins().get(0).sm(), 1e-9);
        assertTrue(calls.count("y.value") > 0);
        assertEquals(0, calls.count("channel.select"));
    }

    private List<Path> entries(String kind) throws IOException {
        Path where = folder.resolve("store").resolve(kind);
        try (Stream<Path> files = Files.walk(where)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"header", "selection", "bins", "measurement", "hash"})
    void aDamagedEntryIsMadeAnew(String kind) throws Exception {
        String first = text(here.measure("y"));
        assertEquals(List.of(), here.remarks);
        for (Path entry : entries(kind)) {
            byte[] bytes = Files.readAllBytes(entry);
            bytes[bytes.length - 1] ^= 1;
            Files.write(entry, bytes);
        }
        if (!kind.equals("measurement") && !kind.equals("hash")) {
            entries("measurement").forEach(entry -> entry.toFile().delete());
        }
        assertEquals(first, text(here.measure("y")));
        assertTrue(
                here.remarks.stream().anyMatch(r -> r.contains("entry " + kind + "/") && r.contains("made anew")),
                here.remarks.toString());
        here.remarks.clear();
        entries("measurement").forEach(entry -> entry.toFile().delete());
        forget();
        assertEquals(first, text(here.measure("y")));
        assertEquals(List.of(), here.remarks, "it was replaced");
        assertEquals(0, calls.count("channel.select"));
        assertEquals(0, calls.count("y.value"));
    }

    @Test
    void severalObservablesShareWhatIsTheSame() {
        here.measure(here.card(), List.of("y", "z"), InMemory.PLAIN, 2);
        assertEquals(1, calls.count("signal.prepare"));
        assertEquals(1, calls.count("background.prepare"));
        assertEquals(2, calls.count("background.part"));
        assertEquals(1, calls.count("writer.summarise"));
        here.measure("y");
        assertEquals(0, calls.count("writer.summarise"), "there is nothing to summarise of one");
    }

    @Test
    void whatWritersPrintIsInTheOrderOfTheIds() {
        assertEquals(
                "note of z\nnote of y\n",
                here.measure(here.card(), List.of("z", "y"), InMemory.PLAIN, 3).text());
    }
}
