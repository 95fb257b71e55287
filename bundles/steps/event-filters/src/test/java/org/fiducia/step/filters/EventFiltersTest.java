package org.fiducia.step.filters;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.Settings;
import org.fiducia.api.channel.EventStep;
import org.fiducia.api.channel.Role;
import org.fiducia.api.channel.SampleOrigin;
import org.fiducia.api.event.Column;
import org.fiducia.api.event.EventBatch;
import org.fiducia.testkit.EventStepContract;
import org.junit.jupiter.api.Test;

class EventFiltersTest extends EventStepContract {
    private static final SampleOrigin DATA = new SampleOrigin(Role.DATA, "d", "data", "2018", "");
    private static final SampleOrigin SIGNAL = new SampleOrigin(Role.SIGNAL, "s", "p", "2018", "");

    EventFiltersTest() {
        super(new EventFilters());
    }

    @Override
    protected Settings settings() {
        return settings(Map.of("flags", List.of("Flag_a", "Flag_b")));
    }

    private static Settings settings(Map<String, ?> values) {
        return new Settings("/steps/0/settings", values);
    }

    @Override
    protected EventBatch batch(SampleOrigin origin) {
        return new EventBatch(
                "f",
                0,
                5,
                Map.of(
                        "Flag_a", Column.integers("Flag_a", null, new long[] {1, 1, 0, 0, 1}),
                        "Flag_b", Column.integers("Flag_b", null, new long[] {1, 0, 1, 0, 255})));
    }

    @Test
    void takesEventsWithAllFlags() {
        EventStep.Step step = new EventFilters().step(settings());
        assertArrayEquals(new double[] {1, 0, 0, 0, 1}, step.factors(batch(DATA), DATA, (name, number) -> {}));
        assertEquals(EventStep.Side.RECONSTRUCTED, step.side());
        EventStep.Step data = new EventFilters().step(settings(Map.of("flags", List.of("a"), "samples", "data")));
        assertTrue(data.serves(DATA));
        assertFalse(data.serves(SIGNAL));
        assertTrue(step.serves(SIGNAL));
    }

    @Test
    void refusesWhatMakesNoSense() {
        for (Map<String, Object> wrong : List.<Map<String, Object>>of(
                Map.of(),
                Map.of("flags", List.of()),
                Map.of("flags", List.of("a", "a")),
                Map.of("flags", "a", "samples", "signal"))) {
            assertThrows(FiduciaException.class, () -> new EventFilters().step(settings(wrong)), wrong.toString());
        }
    }
}
