package org.fiducia.channel.multilepton.internal;

import org.fiducia.api.Settings;

/**
 * Every threshold of the selection. Momenta in GeV. A threshold belongs to what is selected: files hold numbers
 * of few bits, and what was selected above it may stand on it.
 *
 * @param leptonPt of every lepton
 * @param leptonEta largest absolute pseudorapidity
 * @param leadingPt of the first lepton
 * @param subleadingPt of the second
 * @param tauPt of every τ
 * @param tauEta largest absolute pseudorapidity
 * @param jetPt of every jet
 * @param jets cuts on jets
 */
record SelectionCuts(
        double leptonPt,
        double leptonEta,
        double leadingPt,
        double subleadingPt,
        double tauPt,
        double tauEta,
        double jetPt,
        JetNumbers jets) {
    /**
     * Jets.
     *
     * @param eta largest absolute pseudorapidity
     * @param least number of jets
     * @param tagged least number of jets that are tagged
     * @param most number of jets in control regions of two leptons without τ
     */
    record JetNumbers(double eta, int least, int tagged, int most) {}

    /** Reads the card's block of the channel. */
    static SelectionCuts of(Settings settings) {
        Settings leptons = settings.block("leptons");
        Settings taus = settings.block("taus");
        Settings jets = settings.block("jets");
        var cuts = new SelectionCuts(
                leptons.real("minPt", 10),
                leptons.real("maxAbsEta", 2.5),
                leptons.real("minLeadingPt", 25),
                leptons.real("minSubleadingPt", 15),
                taus.real("minPt", 20),
                taus.real("maxAbsEta", 2.5),
                jets.real("minPt", 25),
                new JetNumbers(
                        jets.real("maxAbsEta", 4.5),
                        jets.integer("min", 2),
                        jets.integer("minTagged", 1),
                        jets.integer("maxWithoutTau", 3)));
        leptons.refuseUnknown();
        taus.refuseUnknown();
        jets.refuseUnknown();
        settings.refuseUnknown();
        if (cuts.jets().least() < 1 || cuts.jets().tagged() < 1) {
            throw settings.wrong("jets", "at least one jet and one that is tagged, of which the features are made");
        }
        return cuts;
    }
}
