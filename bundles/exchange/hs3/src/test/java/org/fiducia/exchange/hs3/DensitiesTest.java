package org.fiducia.exchange.hs3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.Progress;
import org.fiducia.api.exchange.ExchangedModel;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.fit.ShapeFunction;
import org.fiducia.api.model.StatisticalModel;
import org.fiducia.statistics.likelihood.UnbinnedCompiler;
import org.fiducia.testkit.DeclaredComponents;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each distribution against its definition, normalised by Simpson's rule. */
class DensitiesTest {
    private static final double LO = 1;
    private static final double HI = 6;

    @TempDir
    Path folder;

    private StatisticalModel model;

    static Stream<Arguments> distributions() {
        return Stream.of(
                of(
                        "\"type\": \"gaussian_dist\", \"x\": \"y\", \"mean\": 3, \"sigma\": \"s\"",
                        y -> gauss((y - 3) / 0.8)),
                of("\"type\": \"exponential_dist\", \"x\": \"y\", \"c\": \"s\"", y -> Math.exp(-0.8 * y)),
                of(
                        "\"type\": \"argus_dist\", \"mass\": \"y\", \"resonance\": 7, \"slope\": \"s\", \"power\": 2",
                        y -> y * Math.pow(1 - y * y / 49, 2) * Math.exp(0.8 * (1 - y * y / 49))),
                of(
                        "\"type\": \"gamma_dist\", \"x\": \"y\", \"gamma\": 2.5, \"beta\": \"s\", \"mu\": 0.5",
                        y -> Math.pow(y - 0.5, 1.5) * Math.exp(-(y - 0.5) / 0.8)),
                of(
                        "\"type\": \"gennormal_dist\", \"x\": \"y\", \"mean\": 3.5, \"alpha\": \"s\", \"beta\": 4",
                        y -> Math.exp(-Math.pow(Math.abs(y - 3.5) / 0.8, 4))),
                of(
                        "\"type\": \"bifurkated_gaussian_dist\", \"x\": \"y\", \"mean\": 3, \"sigmaL\": \"s\", \"sigmaR\": 2",
                        y -> gauss((y - 3) / (y < 3 ? 0.8 : 2))),
                of(
                        "\"type\": \"power_sum_dist\", \"x\": \"y\", \"coefficients\": [1, \"s\"], \"exponents\": [0.5, -2]",
                        y -> Math.sqrt(y) + 0.8 / (y * y)),
                of(
                        "\"type\": \"relativistic_breit_wigner_dist\", \"x\": \"y\", \"mean\": 3, \"width\": \"s\"",
                        y -> y * 0.8 / (Math.pow(9 - y * y, 2) + 9 * 0.64)),
                of(
                        "\"type\": \"relativistic_breit_wigner_dist\", \"m\": \"y\", \"mass\": 3, \"channels\": ["
                                + "{\"name\": \"ab\", \"Gamma\": \"s\", \"m1\": 0.3, \"m2\": 0.4}, {\"Gamma\": 0.5}]",
                        y -> {
                            double first = 0.8 * Math.sqrt((y * y - 0.49) * (y * y - 0.01)) / (y * y);
                            return y * first / (Math.pow(9 - y * y, 2) + 9 * Math.pow(first + 0.5, 2));
                        }),
                of(
                        "\"type\": \"multivariate_normal_dist\", \"x\": [\"y\"], \"mean\": [\"s\"], \"covariances\": [[4]]",
                        y -> gauss((y - 0.8) / 2)),
                of("\"type\": \"density_function_dist\", \"function\": \"square\"", y -> 1 + 0.8 * y + 0.5 * y * y),
                of("\"type\": \"log_density_function_dist\", \"function\": \"fall\"", y -> Math.exp(-0.3 * y * y)),
                of(
                        "\"type\": \"gaussian_dist\", \"x\": \"square\", \"mean\": 9, \"sigma\": 5",
                        y -> gauss((1 + 0.8 * y + 0.5 * y * y - 9) / 5)),
                of(
                        "\"type\": \"exponential_dist\", \"x\": \"square\", \"c\": 0.1",
                        y -> Math.exp(-0.1 * (1 + 0.8 * y + 0.5 * y * y))),
                of(
                        "\"type\": \"product_dist\", \"factors\": [\"g\", \"u\", \"b\"]",
                        y -> gauss((y - 3) / 0.8) * Math.exp(-0.3 * y) * (1 + (y - 1) / 5)),
                of(
                        "\"type\": \"efficiency_product_pdf_dist\", \"pdf\": \"u\", \"eff\": \"square\"",
                        y -> Math.exp(-0.3 * y) * (1 + 0.8 * y + 0.5 * y * y)),
                of("\"type\": \"uniform_dist\", \"x\": [\"y\"]", y -> 1),
                of(
                        "\"type\": \"lognormal_dist\", \"x\": \"y\", \"mu\": 1, \"sigma\": \"s\"",
                        y -> gauss((Math.log(y) - 1) / 0.8) / y),
                of(
                        "\"type\": \"polynomial_dist\", \"x\": \"y\", \"coefficients\": [1, \"s\", 0.25]",
                        y -> 1 + 0.8 * y + 0.25 * y * y),
                of("\"type\": \"bernstein_poly_dist\", \"x\": \"y\", \"coefficients\": [1, \"s\", 3]", y -> {
                    double t = (y - LO) / (HI - LO);
                    return (1 - t) * (1 - t) + 0.8 * 2 * t * (1 - t) + 3 * t * t;
                }),
                of("\"type\": \"chebychev_dist\", \"x\": \"y\", \"coefficients\": [0.3, -0.2, 0.1]", y -> {
                    double t = (y - 3.5) / 2.5;
                    return 1 + 0.3 * t - 0.2 * (2 * t * t - 1) + 0.1 * (4 * t * t * t - 3 * t);
                }),
                of(
                        "\"type\": \"generic_dist\", \"expression\": \"-y^2 + 50*std::exp(-s*y) + pow(y, 3) + 2**2*y/(3 - 1)\"",
                        y -> -y * y + 50 * Math.exp(-0.8 * y) + y * y * y + 2 * y),
                of(
                        "\"type\": \"crystalball_dist\", \"m\": \"y\", \"m0\": 4, \"sigma\": \"s\", \"alpha\": 1.5, \"n\": 2",
                        y -> tail(-(y - 4) / 0.8, 1.5, 2) * core((y - 4) / 0.8, 1.5, 99)),
                of(
                        "\"type\": \"crystalball_dist\", \"m\": \"y\", \"m0\": 4, \"sigma\": \"s\", \"alpha\": -1.5, \"n\": 2",
                        y -> tail((y - 4) / 0.8, 1.5, 2) * core((y - 4) / 0.8, 99, 1.5)),
                of(
                        "\"type\": \"crystalball_doublesided_dist\", \"m\": \"y\", \"m0\": 3, \"sigma_L\": 0.5, "
                                + "\"sigma_R\": \"s\", \"alpha_L\": 1, \"n_L\": 2, \"alpha_R\": 1.5, \"n_R\": 3",
                        y -> {
                            double t = (y - 3) / (y < 3 ? 0.5 : 0.8);
                            return tail(-t, 1, 2) * tail(t, 1.5, 3) * core(t, 1, 1.5);
                        }),
                of(
                        "\"type\": \"crystalball_doublesided_dist\", \"m\": \"y\", \"m0\": 3, \"sigma_L\": \"s\", "
                                + "\"sigma_R\": \"s\", \"alpha_L\": 1, \"n_L\": 2, \"alpha_R\": 1.5, \"n_R\": 3",
                        y -> {
                            double t = (y - 3) / 0.8;
                            return tail(-t, 1, 2) * tail(t, 1.5, 3) * core(t, 1, 1.5);
                        }));
    }

    private static Arguments of(String json, DoubleUnaryOperator density) {
        return Arguments.of(json, density);
    }

    private static double gauss(double t) {
        return Math.exp(-0.5 * t * t);
    }

    private static double core(double t, double alphaL, double alphaR) {
        return gauss(Math.max(-alphaL, Math.min(alphaR, t)));
    }

    private static double tail(double t, double alpha, double n) {
        return t <= alpha ? 1 : Math.pow(1 + alpha / n * (t - alpha), -n);
    }

    @ParameterizedTest
    @MethodSource("distributions")
    void isNormalisedToItsDefinition(String json, DoubleUnaryOperator density) throws IOException {
        int n = 100_000;
        double integral = 0;
        for (int i = 0; i <= n; i++) {
            double weight = i == 0 || i == n ? 1 : i % 2 == 1 ? 4 : 2;
            integral += weight * density.applyAsDouble(LO + (HI - LO) * i / n) * (HI - LO) / (3.0 * n);
        }
        double[] events = {1.5, 2.75, 4.5, 5.5};
        double direct = 4;
        for (double y : events) {
            direct -= Math.log(4 * density.applyAsDouble(y) / integral);
        }
        // once as it is, as a distribution with a rate, and nested in mixtures that are the same
        assertEquals(direct, nll("{\"name\": \"d\", " + json + "}", "d"), 1e-8);
        assertEquals(
                direct,
                nll(
                        "{\"name\": \"e\", " + json
                                + "}, {\"name\": \"d\", \"type\": \"rate_extended_dist\", \"dist\": \"e\", \"rate\": 4}",
                        "d"),
                1e-8);
        String e = "{\"name\": \"e\", " + json + "}, {\"name\": \"f\", " + json + "}, ";
        String inner =
                "{\"name\": \"inner\", \"type\": \"mixture_dist\", \"summands\": [\"e\", \"f\"], \"coefficients\": [\"s\"], \"extended\": false}, ";
        assertEquals(
                direct,
                nll(
                        e + inner
                                + "{\"name\": \"d\", \"type\": \"mixture_dist\", \"summands\": [\"e\", \"inner\"], "
                                + "\"coefficients\": [1.5, 2.5], \"extended\": true}",
                        "d"),
                1e-8);
    }

    /** 1 up to 2.5, then 2 + the integer below: 1.5 + ½ · 4 + 5 + 6 + 7 on the window. */
    @Test
    void formulasMayJump() throws IOException {
        double integral = 1.5 + 0.5 * 4 + 5 + 6 + 7;
        double direct = 4;
        for (double density : new double[] {1, 4, 6, 7}) {
            direct -= Math.log(4 * density / integral);
        }
        assertEquals(
                direct,
                nll(
                        "{\"name\": \"d\", \"type\": \"generic_dist\", \"expression\": \"y < 2.5 ? 1 : 2 + floor(y)\"}",
                        "d"),
                1e-5);
    }

    @Test
    void constraintsMayBeFactors() throws IOException {
        String peak = "{\"name\": \"e\", \"type\": \"uniform_dist\", \"x\": \"y\"}, ";
        String constraint =
                "{\"name\": \"c\", \"type\": \"gaussian_dist\", \"x\": \"t\", \"mean\": 1, \"sigma\": 0.5}, ";
        String product = "{\"name\": \"d\", \"type\": \"product_dist\", \"factors\": [\"c\", \"e\"]}";
        double flat = 4 - 4 * Math.log(4.0 / 5);
        assertEquals(flat + 0.5 * 0.8 * 0.8, nll(peak + constraint + product, "d"), 1e-9);
        assertEquals(
                List.of("t"),
                List.copyOf(model.constraints().get(0).parameters().get("mean").references()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\": \"d\", \"type\": \"voigt_dist\", \"x\": \"y\"}",
                "{\"name\": \"d\", \"type\": \"rate_density_dist\", \"x\": \"y\", \"density\": \"square\"}",
                "{\"name\": \"d\", \"type\": \"density_function_dist\", \"function\": \"s\"}",
                "{\"name\": \"d\", \"type\": \"rate_extended_dist\", \"dist\": \"g\", \"rate\": \"square\"}",
                "{\"name\": \"l\", \"type\": \"landau_dist\", \"x\": \"y\", \"mean\": 1, \"sigma\": 1}, {\"name\": \"d\", \"type\": \"product_dist\", \"factors\": [\"g\", \"l\"]}",
                "{\"name\": \"d\", \"type\": \"multivariate_normal_dist\", \"x\": [\"y\", \"z\"], \"mean\": [1, 1], \"covariances\": [[1, 0], [0, 1]]}",
                "{\"name\": \"d\", \"type\": \"relativistic_breit_wigner_dist\", \"m\": \"y\", \"mass\": 3, \"channels\": [{\"Gamma\": 1, \"l\": 1}]}",
                "{\"name\": \"d\", \"type\": \"gaussian_dist\", \"x\": \"z\", \"mean\": 1, \"sigma\": 1}",
                "{\"name\": \"d\", \"type\": \"gaussian_dist\", \"x\": \"y\", \"mean\": \"nobody\", \"sigma\": 1}",
                "{\"name\": \"d\", \"type\": \"gaussian_dist\", \"x\": \"y\", \"sigma\": 1}",
                "{\"name\": \"d\", \"type\": \"generic_dist\", \"expression\": \"y*gamma(y)\"}",
                "{\"name\": \"d\", \"type\": \"generic_dist\", \"expression\": \"y*(1 + 2\"}",
                "{\"name\": \"d\", \"type\": \"generic_dist\", \"expression\": \"1 + loop1\"}",
                "{\"name\": \"d\", \"type\": \"generic_dist\", \"expression\": \"spline\"}",
                "{\"name\": \"d\", \"type\": \"mixture_dist\", \"summands\": [\"d\"], \"coefficients\": [], \"extended\": false}",
                "{\"name\": \"d\", \"type\": \"mixture_dist\", \"summands\": [\"other\"], \"coefficients\": []}",
                "{\"name\": \"d\", \"type\": \"histogram_dist\", \"data\": {\"axes\": [{\"name\": \"y\", \"edges\": [1, 0]}], \"contents\": [1]}}"
            })
    void whatIsNotSupportedIsNamedWithItsPlace(String json) {
        var error = assertThrows(FiduciaException.class, () -> nll(json, "d"));
        assertEquals(FiduciaException.Kind.INPUT, error.kind());
        assertTrue(error.getMessage().startsWith("model.json: /"), error::getMessage);
        assertTrue(!error.remedy().isBlank());
    }

    private double nll(String distributions, String name) throws IOException {
        Path file = folder.resolve("model.json");
        Files.writeString(file, """
                {"distributions": [%s,
                   {"name": "g", "type": "gaussian_dist", "x": "y", "mean": 3, "sigma": "s"},
                   {"name": "u", "type": "exponential_dist", "x": "y", "c": 0.3},
                   {"name": "b", "type": "bernstein_poly_dist", "x": "y", "coefficients": [1, 2]}],
                 "functions": [
                   {"name": "square", "type": "polynomial", "x": "y", "coefficients": [1, "s", 0.5]},
                   {"name": "fall", "type": "generic_function", "expression": "-0.3*y^2"},
                   {"name": "loop1", "type": "sum", "summands": ["loop2"]},
                   {"name": "loop2", "type": "product", "factors": [2, "loop1"]},
                   {"name": "spline", "type": "spline_function"}],
                 "data": [{"name": "D", "type": "unbinned", "axes": [{"name": "y", "min": 1, "max": 6}],
                   "entries": [[1.5], [2.75], [4.5], [5.5]]}],
                 "likelihoods": [{"name": "L", "distributions": ["%s"], "data": ["D"]}],
                 "parameter_points": [{"name": "default_values", "parameters": [
                   {"name": "s", "value": 0.8}, {"name": "t", "value": 1.4}]}],
                 "metadata": {"hs3_version": "0.2"}, "misc": {"anything": 1}}
                """.formatted(distributions, name));
        ExchangedModel read = new Hs3Format().read(file, "", Progress.NONE);
        model = read.model();
        Likelihood likelihood =
                new UnbinnedCompiler(DeclaredComponents.of(ShapeFunction.class)).compile(read.model(), read.data());
        return likelihood.value(read.model().initial());
    }
}
