package org.fiducia.calibrations.photonenergy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.fiducia.api.Progress;
import org.fiducia.objects.photon.PhotonCalibration.Order;
import org.fiducia.reader.root.RootReader;
import org.junit.jupiter.api.Test;

/** Constants of simulated events that are calibrated with others of the same simulation, and those of the data. */
class StagesTest {
    /** Of 20 numbers a mean square is outside once in some thousand times. */
    private static final double LEAST = 0.35;

    private static final double MOST = 2.2;

    private static void within(double chi2, String what) {
        assertTrue(chi2 > LEAST && chi2 < MOST, () -> what + ": χ²/n = " + chi2);
    }

    @Test
    void firstStageFindsWhatIsThere() {
        ElectronPairs pairs = Closure.events().simulatedElectrons();
        ElectronPairs simulation = Closure.simulation(pairs);
        for (double[] alpha : List.of(Closure.ALPHA, Closure.NONE)) {
            ElectronPairs data = Closure.data(pairs, alpha, Closure.SMEAR, new double[Cells.UNIFORMITIES]);
            ScaleFit.Result found = new ScaleFit(List.of("odd"), data, simulation).fit(Closure.WORKERS);
            double[] errors = Matrix.errors(found.covariance());
            double chi2 = Closure.chi2(found.alpha(), alpha, errors);
            assertTrue(chi2 > 0.15 && chi2 < 2.6, () -> "scales: χ²/n = " + chi2);
            double smear = Closure.chi2(
                    found.smear(), Closure.SMEAR, Arrays.copyOfRange(errors, Cells.SCALES, 2 * Cells.SCALES));
            assertTrue(smear < 2.6, () -> "resolutions: χ²/n = " + smear);
        }
    }

    @Test
    void laterStagesFindWhatIsThere() {
        EventColumns events = Closure.events();
        var u = new double[Cells.UNIFORMITIES];
        var d = new double[Cells.PHOTONS];
        for (int k = 0; k < u.length; k++) {
            u[k] = 0.004 * Math.sin(7 * k + 1);
            d[k] = 0.005 * Math.cos(5 * k + 2);
        }
        ElectronPairs pairs = events.simulatedElectrons();
        var scales = new ScaleConstants(Closure.ALPHA, Closure.SMEAR);
        var shares = new double[] {1};
        ElectronPairs data = Closure.data(pairs, Closure.ALPHA, Closure.SMEAR, u);
        UniformityFit.Result uniformity =
                new UniformityFit(data, Closure.simulation(pairs), scales, shares).fit(Closure.WORKERS);
        within(Closure.chi2(uniformity.u(), u, Matrix.errors(uniformity.covariance())), "uniformity");
        MuonPhotons photons = events.simulatedPhotons();
        MuonPhotons radiated = Closure.data(photons, Closure.ALPHA, Closure.SMEAR, u, d);
        PhotonFit.Result found =
                new PhotonFit(radiated, Closure.simulation(photons), scales, u, shares).fit(Closure.WORKERS);
        within(Closure.chi2(found.d(), d, found.error()), "photons");
        within(Closure.chi2(found.other(), d, found.otherError()), "photons, by means");
    }

    /** Errors are compared with those of an independent implementation, in per cent. */
    @Test
    void constantsOfTheDataHaveTheErrorsThatAreExpected() {
        var calibration = new StageCalibration(List.of(new RootReader()), List.of());
        StageCalibration.Measured one = calibration.measure(Closure.input(), new Order(3, 1, true, Progress.NONE));
        StageCalibration.Measured two = calibration.measure(Closure.input(), new Order(3, 3, true, Progress.NONE));
        for (int stage = 0; stage < 3; stage++) {
            assertArrayEquals(
                    one.stages().get(stage).bytes(), two.stages().get(stage).bytes(), "any number of threads");
        }
        double[] alpha = one.stages().get(0).errors(Constants.ALPHA);
        assertEquals(0.0004, alpha[16], 0.0001);
        assertEquals(0.0006, alpha[0], 0.0001);
        double[] u = one.stages().get(1).errors(Constants.UNIFORMITY);
        assertEquals(0.0010, u[10], 0.0002);
        double[] d = one.stages().get(2).errors(Constants.PHOTON);
        double[] expected = {
            .20, .30, .17, .24, .20, .28, .19, .27, .24, .37, .24, .39, .36, .50, .39, .58, .46, .72, .61, 1.1
        };
        for (int k = 0; k < d.length; k++) {
            assertEquals(expected[k], 100 * d[k], 0.25 * expected[k], Cells.photonTitle(k));
        }
    }
}
