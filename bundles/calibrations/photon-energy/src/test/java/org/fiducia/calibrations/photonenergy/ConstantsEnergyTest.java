package org.fiducia.calibrations.photonenergy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.fiducia.api.FiduciaException;
import org.fiducia.objects.photon.PhotonEnergy.Correction;
import org.fiducia.objects.photon.PhotonEnergy.Origin;
import org.junit.jupiter.api.Test;

class ConstantsEnergyTest {
    private final ConstantsChain chain = new ConstantsChain(Examples.stages());
    private final Correction all = new ConstantsEnergy.ByConstants(chain);

    @Test
    void dataAreDividedByEveryStageInTurn() {
        var origin = new Origin(150, 1);
        // |η| .3, R9 low: cell 0; no uniformity; bin 0 of photons below 45 GeV
        assertEquals(1 / (1.001 * (1 - 0.003 / 20)), all.factor(origin, 0, 40, 0.3, 0.9), 1e-15);
        // R9 high: cell 1, bin 11 in η, photons above 45 GeV are those after the first two stages
        double two = 1 / (1.002 * (1 + 0.004 * 12 / 20));
        assertEquals(two / (1 - 0.003 * 3 / 20), all.factor(origin, 0, 44.9 / two, 0.3, 0.97), 1e-15);
        assertEquals(two / (1 - 0.003 * 4 / 20), all.factor(origin, 0, 45.1 / two, 0.3, 0.97), 1e-15);
        assertEquals(
                two,
                new ConstantsEnergy.ByConstants(
                                new ConstantsChain(chain.stages().subList(0, 2)))
                        .factor(origin, 0, 50, 0.3, 0.97),
                1e-15);
        assertEquals(0.01, all.resolution(origin, 40, 0.3, 0.9));
        assertEquals(0.02, all.resolution(new Origin(250, 1), 40, 0.3, 0.9));
    }

    /** A quarter of the luminosity is of the first era, whose resolution is 1 %; the other's is 2 %. */
    @Test
    void simulationIsSmearedAsTheErasAre() {
        int n = 50_000;
        double sum = 0;
        double squares = 0;
        int first = 0;
        for (int event = 0; event < n; event++) {
            var origin = new Origin(Origin.SIMULATED, event);
            double g = all.factor(origin, 1, 50, -1.8, 0.9) - 1;
            sum += g;
            squares += g * g;
            first += all.resolution(origin, 50, -1.8, 0.9) == 0.01 ? 1 : 0;
            assertEquals(g, all.factor(origin, 1, 50, -1.8, 0.9) - 1);
        }
        double variance = 0.25 * 1e-4 + 0.75 * 4e-4;
        assertEquals(0, sum / n, 4 * Math.sqrt(variance / n));
        assertEquals(variance, squares / n, 0.03 * variance);
        assertEquals(0.25, first / (double) n, 4 * Math.sqrt(0.25 * 0.75 / n));
    }

    @Test
    void refusesRunsWithoutConstants() {
        var refused = assertThrows(FiduciaException.class, () -> all.factor(new Origin(300, 1), 0, 50, 0.3, 0.9));
        assertTrue(refused.getMessage().contains("run 300"), refused.getMessage());
        assertTrue(refused.remedy().contains("2022 (runs 100 to 199)"), refused.remedy());
    }
}
