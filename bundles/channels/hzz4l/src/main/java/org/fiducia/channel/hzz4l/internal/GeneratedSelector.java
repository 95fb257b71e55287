package org.fiducia.channel.hzz4l.internal;

import java.util.ArrayList;
import java.util.List;
import org.fiducia.api.channel.Role;
import org.fiducia.api.channel.SelectedEvent;
import org.fiducia.api.channel.Selector;
import org.fiducia.api.event.ColumnSpec;
import org.fiducia.api.event.EventBatch;
import org.fiducia.channel.hzz4l.internal.SelectionCuts.FiducialCuts;
import org.fiducia.objects.columns.BatchColumns;
import org.fiducia.objects.jets.JetColumns;

/** Selects the fiducial candidates of events of which nothing but the generated particles are known. */
final class GeneratedSelector implements Selector {
    private static final List<String> CUTS = List.of("all", "fiducial");

    private final FiducialCuts cuts;

    GeneratedSelector(FiducialCuts cuts) {
        this.cuts = cuts;
    }

    @Override
    public List<ColumnSpec> columns(Role role) {
        var columns = new ArrayList<>(GeneratorColumns.GENERATED_SPECS);
        columns.addAll(JetColumns.specs("GenJet"));
        columns.add(EventSelector.weight(Role.SIGNAL));
        return columns;
    }

    @Override
    public List<String> cuts() {
        return CUTS;
    }

    @Override
    public void select(EventBatch batch, Role role, Sink sink) {
        var columns = new BatchColumns(batch);
        var generator = new GeneratorColumns(columns, cuts);
        var jets = new JetColumns(columns, "GenJet", cuts.jets());
        double[] weights = columns.reals(EventSelector.weight(Role.SIGNAL).name(), batch.size(), 1);
        var leptons = new LeptonBuffer();
        var finder = new FiducialFinder(cuts);
        for (int event = 0; event < batch.size(); event++) {
            sink.begin(event);
            sink.pass(0, -1, weights[event]);
            generator.fill(event, leptons);
            if (finder.find(event, leptons, generator)) {
                sink.pass(1, finder.category, weights[event]);
                sink.keep(new SelectedEvent(
                        weights[event], -1, -1, null, finder.category, finder.candidate(leptons, jets, event), false));
            }
        }
    }
}
