package org.fiducia.channel.hzz4l.internal;

import java.util.List;
import org.fiducia.api.event.ColumnSpec;
import org.fiducia.channel.hzz4l.internal.SelectionCuts.PhotonCuts;

/** Photons radiated by leptons, in a batch of events. */
final class PhotonColumns {
    /** What it reads. */
    static final List<ColumnSpec> SPECS = List.of(
            ColumnSpec.reals("FsrPhoton_pt").or(0),
            ColumnSpec.reals("FsrPhoton_eta").or(0),
            ColumnSpec.reals("FsrPhoton_phi").or(0));

    private final PhotonCuts cuts;
    private final int[] offsets;
    private final double[] pt;
    private final double[] eta;
    private final double[] phi;

    PhotonColumns(BatchColumns batch, PhotonCuts cuts) {
        this.cuts = cuts;
        offsets = batch.offsets("FsrPhoton_pt");
        int n = offsets[offsets.length - 1];
        pt = batch.reals("FsrPhoton_pt", n, 0);
        eta = batch.reals("FsrPhoton_eta", n, 0);
        phi = batch.reals("FsrPhoton_phi", n, 0);
    }

    /** Gives each photon to its closest lepton; a lepton keeps the photon of lowest ΔR/E_T². */
    void attach(int event, LeptonBuffer leptons) {
        for (int g = offsets[event]; g < offsets[event + 1]; g++) {
            if (pt[g] > cuts.minPt() && Math.abs(eta[g]) < cuts.maxAbsEta()) {
                attachOne(g, leptons);
            }
        }
    }

    private void attachOne(int g, LeptonBuffer leptons) {
        int closest = -1;
        double distance2 = Double.POSITIVE_INFINITY;
        for (int i = 0; i < leptons.size; i++) {
            double d2 = LeptonBuffer.deltaR2(leptons.eta[i], leptons.phi[i], eta[g], phi[g]);
            if (d2 < distance2) {
                distance2 = d2;
                closest = i;
            }
        }
        double distance = Math.sqrt(distance2);
        double criterion = distance / (pt[g] * pt[g]);
        if (distance < cuts.maxDeltaR()
                && criterion < cuts.maxDeltaROverEt2()
                && (leptons.photonPt[closest] == 0 || criterion < criterion(leptons, closest))) {
            leptons.photonPt[closest] = pt[g];
            leptons.photonEta[closest] = eta[g];
            leptons.photonPhi[closest] = phi[g];
        }
    }

    private static double criterion(LeptonBuffer leptons, int i) {
        double distance2 =
                LeptonBuffer.deltaR2(leptons.eta[i], leptons.phi[i], leptons.photonEta[i], leptons.photonPhi[i]);
        return Math.sqrt(distance2) / (leptons.photonPt[i] * leptons.photonPt[i]);
    }
}
