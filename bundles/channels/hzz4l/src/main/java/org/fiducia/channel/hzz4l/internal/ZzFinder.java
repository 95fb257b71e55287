package org.fiducia.channel.hzz4l.internal;

import java.util.Optional;
import org.fiducia.channel.hzz4l.FourLepton;
import org.fiducia.channel.hzz4l.Z;
import org.fiducia.channel.hzz4l.internal.SelectionCuts.CandidateCuts;
import org.fiducia.objects.jets.CandidateJets;
import org.fiducia.objects.jets.JetColumns;

/**
 * Finds the ZZ candidate of an event among its tight leptons. It keeps its working space, so one belongs to one thread;
 * after {@link #find} the fields tell what was found.
 */
final class ZzFinder {
    /** Cuts applied to each pair of Z bosons, by name, in order. */
    static final String[] CUTS = {
        "two disjoint Z",
        "m(Z1)",
        "lepton pT",
        "lepton separation",
        "opposite-sign masses",
        "m(4l)",
        "no better pairing"
    };

    private static final int MAX_PAIRS = LeptonBuffer.CAPACITY * LeptonBuffer.CAPACITY / 4;

    private final CandidateCuts cuts;
    private final Topology topology;
    private final double minZ2;
    private final double maxZ2;
    private final double minOtherZbMass2;
    private final int[] minus = new int[MAX_PAIRS];
    private final int[] plus = new int[MAX_PAIRS];
    private final double[] distance = new double[MAX_PAIRS];
    private final double[] pairMass = new double[MAX_PAIRS];
    private int pairs;

    /** Number of cuts passed by the pair of Z bosons that passed most. */
    int passed;
    /** Final state of it: index into {@link FourLeptonChannel#CATEGORIES}, −1 when there is no pair of Z bosons. */
    int category;
    /** Negative and positive lepton of Z1 and of Z2. */
    int z1Minus;

    int z1Plus;
    int z2Minus;
    int z2Plus;
    /** Mass of the candidate, GeV. */
    double mass;

    private double bestDistance;
    private double bestPtSum;

    ZzFinder(CandidateCuts cuts) {
        this.cuts = cuts;
        this.topology = new Topology(cuts.topology());
        this.minZ2 =
                cuts.zMass().lo() < 0 ? -1 : cuts.zMass().lo() * cuts.zMass().lo();
        this.maxZ2 = cuts.zMass().hi() * cuts.zMass().hi();
        this.minOtherZbMass2 = cuts.minOtherZbMass() <= 0 ? -1 : cuts.minOtherZbMass() * cuts.minOtherZbMass();
    }

    /** Whether the event has a candidate. */
    boolean find(LeptonBuffer l) {
        passed = 0;
        category = -1;
        if (l.tightCount > cuts.maxLeptons() || (l.tightPairs() < 2 && !cuts.neutral())) {
            return false;
        }
        l.computeMomenta();
        findPairs(l);
        for (int p = 1; p < pairs; p++) {
            for (int q = 0; q < p; q++) {
                if (disjoint(l, p, q)) {
                    if (distance[q] <= distance[p]) {
                        consider(l, q, p);
                    } else {
                        consider(l, p, q);
                    }
                }
            }
        }
        return passed == CUTS.length;
    }

    /**
     * The candidate found last, as an object.
     *
     * @param generated jets of generator level; none in data
     */
    FourLepton candidate(LeptonBuffer l, JetColumns jets, Optional<JetColumns> generated, int event) {
        CandidateJets all = jets.ofCandidate(event, l.cleaning(0), generated);
        return new FourLepton(
                new Z(l.lepton(z1Minus), l.lepton(z1Plus)),
                new Z(l.lepton(z2Minus), l.lepton(z2Plus)),
                all.selected(),
                all.soft(),
                all.minPt(),
                all.generatedPt());
    }

    /** Whether two pairs share no lepton and are neutral together. */
    private boolean disjoint(LeptonBuffer l, int p, int q) {
        if (cuts.neutral()) {
            int sign = l.charge[minus[p]] + l.charge[plus[p]];
            if (sign != 0) {
                return sign + l.charge[minus[q]] + l.charge[plus[q]] == 0 && l.muon[minus[p]] != l.muon[minus[q]];
            }
        }
        return minus[p] != minus[q] && plus[p] != plus[q] && l.charge[minus[q]] != l.charge[plus[q]];
    }

    private void findPairs(LeptonBuffer l) {
        pairs = 0;
        for (int i = 1; i < l.size; i++) {
            if (!l.tight[i]) {
                continue;
            }
            for (int j = 0; j < i; j++) {
                if (l.tight[j]
                        && l.muon[i] == l.muon[j]
                        && (l.charge[i] * l.charge[j] < 0 || (cuts.neutral() && l.charge[i] * l.charge[j] != 0))) {
                    double m2 = l.mass2(i, j);
                    if (m2 > minZ2 && m2 < maxZ2) {
                        minus[pairs] = l.charge[i] < 0 ? i : j;
                        plus[pairs] = l.charge[i] < 0 ? j : i;
                        pairMass[pairs] = Math.sqrt(Math.max(0, m2));
                        distance[pairs] = Math.abs(pairMass[pairs] - Z.MASS);
                        pairs++;
                    }
                }
            }
        }
    }

    /** Takes two Z bosons through the cuts and remembers them when they are the best so far. */
    private void consider(LeptonBuffer l, int first, int second) {
        int a = minus[first];
        int b = plus[first];
        int c = minus[second];
        int d = plus[second];
        double m = 0;
        int depth = 1;
        if (pairMass[first] > cuts.minZ1Mass()) {
            depth = 2;
            if (topology.hard(l, a, b, c, d)) {
                depth = 3;
                if (topology.separated(l, a, b, c, d)) {
                    depth = 4;
                    if (topology.heavy(l, a, b, c, d)) {
                        depth = 5;
                        m = l.mass(a, b, c, d);
                        if (m > cuts.minMass()) {
                            depth = betterPairing(l, a, b, c, d, distance[first]) ? 6 : 7;
                        }
                    }
                }
            }
        }
        double ptSum = l.pt[c] + l.pt[d];
        if (depth > passed
                || (depth == passed
                        && (distance[first] < bestDistance
                                || (distance[first] == bestDistance && ptSum > bestPtSum)))) {
            passed = depth;
            category = FourLeptonChannel.category(l.muon[a], l.muon[c]);
            z1Minus = a;
            z1Plus = b;
            z2Minus = c;
            z2Plus = d;
            mass = m;
            bestDistance = distance[first];
            bestPtSum = ptSum;
        }
    }

    /** Whether four leptons of one flavour pair up to a Z closer to m_Z and a pair of low mass. */
    private boolean betterPairing(LeptonBuffer l, int a, int b, int c, int d, double z1Distance) {
        if (l.muon[a] != l.muon[c]) {
            return false;
        }
        return betterPairing(l.mass2(a, d), l.mass2(c, b), z1Distance);
    }

    private boolean betterPairing(double m2, double other2, double z1Distance) {
        double distanceOne = Math.abs(Math.sqrt(Math.max(0, m2)) - Z.MASS);
        double distanceOther = Math.abs(Math.sqrt(Math.max(0, other2)) - Z.MASS);
        boolean oneIsZa = distanceOne <= distanceOther;
        return Math.min(distanceOne, distanceOther) < z1Distance && (oneIsZa ? other2 : m2) < minOtherZbMass2;
    }
}
