package org.fiducia.step.filters;

import java.util.Arrays;
import java.util.List;
import org.fiducia.api.Settings;
import org.fiducia.api.channel.EventStep;
import org.fiducia.api.channel.Role;
import org.fiducia.api.channel.SampleOrigin;
import org.fiducia.api.event.ColumnSpec;
import org.fiducia.api.event.EventBatch;
import org.osgi.service.component.annotations.Component;

/**
 * Takes events with all of a list of flags set, e.g. those that no noise filter objects to. Settings: {@code flags}, names of
 * columns; {@code samples}, {@code all} (default), {@code data} or {@code simulation}.
 */
@Component(service = EventStep.class)
public final class EventFilters implements EventStep {
    private static final String ALL = "all";

    @Override
    public String id() {
        return "event-filters";
    }

    @Override
    public String title() {
        return "events with all flags set";
    }

    @Override
    public Step step(Settings settings) {
        List<String> flags = settings.texts("flags");
        String samples = settings.text("samples", ALL);
        settings.refuseUnknown();
        if (flags.isEmpty() || flags.stream().distinct().count() < flags.size()) {
            throw settings.wrong("flags", "a list of columns, each once");
        }
        if (!List.of(ALL, "data", "simulation").contains(samples)) {
            throw settings.wrong("samples", "all, data or simulation");
        }
        return new AllSet(flags, samples);
    }

    private record AllSet(List<String> flags, String samples) implements Step {
        @Override
        public String title() {
            return "event filters";
        }

        @Override
        public Side side() {
            return Side.RECONSTRUCTED;
        }

        @Override
        public boolean serves(SampleOrigin origin) {
            return samples.equals(ALL) || samples.equals(origin.role() == Role.DATA ? "data" : "simulation");
        }

        @Override
        public List<ColumnSpec> columns(SampleOrigin origin) {
            return flags.stream().map(ColumnSpec::integer).toList();
        }

        @Override
        public double[] factors(EventBatch batch, SampleOrigin origin, Counts counts) {
            var factors = new double[batch.size()];
            Arrays.fill(factors, 1);
            for (String flag : flags) {
                long[] set = batch.integers(flag);
                for (int e = 0; e < factors.length; e++) {
                    factors[e] = set[e] == 0 ? 0 : factors[e];
                }
            }
            return factors;
        }
    }
}
