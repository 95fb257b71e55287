package org.fiducia.channel.hzz4l.internal;

import org.fiducia.api.Settings;
import org.fiducia.objects.jets.JetCuts;

/**
 * Every threshold of the selection. Defaults are those of the measurement at 13.6 TeV; a card changes them one by one.
 * Energies and momenta in GeV; all comparisons are strict.
 */
record SelectionCuts(
        LeptonCuts electrons,
        LeptonCuts muons,
        PhotonCuts photons,
        JetCuts jets,
        CandidateCuts candidate,
        RegionCuts regions,
        FiducialCuts fiducial) {

    /** Reads the card's block of the channel and refuses what it does not know. */
    static SelectionCuts of(Settings settings) {
        var cuts = new SelectionCuts(
                LeptonCuts.of(settings.block("electrons"), 7, 2.5, Double.POSITIVE_INFINITY),
                LeptonCuts.of(settings.block("muons"), 5, 2.4, 0.35),
                PhotonCuts.of(settings.block("photons")),
                JetCuts.of(settings.block("jets")),
                CandidateCuts.of(settings.block("candidate")),
                RegionCuts.of(settings.block("controlRegions")),
                FiducialCuts.of(settings.block("fiducial")));
        settings.refuseUnknown();
        return cuts;
    }

    /** A range given as a list of two rising numbers. */
    static Window range(Settings settings, String name, double lo, double hi) {
        double[] ends = settings.reals(name, lo, hi);
        if (ends.length != 2 || ends[0] >= ends[1]) {
            throw settings.wrong(name, "a list of two rising numbers");
        }
        return new Window(ends[0], ends[1]);
    }

    /** An open interval. */
    record Window(double lo, double hi) {
        boolean holds(double x) {
            return x > lo && x < hi;
        }
    }

    /**
     * Loose and tight leptons of one flavour.
     *
     * @param maxIsolation on the relative isolation without the lepton's own photon; ∞ for no cut
     * @param isolationCone a photon inside this distance is part of the isolation sum
     */
    record LeptonCuts(
            double minPt,
            double maxAbsEta,
            double maxSip3d,
            boolean tightId,
            double maxIsolation,
            double isolationCone) {
        static LeptonCuts of(Settings settings, double minPt, double maxAbsEta, double maxIsolation) {
            var cuts = new LeptonCuts(
                    settings.real("minPt", minPt),
                    settings.real("maxAbsEta", maxAbsEta),
                    settings.real("maxSip3d", 4),
                    settings.flag("tightId", true),
                    settings.real("maxIsolation", maxIsolation),
                    settings.real("isolationCone", 0.3));
            settings.refuseUnknown();
            return cuts;
        }
    }

    /** Photons radiated by leptons. */
    record PhotonCuts(double minPt, double maxAbsEta, double maxDeltaR, double maxDeltaROverEt2) {
        static PhotonCuts of(Settings settings) {
            var cuts = new PhotonCuts(
                    settings.real("minPt", 2),
                    settings.real("maxAbsEta", 2.4),
                    settings.real("maxDeltaR", 0.5),
                    settings.real("maxDeltaROverEt2", 0.012));
            settings.refuseUnknown();
            return cuts;
        }
    }

    /**
     * ZZ candidates.
     *
     * @param maxLeptons an event with more tight leptons has no candidate; by default any number may be there
     * @param neutral whether two same-sign pairs of different flavour, together neutral, count as a candidate too: for
     *     inputs of which only the sum of charges is asked
     * @param zMass mass of either Z
     * @param minZ1Mass mass of Z1
     * @param topology cuts on the four leptons
     * @param minMass mass of the four leptons
     * @param minOtherZbMass 4e and 4μ: a candidate is rejected when the other pairing has a Z closer to m_Z and its
     *     second pair is below this mass; 0 or less for no such cut
     * @param window fit window, the last line of the cutflow; candidates outside are kept
     */
    record CandidateCuts(
            int maxLeptons,
            boolean neutral,
            Window zMass,
            double minZ1Mass,
            TopologyCuts topology,
            double minMass,
            double minOtherZbMass,
            Window window) {
        static CandidateCuts of(Settings settings) {
            int maxLeptons = settings.integer("maxLeptons", LeptonBuffer.CAPACITY);
            if (maxLeptons < 4) {
                throw settings.wrong("maxLeptons", "at least 4");
            }
            String pairs = settings.text("pairs", "opposite-sign");
            if (!pairs.equals("opposite-sign") && !pairs.equals("neutral")) {
                throw settings.wrong("pairs", "opposite-sign or neutral");
            }
            var cuts = new CandidateCuts(
                    maxLeptons,
                    pairs.equals("neutral"),
                    range(settings, "zMass", 12, 120),
                    settings.real("minZ1Mass", 40),
                    TopologyCuts.of(settings),
                    settings.real("minMass", 70),
                    settings.real("minOtherZbMass", 12),
                    range(settings, "window", 105, 160));
            settings.refuseUnknown();
            return cuts;
        }
    }

    /** Cuts on the leptons of a candidate together; the opposite-sign mass is taken without photons. */
    record TopologyCuts(double leadingPt, double nextPt, double minDeltaR, double minOppositeSignMass) {
        static TopologyCuts of(Settings settings) {
            double[] pt = settings.reals("leptonPt", 20, 10);
            if (pt.length != 2) {
                throw settings.wrong("leptonPt", "a list of two numbers: leading and next-to-leading lepton");
            }
            return new TopologyCuts(
                    pt[0], pt[1], settings.real("minDeltaR", 0.02), settings.real("minOppositeSignMass", 4));
        }
    }

    /** Control regions; they share the candidate's cuts. */
    record RegionCuts(boolean enabled) {
        static RegionCuts of(Settings settings) {
            var cuts = new RegionCuts(settings.flag("enabled", true));
            settings.refuseUnknown();
            return cuts;
        }
    }

    /** Fiducial phase space of dressed generator-level leptons. */
    record FiducialCuts(
            double minElectronPt,
            double maxAbsElectronEta,
            double minMuonPt,
            double maxAbsMuonEta,
            double maxIsolation,
            Window z1Mass,
            Window z2Mass,
            TopologyCuts topology,
            Window mass,
            JetCuts jets) {
        static FiducialCuts of(Settings settings) {
            var cuts = new FiducialCuts(
                    settings.real("minElectronPt", 7),
                    settings.real("maxAbsElectronEta", 2.5),
                    settings.real("minMuonPt", 5),
                    settings.real("maxAbsMuonEta", 2.4),
                    settings.real("maxIsolation", 0.35),
                    range(settings, "z1Mass", 40, 120),
                    range(settings, "z2Mass", 12, 120),
                    TopologyCuts.of(settings),
                    range(settings, "mass", 105, 160),
                    JetCuts.of(settings.block("jets")));
            settings.refuseUnknown();
            return cuts;
        }
    }
}
