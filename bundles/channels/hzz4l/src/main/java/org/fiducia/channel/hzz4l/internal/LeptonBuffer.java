package org.fiducia.channel.hzz4l.internal;

import java.util.Arrays;
import org.fiducia.channel.hzz4l.Flavour;
import org.fiducia.channel.hzz4l.Lepton;
import org.fiducia.channel.hzz4l.Photon;
import org.fiducia.objects.jets.Cleaning;
import org.fiducia.objects.jets.Distance;

/**
 * The leptons of one event in flat arrays, reused from event to event so that rejecting one allocates nothing. "Bare"
 * momenta are those of the leptons alone, the others include their photons. GeV.
 */
final class LeptonBuffer {
    /** No event has more; the number of pairings grows with the fourth power. */
    static final int CAPACITY = 32;

    int size;
    int tightCount;
    private boolean momentaKnown;
    final boolean[] muon = new boolean[CAPACITY];
    final boolean[] tight = new boolean[CAPACITY];
    final int[] charge = new int[CAPACITY];
    /** Index in the collection it comes from. */
    final int[] source = new int[CAPACITY];

    final double[] pt = new double[CAPACITY];
    final double[] eta = new double[CAPACITY];
    final double[] phi = new double[CAPACITY];
    final double[] mass = new double[CAPACITY];

    /** Photons; transverse momentum 0 where there is none. */
    final double[] photonPt = new double[CAPACITY];

    final double[] photonEta = new double[CAPACITY];
    final double[] photonPhi = new double[CAPACITY];

    final double[] px = new double[CAPACITY];
    final double[] py = new double[CAPACITY];
    final double[] pz = new double[CAPACITY];
    final double[] e = new double[CAPACITY];
    private final double[] barePx = new double[CAPACITY];
    private final double[] barePy = new double[CAPACITY];
    private final double[] barePz = new double[CAPACITY];
    private final double[] bareE = new double[CAPACITY];

    void clear() {
        size = 0;
        tightCount = 0;
        momentaKnown = false;
    }

    void add(boolean isMuon, int q, double leptonPt, double leptonEta, double leptonPhi, double m, int index) {
        int i = size++;
        muon[i] = isMuon;
        charge[i] = q;
        pt[i] = leptonPt;
        eta[i] = leptonEta;
        phi[i] = leptonPhi;
        mass[i] = m;
        source[i] = index;
        photonPt[i] = 0;
        tight[i] = false;
    }

    /** Largest possible number of opposite-sign same-flavour pairs of tight leptons without a common one. */
    int tightPairs() {
        int muonsMinus = 0;
        int muonsPlus = 0;
        int electronsMinus = 0;
        int electronsPlus = 0;
        for (int i = 0; i < size; i++) {
            if (tight[i]) {
                int minus = charge[i] < 0 ? 1 : 0;
                int plus = charge[i] > 0 ? 1 : 0;
                int isMuon = muon[i] ? 1 : 0;
                muonsMinus += minus & isMuon;
                muonsPlus += plus & isMuon;
                electronsMinus += minus & ~isMuon;
                electronsPlus += plus & ~isMuon;
            }
        }
        return Math.min(muonsMinus, muonsPlus) + Math.min(electronsMinus, electronsPlus);
    }

    void setTight(int i) {
        tight[i] = true;
        tightCount++;
    }

    /** Four-momenta of all leptons; to be called before any mass is asked for. */
    void computeMomenta() {
        if (momentaKnown) {
            return;
        }
        momentaKnown = true;
        for (int i = 0; i < size; i++) {
            double x = pt[i] * Math.cos(phi[i]);
            double y = pt[i] * Math.sin(phi[i]);
            double z = pt[i] * sinh(eta[i]);
            double energy = Math.sqrt(x * x + y * y + z * z + mass[i] * mass[i]);
            barePx[i] = x;
            barePy[i] = y;
            barePz[i] = z;
            bareE[i] = energy;
            if (photonPt[i] > 0) {
                double photonZ = photonPt[i] * sinh(photonEta[i]);
                x += photonPt[i] * Math.cos(photonPhi[i]);
                y += photonPt[i] * Math.sin(photonPhi[i]);
                z += photonZ;
                energy += Math.sqrt(photonPt[i] * photonPt[i] + photonZ * photonZ);
            }
            px[i] = x;
            py[i] = y;
            pz[i] = z;
            e[i] = energy;
        }
    }

    /** Like Math.sinh, which has no fast version; small arguments lose digits that no detector has. */
    private static double sinh(double x) {
        double power = Math.exp(x);
        return 0.5 * (power - 1 / power);
    }

    /** Mass squared of two leptons with their photons, GeV². */
    double mass2(int i, int j) {
        double energy = e[i] + e[j];
        double x = px[i] + px[j];
        double y = py[i] + py[j];
        double z = pz[i] + pz[j];
        return energy * energy - x * x - y * y - z * z;
    }

    /** Mass squared of two leptons without photons, GeV². */
    double bareMass2(int i, int j) {
        double energy = bareE[i] + bareE[j];
        double x = barePx[i] + barePx[j];
        double y = barePy[i] + barePy[j];
        double z = barePz[i] + barePz[j];
        return energy * energy - x * x - y * y - z * z;
    }

    /** Mass of four leptons with their photons, GeV. */
    double mass(int i, int j, int k, int l) {
        double energy = e[i] + e[j] + e[k] + e[l];
        double x = px[i] + px[j] + px[k] + px[l];
        double y = py[i] + py[j] + py[k] + py[l];
        double z = pz[i] + pz[j] + pz[k] + pz[l];
        return Math.sqrt(Math.max(0, energy * energy - x * x - y * y - z * z));
    }

    /** Squared distance of two leptons. */
    double deltaR2(int i, int j) {
        return Distance.squared(eta[i], phi[i], eta[j], phi[j]);
    }

    /**
     * Every tight lepton and its photon, against which jets are cleaned.
     *
     * @param candidate bits of the leptons that count as tight though they are not: in a control region the relaxed
     *     leptons of the candidate stand for tight ones, and the jets they come from must not be counted
     */
    Cleaning cleaning(long candidate) {
        return (jetEta, jetPhi, distance2) -> {
            for (int i = 0; i < size; i++) {
                if ((tight[i] || (candidate >> i & 1) != 0)
                        && (Distance.squared(jetEta, jetPhi, eta[i], phi[i]) <= distance2
                                || (photonPt[i] > 0
                                        && Distance.squared(jetEta, jetPhi, photonEta[i], photonPhi[i])
                                                <= distance2))) {
                    return true;
                }
            }
            return false;
        };
    }

    /** A lepton as an object. */
    Lepton lepton(int i) {
        return new Lepton(
                muon[i] ? Flavour.MUON : Flavour.ELECTRON,
                charge[i],
                pt[i],
                eta[i],
                phi[i],
                mass[i],
                tight[i],
                photonPt[i] > 0 ? new Photon(photonPt[i], photonEta[i], photonPhi[i]) : null);
    }

    @Override
    public String toString() {
        return size + " leptons, pt " + Arrays.toString(Arrays.copyOf(pt, size));
    }
}
