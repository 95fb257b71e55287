package org.fiducia.step.unique;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

/** Six events of two data sets, of which numbers are alike in one way or another. */
class UniqueEventsTest extends EventStepContract {
    private static final SampleOrigin MUONS = new SampleOrigin(Role.DATA, "Data_M", "data", "2018", "M");
    private static final SampleOrigin ELECTRONS = new SampleOrigin(Role.DATA, "Data_E", "data", "2018", "E");

    UniqueEventsTest() {
        super(new UniqueEvents());
    }

    @Override
    protected Settings settings() {
        return new Settings("/steps/0/settings", Map.of());
    }

    @Override
    protected EventBatch batch(SampleOrigin origin) {
        return batch(111, 112, 211);
    }

    private static EventBatch batch(long... events) {
        int n = events.length;
        var runs = new long[n];
        var sections = new long[n];
        for (int e = 0; e < n; e++) {
            runs[e] = events[e] / 100;
            sections[e] = events[e] / 10 % 10;
            events[e] %= 10;
        }
        return new EventBatch(
                "f",
                0,
                n,
                Map.of(
                        "run", Column.integers("run", null, runs),
                        "luminosityBlock", Column.integers("luminosityBlock", null, sections),
                        "event", Column.integers("event", null, events)));
    }

    private static TreeMap<String, Long> counts(EventStep.Step step, int... selected) {
        var counts = new TreeMap<String, Long>();
        EventStep.Counts sums = (name, number) -> counts.merge(name, number, Long::sum);
        EventBatch muons = batch(111, 112, 121);
        EventBatch electrons = batch(211, 112, 121, 121);
        assertArrayEquals(new double[] {1, 1, 1}, step.factors(muons, MUONS, sums), "all pass");
        assertArrayEquals(new double[] {1, 1, 1, 1}, step.factors(electrons, ELECTRONS, sums));
        assertEquals(Map.of(), counts, "those that are not selected do not matter");
        for (int each : selected) {
            if (each < 3) {
                step.selected(muons, MUONS, each, sums);
            } else {
                step.selected(electrons, ELECTRONS, each - 3, sums);
            }
        }
        return counts;
    }

    @Test
    void anEventThatIsSelectedTwiceIsNamedWithItsSamples() {
        EventStep.Step step = new UniqueEvents().step(Settings.none());
        assertTrue(step.serves(MUONS));
        assertFalse(step.serves(new SampleOrigin(Role.SIGNAL, "s", "p", "", "")));
        assertEquals(List.of(), step.conclude(counts(step, 0, 1, 2, 3)), "run, section and number make an event");
        var e = assertThrows(FiduciaException.class, () -> step.conclude(counts(step, 0, 1, 2, 3, 4, 5, 6)));
        assertEquals(
                "2 events of the data, RUN:SECTION:EVENT, are selected more than once: 1:1:2 (Data_E, Data_M), 1:2:1"
                        + " (Data_E, Data_E, Data_M)",
                e.getMessage());
        assertEquals(FiduciaException.Kind.INPUT, e.kind());
        assertTrue(e.remedy().contains("triggers"), e.remedy());
    }

    @Test
    void itMayBeAWarning() {
        EventStep.Step step = new UniqueEvents().step(new Settings("", Map.of("warn", true)));
        assertEquals(
                List.of("1 event of the data, RUN:SECTION:EVENT, is selected more than once: 1:2:1 (Data_E, Data_E)"),
                step.conclude(counts(step, 3, 5, 6)));
    }

    @Test
    void columnsHaveTheNamesOfTheCard() {
        var settings = new Settings("", Map.of("run", "r", "section", "s", "event", "e"));
        assertEquals(
                List.of("r", "s", "e"),
                new UniqueEvents()
                        .step(settings).columns(MUONS).stream()
                                .map(one -> one.name())
                                .toList());
        assertThrows(FiduciaException.class, () -> new UniqueEvents().step(new Settings("", Map.of("sektion", "s"))));
    }
}
