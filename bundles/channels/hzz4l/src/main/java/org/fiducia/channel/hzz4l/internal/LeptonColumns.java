package org.fiducia.channel.hzz4l.internal;

import java.util.List;
import org.fiducia.api.event.ColumnSpec;
import org.fiducia.channel.hzz4l.Flavour;
import org.fiducia.channel.hzz4l.internal.SelectionCuts.LeptonCuts;
import org.fiducia.objects.columns.BatchColumns;
import org.fiducia.objects.jets.Distance;

/** Reconstructed leptons of one flavour in a batch of events. */
final class LeptonColumns {
    private final BatchColumns batch;
    private final boolean muon;
    private final LeptonCuts cuts;
    final int[] offsets;
    private final double[] pt;
    private final double[] eta;
    private final double[] phi;
    private final long[] charge;
    private final double[] mass;
    private final double[] sip3d;
    private final double[] isolation;
    private final long[] tightId;

    LeptonColumns(BatchColumns batch, Flavour flavour, LeptonCuts cuts) {
        String collection = collection(flavour);
        this.batch = batch;
        this.cuts = cuts;
        muon = flavour == Flavour.MUON;
        offsets = batch.offsets(collection + "_pt");
        int n = offsets[offsets.length - 1];
        pt = batch.reals(collection + "_pt", n, 0);
        eta = batch.reals(collection + "_eta", n, 0);
        phi = batch.reals(collection + "_phi", n, 0);
        charge = batch.integers(collection + "_charge", n, 0);
        mass = batch.reals(collection + "_mass", n, flavour.mass());
        sip3d = batch.reals(collection + "_sip3d", n, 0);
        isolation = batch.reals(collection + "_pfRelIso03_all", n, 0);
        tightId = batch.integers(collection + "_tightId", n, 1);
    }

    /** What it reads, whatever the sample. */
    static List<ColumnSpec> specs(Flavour flavour) {
        String collection = collection(flavour);
        return List.of(
                ColumnSpec.reals(collection + "_pt"),
                ColumnSpec.reals(collection + "_eta"),
                ColumnSpec.reals(collection + "_phi"),
                ColumnSpec.integers(collection + "_charge"),
                ColumnSpec.reals(collection + "_mass").or(flavour.mass()),
                ColumnSpec.reals(collection + "_sip3d").or(0),
                ColumnSpec.reals(collection + "_pfRelIso03_all").or(0),
                ColumnSpec.integers(collection + "_tightId").or(1));
    }

    static String collection(Flavour flavour) {
        return flavour == Flavour.MUON ? "Muon" : "Electron";
    }

    /** Number of leptons of an event before any cut. */
    int count(int event) {
        return offsets[event + 1] - offsets[event];
    }

    /** Adds the loose leptons of an event; which of them are tight is for {@link #markTight}. */
    void addLoose(int event, LeptonBuffer leptons) {
        double minPt = cuts.minPt();
        double maxEta = cuts.maxAbsEta();
        double maxSip = cuts.maxSip3d();
        for (int i = offsets[event]; i < offsets[event + 1]; i++) {
            if (pt[i] > minPt & Math.abs(eta[i]) < maxEta & sip3d[i] < maxSip) {
                if (leptons.size == LeptonBuffer.CAPACITY) {
                    throw batch.damaged(event, "more than " + LeptonBuffer.CAPACITY + " loose leptons");
                }
                leptons.add(muon, Long.signum(charge[i]), pt[i], eta[i], phi[i], mass[i], i - offsets[event]);
            }
        }
    }

    /** Marks the tight ones among the loose leptons of this flavour; their photons must have been attached before. */
    void markTight(int event, LeptonBuffer leptons) {
        for (int k = 0; k < leptons.size; k++) {
            if (leptons.muon[k] == muon) {
                int i = offsets[event] + leptons.source[k];
                if ((!cuts.tightId() || tightId[i] != 0) && isolation(i, k, leptons) < cuts.maxIsolation()) {
                    leptons.setTight(k);
                }
            }
        }
    }

    /** Relative isolation without the lepton's own photon, where that is inside the cone. */
    private double isolation(int i, int k, LeptonBuffer leptons) {
        if (leptons.photonPt[k] == 0) {
            return isolation[i];
        }
        double cone = cuts.isolationCone();
        double distance2 = Distance.squared(leptons.eta[k], leptons.phi[k], leptons.photonEta[k], leptons.photonPhi[k]);
        return distance2 < cone * cone ? Math.max(0, isolation[i] - leptons.photonPt[k] / leptons.pt[k]) : isolation[i];
    }
}
