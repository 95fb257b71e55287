package org.fiducia.scalefactors.tagandprobe;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The sample that ships with the product, all of its bins. */
class Run3TagAndProbeTest {
    private static final int[] BINS = IntStream.range(0, 30).toArray();
    private static ScaleFactors result;

    @BeforeAll
    static void fit() throws IOException {
        result = Fits.measure(Fits.sample("TnP_data.root"), Fits.sample("TnP_MC.root"), false, 2, BINS);
    }

    @Test
    void nearlyEveryFitIsGood() {
        for (boolean ofData : new boolean[] {true, false}) {
            var others = new ArrayList<String>();
            for (PairFit fit : result.fits(ofData)) {
                if (fit.good()) {
                    assertTrue(fit.efficiency().error() > 0 && fit.efficiency().error() < 0.08);
                } else {
                    others.add(fit.model() + " " + fit.flags());
                }
            }
            assertTrue(others.size() < 0.02 * BINS.length * FitModel.ALL.size(), others.toString());
        }
    }

    /** Simulation is signal only: what each model finds there is what can be counted, and it knows that as well. */
    @Test
    void fittedAndCountedEfficienciesOfSimulationAgree() {
        for (ScaleFactor bin : result.bins()) {
            Efficiency counted = bin.fits().simulation().counted();
            for (PairFit fit : bin.fits().simulationFits()) {
                String name = bin.bin().name() + " " + fit.model();
                assertEquals(counted.value(), fit.efficiency().value(), 1e-3 * counted.error(), name);
                assertEquals(counted.error(), fit.efficiency().error(), 0.02 * counted.error(), name);
                assertTrue(fit.good(), name + " " + fit.flags());
            }
        }
    }

    /** Simulation as if it were data: background that is not there takes no signal away, whichever line shape. */
    @Test
    void backgroundThatIsNotThereIsNotFound() throws IOException {
        ProbeFile simulation = Fits.sample("TnP_MC.root");
        for (ScaleFactor bin : Fits.measure(simulation, simulation, false, 2, 0, 11, 14, 21, 28)
                .bins()) {
            Efficiency counted = bin.fits().simulation().counted();
            for (PairFit fit : bin.fits().dataFits()) {
                double combined = Math.hypot(fit.efficiency().error(), counted.error());
                String name = bin.bin().name() + " " + fit.model();
                assertEquals(counted.value(), fit.efficiency().value(), 2 * combined, name);
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
        assertArrayEquals(result.bins().get(14).values(), alone.bins().get(1).values());
    }
}
