package org.fiducia.systematics.mergedjet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.Settings;
import org.fiducia.api.measurement.ModelPart;
import org.fiducia.api.measurement.ModelPart.Contribution;
import org.fiducia.api.measurement.ModelPart.Factor;
import org.fiducia.api.measurement.Nuisance.MorphEffect;
import org.fiducia.api.model.Expression;
import org.fiducia.channel.hbb.BoostedExample;
import org.fiducia.testkit.ExampleNominal;
import org.junit.jupiter.api.Test;

class MergedJetNuisancesTest {
    private static final ExampleNominal NOMINAL = BoostedExample.nominal();

    private static ModelPart part(String kind, double size, String... targets) {
        return new MergedJetNuisances()
                .part(
                        NOMINAL,
                        List.of(new Settings(
                                "/nuisances/0",
                                Map.of("name", "n", "kind", kind, "size", size, "targets", List.of(targets)))));
    }

    private static Contribution background(String process, String category) {
        return NOMINAL.backgrounds().stream()
                .filter(c -> c.process().equals(process) && c.place().category().equals(category))
                .findFirst()
                .orElseThrow();
    }

    /** Mean and variance of a histogram after a relative change of its contents. */
    private static double[] moments(double[] contents, double[] change) {
        double sum = 0;
        double first = 0;
        double second = 0;
        for (int i = 0; i < contents.length; i++) {
            double x = BoostedExample.GRID.massCentre(i);
            double y = contents[i] * (1 + (change.length == 0 ? 0 : change[i]));
            sum += y;
            first += x * y;
            second += x * x * y;
        }
        return new double[] {first / sum, second / sum - first * first / sum / sum};
    }

    private static double[][] moments(String kind, double size) {
        ModelPart part = part(kind, size, "Zbb");
        for (var effect : part.nuisances().get(0).effects()) {
            if (effect instanceof MorphEffect morph
                    && morph.target().place().category().equals("pass_450_600")) {
                double[] contents =
                        background("Zbb", "pass_450_600").shape().tables().get("contents");
                return new double[][] {moments(contents, new double[0]), moments(contents, morph.change())};
            }
        }
        throw new AssertionError("no change of the histogram");
    }

    /** A scale of 1 + s moves the mean of 90 GeV by 90 s, whatever the intervals. */
    @Test
    void theScaleMovesTheMean() {
        double[][] moments = moments("mass-scale", 0.02);
        assertEquals(0.02 * 90, moments[1][0] - moments[0][0], 0.15);
    }

    /** Distances to the peak times 1 + s: the variance within, 8² GeV², times (1 + s)² to first order in s. */
    @Test
    void theResolutionChangesTheWidthAndNotTheMean() {
        double[][] moments = moments("mass-resolution", 0.1);
        assertEquals(2 * 0.1 * 64, moments[1][1] - moments[0][1], 3);
        assertEquals(0, moments[1][0] - moments[0][0], 0.15);
    }

    private static double value(Expression expression, double theta) {
        if (expression instanceof Expression.Constant constant) {
            return constant.value();
        } else if (expression instanceof Expression.Sum sum) {
            return sum.terms().stream().mapToDouble(term -> value(term, theta)).sum();
        } else if (expression instanceof Expression.Product product) {
            return product.factors().stream()
                    .mapToDouble(factor -> value(factor, theta))
                    .reduce(1, (a, b) -> a * b);
        }
        return theta;
    }

    /** What pass loses fail gains: the events of a bin of transverse momentum stay. */
    @Test
    void theTaggerMovesEventsBetweenPassAndFail() {
        ModelPart part = part("tagger", 0.1, "Zbb");
        for (double theta : new double[] {-2, 0.7, 3}) {
            for (String bin : List.of("450_600", "600_1200")) {
                double before = 0;
                double after = 0;
                for (String side : List.of("pass_", "fail_")) {
                    double events = background("Zbb", side + bin).estimate().events();
                    Factor factor = part.factors().stream()
                            .filter(f -> f.target().place().category().equals(side + bin))
                            .findFirst()
                            .orElseThrow();
                    before += events;
                    after += events * value(factor.value(), theta);
                    if (side.equals("pass_")) {
                        assertEquals(1 + 0.1 * theta, value(factor.value(), theta), 1e-12);
                    }
                }
                assertEquals(before, after, 1e-9 * before);
            }
        }
    }

    @Test
    void namesWhatIsWrong() {
        for (String[] wrong : new String[][] {{"mass", "Zbb"}, {"mass-scale", "Zxx"}, {"mass-scale", "nonResonant"}}) {
            var refused = assertThrows(FiduciaException.class, () -> part(wrong[0], 0.1, wrong[1]));
            assertTrue(refused.getMessage().contains("/nuisances/0"), refused.getMessage());
        }
        assertThrows(FiduciaException.class, () -> part("tagger", 0));
    }
}
