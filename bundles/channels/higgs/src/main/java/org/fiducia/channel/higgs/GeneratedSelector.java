package org.fiducia.channel.higgs;

import java.util.ArrayList;
import java.util.List;
import org.fiducia.api.channel.Role;
import org.fiducia.api.channel.SelectedEvent;
import org.fiducia.api.channel.Selector;
import org.fiducia.api.event.ColumnSpec;
import org.fiducia.api.event.EventBatch;
import org.fiducia.objects.columns.BatchColumns;

/** Takes the Higgs boson of events of which nothing but the generated particles are known. */
final class GeneratedSelector implements Selector {
    private static final List<String> CUTS = List.of("all", "fiducial");
    private static final String JETS = "GenAssociatedJet";
    private static final String WEIGHT = "genWeight";

    @Override
    public List<ColumnSpec> columns(Role role) {
        var columns = new ArrayList<>(GeneratedHiggs.specs(JETS));
        columns.add(ColumnSpec.real(WEIGHT).or(1));
        return columns;
    }

    @Override
    public List<String> cuts() {
        return CUTS;
    }

    @Override
    public void select(EventBatch batch, Role role, Sink sink) {
        var columns = new BatchColumns(batch);
        var generated = new GeneratedHiggs(columns, batch.size(), JETS);
        double[] weights = columns.reals(WEIGHT, batch.size(), 1);
        for (int event = 0; event < batch.size(); event++) {
            sink.begin(event);
            sink.pass(0, -1, weights[event]);
            if (generated.isThere(event)) {
                sink.pass(1, -1, weights[event]);
                sink.keep(new SelectedEvent(weights[event], -1, -1, null, 0, generated.candidate(event), false));
            }
        }
    }
}
