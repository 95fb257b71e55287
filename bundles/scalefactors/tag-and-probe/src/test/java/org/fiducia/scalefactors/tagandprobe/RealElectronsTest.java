package org.fiducia.scalefactors.tagandprobe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/**
 * Real collisions of 2024 and weighted simulation of them, a bin of every transverse momentum with another number of
 * vertices each: more than nine of ten fits are good.
 */
class RealElectronsTest {
    private static final String FOLDER = "data/real/electron-tnp-2024/";
    private static final int[] BINS = {1, 8, 17, 26, 35, 44, 53};

    @Test
    void mostFitsAreGood() throws IOException {
        ScaleFactors result = Fits.measure(
                Fits.shared(FOLDER + "Data_2024C_hza_resolve_phcsev_lr9_2024_sf.root"),
                Fits.shared(FOLDER + "DY_MC_LO_2024_hza_resolve_phcsev_lr9_2024_sf.root"),
                false,
                2,
                BINS);
        for (boolean ofData : new boolean[] {true, false}) {
            var others = new ArrayList<String>();
            for (PairFit fit : result.fits(ofData)) {
                if (!fit.good()) {
                    others.add(fit.model() + " " + fit.flags());
                }
            }
            assertTrue(others.size() < 0.1 * BINS.length * FitModel.ALL.size(), others.toString());
        }
        for (ScaleFactor bin : result.bins()) {
            Probes simulation = bin.fits().simulation();
            assertTrue(Math.abs(simulation.pass().weight() - 1) > 0.1, "simulation is weighted");
            for (PairFit fit : bin.fits().simulationFits()) {
                double counted = simulation.counted().value();
                assertEquals(
                        counted,
                        fit.efficiency().value(),
                        1e-3 * counted,
                        bin.bin().name());
            }
        }
    }
}
