package org.fiducia.channel.hgg.internal;

import java.util.List;
import java.util.Optional;
import org.fiducia.api.event.ColumnSpec;
import org.fiducia.channel.hgg.Diphoton;
import org.fiducia.channel.hgg.Photon;
import org.fiducia.channel.hgg.internal.SelectionCuts.FiducialCuts;
import org.fiducia.objects.columns.BatchColumns;
import org.fiducia.objects.jets.CandidateJets;
import org.fiducia.objects.jets.JetColumns;

/** The photons of the Higgs boson in a batch of simulated signal events, and the fiducial phase space. */
final class GeneratorColumns {
    /** What it reads. */
    static final List<ColumnSpec> SPECS = List.of(
            ColumnSpec.reals("GenPhoton_pt"),
            ColumnSpec.reals("GenPhoton_eta"),
            ColumnSpec.reals("GenPhoton_phi"),
            ColumnSpec.reals("GenPhoton_iso"));

    private final FiducialCuts cuts;
    private final BatchColumns batch;
    private final JetColumns jets;
    private final int[] offsets;
    private final double[] pt;
    private final double[] eta;
    private final double[] phi;
    private final double[] isolation;

    GeneratorColumns(BatchColumns batch, FiducialCuts cuts, JetColumns jets) {
        this.cuts = cuts;
        this.batch = batch;
        this.jets = jets;
        offsets = batch.offsets("GenPhoton_pt");
        int n = offsets[offsets.length - 1];
        pt = batch.reals("GenPhoton_pt", n);
        eta = batch.reals("GenPhoton_eta", n);
        phi = batch.reals("GenPhoton_phi", n);
        isolation = batch.reals("GenPhoton_iso", n);
    }

    /** The fiducial candidate of an event. */
    Optional<Diphoton> fiducial(int event) {
        int count = offsets[event + 1] - offsets[event];
        if (count > 2) {
            throw batch.damaged(event, count + " generated photons of the Higgs boson");
        }
        if (count < 2) {
            return Optional.empty();
        }
        boolean inOrder = pt[offsets[event]] >= pt[offsets[event] + 1];
        int first = offsets[event] + (inOrder ? 0 : 1);
        int second = offsets[event] + (inOrder ? 1 : 0);
        double mass = Diphoton.mass(pt[first], eta[first], phi[first], pt[second], eta[second], phi[second]);
        double leading = cuts.geometricMean() ? Math.sqrt(pt[first] * pt[second]) : pt[first];
        if (!(leading > cuts.leading() * mass
                && pt[second] > cuts.subleading() * mass
                && inside(first)
                && inside(second))) {
            return Optional.empty();
        }
        var photons = new PhotonPair(photon(first), photon(second));
        return Optional.of(
                new Diphoton(photons.leading(), photons.subleading(), new CandidateJets(jets.select(event, photons))));
    }

    private boolean inside(int photon) {
        return Math.abs(eta[photon]) < cuts.maxAbsEta() && isolation[photon] < cuts.maxIsolation();
    }

    private Photon photon(int i) {
        return Photon.generated(pt[i], eta[i], phi[i]);
    }
}
