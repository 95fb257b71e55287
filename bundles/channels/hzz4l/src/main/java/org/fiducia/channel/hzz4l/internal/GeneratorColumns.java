package org.fiducia.channel.hzz4l.internal;

import java.util.List;
import org.fiducia.api.event.ColumnSpec;
import org.fiducia.channel.hzz4l.Flavour;
import org.fiducia.channel.hzz4l.internal.SelectionCuts.FiducialCuts;
import org.fiducia.objects.columns.BatchColumns;

/**
 * Dressed leptons of simulated signal in a batch of events. Where an input has no isolation, they are isolated; where it does
 * not say that they descend from the Higgs boson, or from a tau lepton, the first is so and the second is not.
 */
final class GeneratorColumns {
    /** What it reads. */
    static final List<ColumnSpec> SPECS = List.of(
            ColumnSpec.reals("GenDressedLepton_pt"),
            ColumnSpec.reals("GenDressedLepton_eta"),
            ColumnSpec.reals("GenDressedLepton_phi"),
            ColumnSpec.reals("GenDressedLepton_mass"),
            ColumnSpec.integers("GenDressedLepton_pdgId"),
            ColumnSpec.reals("GenDressedLepton_relIso03"),
            ColumnSpec.integers("GenDressedLepton_fromH"),
            ColumnSpec.integers("GenDressedLepton_hasTauAnc"));

    /** The same for an input that has nothing but generated events, and perhaps no more of leptons than their momenta. */
    static final List<ColumnSpec> GENERATED_SPECS = List.of(
            ColumnSpec.reals("GenDressedLepton_pt"),
            ColumnSpec.reals("GenDressedLepton_eta"),
            ColumnSpec.reals("GenDressedLepton_phi"),
            ColumnSpec.reals("GenDressedLepton_mass"),
            ColumnSpec.integers("GenDressedLepton_pdgId"),
            ColumnSpec.reals("GenDressedLepton_relIso03").or(0),
            ColumnSpec.integers("GenDressedLepton_fromH").or(1),
            ColumnSpec.integers("GenDressedLepton_hasTauAnc").or(0));

    private final BatchColumns batch;
    private final FiducialCuts cuts;
    private final int[] offsets;
    private final double[] pt;
    private final double[] eta;
    private final double[] phi;
    private final double[] mass;
    private final long[] pdgId;
    private final double[] isolation;
    private final long[] fromH;
    private final long[] hasTauAnc;

    GeneratorColumns(BatchColumns batch, FiducialCuts cuts) {
        this.batch = batch;
        this.cuts = cuts;
        offsets = batch.offsets("GenDressedLepton_pt");
        int n = offsets[offsets.length - 1];
        pt = batch.reals("GenDressedLepton_pt", n);
        eta = batch.reals("GenDressedLepton_eta", n);
        phi = batch.reals("GenDressedLepton_phi", n);
        mass = batch.reals("GenDressedLepton_mass", n);
        pdgId = batch.integers("GenDressedLepton_pdgId", n);
        isolation = batch.reals("GenDressedLepton_relIso03", n, 0);
        fromH = batch.integers("GenDressedLepton_fromH", n, 1);
        hasTauAnc = batch.integers("GenDressedLepton_hasTauAnc", n, 0);
    }

    /** Fills the buffer with the dressed leptons of an event that pass the fiducial requirements on single leptons. */
    void fill(int event, LeptonBuffer leptons) {
        leptons.clear();
        for (int i = offsets[event]; i < offsets[event + 1]; i++) {
            boolean muon = Math.abs(pdgId[i]) == Flavour.MUON.pdgId();
            double minPt = muon ? cuts.minMuonPt() : cuts.minElectronPt();
            double maxEta = muon ? cuts.maxAbsMuonEta() : cuts.maxAbsElectronEta();
            if (pt[i] > minPt && Math.abs(eta[i]) < maxEta && isolation[i] < cuts.maxIsolation()) {
                if (leptons.size == LeptonBuffer.CAPACITY) {
                    throw batch.damaged(event, "more than " + LeptonBuffer.CAPACITY + " generated leptons");
                }
                leptons.add(muon, pdgId[i] > 0 ? -1 : 1, pt[i], eta[i], phi[i], mass[i], i - offsets[event]);
                leptons.setTight(leptons.size - 1);
            }
        }
    }

    /**
     * Whether a dressed lepton is one of H → 4ℓ with ℓ = e, μ: a Z of the Higgs boson decays to it directly. One that
     * comes from a tau is not.
     */
    boolean ofFourLeptonDecay(int event, int index) {
        int i = offsets[event] + index;
        return fromH[i] != 0 && hasTauAnc[i] == 0;
    }

    /** Whether the dressed lepton of a number descends from the Higgs boson, be it through a tau; there may be none. */
    boolean ofHiggs(int event, long index) {
        return index >= 0 && index < offsets[event + 1] - offsets[event] && fromH[offsets[event] + (int) index] != 0;
    }
}
