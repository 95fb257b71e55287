package org.fiducia.kernel.pipeline;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.Settings;
import org.fiducia.api.channel.EventStep;
import org.fiducia.api.channel.SampleOrigin;
import org.fiducia.api.event.ColumnSpec;
import org.fiducia.api.event.EventBatch;

/**
 * Gives a {@code factor} to events whose {@code column} has a {@code value}, of samples of a {@code role} where one is named;
 * tells how many there were by era and data set. With a {@code variation} events of the column's value v count (1 + v/10) in its
 * alternative "up" and 1 in "down". With {@code tells} it counts the events that are selected, those of the value a thousand times.
 */
final class Gate implements EventStep {
    @Override
    public String id() {
        return "gate";
    }

    @Override
    public String title() {
        return "the gate";
    }

    @Override
    public Step step(Settings settings) {
        String column = settings.text("column");
        double value = settings.real("value");
        double factor = settings.flag("broken", false) ? Double.NaN : settings.real("factor", 0);
        Side side = Side.valueOf(settings.text("side", "reconstructed").toUpperCase(Locale.ROOT));
        String role = settings.text("role", "");
        boolean needed = settings.flag("needed", false);
        String variation = settings.text("variation", "");
        boolean tells = settings.flag("tells", false);
        settings.refuseUnknown();
        return new Step() {
            @Override
            public String title() {
                return "gate " + column;
            }

            @Override
            public Side side() {
                return side;
            }

            @Override
            public boolean serves(SampleOrigin origin) {
                return role.isEmpty() || origin.role().name().equalsIgnoreCase(role);
            }

            @Override
            public List<ColumnSpec> columns(SampleOrigin origin) {
                return List.of(ColumnSpec.real(column));
            }

            @Override
            public double[] factors(EventBatch batch, SampleOrigin origin, Counts counts) {
                double[] values = batch.reals(column);
                var factors = new double[values.length];
                for (int e = 0; e < factors.length; e++) {
                    factors[e] = values[e] == value ? factor : 1;
                    if (values[e] == value) {
                        counts.add(origin.era() + "/" + origin.dataSet(), 1);
                    }
                }
                return factors;
            }

            @Override
            public void selected(EventBatch batch, SampleOrigin origin, int event, Counts counts) {
                if (tells) {
                    counts.add("selected", batch.reals(column)[event] == value ? 1000 : 1);
                }
            }

            @Override
            public List<Alternative> alternatives(SampleOrigin origin) {
                return variation.isEmpty()
                        ? List.of()
                        : List.of(new Alternative(variation, "up"), new Alternative(variation, "down"));
            }

            @Override
            public Alternatives alternatives(EventBatch batch, SampleOrigin origin) {
                double[] values = batch.reals(column);
                return (alternative, event) -> {
                    if (values[event] == value && factor == 0) {
                        throw new IllegalStateException("it is asked of an event that does not count");
                    }
                    return alternative == 0 ? (values[event] == 9 ? Double.NaN : 1 + values[event] / 10) : 1;
                };
            }

            @Override
            public List<String> conclude(Map<String, Long> counts) {
                if (needed && counts.isEmpty()) {
                    throw new FiduciaException(FiduciaException.Kind.INPUT, "the gate saw nothing", "open it");
                }
                return counts.isEmpty() ? List.of() : List.of("gated " + counts);
            }
        };
    }
}
