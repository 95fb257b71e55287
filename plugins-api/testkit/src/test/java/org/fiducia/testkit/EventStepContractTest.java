package org.fiducia.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.fiducia.api.Settings;
import org.fiducia.api.channel.EventStep;
import org.fiducia.api.channel.SampleOrigin;
import org.fiducia.api.event.Column;
import org.fiducia.api.event.ColumnSpec;
import org.fiducia.api.event.EventBatch;
import org.junit.jupiter.api.Test;

/** The contract of event steps fails where a double is wrong, and only there. */
class EventStepContractTest {
    /** Rejects events with an even number, and counts them. */
    private static class Odd implements EventStep, EventStep.Step {
        @Override
        public String id() {
            return "odd";
        }

        @Override
        public String title() {
            return "odd numbers";
        }

        @Override
        public Step step(Settings settings) {
            settings.refuseUnknown();
            return this;
        }

        @Override
        public Side side() {
            return Side.RECONSTRUCTED;
        }

        @Override
        public List<ColumnSpec> columns(SampleOrigin origin) {
            return List.of(ColumnSpec.integer("number"));
        }

        @Override
        public double[] factors(EventBatch batch, SampleOrigin origin, Counts counts) {
            var factors = new double[batch.size()];
            for (int e = 0; e < factors.length; e++) {
                factors[e] = factor(batch, e);
                if (factors[e] == 0) {
                    counts.add("even", 1);
                }
            }
            return factors;
        }

        double factor(EventBatch batch, int event) {
            return batch.integers("number")[event] % 2;
        }
    }

    private static Set<String> failures(EventStep step) {
        return Trial.failures(() -> new EventStepContract(step) {
                    @Override
                    protected Settings settings() {
                        return new Settings("/steps/0/settings", Map.of());
                    }

                    @Override
                    protected EventBatch batch(SampleOrigin origin) {
                        return new EventBatch(
                                "f",
                                5,
                                4,
                                Map.of(
                                        "number", Column.integers("number", null, new long[] {1, 2, 3, 4}),
                                        "other", Column.integers("other", null, new long[] {1, 1, 0, 1})));
                    }
                })
                .keySet();
    }

    @Test
    void holdsForOneThatIsRight() {
        assertEquals(Set.of(), failures(new Odd()));
    }

    @Test
    void findsOneThatDoesNothing() {
        assertEquals(Set.of("hasAnEffectOnAnEventOfASampleThatItServes"), failures(new Odd() {
            @Override
            double factor(EventBatch batch, int event) {
                return 1;
            }
        }));
    }

    @Test
    void findsOneThatRemembers() {
        var seen = new AtomicInteger();
        assertEquals(Set.of("isAFunctionOfTheEventAlone", "readsWhatItDeclares"), failures(new Odd() {
            @Override
            double factor(EventBatch batch, int event) {
                return seen.incrementAndGet();
            }
        }));
    }

    @Test
    void findsOneThatGivesNoNumber() {
        assertEquals(Set.of("hasAnEffectOnAnEventOfASampleThatItServes"), failures(new Odd() {
            @Override
            double factor(EventBatch batch, int event) {
                return Double.NaN;
            }
        }));
    }

    @Test
    void findsOneThatReadsWhatItDoesNotDeclare() {
        assertEquals(Set.of("readsWhatItDeclares"), failures(new Odd() {
            @Override
            double factor(EventBatch batch, int event) {
                return batch.integers("other")[event];
            }
        }));
    }

    @Test
    void findsOneThatTakesAnySetting() {
        assertEquals(Set.of("refusesSettingsThatItDoesNotKnow"), failures(new Odd() {
            @Override
            public Step step(Settings settings) {
                return this;
            }
        }));
    }
}
