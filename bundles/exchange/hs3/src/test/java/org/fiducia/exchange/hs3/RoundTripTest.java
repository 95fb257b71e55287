package org.fiducia.exchange.hs3;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Progress;
import org.fiducia.api.exchange.ExchangedModel;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.fit.ShapeFunction;
import org.fiducia.api.model.Component;
import org.fiducia.api.model.Constraint;
import org.fiducia.api.model.Dataset;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.Expression.Function;
import org.fiducia.api.model.ModelCategory;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.model.Shape;
import org.fiducia.api.model.StatisticalModel;
import org.fiducia.exchange.pyhf.PyhfFormat;
import org.fiducia.statistics.benchmark.SpectrumModel;
import org.fiducia.statistics.likelihood.UnbinnedCompiler;
import org.fiducia.testkit.DeclaredComponents;
import org.fiducia.testkit.SharedFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written and read again has the same likelihood. */
class RoundTripTest {
    @TempDir
    Path folder;

    @Test
    void aSpectrumWithMorphingAndManyNuisances() throws IOException {
        SpectrumModel w2 = SpectrumModel.read(SharedFolder.require("benchmarks"));
        check(new ExchangedModel("W2", w2.model(1), w2.data("x1"), Map.of()), 0.6);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1ch_bkgRooExp_sigGauss_shapeFloat_npOn_constrGauss_yield1x.json",
                "3ch_bkgRooExp_sigGauss_shapeFloat_npOn_constrPoisson_yield1x.json",
                "simplemodel_correlated-background_hs3.json",
                "simplemodel_uncorrelated-background_hs3.json"
            })
    void modelsThatWereRead(String file) throws IOException {
        check(new Hs3Format().read(SharedFolder.require("data/models").resolve(file), "", Progress.NONE), 0.3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"example_bkgonly.json", "simplemodel_uncorrelated-background_hifa.json"})
    void modelsOfAnotherFormat(String file) throws IOException {
        check(new PyhfFormat().read(SharedFolder.require("data/models").resolve(file), "", Progress.NONE), 0.3);
    }

    @Test
    void everyFunctionConstraintAndKindOfData() throws IOException {
        ExchangedModel model = example();
        ExchangedModel back = check(model, 0.3);
        assertEquals("everything", back.name());
        assertEquals(model.interests(), back.interests());
        assertEquals(model.points(), back.points());
        for (Parameter parameter : model.model().parameters()) {
            Parameter other = back.model().parameters().get(back.model().indexOf(parameter.name()));
            assertEquals(parameter.lower(), other.lower());
            assertEquals(parameter.upper(), other.upper());
            assertEquals(parameter.fixed(), other.fixed());
            assertEquals(parameter.initial(), other.initial());
        }
        Path again = folder.resolve("again.json");
        new Hs3Format().write(model, again);
        assertArrayEquals(Files.readAllBytes(folder.resolve("model.json")), Files.readAllBytes(again));
        assertTrue(new Hs3Format().recognises(again));
    }

    @Test
    void aShapeWithoutCounterpartIsRefused() {
        var category = new ModelCategory(
                "c",
                0,
                1,
                List.of(new Component("odd", Expression.constant(1), new Shape("moebius", Map.of()))),
                Map.of());
        var model = new StatisticalModel(List.of(), List.of(), List.of(category));
        var exchanged = new ExchangedModel("m", model, Dataset.unweighted(List.of(new double[0])), Map.of());
        var error =
                assertThrows(FiduciaException.class, () -> new Hs3Format().write(exchanged, folder.resolve("no.json")));
        assertEquals(Kind.OUTPUT, error.kind());
        assertTrue(error.getMessage().contains("component odd of category c"), error::getMessage);
    }

    /** Of functions between which the model chooses the one taken is written, for whoever reads it the only one. */
    @Test
    void aChoiceIsWrittenAsItIsTaken() throws IOException {
        var functions = new LinkedHashMap<String, Shape>();
        functions.put("exponentials", smooth("exponential-sum", "p1 p2 f1", "0.02 0.05 0.3"));
        functions.put("powers", smooth("power-sum", "p1 p2 f1", "3 7 0.6"));
        functions.put("series", smooth("laurent", "f1 f2 f3", "0.3 0.5 0.6"));
        functions.put("polynomial", smooth("exponential-polynomial", "p1 p2 p3 p4", "-1.3 0.2 0.1 -0.05"));
        var component = new Component("background", Expression.ref("n"), Shape.choice("which", functions));
        var categories = List.of(new ModelCategory("c", 100, 180, List.of(component), Map.of()));
        var data = Dataset.unweighted(List.of(new double[] {101, 120.5, 133, 179}));
        var parameters = new ArrayList<Parameter>();
        parameters.add(Parameter.normalisation("n", 4));
        functions
                .values()
                .forEach(shape -> shape.parameters().values().forEach(value -> {
                    String name = value.references().iterator().next();
                    String number = name.substring(name.lastIndexOf('=') + 1);
                    parameters.add(Parameter.interest(name, Double.parseDouble(number), -50, 50, 0.1));
                }));
        for (int k = 0; k < functions.size(); k++) {
            parameters.add(Shape.chooser("which", k, functions.size()));
            var model = new StatisticalModel(List.copyOf(parameters), List.of(), categories);
            parameters.remove(parameters.size() - 1);
            Path file = folder.resolve("choice" + k + ".json");
            new Hs3Format().write(new ExchangedModel("choice", model, data, Map.of()), file);
            ExchangedModel back = new Hs3Format().read(file, "", Progress.NONE);
            assertEquals(
                    model.chosen().parameters().size(),
                    back.model().parameters().size());
            var compiler = new UnbinnedCompiler(DeclaredComponents.of(ShapeFunction.class));
            double expected =
                    compiler.compile(model.chosen(), data).value(model.chosen().initial());
            assertEquals(
                    expected,
                    compiler.compile(back.model(), data).value(back.model().initial()),
                    1e-9);
            String text = Files.readString(file);
            String name = List.copyOf(functions.keySet()).get(k);
            assertTrue(text.contains("choices") && text.contains('"' + name + '"'), name);
        }
    }

    /** Parameters of a shape, each called after its value. */
    private static Shape smooth(String kind, String names, String values) {
        var parameters = new LinkedHashMap<String, Expression>();
        String[] name = names.split(" ");
        String[] value = values.split(" ");
        for (int k = 0; k < name.length; k++) {
            parameters.put(name[k], Expression.ref(kind + "." + name[k] + "=" + value[k]));
        }
        return new Shape(kind, parameters);
    }

    static ExchangedModel example() {
        Expression a = Expression.ref("a");
        Expression b = Expression.ref("b-side");
        Expression c = Expression.ref("c");
        Expression[] calls = {
            call(Function.EXP, a),
            call(Function.LOG, Expression.sum(Expression.constant(3), a)),
            call(Function.SQRT, Expression.sum(Expression.constant(3), b)),
            call(Function.ABS, a),
            call(Function.POW, Expression.constant(2), b),
            call(Function.DIVIDE, a, Expression.sum(Expression.constant(4), b)),
            call(Function.MIN, a, b),
            call(Function.MAX, a, Expression.constant(-0.1)),
            call(Function.SIN, a),
            call(Function.COS, b),
            call(Function.TANH, a),
            call(Function.ERF, b),
            Expression.logNormal("a", 0.2, -0.3),
            Expression.logNormal("b-side", 0.1, 1 / 1.1 - 1),
            call(Function.EXPONENTIAL_INTERPOLATION, a, Expression.constant(1.2), Expression.constant(0.7)),
            call(Function.LINEAR_INTERPOLATION, b, Expression.constant(3), Expression.constant(-1e-5))
        };
        Expression yield = Expression.product(
                Expression.ref("strength"),
                Expression.sum(Expression.constant(40), new Expression.Sum(List.of(calls))));
        var events = new ModelCategory(
                "events",
                0,
                10,
                List.of(
                        new Component(
                                "peak",
                                yield,
                                new Shape(
                                        "gaussian",
                                        Map.of(
                                                "mean",
                                                Expression.sum(Expression.constant(5), a),
                                                "sigma",
                                                Expression.constant(1)))),
                        new Component(
                                "tail",
                                Expression.constant(20),
                                new Shape(
                                        "exponential",
                                        Map.of(
                                                "slope",
                                                Expression.product(Expression.constant(-0.1), call(Function.EXP, b))))),
                        new Component(
                                "landau",
                                Expression.product(Expression.constant(5), call(Function.EXP, c)),
                                new Shape(
                                        "landau",
                                        Map.of("location", Expression.constant(3), "width", Expression.constant(1))))),
                Map.of());
        double[] edges = {0, 2, 3, 10, 12};
        var binned = new ModelCategory(
                "binned",
                0,
                11,
                List.of(
                        new Component(
                                "template",
                                Expression.product(Expression.constant(30), calls[14]),
                                Shape.morphing(
                                        edges,
                                        new double[] {3, 2, 5, 1},
                                        Map.of("tilt", a),
                                        Map.of("tilt", new double[] {0.3, -0.2, 0.1, -0.3}))),
                        new Component(
                                "flat", Expression.constant(7), Shape.histogram(new double[] {0, 11}, new double[] {1
                                }))),
                Map.of());
        var model = new StatisticalModel(
                List.of(
                        Parameter.interest("strength", 1, 0, 10, 0.1),
                        Parameter.nuisance("a", ""),
                        Parameter.nuisance("b-side", ""),
                        Parameter.nuisance("c", "").fixedAt(0.2)),
                List.of(
                        Constraint.gaussian("a", 0.1, 1),
                        new Constraint(
                                "poisson",
                                25,
                                Map.of("mean", Expression.product(Expression.constant(25), call(Function.EXP, b)))),
                        new Constraint(
                                "log-normal", 1.1, Map.of("m0", call(Function.EXP, c), "k", Expression.constant(1.3)))),
                List.of(events, binned));
        var data = new Dataset(
                List.of(new double[] {1, 4.5, 5.25, 9}, new double[] {1, 4, 9}),
                List.of(new double[] {1, 2, 1, 0.5}, new double[] {4, 11, 6}),
                List.of(new double[0], new double[] {0, 2, 6, 11}));
        return new ExchangedModel("everything", model, data, Map.of("elsewhere", Map.of("a", 0.5)));
    }

    private static Expression call(Function function, Expression... arguments) {
        return Expression.call(function, arguments);
    }

    private ExchangedModel check(ExchangedModel model, double spread) throws IOException {
        Path file = folder.resolve("model.json");
        var format = new Hs3Format();
        format.write(model, file);
        ExchangedModel back = format.read(file, "", Progress.NONE);
        Likelihood before =
                new UnbinnedCompiler(DeclaredComponents.of(ShapeFunction.class)).compile(model.model(), model.data());
        Likelihood after =
                new UnbinnedCompiler(DeclaredComponents.of(ShapeFunction.class)).compile(back.model(), back.data());
        assertEquals(
                model.model().parameters().size(), back.model().parameters().size());
        assertEquals(before.constant(), after.constant(), 1e-12 * (1 + Math.abs(before.constant())));
        var random = new Random(8);
        for (int trial = 0; trial < 20; trial++) {
            double[] p = model.model().initial();
            double[] q = back.model().initial();
            for (int i = 0; i < p.length; i++) {
                Parameter parameter = model.model().parameters().get(i);
                if (trial > 0 && !parameter.fixed()) {
                    double shift = spread * random.nextGaussian();
                    p[i] += parameter.initial() == 0 ? shift : 0.3 * shift * parameter.initial();
                    p[i] = Math.max(parameter.lower(), Math.min(parameter.upper(), p[i]));
                }
                q[back.model().indexOf(parameter.name())] = p[i];
            }
            double value = before.value(p);
            assertEquals(value, after.value(q), 1e-12 * Math.abs(value));
        }
        return back;
    }
}
