package org.fiducia.channel.higgs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.fiducia.api.channel.Role;
import org.fiducia.api.channel.SelectedEvent;
import org.fiducia.api.channel.Selector;
import org.fiducia.api.event.ColumnSpec;
import org.fiducia.api.event.EventBatch;
import org.fiducia.channel.higgs.HiggsCandidate.Besides;
import org.fiducia.objects.categories.Categories;
import org.fiducia.objects.columns.BatchColumns;
import org.fiducia.objects.jets.CandidateJets;
import org.fiducia.objects.jets.JetColumns;
import org.fiducia.objects.jets.JetCuts;
import org.fiducia.objects.production.Produced.VectorDecay;

/** Takes the Higgs boson of each event as its file has it. */
final class HiggsSelector implements Selector {
    private static final List<String> CUTS = List.of("all", "selected", "category", "m in window");

    private static final String GENERATED_JETS = "GenJet";

    private final JetCuts jets;
    private final double lo;
    private final double hi;
    private final Categories<HiggsCandidate> categories;

    HiggsSelector(JetCuts jets, double lo, double hi, Categories<HiggsCandidate> categories) {
        this.jets = jets;
        this.lo = lo;
        this.hi = hi;
        this.categories = categories;
    }

    @Override
    public List<ColumnSpec> columns(Role role) {
        var columns = new ArrayList<>(List.of(
                ColumnSpec.real("mass"),
                ColumnSpec.real("H_pt"),
                ColumnSpec.real("H_rapidity"),
                ColumnSpec.real("H_phi"),
                ColumnSpec.integer("leptonCount").or(0),
                ColumnSpec.real("V_pt").or(0),
                ColumnSpec.real("met_pt").or(0),
                ColumnSpec.integers("Jet_btag").or(0)));
        columns.addAll(JetColumns.specs("Jet"));
        if (role != Role.DATA) {
            columns.add(ColumnSpec.real("weight").or(1));
            columns.add(ColumnSpec.integer("selected").or(1));
        }
        if (role == Role.SIGNAL) {
            columns.addAll(GeneratedHiggs.specs(GENERATED_JETS));
        }
        return columns;
    }

    @Override
    public List<String> cuts() {
        return CUTS;
    }

    @Override
    public void select(EventBatch batch, Role role, Sink sink) {
        var selection = new BatchSelection(batch, role, sink);
        for (int event = 0; event < batch.size(); event++) {
            selection.select(event);
        }
    }

    /** The selection of one batch: its columns, and where the result goes. */
    private final class BatchSelection {
        private final Sink sink;
        private final double[] mass;
        private final double[] pt;
        private final double[] rapidity;
        private final double[] phi;
        private final long[] leptons;
        private final double[] vectorPt;
        private final double[] missingPt;
        private final double[] weight;
        private final long[] selected;
        private final int[] offsets;
        private final long[] tags;
        private final double[] jetPt;
        private final JetColumns reconstructed;
        private final Optional<GeneratedHiggs> generated;

        BatchSelection(EventBatch batch, Role role, Sink sink) {
            int n = batch.size();
            var columns = new BatchColumns(batch);
            this.sink = sink;
            mass = columns.reals("mass", n);
            pt = columns.reals("H_pt", n);
            rapidity = columns.reals("H_rapidity", n);
            phi = columns.reals("H_phi", n);
            leptons = columns.integers("leptonCount", n, 0);
            vectorPt = columns.reals("V_pt", n, 0);
            missingPt = columns.reals("met_pt", n, 0);
            weight = role == Role.DATA ? ones(n) : columns.reals("weight", n, 1);
            selected = role == Role.DATA ? new long[0] : columns.integers("selected", n, 1);
            offsets = columns.offsets("Jet_pt");
            tags = columns.integers("Jet_btag", offsets[offsets.length - 1], 0);
            jetPt = columns.reals("Jet_pt", offsets[offsets.length - 1], 0);
            reconstructed = new JetColumns(columns, "Jet", jets);
            generated = role == Role.SIGNAL
                    ? Optional.of(new GeneratedHiggs(columns, n, GENERATED_JETS))
                    : Optional.empty();
        }

        private static double[] ones(int n) {
            double[] ones = new double[n];
            Arrays.fill(ones, 1);
            return ones;
        }

        void select(int event) {
            sink.begin(event);
            sink.pass(0, -1, weight[event]);
            HiggsCandidate fiducial =
                    generated.map(columns -> columns.candidate(event)).orElse(null);
            boolean taken = selected.length == 0 || selected[event] != 0; // data have what is taken alone
            HiggsCandidate candidate = taken ? candidate(event) : null;
            int category = -1;
            if (candidate != null) {
                sink.pass(1, -1, weight[event]);
                category = categories.of(candidate);
                if (category >= 0) {
                    sink.pass(2, category, weight[event]);
                    if (mass[event] >= lo && mass[event] < hi) {
                        sink.pass(3, category, weight[event]);
                    }
                }
            }
            if (fiducial != null || category >= 0) {
                sink.keep(new SelectedEvent(
                        weight[event],
                        category < 0 ? -1 : 0,
                        category,
                        category < 0 ? null : candidate,
                        fiducial == null ? -1 : 0,
                        fiducial,
                        category >= 0 && generated.isPresent()));
            }
        }

        private HiggsCandidate candidate(int event) {
            int bJets = 0;
            for (int j = offsets[event]; j < offsets[event + 1]; j++) {
                bJets += tags[j] != 0 && jetPt[j] > jets.minPt() ? 1 : 0;
            }
            return new HiggsCandidate(
                    mass[event],
                    pt[event],
                    rapidity[event],
                    phi[event],
                    new CandidateJets(reconstructed.select(event, (eta, azimuth, distance2) -> false)),
                    new Besides(
                            (int) leptons[event],
                            bJets,
                            leptons[event] == 0 ? Double.NaN : vectorPt[event],
                            missingPt[event],
                            VectorDecay.NONE));
        }
    }
}
