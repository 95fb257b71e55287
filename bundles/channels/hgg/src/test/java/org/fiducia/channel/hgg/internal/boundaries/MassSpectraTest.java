package org.fiducia.channel.hgg.internal.boundaries;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class MassSpectraTest {
    private static final int EVENTS = 20000;

    /** A Gaussian peak of simulated events, on a continuum of so many events per GeV. */
    private static MassSpectra peak(double resolution, double signal, double continuum, long seed) {
        MassSpectra spectra = MassSpectra.empty(100, 180);
        var random = new Random(seed);
        for (int k = 0; k < EVENTS; k++) {
            spectra.addSignal(125 + resolution * random.nextGaussian(), signal / EVENTS);
        }
        for (int k = 0; k < 80; k++) {
            spectra.addBackground(100.5 + k, continuum);
        }
        return spectra;
    }

    /** On a flat and large continuum the information of a Gaussian peak is S²/(4 √π σ³ B). */
    @Test
    void hasTheInformationOfAGaussianPeak() {
        for (double resolution : new double[] {1, 1.5, 2}) {
            double expected = 100 * 100 / (4 * Math.sqrt(Math.PI) * Math.pow(resolution, 3) * 1e4);
            assertEquals(expected, peak(resolution, 100, 1e4, 1).information(), 0.03 * expected);
        }
    }

    /** Without a continuum it is that of the mean: S/σ². */
    @Test
    void hasTheInformationOfTheMeanWhereThereIsNothingElse() {
        assertEquals(100 / 2.25, peak(1.5, 100, 0, 1).information(), 0.05 * 100 / 2.25);
    }

    /** Half of the peak known twice as well and half as before: classes are worth it, and pooling forgets. */
    @Test
    void poolingLosesInformation() {
        MassSpectra good = peak(1, 50, 100, 1);
        MassSpectra bad = peak(2, 50, 100, 2);
        MassSpectra both = good.plus(bad);
        assertEquals(100, both.signalEvents(), 1e-9);
        assertEquals(200, both.background(140), 1);
        assertTrue(both.information() < 0.95 * (good.information() + bad.information()));
        MassSpectra same = peak(1, 50, 100, 3);
        double apart = good.information() + same.information();
        assertEquals(apart, good.plus(same).information(), 0.03 * apart);
    }

    /** The mean mass of exp(−λ x) over the range is what its events have. */
    @Test
    void findsTheSlopeOfTheContinuum() {
        for (double slope : new double[] {-0.02, 1e-9, 0.01, 0.03, 0.2}) {
            MassSpectra spectra = MassSpectra.empty(100, 180);
            double sum = 0;
            for (int k = 0; k < 8000; k++) {
                double mass = 100.005 + 0.01 * k;
                double weight = Math.exp(-slope * (mass - 100));
                sum += weight;
                spectra.addBackground(mass, weight);
            }
            for (double mass : new double[] {100, 125, 180}) {
                double expected = Math.exp(-slope * (mass - 100)) * 100;
                assertEquals(expected, spectra.background(mass), 1e-4 * expected, "λ = " + slope + ", of " + sum);
            }
        }
    }

    @Test
    void hasNoInformationWithoutSignal() {
        MassSpectra spectra = MassSpectra.empty(100, 180);
        spectra.addBackground(120, 10);
        assertEquals(0, spectra.information());
    }
}
