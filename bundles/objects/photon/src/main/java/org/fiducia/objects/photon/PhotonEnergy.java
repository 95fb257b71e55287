package org.fiducia.objects.photon;

import org.fiducia.api.Plugin;
import org.fiducia.api.PluginKind;
import org.fiducia.api.Settings;

/** Corrects the energy of reconstructed photons and electrons, in data and in simulation. */
@PluginKind(plural = "photonEnergies", singular = "photon energy correction", order = 15)
public interface PhotonEnergy extends Plugin {
    /**
     * The correction that the settings name, e.g. by files of constants; refuses settings it does not know.
     *
     * @param settings a card's block for it
     * @throws org.fiducia.api.FiduciaException when the constants cannot be had, or do not belong together
     */
    Correction correction(Settings settings);

    /** A correction with its constants. Stateless and thread-safe. */
    interface Correction {
        /**
         * Factor on the energy of a photon.
         *
         * @param origin event it is of
         * @param photon number of it in its event, in the order of the file
         * @param pt transverse momentum as it was read, GeV
         * @param eta signed pseudorapidity
         * @param r9 shower-shape ratio
         * @return of data what takes the measured scale out, of simulation what smears; &gt; 0, the same in every pass
         * @throws org.fiducia.api.FiduciaException when there are no constants for the run
         */
        double factor(Origin origin, int photon, double pt, double eta, double r9);

        /** Relative resolution that the photons of data have beyond that of the simulation; ≥ 0. */
        double resolution(Origin origin, double pt, double eta, double r9);
    }

    /**
     * Where an event is from.
     *
     * @param run number of the run of a data event; {@value #SIMULATED} for simulation, which stands for every run
     * @param event number of the event, with which random numbers are drawn
     */
    record Origin(int run, long event) {
        /** Run of simulated events. */
        public static final int SIMULATED = 0;

        /** Whether it is a simulated event. */
        public boolean simulated() {
            return run == SIMULATED;
        }
    }
}
