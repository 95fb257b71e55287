package org.fiducia.calibrations.photonenergy;

/** The events of a calibration, each read when it is first asked for. One thread at a time. */
interface EventSource {
    /** Pairs of electrons of all eras. */
    ElectronPairs electrons();

    /** Simulated ones. */
    ElectronPairs simulatedElectrons();

    /** Photons from muons of a Z, of all eras. */
    MuonPhotons photons();

    /** Simulated ones. */
    MuonPhotons simulatedPhotons();
}
