package org.fiducia.channel.hzz4l.internal;

import org.fiducia.channel.hzz4l.FourLepton;
import org.fiducia.channel.hzz4l.Z;
import org.fiducia.channel.hzz4l.internal.SelectionCuts.FiducialCuts;
import org.fiducia.objects.jets.JetColumns;

/**
 * Finds the fiducial candidate among the dressed leptons of a simulated signal event. One belongs to one thread; after
 * {@link #find} the fields tell what was found.
 */
final class FiducialFinder {
    private final FiducialCuts cuts;
    private final Topology topology;
    private int z1Minus;
    private int z1Plus;
    private int z2Minus;
    private int z2Plus;
    /** Final state: index into {@link FourLeptonChannel#CATEGORIES}. */
    int category;

    FiducialFinder(FiducialCuts cuts) {
        this.cuts = cuts;
        this.topology = new Topology(cuts.topology());
    }

    /** Whether an event is fiducial; the buffer holds its leptons that pass the cuts on single ones. */
    boolean find(int event, LeptonBuffer l, GeneratorColumns generator) {
        if (l.size < 4) {
            return false;
        }
        l.computeMomenta();
        return findZ1(l)
                && findZ2(l)
                && ofDecay(event, l, generator)
                && topology.hard(l, z1Minus, z1Plus, z2Minus, z2Plus)
                && topology.separated(l, z1Minus, z1Plus, z2Minus, z2Plus)
                && topology.heavy(l, z1Minus, z1Plus, z2Minus, z2Plus)
                && cuts.mass().holds(l.mass(z1Minus, z1Plus, z2Minus, z2Plus));
    }

    /** The candidate found last, as an object. */
    FourLepton candidate(LeptonBuffer l, JetColumns jets, int event) {
        return new FourLepton(
                new Z(l.lepton(z1Minus), l.lepton(z1Plus)),
                new Z(l.lepton(z2Minus), l.lepton(z2Plus)),
                jets.select(event, l.cleaning(0)));
    }

    /** The pair closest to m_Z, which must be in its mass range. */
    private boolean findZ1(LeptonBuffer l) {
        double best = Double.POSITIVE_INFINITY;
        double mass = Double.NaN;
        for (int i = 0; i < l.size; i++) {
            for (int j = 0; j < l.size; j++) {
                if (isPair(l, i, j)) {
                    double m = Math.sqrt(Math.max(0, l.mass2(i, j)));
                    if (Math.abs(m - Z.MASS) < best) {
                        best = Math.abs(m - Z.MASS);
                        mass = m;
                        z1Minus = i;
                        z1Plus = j;
                    }
                }
            }
        }
        return cuts.z1Mass().holds(mass);
    }

    /** Of the remaining pairs in the mass range the one of highest scalar pT sum. */
    private boolean findZ2(LeptonBuffer l) {
        double best = -1;
        for (int i = 0; i < l.size; i++) {
            for (int j = 0; j < l.size; j++) {
                if (i != z1Minus
                        && j != z1Plus
                        && isPair(l, i, j)
                        && cuts.z2Mass().holds(Math.sqrt(Math.max(0, l.mass2(i, j))))
                        && l.pt[i] + l.pt[j] > best) {
                    best = l.pt[i] + l.pt[j];
                    z2Minus = i;
                    z2Plus = j;
                }
            }
        }
        category = best < 0 ? -1 : FourLeptonChannel.category(l.muon[z1Minus], l.muon[z2Minus]);
        return best >= 0;
    }

    private static boolean isPair(LeptonBuffer l, int minus, int plus) {
        return l.charge[minus] < 0 && l.charge[plus] > 0 && l.muon[minus] == l.muon[plus];
    }

    private boolean ofDecay(int event, LeptonBuffer l, GeneratorColumns generator) {
        return generator.ofFourLeptonDecay(event, l.source[z1Minus])
                && generator.ofFourLeptonDecay(event, l.source[z1Plus])
                && generator.ofFourLeptonDecay(event, l.source[z2Minus])
                && generator.ofFourLeptonDecay(event, l.source[z2Plus]);
    }
}
