package org.fiducia.channel.hzz4l.internal;

import java.util.Arrays;
import org.fiducia.channel.hzz4l.FourLepton;
import org.fiducia.channel.hzz4l.Z;
import org.fiducia.channel.hzz4l.ZPlusLepton;
import org.fiducia.channel.hzz4l.internal.SelectionCuts.CandidateCuts;

/**
 * Finds the control regions of an event without signal candidate: a good Z and two relaxed (loose) leptons in 2P2F,
 * 3P1F or SS, or a good Z and exactly one relaxed lepton. One belongs to one thread.
 */
final class ControlRegionFinder {
    /** Takes what is found; indices are those of the leptons. */
    interface Found {
        void zPlusTwo(int region, int category, int z1Minus, int z1Plus, int first, int second);

        void zPlusOne(int category, int zMinus, int zPlus, int lepton);
    }

    private static final int REGIONS = 3;

    private final CandidateCuts cuts;
    private final Topology topology;
    private final int[][] best = new int[REGIONS][4];
    private final double[] bestDistance = new double[REGIONS];
    private final double[] bestPtSum = new double[REGIONS];

    ControlRegionFinder(CandidateCuts cuts) {
        this.cuts = cuts;
        this.topology = new Topology(cuts.topology());
    }

    /** Whether an event can be in a control region at all; needs no momenta. */
    static boolean possible(LeptonBuffer l) {
        return l.size >= 3 && l.tightCount >= 2;
    }

    /** Looks for candidates; needs the momenta of the leptons. */
    void find(LeptonBuffer l, Found found) {
        if (l.size == 3) {
            findZPlusOne(l, found);
            return;
        }
        Arrays.fill(bestDistance, Double.POSITIVE_INFINITY);
        Arrays.fill(bestPtSum, -1);
        for (int a = 0; a < l.size; a++) {
            for (int b = 0; b < l.size; b++) {
                if (l.tight[a] && l.tight[b] && isPair(l, a, b)) {
                    double mass = Math.sqrt(Math.max(0, l.mass2(a, b)));
                    if (mass > cuts.minZ1Mass() && cuts.zMass().holds(mass)) {
                        addTwo(l, a, b, Math.abs(mass - Z.MASS));
                    }
                }
            }
        }
        for (int region = 0; region < REGIONS; region++) {
            if (bestDistance[region] < Double.POSITIVE_INFINITY) {
                int[] i = best[region];
                int category = FourLeptonChannel.category(l.muon[i[0]], l.muon[i[2]]);
                found.zPlusTwo(FourLeptonChannel.REGION_2P2F + region, category, i[0], i[1], i[2], i[3]);
            }
        }
    }

    /** Pairs of further leptons beside a Z. */
    private void addTwo(LeptonBuffer l, int a, int b, double distance) {
        for (int c = 0; c < l.size; c++) {
            for (int d = 0; d < c; d++) {
                if (c == a || c == b || d == a || d == b || l.muon[c] != l.muon[d]) {
                    continue;
                }
                int region = region(l, c, d);
                if (region < 0) {
                    continue;
                }
                double mass2 = l.mass2(c, d);
                double ptSum = l.pt[c] + l.pt[d];
                if (mass2 > 0
                        && cuts.zMass().holds(Math.sqrt(mass2))
                        && (distance < bestDistance[region]
                                || (distance == bestDistance[region] && ptSum > bestPtSum[region]))
                        && topology.hard(l, a, b, c, d)
                        && topology.separated(l, a, b, c, d)
                        && topology.heavy(l, a, b, c, d)
                        && l.mass(a, b, c, d) > cuts.minMass()) {
                    bestDistance[region] = distance;
                    bestPtSum[region] = ptSum;
                    boolean swap = l.charge[c] == l.charge[d] ? l.pt[d] > l.pt[c] : l.charge[c] > l.charge[d];
                    best[region][0] = a;
                    best[region][1] = b;
                    best[region][2] = swap ? d : c;
                    best[region][3] = swap ? c : d;
                }
            }
        }
    }

    /** Index of the region from 2P2F on, −1 for none. */
    private static int region(LeptonBuffer l, int c, int d) {
        if (l.charge[c] == l.charge[d]) {
            return FourLeptonChannel.REGION_SS - FourLeptonChannel.REGION_2P2F;
        }
        if (l.tight[c] && l.tight[d]) {
            return -1;
        }
        return l.tight[c] || l.tight[d] ? FourLeptonChannel.REGION_3P1F - FourLeptonChannel.REGION_2P2F : 0;
    }

    /** A Z beside exactly one relaxed lepton. */
    private void findZPlusOne(LeptonBuffer l, Found found) {
        double bestOne = Double.POSITIVE_INFINITY;
        int zMinus = -1;
        int zPlus = -1;
        for (int a = 0; a < 3; a++) {
            for (int b = 0; b < 3; b++) {
                if (l.tight[a] && l.tight[b] && isPair(l, a, b)) {
                    int c = 3 - a - b;
                    double mass = Math.sqrt(Math.max(0, l.mass2(a, b)));
                    double distance = Math.abs(mass - Z.MASS);
                    if (mass > cuts.minZ1Mass()
                            && cuts.zMass().holds(mass)
                            && distance < bestOne
                            && topology.separated(l, a, c)
                            && topology.separated(l, b, c)
                            && topology.heavy(l, a, c)
                            && topology.heavy(l, b, c)) {
                        bestOne = distance;
                        zMinus = a;
                        zPlus = b;
                    }
                }
            }
        }
        if (zMinus >= 0) {
            int lepton = 3 - zMinus - zPlus;
            found.zPlusOne(FourLeptonChannel.category(l.muon[zMinus], l.muon[lepton]), zMinus, zPlus, lepton);
        }
    }

    private static boolean isPair(LeptonBuffer l, int minus, int plus) {
        return l.charge[minus] < 0 && l.charge[plus] > 0 && l.muon[minus] == l.muon[plus];
    }

    /** A Z and two further leptons as an object. */
    static FourLepton four(LeptonBuffer l, JetColumns jets, int event, int a, int b, int c, int d) {
        return new FourLepton(
                new Z(l.lepton(a), l.lepton(b)),
                new Z(l.lepton(c), l.lepton(d)),
                jets.select(event, l, 1L << c | 1L << d));
    }

    /** A Z and one further lepton as an object. */
    static ZPlusLepton three(LeptonBuffer l, JetColumns jets, int event, int a, int b, int c) {
        return new ZPlusLepton(new Z(l.lepton(a), l.lepton(b)), l.lepton(c), jets.select(event, l, 1L << c));
    }
}
