package org.fiducia.scalefactors.tagandprobe;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The sample that ships with the product: a bin of every transverse momentum, in different parts of the detector. */
class Run3TagAndProbeTest {
    private static final int[] BINS = {0, 7, 14, 21, 28, 11};
    private static ScaleFactors result;

    @BeforeAll
    static void fit() throws IOException {
        result = Fits.measure(Fits.sample("TnP_data.root"), Fits.sample("TnP_MC.root"), false, 2, BINS);
    }

    @Test
    void everyFitIsGood() {
        for (boolean ofData : new boolean[] {true, false}) {
            for (PairFit fit : result.fits(ofData)) {
                assertTrue(fit.good(), fit.model() + " " + fit.flags());
                assertTrue(fit.efficiency().error() > 0 && fit.efficiency().error() < 0.05);
            }
        }
    }

    /** Simulation is signal only: what a fit with its own spectrum finds is what can be counted. */
    @Test
    void fittedAndCountedEfficienciesOfSimulationAgree() {
        for (ScaleFactor bin : result.bins()) {
            Efficiency counted = bin.fits().simulation().counted();
            for (PairFit fit : bin.fits().simulationFits()) {
                double difference = fit.efficiency().value() - counted.value();
                if (!fit.model().otherSignal()) {
                    assertEquals(
                            0, difference, fit.efficiency().error(), bin.bin().name());
                } else {
                    // An analytic line shape is none of the generator's: it must come near.
                    assertEquals(
                            0,
                            difference,
                            0.01 + 3 * fit.efficiency().error(),
                            bin.bin().name());
                }
            }
        }
    }

    /** Data were generated with a lower efficiency than simulation, the more the lower the momentum. */
    @Test
    void scaleFactorsAreBelowOneAndCombineTheModels() {
        for (ScaleFactor bin : result.bins()) {
            var rms = bin.combined().get(Schemes.NEW);
            assertTrue(rms.central() > 0.9 && rms.central() < 1, bin.bin().name() + rms);
            assertEquals(bin.values()[0], bin.combined().get(Schemes.OLD).central(), 1e-15);
            double mean = (bin.values()[0] + bin.values()[1] + bin.values()[2] + bin.values()[3]) / 4;
            assertEquals(mean, rms.central(), 1e-14);
            assertTrue(rms.total() >= Math.hypot(bin.statData(), bin.statSimulation()));
            assertTrue(bin.flags().isEmpty(), bin.flags().toString());
        }
    }

    @Test
    void threadsDoNotMatter() throws IOException {
        ScaleFactors alone = Fits.measure(Fits.sample("TnP_data.root"), Fits.sample("TnP_MC.root"), false, 1, 0, 14);
        assertArrayEquals(result.bins().get(0).values(), alone.bins().get(0).values());
        assertArrayEquals(result.bins().get(2).values(), alone.bins().get(1).values());
    }
}
