package org.fiducia.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.fiducia.api.Settings;
import org.fiducia.api.measurement.NuisanceSource.Nominal;
import org.fiducia.api.measurement.PredictionUncertainty;
import org.fiducia.api.measurement.Uncertainty;
import org.junit.jupiter.api.Test;

/** What everything keeps that says how well cross sections are predicted. The test of one extends it. */
public abstract class PredictionContract {
    private final PredictionUncertainty prediction;
    private final Settings settings;

    /** One with the settings of a card. */
    protected PredictionContract(PredictionUncertainty prediction, Settings settings) {
        this.prediction = prediction;
        this.settings = settings;
    }

    /** What is measured; {@link ExampleNominal#jets()} unless something else is needed. */
    protected Nominal nominal() {
        return ExampleNominal.jets();
    }

    private List<Uncertainty> uncertainties() {
        return prediction.uncertainties(nominal(), settings);
    }

    @Test
    void everyBinAndTheirSumHaveOne() {
        List<Uncertainty> found = uncertainties();
        assertEquals(nominal().observable().binning().size() + 1, found.size());
        for (Uncertainty one : found) {
            assertTrue(one.down() >= 0 && one.up() >= 0 && Double.isFinite(one.down() + one.up()), one::toString);
        }
        double linear = found.stream()
                .limit(found.size() - 1)
                .mapToDouble(Uncertainty::up)
                .sum();
        double all = found.get(found.size() - 1).up();
        assertTrue(all > 0 && all <= linear * (1 + 1e-9), "that of the sum is at most the sum of all: " + found);
    }

    /** Each bin has the uncertainty that its causes have in quadrature, where there are several. */
    @Test
    void causesMakeTheUncertaintiesOfBins() {
        List<double[]> causes = prediction.causes(nominal(), settings);
        List<Uncertainty> found = uncertainties();
        for (int j = 0; j < found.size() - 1 && !causes.isEmpty(); j++) {
            double squares = 0;
            for (double[] changes : causes) {
                assertEquals(found.size() - 1, changes.length, "a change for every bin");
                squares += changes[j] * changes[j];
            }
            double mean = 0.5 * (found.get(j).down() + found.get(j).up());
            assertEquals(mean, Math.sqrt(squares), 0.2 * mean + 1e-12, "bin " + j);
        }
    }

    @Test
    void saysTheSameTwice() {
        assertEquals(uncertainties(), uncertainties());
    }

    @Test
    void refusesSettingsThatItDoesNotKnow() {
        Refusals.ofUnknown(settings, given -> prediction.uncertainties(nominal(), given));
    }
}
