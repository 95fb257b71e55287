package org.fiducia.statistics.likelihood;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.model.Component;
import org.fiducia.api.model.Constraint;
import org.fiducia.api.model.Dataset;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.ModelCategory;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.model.Shape;
import org.fiducia.api.model.StatisticalModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompiledLikelihoodTest {
    private static final double H = 1e-5;

    private static Likelihood likelihood(boolean weighted) {
        return ExampleModel.compiler().compile(ExampleModel.model(), ExampleModel.data(weighted));
    }

    /** Many events, which are taken by runs in one bin of a template, and few, which are taken one by one. */
    static Stream<Likelihood> likelihoods() {
        return Stream.of(
                        ExampleModel.data(false),
                        ExampleModel.data(true),
                        ExampleModel.data(false, 11, 1),
                        ExampleModel.data(true, 7, 19),
                        ExampleModel.data(false, 3000, 0))
                .map(data -> ExampleModel.compiler().compile(ExampleModel.model(), data));
    }

    @ParameterizedTest
    @MethodSource("likelihoods")
    void gradientIsTheSameWithInformationOrWithout(Likelihood likelihood) {
        var random = new Random(18);
        int n = likelihood.model().parameters().size();
        for (int trial = 0; trial < 5; trial++) {
            double[] at = ExampleModel.point(random);
            double[] alone = new double[n];
            double[] gradient = new double[n];
            double[][] information = new double[n][n];
            double value = likelihood.gradient(at, alone);
            assertEquals(value, likelihood.information(at, gradient, information), 0);
            for (int i = 0; i < n; i++) {
                double size = Math.abs(gradient[i]) + Math.sqrt(Math.abs(information[i][i]));
                assertEquals(gradient[i], alone[i], 1e-12 * (1 + size), "parameter " + i);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("likelihoods")
    void isTheSameOfFewerParametersButForAConstant(Likelihood likelihood) {
        var random = new Random(19);
        var names =
                likelihood.model().parameters().stream().map(Parameter::name).toList();
        double[] from = ExampleModel.point(random);
        var held = Map.of(
                "lumi", from[names.indexOf("lumi")],
                "alphaL", from[names.indexOf("alphaL")],
                "location", from[names.indexOf("location")],
                "tilt", from[names.indexOf("tilt")]);
        Likelihood fewer = likelihood.compiled(likelihood.model().holding(held)).orElseThrow();
        assertEquals(names.size() - held.size(), fewer.model().parameters().size());
        assertEquals(0, fewer.model().constraints().size());
        int[] kept = IntStream.range(0, names.size())
                .filter(i -> !held.containsKey(names.get(i)))
                .toArray();
        double[] to = from.clone();
        double[] other = ExampleModel.point(random);
        for (int i : kept) {
            to[i] = other[i];
        }
        double[] all = new double[names.size()];
        likelihood.gradient(to, all);
        double[] some = new double[kept.length];
        fewer.gradient(of(to, kept), some);
        assertArrayEquals(of(all, kept), some, 1e-9);
        assertEquals(likelihood.difference(from, to), fewer.difference(of(from, kept), of(to, kept)), 1e-9);
    }

    private static double[] of(double[] values, int[] indices) {
        return Arrays.stream(indices).mapToDouble(i -> values[i]).toArray();
    }

    @ParameterizedTest
    @MethodSource("likelihoods")
    void gradientAndHessianAgreeWithDifferences(Likelihood likelihood) {
        var random = new Random(17);
        for (int trial = 0; trial < 5; trial++) {
            double[] at = ExampleModel.point(random);
            int n = at.length;
            double[] gradient = new double[n];
            double value = likelihood.gradient(at, gradient);
            assertEquals(likelihood.value(at), value, 0);
            double[][] hessian = likelihood.hessian(at);
            for (int i = 0; i < n; i++) {
                double[] up = at.clone();
                up[i] += H;
                double[] down = at.clone();
                down[i] -= H;
                double slope = likelihood.difference(down, up) / (2 * H);
                assertEquals(slope, gradient[i], 1e-6 * (1 + Math.abs(slope)), "parameter " + i);
                double[] gradientUp = new double[n];
                double[] gradientDown = new double[n];
                likelihood.gradient(up, gradientUp);
                likelihood.gradient(down, gradientDown);
                for (int j = 0; j < n; j++) {
                    double curvature = (gradientUp[j] - gradientDown[j]) / (2 * H);
                    double size = 1 + Math.abs(curvature) + Math.sqrt(Math.abs(hessian[i][i] * hessian[j][j]));
                    assertEquals(curvature, hessian[i][j], 1e-6 * size, i + ", " + j);
                }
            }
        }
    }

    /** Σ_e w (∂f/f)(∂f/f)ᵀ from one event at a time. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void informationIsTheSumOverEvents(boolean weighted) {
        StatisticalModel model = ExampleModel.model();
        Dataset data = ExampleModel.data(weighted);
        int n = model.parameters().size();
        double[] at = ExampleModel.point(new Random(4));
        double[][] expected = new double[n][n];
        Dataset none = Dataset.unweighted(List.of(new double[0], new double[0]));
        double[] yields = new double[n];
        Likelihood empty = ExampleModel.compiler().compile(model, none);
        empty.gradient(at, yields);
        double[] gradient = new double[n];
        for (int c = 0; c < 2; c++) {
            for (int e = 0; e < data.values().get(c).length; e++) {
                double[] one = {data.values().get(c)[e]};
                double weight = weighted ? data.weights().get(c)[e] : 1;
                Likelihood single = empty.with(
                        Dataset.unweighted(c == 0 ? List.of(one, new double[0]) : List.of(new double[0], one)));
                single.gradient(at, gradient);
                for (int i = 0; i < n; i++) {
                    for (int j = 0; j < n; j++) {
                        expected[i][j] += weight * (gradient[i] - yields[i]) * (gradient[j] - yields[j]);
                    }
                }
            }
        }
        for (Constraint constraint : model.constraints()) {
            int i = model.indexOf(constraint.gaussianParameter().orElseThrow());
            expected[i][i] += 1 / (constraint.gaussianWidth() * constraint.gaussianWidth());
        }
        double[][] information = new double[n][n];
        empty.with(data).information(at, gradient, information);
        for (int i = 0; i < n; i++) {
            assertArrayEquals(expected[i], information[i], 1e-9 * (1 + Math.abs(expected[i][i])));
        }
    }

    /** The definition, with nothing but the densities taken from the shapes' own kernels. */
    @Test
    void valueIsTheDefinition() {
        StatisticalModel model = oneComponent(Expression.ref("n"), gaussian());
        double[] x = {119, 121.5, 124, 124.5, 131};
        Likelihood likelihood = ExampleModel.compiler().compile(model, Dataset.unweighted(List.of(x)));
        double expected = 7;
        for (double mass : x) {
            double t = (mass - 124) / 3;
            // The window cuts less than 1e-9 off this Gaussian.
            expected -= Math.log(7 * Math.exp(-0.5 * t * t) / (3 * Math.sqrt(2 * Math.PI)));
        }
        expected += 0.5 * 4;
        assertEquals(expected, likelihood.value(new double[] {7}), 1e-8);
    }

    private static Shape gaussian() {
        return new Shape("gaussian", Map.of("mean", Expression.constant(124), "sigma", Expression.constant(3)));
    }

    private static StatisticalModel oneComponent(Expression yield, Shape shape) {
        return new StatisticalModel(
                List.of(Parameter.interest("n", 5, 0, 1000, 2)),
                List.of(Constraint.gaussian("n", 3, 2)),
                List.of(new ModelCategory("only", 105, 160, List.of(new Component("all", yield, shape)), Map.of())));
    }

    @Test
    void differenceKeepsItsAccuracyBetweenLargeValues() {
        StatisticalModel model = oneComponent(Expression.ref("n"), gaussian());
        double[] x = new Random(1).doubles(200000, 118, 130).toArray();
        Likelihood likelihood = ExampleModel.compiler()
                .compile(model, Dataset.unweighted(List.of(x)))
                .with(new StatisticalModel(
                        model.parameters(), List.of(Constraint.gaussian("n", 200050, 400)), model.categories()));
        double n = 200000;
        double step = 0x1p-13;
        double exact = step - n * Math.log1p(step / n) + (n - 200050) * step / 160000 + step * step / 320000;
        assertEquals(exact, likelihood.difference(new double[] {n}, new double[] {n + step}), 1e-9);
    }

    @Test
    void fixedParametersHaveNoDerivatives() {
        StatisticalModel model = ExampleModel.model();
        Likelihood free = likelihood(false);
        double[] at = ExampleModel.point(new Random(8));
        List<Parameter> parameters = new ArrayList<>(model.parameters());
        for (String name : List.of("sigma", "tilt", "mu")) {
            int i = model.indexOf(name);
            parameters.set(i, parameters.get(i).fixedAt(at[i]));
        }
        Likelihood held = free.with(new StatisticalModel(
                parameters, free.model().constraints(), free.model().categories()));
        int n = at.length;
        double[] gradient = new double[n];
        double[] heldGradient = new double[n];
        double[][] information = new double[n][n];
        double[][] heldInformation = new double[n][n];
        assertEquals(free.information(at, gradient, information), held.information(at, heldGradient, heldInformation));
        double[][] hessian = free.hessian(at);
        double[][] heldHessian = held.hessian(at);
        for (int i = 0; i < n; i++) {
            boolean fixed = parameters.get(i).fixed();
            assertEquals(fixed ? 0 : gradient[i], heldGradient[i], 1e-12 * (1 + Math.abs(gradient[i])));
            for (int j = 0; j < n; j++) {
                boolean zero = fixed || parameters.get(j).fixed();
                double scale = 1 + Math.abs(information[i][j]) + Math.abs(hessian[i][j]);
                assertEquals(zero ? 0 : information[i][j], heldInformation[i][j], 1e-12 * scale);
                assertEquals(zero ? 0 : hessian[i][j], heldHessian[i][j], 1e-7 * scale);
            }
        }
    }

    @Test
    void copiesAndOtherDataAreIndependent() {
        Likelihood first = likelihood(false);
        double[] at = ExampleModel.point(new Random(2));
        double value = first.value(at);
        Likelihood copy = first.copy();
        Likelihood other = first.with(ExampleModel.data(true));
        other.value(ExampleModel.point(new Random(3)));
        copy.value(ExampleModel.point(new Random(4)));
        assertEquals(value, first.value(at));
        assertEquals(value, copy.value(at));
        assertEquals(likelihood(true).value(at), other.value(at));
    }

    @Test
    void otherCentresOfConstraintsMoveTheValue() {
        Likelihood likelihood = likelihood(false);
        StatisticalModel model = likelihood.model();
        double[] at = model.initial();
        Likelihood moved = likelihood.with(new StatisticalModel(
                model.parameters(),
                List.of(Constraint.gaussian("lumi", 2.1, 1), Constraint.gaussian("tilt", 0, 0.7)),
                model.categories()));
        assertEquals(likelihood.value(at) + 0.5 * (2.1 * 2.1 - 0.1 * 0.1), moved.value(at), 1e-11);
        assertThrows(IllegalArgumentException.class, () -> likelihood.with(ExampleModel.model()));
    }

    @Test
    void densityThatIsNotPositiveMakesItInfinite() {
        StatisticalModel model = oneComponent(Expression.ref("n"), gaussian());
        Likelihood likelihood = ExampleModel.compiler().compile(model, Dataset.unweighted(List.of(new double[] {120})));
        assertEquals(Double.POSITIVE_INFINITY, likelihood.value(new double[] {0}));
        assertEquals(Double.POSITIVE_INFINITY, likelihood.value(new double[] {-2}));
        assertEquals(Double.POSITIVE_INFINITY, likelihood.value(new double[] {Double.NaN}));
        assertTrue(Double.isFinite(likelihood.value(new double[] {1e-300})));
    }

    @Test
    void emptyCategoriesAndComponentsWithoutYieldAreHarmless() {
        Likelihood likelihood = ExampleModel.compiler()
                .compile(oneComponent(Expression.constant(0), gaussian()), Dataset.unweighted(List.of(new double[0])));
        double[] gradient = new double[1];
        assertEquals(0.5, likelihood.gradient(new double[] {5}, gradient), 1e-15);
        assertEquals(0.5, gradient[0], 1e-15);
    }

    @Test
    void unknownShapeIsNamedWithThoseInstalled() {
        var error = assertThrows(
                FiduciaException.class,
                () -> ExampleModel.compiler()
                        .compile(
                                oneComponent(Expression.ref("n"), new Shape("bernstein", Map.of())),
                                Dataset.unweighted(List.of(new double[0]))));
        assertEquals(FiduciaException.Kind.PLUGIN, error.kind());
        assertTrue(error.getMessage().contains("'bernstein'"), error.getMessage());
        assertTrue(error.getMessage().contains("component all of category only"), error.getMessage());
        assertTrue(error.remedy().contains("dscb"), error.remedy());
    }

    @Test
    void wrongShapeParametersAreNamed() {
        var error = assertThrows(
                FiduciaException.class,
                () -> ExampleModel.compiler()
                        .compile(
                                oneComponent(
                                        Expression.ref("n"),
                                        new Shape("gaussian", Map.of("mean", Expression.constant(1)))),
                                Dataset.unweighted(List.of(new double[0]))));
        assertTrue(error.remedy().contains("[mean, sigma]"), error.remedy());
    }

    @Test
    void dataThatDoNotFitAreRefused() {
        assertRefused("2 categories", new double[] {120}, new double[] {120});
        assertRefused("outside the window", new double[] {120, 104.9});
        assertRefused("NaN", new double[] {Double.NaN});
    }

    private static void assertRefused(String what, double[]... values) {
        var error = assertThrows(
                FiduciaException.class,
                () -> ExampleModel.compiler()
                        .compile(oneComponent(Expression.ref("n"), gaussian()), Dataset.unweighted(List.of(values))));
        assertEquals(FiduciaException.Kind.INPUT, error.kind());
        assertTrue(error.getMessage().contains(what), error.getMessage());
    }

    @Test
    void weightsThatDoNotFitAreRefused() {
        for (double[] weights : new double[][] {{1}, {1, Double.NaN}}) {
            assertThrows(
                    FiduciaException.class,
                    () -> ExampleModel.compiler()
                            .compile(
                                    oneComponent(Expression.ref("n"), gaussian()),
                                    new Dataset(List.of(new double[] {120, 121}), List.of(weights))));
        }
    }
}
