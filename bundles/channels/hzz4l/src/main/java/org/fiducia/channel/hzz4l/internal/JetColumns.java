package org.fiducia.channel.hzz4l.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.fiducia.api.channel.FourMomentum;
import org.fiducia.api.event.ColumnSpec;
import org.fiducia.channel.hzz4l.internal.SelectionCuts.JetCuts;

/** Jets in a batch of events, reconstructed ({@code Jet}) or of generator level ({@code GenJet}). */
final class JetColumns {
    private static final Comparator<FourMomentum> HARDEST_FIRST =
            Comparator.comparingDouble(FourMomentum::pt).reversed();

    /** Largest distance of a jet to the generated one it comes from: half the radius of the jets. */
    private static final double MATCH = 0.2;

    private final JetCuts cuts;
    private final int[] offsets;
    private final double[] pt;
    private final double[] eta;
    private final double[] phi;
    private final double[] mass;

    JetColumns(BatchColumns batch, String collection, JetCuts cuts) {
        this.cuts = cuts;
        offsets = batch.offsets(collection + "_pt");
        int n = offsets[offsets.length - 1];
        pt = batch.reals(collection + "_pt", n, 0);
        eta = batch.reals(collection + "_eta", n, 0);
        phi = batch.reals(collection + "_phi", n, 0);
        mass = batch.reals(collection + "_mass", n, 0);
    }

    /** What it reads; an input without jets has events without jets. */
    static List<ColumnSpec> specs(String collection) {
        return List.of(
                ColumnSpec.reals(collection + "_pt").or(0),
                ColumnSpec.reals(collection + "_eta").or(0),
                ColumnSpec.reals(collection + "_phi").or(0),
                ColumnSpec.reals(collection + "_mass").or(0));
    }

    /**
     * The jets of an event away from every tight lepton and its photon, by falling transverse momentum.
     *
     * @param candidate bits of the leptons that count as tight though they are not: in a control region the relaxed
     *     leptons of the candidate stand for tight ones, and the jets they come from must not be counted
     */
    List<FourMomentum> select(int event, LeptonBuffer leptons, long candidate) {
        return select(event, leptons, candidate, cuts.minPt(), Double.POSITIVE_INFINITY);
    }

    /** Jets that a shift of the energy scale may lift over the threshold, else as in {@link #select}. */
    List<FourMomentum> soft(int event, LeptonBuffer leptons, long candidate) {
        return select(event, leptons, candidate, cuts.minPt() * (1 - cuts.shiftMargin()), cuts.minPt());
    }

    /** Threshold, GeV. */
    double minPt() {
        return cuts.minPt();
    }

    private List<FourMomentum> select(int event, LeptonBuffer leptons, long candidate, double above, double upTo) {
        List<FourMomentum> jets = List.of();
        for (int j = offsets[event]; j < offsets[event + 1]; j++) {
            if (pt[j] > above && pt[j] <= upTo && Math.abs(eta[j]) < cuts.maxAbsEta() && clean(j, leptons, candidate)) {
                if (jets.isEmpty()) {
                    jets = new ArrayList<>();
                }
                jets.add(FourMomentum.ofPtEtaPhiM(pt[j], eta[j], phi[j], mass[j]));
            }
        }
        if (jets.size() > 1) {
            jets.sort(HARDEST_FIRST);
        }
        return jets;
    }

    /**
     * Transverse momentum, GeV, of the nearest of these jets to each of some others, NaN where none is near; empty when the
     * event has none at all.
     */
    List<Double> nearest(int event, List<FourMomentum> selected, List<FourMomentum> soft) {
        if (offsets[event] == offsets[event + 1]) {
            return List.of();
        }
        var nearest = new ArrayList<Double>(selected.size() + soft.size());
        selected.forEach(jet -> nearest.add(nearest(event, jet)));
        soft.forEach(jet -> nearest.add(nearest(event, jet)));
        return nearest;
    }

    private double nearest(int event, FourMomentum jet) {
        double best = MATCH * MATCH;
        double found = Double.NaN;
        for (int j = offsets[event]; j < offsets[event + 1]; j++) {
            double distance = LeptonBuffer.deltaR2(eta[j], phi[j], jet.eta(), jet.phi());
            if (distance < best) {
                best = distance;
                found = pt[j];
            }
        }
        return found;
    }

    private boolean clean(int j, LeptonBuffer leptons, long candidate) {
        double min2 = cuts.minDeltaR() * cuts.minDeltaR();
        for (int i = 0; i < leptons.size; i++) {
            if (leptons.tight[i] || (candidate >> i & 1) != 0) {
                if (LeptonBuffer.deltaR2(eta[j], phi[j], leptons.eta[i], leptons.phi[i]) <= min2
                        || (leptons.photonPt[i] > 0
                                && LeptonBuffer.deltaR2(eta[j], phi[j], leptons.photonEta[i], leptons.photonPhi[i])
                                        <= min2)) {
                    return false;
                }
            }
        }
        return true;
    }
}
