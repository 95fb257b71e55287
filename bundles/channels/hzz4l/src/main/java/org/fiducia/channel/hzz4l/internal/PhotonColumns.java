package org.fiducia.channel.hzz4l.internal;

import java.util.List;
import org.fiducia.api.event.ColumnSpec;
import org.fiducia.channel.hzz4l.internal.SelectionCuts.PhotonCuts;
import org.fiducia.objects.columns.BatchColumns;
import org.fiducia.objects.jets.Distance;

/**
 * Photons radiated by leptons, in a batch of events. Where the file says which lepton a photon belongs to, that is taken:
 * it was found before lepton and photon were rounded. Elsewhere it is the closest loose lepton.
 */
final class PhotonColumns {
    private static final int NOT_SAID = -2;

    /** What it reads. */
    static final List<ColumnSpec> SPECS = List.of(
            ColumnSpec.reals("FsrPhoton_pt").or(0),
            ColumnSpec.reals("FsrPhoton_eta").or(0),
            ColumnSpec.reals("FsrPhoton_phi").or(0),
            ColumnSpec.reals("FsrPhoton_dROverEt2").or(NOT_SAID),
            ColumnSpec.integers("FsrPhoton_muonIdx").or(NOT_SAID),
            ColumnSpec.integers("FsrPhoton_electronIdx").or(NOT_SAID));

    private final PhotonCuts cuts;
    private final int[] offsets;
    private final double[] pt;
    private final double[] eta;
    private final double[] phi;
    private final double[] dROverEt2;
    private final long[] muon;
    private final long[] electron;
    /** ΔR/E_T² of the photon that each lepton of the event has. */
    private final double[] criterion = new double[LeptonBuffer.CAPACITY];

    PhotonColumns(BatchColumns batch, PhotonCuts cuts) {
        this.cuts = cuts;
        offsets = batch.offsets("FsrPhoton_pt");
        int n = offsets[offsets.length - 1];
        pt = batch.reals("FsrPhoton_pt", n, 0);
        eta = batch.reals("FsrPhoton_eta", n, 0);
        phi = batch.reals("FsrPhoton_phi", n, 0);
        dROverEt2 = batch.reals("FsrPhoton_dROverEt2", n, NOT_SAID);
        muon = batch.integers("FsrPhoton_muonIdx", n, NOT_SAID);
        electron = batch.integers("FsrPhoton_electronIdx", n, NOT_SAID);
    }

    /** Gives each photon to its lepton; a lepton keeps the photon of lowest ΔR/E_T². */
    void attach(int event, LeptonBuffer leptons) {
        for (int g = offsets[event]; g < offsets[event + 1]; g++) {
            if (pt[g] > cuts.minPt() && Math.abs(eta[g]) < cuts.maxAbsEta()) {
                attachOne(g, leptons);
            }
        }
    }

    private void attachOne(int g, LeptonBuffer leptons) {
        boolean said = muon[g] >= 0 || electron[g] >= 0;
        int lepton = said ? find(g, leptons) : closest(g, leptons);
        if (lepton < 0) {
            return; // the lepton it belongs to is not a loose one
        }
        double distance2 = Distance.squared(leptons.eta[lepton], leptons.phi[lepton], eta[g], phi[g]);
        double ratio = said && dROverEt2[g] >= 0 ? dROverEt2[g] : Math.sqrt(distance2) / (pt[g] * pt[g]);
        if ((said || distance2 < cuts.maxDeltaR() * cuts.maxDeltaR())
                && ratio < cuts.maxDeltaROverEt2()
                && (leptons.photonPt[lepton] == 0 || ratio < criterion[lepton])) {
            leptons.photonPt[lepton] = pt[g];
            leptons.photonEta[lepton] = eta[g];
            leptons.photonPhi[lepton] = phi[g];
            criterion[lepton] = ratio;
        }
    }

    private int find(int g, LeptonBuffer leptons) {
        boolean ofMuon = muon[g] >= 0;
        long source = ofMuon ? muon[g] : electron[g];
        for (int i = 0; i < leptons.size; i++) {
            if (leptons.muon[i] == ofMuon && leptons.source[i] == source) {
                return i;
            }
        }
        return -1;
    }

    private int closest(int g, LeptonBuffer leptons) {
        int closest = -1;
        double distance2 = Double.POSITIVE_INFINITY;
        for (int i = 0; i < leptons.size; i++) {
            double d2 = Distance.squared(leptons.eta[i], leptons.phi[i], eta[g], phi[g]);
            if (d2 < distance2) {
                distance2 = d2;
                closest = i;
            }
        }
        return closest;
    }
}
