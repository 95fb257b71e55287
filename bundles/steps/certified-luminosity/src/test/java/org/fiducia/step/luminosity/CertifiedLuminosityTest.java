package org.fiducia.step.luminosity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.Settings;
import org.fiducia.api.channel.EventStep;
import org.fiducia.api.channel.Role;
import org.fiducia.api.channel.SampleOrigin;
import org.fiducia.api.event.Column;
import org.fiducia.api.event.EventBatch;
import org.fiducia.testkit.EventStepContract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CertifiedLuminosityTest extends EventStepContract {
    private static final SampleOrigin DATA = new SampleOrigin(Role.DATA, "d", "data", "2018", "");

    @TempDir
    Path folder;

    CertifiedLuminosityTest() {
        super(new CertifiedLuminosity());
    }

    private Settings settings(String mask) throws IOException {
        Path file = Files.writeString(folder.resolve("mask.json"), mask);
        return new Settings("/steps/0/settings", Map.of("file", file.toString()));
    }

    @Override
    protected Settings settings() throws IOException {
        return settings("{\"315252\": [[11, 20], [1, 4], [7, 7]], \"315255\": [[1, 5]], \"9\": []}");
    }

    @Override
    protected EventBatch batch(SampleOrigin origin) {
        long[] runs = {315252, 315252, 315252, 315252, 315252, 315252, 315252, 315252, 315255, 315254, 315254, 7, 9};
        long[] sections = {1, 4, 5, 6, 7, 8, 11, 21, 3, 1, 2, 1, 1};
        return new EventBatch(
                "f",
                0,
                runs.length,
                Map.of(
                        "run", Column.integers("run", null, runs),
                        "luminosityBlock", Column.integers("luminosityBlock", null, sections)));
    }

    @Test
    void takesTheSectionsOfTheMask() throws IOException {
        EventStep.Step step = new CertifiedLuminosity().step(settings());
        var counts = new TreeMap<String, Long>();
        double[] factors = step.factors(batch(DATA), DATA, (name, number) -> counts.merge(name, number, Long::sum));
        assertArrayEquals(new double[] {1, 1, 0, 0, 1, 0, 1, 0, 1, 0, 0, 0, 0}, factors);
        assertEquals(Map.of("certified", 5L, "not certified", 5L, "run 315254 of d", 2L, "run 7 of d", 1L), counts);
        assertEquals(
                List.of(
                        "2 runs of the data with 3 events, of which none is taken, are not in the mask mask.json: 7 (1 in d),"
                                + " 315254 (2 in d)"),
                step.conclude(counts));
        assertEquals(List.of(), step.conclude(Map.of("certified", 1L)));
        assertEquals(List.of(), step.conclude(Map.of()), "no data, nothing to say");
        assertFalse(step.serves(new SampleOrigin(Role.SIGNAL, "s", "p", "2018", "")));
    }

    @Test
    void aMaskOfOtherRunsIsAnError() throws IOException {
        EventStep.Step step = new CertifiedLuminosity().step(settings());
        var e = assertThrows(
                FiduciaException.class,
                () -> step.conclude(Map.of("run 1 of Data of A", 3L, "run 1 of B", 4L, "run 2 of B", 5L)));
        assertTrue(e.getMessage().contains("no run of the data is in the mask " + folder), e.getMessage());
        assertTrue(e.getMessage().contains("runs 9 to 315255"), e.getMessage());
        assertTrue(e.getMessage().endsWith("the data have 1 (4 in B, 3 in Data of A), 2 (5 in B)"), e.getMessage());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {                               | is no JSON from line 1
            []                              | has no runs
            {}                              | has no runs
            {"a": [[1, 2]]}                 | has the run a, which is no number
            {"1": [[1, 2]], "01": [[1, 2]]} | has the run 01 twice
            {"1": 3}                        | has 3 for run 1
            {"1": [[1]]}                    | has [1] in run 1
            {"1": [[1.5, 2]]}               | has [1.5,2] in run 1
            {"1": [[5, 2]]}                 | has [5,2] in run 1, which is reversed
            {"1": [[4, 6], [1, 4]]}         | has [1, 4] and [4, 6] in run 1, which overlap
            """)
    void refusesWhatIsNoMask(String mask, String said) {
        var e = assertThrows(FiduciaException.class, () -> new CertifiedLuminosity().step(settings(mask)));
        assertTrue(e.getMessage().contains("mask.json " + said), e.getMessage());
        assertFalse(e.remedy().isBlank());
    }

    @Test
    void refusesAMaskThatIsNotThere() {
        var settings = new Settings("", Map.of("file", folder + "/no.json"));
        var e = assertThrows(FiduciaException.class, () -> new CertifiedLuminosity().step(settings));
        assertTrue(e.getMessage().endsWith("no.json does not exist"), e.getMessage());
    }
}
