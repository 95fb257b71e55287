package org.fiducia.channel.hzz4l.internal;

import org.fiducia.channel.hzz4l.internal.SelectionCuts.TopologyCuts;

/** Cuts on several leptons together, shared by reconstructed, fiducial and control-region candidates. */
final class Topology {
    private final double leadingPt;
    private final double nextPt;
    private final double minDeltaR2;
    private final double minDeltaR;
    private final double minMass2;
    private final double minMass;

    Topology(TopologyCuts cuts) {
        leadingPt = cuts.leadingPt();
        nextPt = cuts.nextPt();
        minDeltaR = cuts.minDeltaR();
        minDeltaR2 = minDeltaR * minDeltaR;
        minMass = cuts.minOppositeSignMass();
        minMass2 = minMass * minMass;
    }

    /** Whether the hardest and the second hardest of four leptons are hard enough. */
    boolean hard(LeptonBuffer l, int a, int b, int c, int d) {
        double ab = Math.max(l.pt[a], l.pt[b]);
        double cd = Math.max(l.pt[c], l.pt[d]);
        double first = Math.max(ab, cd);
        double second = Math.max(Math.min(ab, cd), ab > cd ? Math.min(l.pt[a], l.pt[b]) : Math.min(l.pt[c], l.pt[d]));
        return first > leadingPt && second > nextPt;
    }

    /** Whether no two of four leptons are closer than allowed. */
    boolean separated(LeptonBuffer l, int a, int b, int c, int d) {
        return separated(l, a, b)
                && separated(l, a, c)
                && separated(l, a, d)
                && separated(l, b, c)
                && separated(l, b, d)
                && separated(l, c, d);
    }

    /** Whether two leptons are far enough from each other. */
    boolean separated(LeptonBuffer l, int a, int b) {
        return minDeltaR < 0 || l.deltaR2(a, b) > minDeltaR2;
    }

    /** Whether every opposite-sign pair of four leptons, whatever its flavours, is heavy enough without photons. */
    boolean heavy(LeptonBuffer l, int a, int b, int c, int d) {
        return heavy(l, a, b) && heavy(l, a, c) && heavy(l, a, d) && heavy(l, b, c) && heavy(l, b, d) && heavy(l, c, d);
    }

    /** The same for two leptons; of the same sign they always are. */
    boolean heavy(LeptonBuffer l, int a, int b) {
        return l.charge[a] == l.charge[b] || minMass < 0 || l.bareMass2(a, b) > minMass2;
    }
}
