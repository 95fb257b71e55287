package org.fiducia.objects.jets;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.fiducia.api.channel.FourMomentum;
import org.fiducia.api.event.ColumnSpec;
import org.fiducia.objects.columns.BatchColumns;

/** Jets in a batch of events, reconstructed ({@code Jet}) or of generator level ({@code GenJet}). */
public final class JetColumns {
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

    /**
     * Takes the columns of a collection; one that is absent is empty.
     *
     * @param collection e.g. {@code Jet}
     */
    public JetColumns(BatchColumns batch, String collection, JetCuts cuts) {
        this.cuts = cuts;
        offsets = batch.offsets(collection + "_pt");
        int n = offsets[offsets.length - 1];
        pt = batch.reals(collection + "_pt", n, 0);
        eta = batch.reals(collection + "_eta", n, 0);
        phi = batch.reals(collection + "_phi", n, 0);
        mass = batch.reals(collection + "_mass", n, 0);
    }

    /** What it reads; an input without jets has events without jets. */
    public static List<ColumnSpec> specs(String collection) {
        return List.of(
                ColumnSpec.reals(collection + "_pt").or(0),
                ColumnSpec.reals(collection + "_eta").or(0),
                ColumnSpec.reals(collection + "_phi").or(0),
                ColumnSpec.reals(collection + "_mass").or(0));
    }

    /** The jets of an event away from what they are cleaned against, by falling transverse momentum. */
    public List<FourMomentum> select(int event, Cleaning cleaning) {
        return select(event, cleaning, cuts.minPt(), Double.POSITIVE_INFINITY);
    }

    /**
     * The jets of a reconstructed candidate, with those that a change of their energy may lift over the threshold.
     *
     * @param generated jets of generator level, with the same events; none in data
     */
    public CandidateJets ofCandidate(int event, Cleaning cleaning, Optional<JetColumns> generated) {
        List<FourMomentum> selected = select(event, cleaning);
        List<FourMomentum> soft = select(event, cleaning, cuts.minPt() * (1 - cuts.shiftMargin()), cuts.minPt());
        return new CandidateJets(
                selected,
                soft,
                selected.isEmpty() && soft.isEmpty() ? 0 : cuts.minPt(),
                generated.map(columns -> columns.nearest(event, selected, soft)).orElse(List.of()));
    }

    private List<FourMomentum> select(int event, Cleaning cleaning, double above, double upTo) {
        double distance2 = cuts.minDeltaR() * cuts.minDeltaR();
        List<FourMomentum> jets = List.of();
        for (int j = offsets[event]; j < offsets[event + 1]; j++) {
            if (pt[j] > above
                    && pt[j] <= upTo
                    && Math.abs(eta[j]) < cuts.maxAbsEta()
                    && !cleaning.near(eta[j], phi[j], distance2)) {
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
    private List<Double> nearest(int event, List<FourMomentum> selected, List<FourMomentum> soft) {
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
            double distance = Distance.squared(eta[j], phi[j], jet.eta(), jet.phi());
            if (distance < best) {
                best = distance;
                found = pt[j];
            }
        }
        return found;
    }
}
