package org.fiducia.step.corrections;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fiducia.api.channel.EventStep.Alternative;
import org.fiducia.api.channel.EventStep.Alternatives;
import org.fiducia.api.channel.EventStep.Counts;
import org.fiducia.api.channel.EventStep.Side;
import org.fiducia.api.channel.EventStep.Step;
import org.fiducia.api.channel.Role;
import org.fiducia.api.channel.SampleOrigin;
import org.fiducia.api.event.ColumnSpec;
import org.fiducia.api.event.EventBatch;

/** The product of corrections, and in its alternatives the same with one of them varied. */
record Weighed(String title, Side side, List<EventFactor> corrections) implements Step {
    @Override
    public boolean serves(SampleOrigin origin) {
        return origin.role() != Role.DATA;
    }

    @Override
    public List<ColumnSpec> columns(SampleOrigin origin) {
        var columns = new LinkedHashMap<String, ColumnSpec>();
        for (EventFactor correction : corrections) {
            correction.check(origin);
            correction.columns().forEach(column -> columns.putIfAbsent(column.name(), column));
        }
        return List.copyOf(columns.values());
    }

    @Override
    public double[] factors(EventBatch batch, SampleOrigin origin, Counts counts) {
        var factors = new double[batch.size()];
        Arrays.fill(factors, 1);
        for (EventFactor correction : corrections) {
            EventFactor.Bound bound = correction.bind(batch, origin);
            List<Alternative> variations = correction.alternatives();
            double[] all = bound.all(factors.length);
            for (int e = 0; e < factors.length; e++) {
                double factor = all[e];
                for (int v = 0; factor == 0 && v < variations.size(); v++) {
                    if (bound.of(e, v) != 0) {
                        counts.add(
                                variations.get(v).name() + "/"
                                        + variations.get(v).label(),
                                1);
                    }
                }
                factors[e] *= factor;
            }
        }
        return factors;
    }

    @Override
    public List<Alternative> alternatives(SampleOrigin origin) {
        return corrections.stream()
                .flatMap(correction -> correction.alternatives().stream())
                .toList();
    }

    @Override
    public Alternatives alternatives(EventBatch batch, SampleOrigin origin) {
        var factors = new ArrayList<EventFactor.Bound>();
        var variations = new ArrayList<Integer>();
        for (EventFactor correction : corrections) {
            EventFactor.Bound bound = correction.bind(batch, origin);
            for (int v = 0; v < correction.alternatives().size(); v++) {
                factors.add(bound);
                variations.add(v);
            }
        }
        return (alternative, event) -> {
            EventFactor.Bound factor = factors.get(alternative);
            return factor.of(event, variations.get(alternative)) / factor.of(event);
        };
    }

    @Override
    public List<String> conclude(Map<String, Long> counts) {
        var warnings = new ArrayList<String>();
        counts.forEach((name, events) -> warnings.add(title + ": " + events
                + (events == 1 ? " event whose factor is 0 has" : " events whose factor is 0 have")
                + " another one in " + name + ", and " + (events == 1 ? "is" : "are") + " left out there, too"));
        return warnings;
    }
}
