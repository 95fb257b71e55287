package org.fiducia.channel.hbb.internal;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.fiducia.api.channel.Role;
import org.fiducia.api.channel.SelectedEvent;
import org.fiducia.api.channel.Selector;
import org.fiducia.api.event.ColumnSpec;
import org.fiducia.api.event.EventBatch;
import org.fiducia.channel.hbb.JetGrid;
import org.fiducia.channel.hbb.MergedJet;
import org.fiducia.objects.columns.BatchColumns;

/** Sorts merged jets into the categories of the tagger and of their transverse momentum. */
final class MergedJetSelector implements Selector {
    private static final List<String> CUTS = List.of("all", "pT", "mass", "rho");
    private static final String PT = "jet_pt";
    private static final String TAGGER = "jet_tagger";

    private final JetSettings settings;
    private final Optional<MassRegression> regression;
    private final String mass;

    MergedJetSelector(JetSettings settings, Optional<MassRegression> regression) {
        this.settings = settings;
        this.regression = regression;
        mass = "jet_" + settings.mass();
    }

    @Override
    public List<ColumnSpec> columns(Role role) {
        var columns = new LinkedHashSet<>(List.of(ColumnSpec.real(PT), ColumnSpec.real(TAGGER)));
        if (takesMass()) {
            columns.add(ColumnSpec.real(mass));
        }
        regression.ifPresent(network -> columns.addAll(network.columns()));
        if (role != Role.DATA) {
            columns.add(ColumnSpec.real("weight"));
        }
        return List.copyOf(columns);
    }

    /** A network may give the mass from other columns alone. */
    private boolean takesMass() {
        return regression.isEmpty() || regression.get().factor();
    }

    private double[] masses(BatchColumns columns, int n) {
        double[] stored = takesMass() ? columns.reals(mass, n) : new double[n];
        return regression.isPresent() ? regression.get().masses(columns, stored) : stored;
    }

    @Override
    public List<String> cuts() {
        return CUTS;
    }

    @Override
    public void select(EventBatch batch, Role role, Sink sink) {
        var columns = new BatchColumns(batch);
        int n = batch.size();
        double[] pt = columns.reals(PT, n);
        double[] masses = masses(columns, n);
        double[] tagger = columns.reals(TAGGER, n);
        double[] weights = role == Role.DATA ? new double[n] : columns.reals("weight", n);
        double[] edges = settings.grid().mass();
        double top = edges[edges.length - 1];
        for (int event = 0; event < n; event++) {
            if (!(pt[event] > 0) || !(masses[event] >= 0)) {
                throw columns.damaged(event, "a jet with pT " + pt[event] + " and mass " + masses[event]);
            }
            double weight = role == Role.DATA ? 1 : weights[event];
            sink.begin(event);
            sink.pass(0, -1, weight);
            // a mass that was rounded up to the end of the range lies below it
            double below = masses[event] == top ? Math.nextDown(top) : masses[event];
            select(new MergedJet(pt[event], below, tagger[event]), weight, role == Role.SIGNAL, sink);
        }
    }

    private void select(MergedJet jet, double weight, boolean signal, Sink sink) {
        JetGrid grid = settings.grid();
        int k = grid.ptBin(jet.pt());
        int i = grid.massBin(jet.mass());
        int category = k < 0 ? -1 : jet.tagger() >= settings.tagger() ? k : grid.ptBins() + k;
        boolean kept = k >= 0 && i >= 0;
        boolean fitted = kept && grid.fitted(k, i);
        if (k >= 0) {
            sink.pass(1, category, weight);
        }
        if (kept) {
            sink.pass(2, category, weight);
        }
        if (fitted) {
            sink.pass(3, category, weight);
        }
        if (kept || signal) {
            sink.keep(new SelectedEvent(
                    weight,
                    !kept ? -1 : fitted ? MergedJetChannel.FITTED : MergedJetChannel.OUTSIDE,
                    kept ? category : -1,
                    kept ? jet : null,
                    signal ? 0 : -1,
                    signal ? jet : null,
                    kept && signal));
        }
    }
}
