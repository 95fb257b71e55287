package org.fiducia.step.corrections;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import org.fiducia.api.channel.EventStep.Counts;
import org.fiducia.api.channel.EventStep.Side;
import org.fiducia.api.channel.EventStep.Step;
import org.fiducia.api.channel.Role;
import org.fiducia.api.channel.SampleOrigin;
import org.fiducia.api.event.ColumnSpec;
import org.fiducia.api.event.EventBatch;

/** The product of corrections. */
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
            correction.multiply(factors, batch, origin);
        }
        return factors;
    }
}
