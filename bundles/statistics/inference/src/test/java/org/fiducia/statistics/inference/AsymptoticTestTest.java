package org.fiducia.statistics.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.Progress;
import org.fiducia.api.exchange.ExchangedModel;
import org.fiducia.api.fit.HypothesisTest.Cls;
import org.fiducia.api.fit.HypothesisTest.Limit;
import org.fiducia.api.fit.HypothesisTest.Setup;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.model.Constraint;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.Parameter;
import org.fiducia.exchange.pyhf.PyhfFormat;
import org.fiducia.testkit.SharedFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AsymptoticTestTest {
    private final AsymptoticTest test = new AsymptoticTest();

    private static Setup setup(Likelihood likelihood, int parameter, int threads) {
        return new Setup(likelihood, Models.FITTER, likelihood.model().initial(), parameter, 0, 0, 0, threads);
    }

    private static Setup read(Path file, String poi) throws Exception {
        ExchangedModel read = new PyhfFormat().read(file, "", Progress.NONE);
        return setup(
                Models.compiler().compile(read.model(), read.data()),
                read.model().indexOf(poi),
                1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "simplemodel_correlated-background_hifa.json",
                "simplemodel_uncorrelated-background_hifa.json",
                "2-bin_1-channel.json",
                "example_bkgonly.json"
            })
    void agreesWithPyhf(String file) throws Exception {
        Path models = SharedFolder.require("data/models");
        JsonNode reference = null;
        for (JsonNode entry :
                new ObjectMapper().readTree(models.resolve("reference.json").toFile())) {
            reference = entry.get("file").asText().equals(file) ? entry : reference;
        }
        Cls cls = test.cls(read(models.resolve(file), reference.get("poi").asText()), 1, Progress.NONE);
        assertEquals(
                reference.get("CLs_1").asDouble(),
                cls.observed(),
                2e-4 * reference.get("CLs_1").asDouble());
        for (int k = 0; k < 5; k++) {
            double expected = reference.get("CLs_exp_1").get(k).asDouble();
            assertEquals(expected, cls.expected()[k], 2e-4 * expected, "band " + k);
        }
    }

    /** The best fit is .977 ± .156, so the reference is that of μ = 1.5; μ = 1 is next to the best fit. */
    @Test
    void ninetyChannels() throws Exception {
        Path file = SharedFolder.require("benchmarks").resolve("w3_workspace_1bin.json");
        assertEquals(4.99375e-4, test.cls(read(file, "mu"), 1.5, Progress.NONE).observed(), 1e-9);
        assertEquals(0.44, test.cls(read(file, "mu"), 1, Progress.NONE).observed(), 0.01);
    }

    /** n = μ s + b with b known: q̃ and q_A are known, and the limits solve equations of one unknown. */
    @ParameterizedTest
    @CsvSource({"12, 5, 10", "6, 5, 10", "25, 5, 10", "100, 10, 100", "0, 3, 1"})
    void countHasItsClosedForm(double n, double s, double b) {
        Setup setup = setup(Models.count(n, s, b, 0), 0, 2);
        double best = Math.max(0, (n - b) / s);
        DoubleUnaryOperator cls = mu -> {
            double q = mu <= best ? 0 : 2 * (nll(mu * s + b, n) - nll(best * s + b, n));
            double a = Math.sqrt(2 * (nll(mu * s + b, b) - nll(b, b)));
            double t = q <= a * a ? Math.sqrt(q) - a : (q - a * a) / (2 * a);
            return above(t + a) / above(t);
        };
        for (double mu : new double[] {0.5, 1, 2.5}) {
            assertEquals(
                    cls.applyAsDouble(mu), test.cls(setup, mu, Progress.NONE).observed(), 1e-6);
        }
        Limit limit = test.limit(setup, 0.95, Progress.NONE);
        double expected = Models.root(mu -> 0.05 - cls.applyAsDouble(mu), best + 1e-3, 40);
        assertEquals(expected, limit.observed(), 1e-4 * expected);
        for (int k = 0; k < 5; k++) {
            double band = k - 2.0;
            DoubleUnaryOperator excess = mu -> {
                double a = Math.sqrt(2 * (nll(mu * s + b, b) - nll(b, b)));
                return 0.05 - above(a - band) / above(-band);
            };
            double root = Models.root(excess, 1e-3, 60);
            assertEquals(root, limit.expected()[k], 1e-4 * root, "band " + k);
        }
    }

    @ParameterizedTest
    @CsvSource({"25, 5, 10, -inf", "14, 5, 10, 0", "7, 5, 10, -inf"})
    void discoveryOfACount(double n, double s, double b, String lower) {
        double limit = lower.equals("0") ? 0 : -1.9;
        var discovery = test.discovery(setup(Models.count(n, s, b, limit), 0, 1), Progress.NONE);
        double z = n > b ? Math.sqrt(2 * (nll(b, n) - nll(n, n))) : 0;
        assertEquals(z, discovery.significance(), 1e-6);
        assertEquals(above(z), discovery.pValue(), 1e-6);
    }

    /** A strength that may fall below 0 is tested with respect to 0. */
    @Test
    void downwardFluctuationsCountAsNoSignal() {
        Cls free = test.cls(setup(Models.count(6, 5, 10, -1.9), 0, 1), 1, Progress.NONE);
        Cls bounded = test.cls(setup(Models.count(6, 5, 10, 0), 0, 1), 1, Progress.NONE);
        assertEquals(bounded.observed(), free.observed(), 1e-6);
        assertArrayEquals(bounded.expected(), free.expected(), 1e-6);
    }

    @Test
    void failuresSayWhatToDo() {
        Likelihood likelihood = Models.count(12, 5, 10, 0);
        var parameter = likelihood.model().parameters().get(0);
        Likelihood fixed = likelihood.with(likelihood.model().withParameters(List.of(parameter.fixedAt(1))));
        assertTrue(assertThrows(FiduciaException.class, () -> test.discovery(setup(fixed, 0, 1), Progress.NONE))
                .getMessage()
                .contains("it is fixed"));
        Likelihood blind = Models.counting(
                List.of(Models.free("mu", 1, 0)), List.of(), new double[] {12}, Expression.constant(10));
        var error = assertThrows(FiduciaException.class, () -> test.limit(setup(blind, 0, 1), 0.95, Progress.NONE));
        assertTrue(error.getMessage().contains("no limit on mu"), error.getMessage());
    }

    /** 45 events, 2.3 μ + 50 ± 7 expected, μ ≤ 10: values of pyhf with wide bounds. */
    @Test
    void limitsGoBeyondTheLimitOfTheParameter() {
        double tau = 2500 / 49.0;
        var poisson = new Constraint(
                "poisson", tau, Map.of("mean", Expression.product(Expression.constant(tau), Expression.ref("gamma"))));
        Likelihood likelihood = Models.counting(
                List.of(Parameter.interest("mu", 1, 0, 10, 1), Parameter.interest("gamma", 1, 1e-10, 10, 0.14)),
                List.of(poisson),
                new double[] {45},
                Expression.sum(
                        Expression.product(Expression.constant(2.3), Expression.ref("mu")),
                        Expression.product(Expression.constant(50), Expression.ref("gamma"))));
        Limit limit = test.limit(setup(likelihood, 0, 1), 0.95, Progress.NONE);
        assertEquals(7.0374, limit.observed(), 1e-4);
        assertArrayEquals(new double[] {4.4519, 5.9917, 8.3587, 11.7389, 15.9640}, limit.expected(), 1e-4);
    }

    /** 3 events, 2 μ expected and nothing else: with q̃ = 2 (2μ − 3 + 3 log(3/2μ)) and 4μ of the Asimov data. */
    @Test
    void countsWithoutBackgroundHaveALimit() {
        for (double lower : new double[] {0, -10}) {
            Likelihood likelihood = Models.count(3, 2, 0, lower);
            Limit limit = test.limit(setup(likelihood, 0, 1), 0.95, Progress.NONE);
            assertEquals(3.4216, limit.observed(), 1e-4);
            var discovery = test.discovery(setup(likelihood, 0, 1), Progress.NONE);
            assertEquals(Double.POSITIVE_INFINITY, discovery.significance(), 0);
            assertEquals(0, discovery.pValue(), 0);
        }
    }

    /** Without events and background the best fit is no signal, and q̃ = 4μ of data and Asimov data. */
    @Test
    void noEventsHaveALimit() {
        Limit limit = test.limit(setup(Models.count(0, 2, 0, -10), 0, 1), 0.95, Progress.NONE);
        double root = Models.root(mu -> 0.05 - above(2 * Math.sqrt(mu)) / above(0), 0.1, 9);
        assertEquals(root, limit.observed(), 1e-4 * root);
    }

    private static double nll(double nu, double n) {
        return nu - (n > 0 ? n * Math.log(nu) : 0);
    }

    private static double above(double z) {
        return 0.5 * org.apache.commons.numbers.gamma.Erfc.value(z / Math.sqrt(2));
    }
}
