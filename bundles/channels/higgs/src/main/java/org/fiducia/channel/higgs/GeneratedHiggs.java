package org.fiducia.channel.higgs;

import java.util.ArrayList;
import java.util.List;
import org.fiducia.api.event.ColumnSpec;
import org.fiducia.channel.higgs.HiggsCandidate.Besides;
import org.fiducia.objects.columns.BatchColumns;
import org.fiducia.objects.jets.CandidateJets;
import org.fiducia.objects.jets.JetColumns;
import org.fiducia.objects.jets.JetCuts;
import org.fiducia.objects.production.Produced.VectorDecay;

/** The generated Higgs bosons of a batch. */
final class GeneratedHiggs {
    /** Jets as they are, whatever their pseudorapidity: a classification has its own threshold. */
    private static final JetCuts JETS = new JetCuts(0, Double.POSITIVE_INFINITY, 0, 0);

    private static final double HIGGS_MASS = 125;

    private final double[] pt;
    private final double[] rapidity;
    private final double[] phi;
    private final double[] vectorPt;
    private final long[] decay;
    private final JetColumns jets;
    private final BatchColumns columns;

    /** @param collection of generated jets */
    GeneratedHiggs(BatchColumns columns, int n, String collection) {
        this.columns = columns;
        pt = columns.reals("GenH_pt", n);
        rapidity = columns.reals("GenH_rapidity", n);
        phi = columns.reals("GenH_phi", n, 0);
        vectorPt = columns.reals("GenV_pt", n, 0);
        decay = columns.integers("GenV_decay", n, 0);
        jets = new JetColumns(columns, collection, JETS);
    }

    /** What it reads. */
    static List<ColumnSpec> specs(String collection) {
        var specs = new ArrayList<>(List.of(
                ColumnSpec.real("GenH_pt"),
                ColumnSpec.real("GenH_rapidity"),
                ColumnSpec.real("GenH_phi").or(0),
                ColumnSpec.real("GenV_pt").or(0),
                ColumnSpec.integer("GenV_decay").or(0)));
        specs.addAll(JetColumns.specs(collection));
        return specs;
    }

    /** Whether an event has one. */
    boolean isThere(int event) {
        return !Double.isNaN(rapidity[event]);
    }

    HiggsCandidate candidate(int event) {
        VectorDecay[] decays = VectorDecay.values();
        if (decay[event] < 0 || decay[event] >= decays.length) {
            throw columns.damaged(
                    event, "GenV_decay " + decay[event] + ", which is none of 0 to " + (decays.length - 1));
        }
        VectorDecay vector = decays[(int) decay[event]];
        return new HiggsCandidate(
                HIGGS_MASS,
                pt[event],
                rapidity[event],
                phi[event],
                new CandidateJets(jets.select(event, (eta, azimuth, distance2) -> false)),
                new Besides(0, 0, vector == VectorDecay.NONE ? Double.NaN : vectorPt[event], 0, vector));
    }
}
