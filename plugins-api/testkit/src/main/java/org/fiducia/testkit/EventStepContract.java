package org.fiducia.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.fiducia.api.Settings;
import org.fiducia.api.channel.EventStep;
import org.fiducia.api.channel.EventStep.Step;
import org.fiducia.api.channel.Role;
import org.fiducia.api.channel.SampleOrigin;
import org.fiducia.api.event.EventBatch;
import org.junit.jupiter.api.Test;

/** What every event step keeps. The test of one extends it. */
public abstract class EventStepContract {
    private final EventStep plugin;

    /** @param plugin the step under test */
    protected EventStepContract(EventStep plugin) {
        this.plugin = plugin;
    }

    /** Settings of a card with which it does something. */
    protected abstract Settings settings() throws Exception;

    /** Events with every column that it reads of a sample, not all of which it treats alike. */
    protected abstract EventBatch batch(SampleOrigin origin) throws Exception;

    /** Samples that it is tried with. */
    protected List<SampleOrigin> origins() {
        return List.of(
                new SampleOrigin(Role.DATA, "data", "data", "2018", ""),
                new SampleOrigin(Role.SIGNAL, "signal", "ggH", "2018", ""),
                new SampleOrigin(Role.BACKGROUND, "background", "DY", "2018", ""));
    }

    private List<SampleOrigin> served(Step step) {
        return origins().stream().filter(step::serves).toList();
    }

    private record Outcome(double[] factors, TreeMap<String, Long> counts) {}

    private static Outcome outcome(Step step, EventBatch batch, SampleOrigin origin) {
        var counts = new TreeMap<String, Long>();
        double[] factors = step.factors(batch, origin, (name, number) -> counts.merge(name, number, Long::sum));
        return new Outcome(factors, counts);
    }

    @Test
    void hasAnEffectOnAnEventOfASampleThatItServes() throws Exception {
        Step step = plugin.step(settings());
        assertFalse(step.title().isBlank(), "a title for the cutflow");
        assertFalse(served(step).isEmpty(), "it serves a sample");
        boolean any = false;
        for (SampleOrigin origin : served(step)) {
            EventBatch batch = batch(origin);
            double[] factors = outcome(step, batch, origin).factors();
            assertEquals(batch.size(), factors.length, "a factor for each event");
            var told = new ArrayList<String>();
            for (int e = 0; e < factors.length; e++) {
                double factor = factors[e];
                assertTrue(Double.isFinite(factor), () -> "a factor is " + factor);
                any |= factor != 1;
                if (factor != 0) {
                    step.selected(batch, origin, e, (name, number) -> told.add(name));
                }
            }
            any |= !told.isEmpty();
        }
        assertTrue(any, "an event that does not just pass, or something that is counted of those that are selected");
    }

    /** Whatever the batches, the threads, and how often it was made. */
    @Test
    void isAFunctionOfTheEventAlone() throws Exception {
        Step step = plugin.step(settings());
        Step again = plugin.step(settings());
        for (SampleOrigin origin : served(step)) {
            EventBatch batch = batch(origin);
            Outcome whole = outcome(step, batch, origin);
            var parts = new ArrayList<Double>();
            var counts = new TreeMap<String, Long>();
            for (int e = 0; e < batch.size(); e++) {
                Outcome one = outcome(step, batch.part(e, e + 1), origin);
                parts.add(one.factors()[0]);
                one.counts().forEach((name, number) -> counts.merge(name, number, Long::sum));
            }
            assertArrayEquals(
                    whole.factors(), parts.stream().mapToDouble(f -> f).toArray(), 0, "event by event");
            assertEquals(whole.counts(), counts, "counts add up");
            assertArrayEquals(whole.factors(), outcome(again, batch, origin).factors(), 0, "made again");
            IntStream.range(0, 16)
                    .parallel()
                    .forEach(k -> assertArrayEquals(
                            whole.factors(), outcome(step, batch, origin).factors(), 0, "by many threads"));
        }
    }

    /** Alternatives of the events that count: the same for the same event, whatever the batch. */
    @Test
    void alternativesAreFunctionsOfTheEventAlone() throws Exception {
        Step step = plugin.step(settings());
        for (SampleOrigin origin : served(step)) {
            EventBatch batch = batch(origin);
            List<EventStep.Alternative> declared = step.alternatives(origin);
            assertEquals(declared.size(), declared.stream().distinct().count(), () -> "equal ones in " + declared);
            double[] factors = outcome(step, batch, origin).factors();
            EventStep.Alternatives whole = step.alternatives(batch, origin);
            for (int k = 0; k < declared.size(); k++) {
                boolean any = false;
                for (int e = 0; e < factors.length; e++) {
                    if (factors[e] == 0) {
                        continue;
                    }
                    double relative = whole.of(k, e);
                    assertTrue(Double.isFinite(relative), "an alternative is " + relative);
                    EventBatch alone = batch.part(e, e + 1);
                    assertEquals(relative, step.alternatives(alone, origin).of(k, 0), 0, "event by event");
                    any |= relative != 1;
                }
                assertTrue(any, "an event that differs in " + declared.get(k));
            }
        }
    }

    @Test
    void readsWhatItDeclares() throws Exception {
        Step step = plugin.step(settings());
        for (SampleOrigin origin : served(step)) {
            EventBatch batch = batch(origin);
            var declared = new TreeMap<String, org.fiducia.api.event.Column>();
            step.columns(origin).forEach(spec -> {
                if (batch.columns().containsKey(spec.name())) {
                    declared.put(spec.name(), batch.column(spec.name()));
                }
            });
            var alone = new EventBatch(batch.source(), batch.firstEntry(), batch.size(), declared);
            assertArrayEquals(
                    outcome(step, batch, origin).factors(),
                    outcome(step, alone, origin).factors(),
                    0,
                    "nothing else");
        }
    }

    @Test
    void refusesSettingsThatItDoesNotKnow() throws Exception {
        Refusals.ofUnknown(settings(), plugin::step);
    }
}
