package org.fiducia.channel.hzz4l.internal;

import org.fiducia.channel.hzz4l.FourLepton;
import org.fiducia.channel.hzz4l.Z;
import org.fiducia.channel.hzz4l.ZPlusLepton;
import org.fiducia.channel.hzz4l.internal.SelectionCuts.CandidateCuts;
import org.fiducia.objects.jets.JetColumns;

/**
 * Finds the control region of an event without signal candidate: a good Z and two relaxed (loose) leptons in 2P2F, 3P1F
 * or SS, or a good Z and exactly one relaxed lepton. An event counts once: of several candidates, in whichever region,
 * that with the Z closest to m_Z, then that with the hardest relaxed leptons. One finder belongs to one thread.
 */
final class ControlRegionFinder {
    /** Takes what is found; indices are those of the leptons. */
    interface Found {
        void zPlusTwo(int region, int category, int z1Minus, int z1Plus, int first, int second);

        void zPlusOne(int category, int zMinus, int zPlus, int lepton);
    }

    private final CandidateCuts cuts;
    private final Topology topology;
    private int region;
    private int zMinus;
    private int zPlus;
    private int first;
    private int second;
    private double bestDistance;
    private double bestPtSum;

    ControlRegionFinder(CandidateCuts cuts) {
        this.cuts = cuts;
        this.topology = new Topology(cuts.topology());
    }

    /** Whether an event can be in a control region at all; needs no momenta. */
    static boolean possible(LeptonBuffer l) {
        return l.size >= 3 && l.tightCount >= 2;
    }

    /** Looks for a candidate. */
    void find(LeptonBuffer l, Found found) {
        l.computeMomenta();
        if (l.size == 3) {
            findZPlusOne(l, found);
            return;
        }
        region = -1;
        bestDistance = Double.POSITIVE_INFINITY;
        for (int a = 0; a < l.size; a++) {
            for (int b = 0; b < l.size; b++) {
                if (isGoodZ(l, a, b)) {
                    addTwo(l, a, b, distance(l, a, b));
                }
            }
        }
        if (region >= 0) {
            int category = FourLeptonChannel.category(l.muon[zMinus], l.muon[first]);
            found.zPlusTwo(region, category, zMinus, zPlus, first, second);
        }
    }

    /** Pairs of further leptons beside a Z. */
    private void addTwo(LeptonBuffer l, int a, int b, double distance) {
        for (int c = 0; c < l.size; c++) {
            for (int d = 0; d < c; d++) {
                if (c == a || c == b || d == a || d == b || l.muon[c] != l.muon[d]) {
                    continue;
                }
                int found = region(l, c, d);
                double ptSum = l.pt[c] + l.pt[d];
                if (found >= 0
                        && (distance < bestDistance || (distance == bestDistance && ptSum > bestPtSum))
                        && cuts.zMass().holds(Math.sqrt(Math.max(0, l.mass2(c, d))))
                        && topology.hard(l, a, b, c, d)
                        && topology.separated(l, a, b, c, d)
                        && topology.heavy(l, a, b, c, d)
                        && l.mass(a, b, c, d) > cuts.minMass()) {
                    bestDistance = distance;
                    bestPtSum = ptSum;
                    region = found;
                    zMinus = a;
                    zPlus = b;
                    boolean swap = l.charge[c] == l.charge[d] ? l.pt[d] > l.pt[c] : l.charge[c] > l.charge[d];
                    first = swap ? d : c;
                    second = swap ? c : d;
                }
            }
        }
    }

    /** Region of two leptons beside a Z, −1 for none. */
    private static int region(LeptonBuffer l, int c, int d) {
        if (l.charge[c] == l.charge[d]) {
            return FourLeptonChannel.REGION_SS;
        }
        if (l.tight[c] && l.tight[d]) {
            return -1;
        }
        return l.tight[c] || l.tight[d] ? FourLeptonChannel.REGION_3P1F : FourLeptonChannel.REGION_2P2F;
    }

    /** A Z beside exactly one relaxed lepton. */
    private void findZPlusOne(LeptonBuffer l, Found found) {
        zMinus = -1;
        bestDistance = Double.POSITIVE_INFINITY;
        for (int a = 0; a < 3; a++) {
            for (int b = 0; b < 3; b++) {
                int c = 3 - a - b;
                if (isGoodZ(l, a, b)
                        && distance(l, a, b) < bestDistance
                        && topology.separated(l, a, c)
                        && topology.separated(l, b, c)
                        && topology.heavy(l, a, c)
                        && topology.heavy(l, b, c)) {
                    bestDistance = distance(l, a, b);
                    zMinus = a;
                    zPlus = b;
                }
            }
        }
        if (zMinus >= 0) {
            int lepton = 3 - zMinus - zPlus;
            found.zPlusOne(FourLeptonChannel.category(l.muon[zMinus], l.muon[lepton]), zMinus, zPlus, lepton);
        }
    }

    private static double distance(LeptonBuffer l, int a, int b) {
        return Math.abs(Math.sqrt(Math.max(0, l.mass2(a, b))) - Z.MASS);
    }

    private boolean isGoodZ(LeptonBuffer l, int minus, int plus) {
        if (l.charge[minus] >= 0
                || l.charge[plus] <= 0
                || l.muon[minus] != l.muon[plus]
                || !l.tight[minus]
                || !l.tight[plus]) {
            return false;
        }
        double mass = Math.sqrt(Math.max(0, l.mass2(minus, plus)));
        return mass > cuts.minZ1Mass() && cuts.zMass().holds(mass);
    }

    /** A Z and two further leptons as an object. */
    static FourLepton four(LeptonBuffer l, JetColumns jets, int event, int a, int b, int c, int d) {
        return new FourLepton(
                new Z(l.lepton(a), l.lepton(b)),
                new Z(l.lepton(c), l.lepton(d)),
                jets.select(event, l.cleaning(1L << c | 1L << d)));
    }

    /** A Z and one further lepton as an object. */
    static ZPlusLepton three(LeptonBuffer l, JetColumns jets, int event, int a, int b, int c) {
        return new ZPlusLepton(new Z(l.lepton(a), l.lepton(b)), l.lepton(c), jets.select(event, l.cleaning(1L << c)));
    }
}
