package org.fiducia.background.zxfakerate;

import org.fiducia.channel.hzz4l.Flavour;
import org.fiducia.channel.hzz4l.Lepton;

/** The bins of the fake rates: flavour, barrel or endcap, transverse momentum, unrolled in this order. */
final class LeptonBins {
    /** Flavours times barrel and endcap. */
    static final int GROUPS = 4;

    private final double[] ptEdges;
    private final double electronBarrel;
    private final double muonBarrel;

    LeptonBins(FakeRateSettings settings) {
        ptEdges = settings.ptEdges();
        electronBarrel = settings.electronBarrel();
        muonBarrel = settings.muonBarrel();
    }

    /** Number of bins in transverse momentum. */
    int ptBins() {
        return ptEdges.length - 1;
    }

    /** Number of all bins. */
    int size() {
        return GROUPS * ptBins();
    }

    /** Bin of a lepton; softer ones than the first edge belong to the first bin, harder ones than the last to the last. */
    int find(Lepton lepton) {
        boolean muon = lepton.flavour() == Flavour.MUON;
        boolean endcap = Math.abs(lepton.eta()) >= (muon ? muonBarrel : electronBarrel);
        int bin = 0;
        while (bin + 1 < ptBins() && lepton.pt() >= ptEdges[bin + 1]) {
            bin++;
        }
        return ((muon ? 2 : 0) + (endcap ? 1 : 0)) * ptBins() + bin;
    }

    /** Lower edge of a bin in transverse momentum, GeV; that of one past the last is the upper edge of the last. */
    double ptEdge(int bin) {
        return ptEdges[bin];
    }

    /** Flavour of a group. */
    static String flavour(int group) {
        return group < 2 ? "electron" : "muon";
    }

    /** Part of the detector of a group. */
    static String part(int group) {
        return group % 2 == 0 ? "barrel" : "endcap";
    }

    /** A run of bins in transverse momentum of one group, for people. */
    String label(int group, int first, int last) {
        return flavour(group) + ' ' + part(group) + ' ' + Math.round(ptEdges[first]) + "–"
                + Math.round(ptEdges[last + 1]) + " GeV";
    }
}
