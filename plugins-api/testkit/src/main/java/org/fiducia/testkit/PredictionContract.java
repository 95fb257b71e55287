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

    @Test
    void saysTheSameTwice() {
        assertEquals(uncertainties(), uncertainties());
    }

    @Test
    void refusesSettingsThatItDoesNotKnow() {
        Refusals.ofUnknown(settings, given -> prediction.uncertainties(nominal(), given));
    }
}
