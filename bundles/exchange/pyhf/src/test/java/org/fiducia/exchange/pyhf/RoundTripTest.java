package org.fiducia.exchange.pyhf;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
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
import org.fiducia.api.model.ModelCategory;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.model.Shape;
import org.fiducia.api.model.StatisticalModel;
import org.fiducia.statistics.likelihood.UnbinnedCompiler;
import org.fiducia.testkit.DeclaredComponents;
import org.fiducia.testkit.SharedFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written and read again has the same likelihood. */
class RoundTripTest {
    /** Every modifier; bins without content and without uncertainty. */
    static final String EVERYTHING = """
            {"channels": [
              {"name": "signal-region", "samples": [
                {"name": "signal", "data": [3, 8, 2], "modifiers": [
                  {"name": "mu", "type": "normfactor", "data": null},
                  {"name": "lumi", "type": "lumi", "data": null},
                  {"name": "mcstat", "type": "staterror", "data": [0.5, 0.7, 0.2]},
                  {"name": "scale", "type": "normsys", "data": {"hi": 1.2, "lo": 0.85}}]},
                {"name": "background", "data": [40, 30, 0], "modifiers": [
                  {"name": "mcstat", "type": "staterror", "data": [2, 1, 0.3]},
                  {"name": "scale", "type": "histosys", "data":
                    {"hi_data": [44, 31, 0], "lo_data": [37, 30.5, 0]}}]},
                {"name": "fakes", "data": [5, 0, 4], "modifiers": [
                  {"name": "fakes_bins", "type": "shapesys", "data": [1, 2, 0]}]}]},
              {"name": "control", "samples": [
                {"name": "background", "data": [100, 80], "modifiers": [
                  {"name": "free", "type": "shapefactor", "data": null}]}]},
              {"name": "smooth", "samples": [
                {"name": "background", "data": [100, 80], "modifiers": [
                  {"name": "tilt", "type": "histosys", "data": {"hi_data": [110, 75], "lo_data": [92, 82]}},
                  {"name": "scale", "type": "normsys", "data": {"hi": 1.1, "lo": 0.95}}]}]}],
             "observations": [
               {"name": "signal-region", "data": [50, 36, 7]},
               {"name": "control", "data": [105, 77]},
               {"name": "smooth", "data": [98, 84]}],
             "measurements": [{"name": "all", "config": {"poi": "mu", "parameters": [
               {"name": "lumi", "inits": [1], "bounds": [[0.5, 1.5]], "auxdata": [1], "sigmas": [0.02]},
               {"name": "mu", "inits": [1.1], "bounds": [[-2, 5]]}]}}],
             "version": "1.0.0"}
            """;

    @TempDir
    Path folder;

    @Test
    void everyModifier() throws IOException {
        Path file = folder.resolve("everything.json");
        Files.writeString(file, EVERYTHING);
        ExchangedModel model = new PyhfFormat().read(file, "all", Progress.NONE);
        ExchangedModel back = check(model);
        assertEquals(List.of("mu"), back.interests());
        assertEquals(
                Set.copyOf(model.model().parameters()), Set.copyOf(back.model().parameters()));
        Path again = folder.resolve("again.json");
        new PyhfFormat().write(model, again);
        assertArrayEquals(Files.readAllBytes(folder.resolve("model.json")), Files.readAllBytes(again));
        assertTrue(new PyhfFormat().recognises(again));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data/models/simplemodel_correlated-background_hifa.json",
                "data/models/simplemodel_uncorrelated-background_hifa.json",
                "data/models/2-bin_1-channel.json",
                "data/models/example_bkgonly.json",
                "benchmarks/w3_workspace_1bin.json",
                "benchmarks/w3_workspace_10bin.json"
            })
    void workspacesThatWereRead(String file) throws IOException {
        check(new PyhfFormat().read(SharedFolder.require(file), "", Progress.NONE));
    }

    @Test
    void whatAWorkspaceCannotHoldIsRefused() {
        var flat = new Shape("uniform", Map.of());
        Expression a = Expression.ref("a");
        Expression exponential =
                Expression.product(Expression.constant(3), Expression.call(Expression.Function.EXP, a));
        refused("component s of category c has the factor", model(exponential, flat, List.of()));
        refused("has the term", model(Expression.sum(Expression.constant(1), a), flat, List.of()));
        refused("shape of kind gaussian", model(a, new Shape("gaussian", Map.of()), List.of()));
        refused("not called lumi", model(a, flat, List.of(Constraint.gaussian("a", 1, 0.1))));
        refused(
                "on which no bin depends",
                model(Expression.constant(2), flat, List.of(Constraint.gaussian("a", 1, 0.1))));
        ExchangedModel events = model(a, flat, List.of());
        refused(
                "not binned",
                new ExchangedModel("m", events.model(), Dataset.unweighted(List.of(new double[] {0.5})), Map.of()));
    }

    private static ExchangedModel model(Expression yield, Shape shape, List<Constraint> constraints) {
        var category = new ModelCategory("c", 0, 1, List.of(new Component("s", yield, shape)), Map.of());
        return new ExchangedModel(
                "m",
                new StatisticalModel(List.of(Parameter.interest("a", 1, 0, 5, 1)), constraints, List.of(category)),
                Dataset.histograms(List.of(new double[] {0, 1}), List.of(new double[] {3})),
                Map.of());
    }

    private void refused(String message, ExchangedModel model) {
        var error =
                assertThrows(FiduciaException.class, () -> new PyhfFormat().write(model, folder.resolve("no.json")));
        assertEquals(Kind.OUTPUT, error.kind());
        assertTrue(error.getMessage().contains(message), error::getMessage);
    }

    private ExchangedModel check(ExchangedModel model) throws IOException {
        Path file = folder.resolve("model.json");
        var format = new PyhfFormat();
        format.write(model, file);
        ExchangedModel back = format.read(file, "", Progress.NONE);
        Likelihood before =
                new UnbinnedCompiler(DeclaredComponents.of(ShapeFunction.class)).compile(model.model(), model.data());
        Likelihood after =
                new UnbinnedCompiler(DeclaredComponents.of(ShapeFunction.class)).compile(back.model(), back.data());
        assertEquals(before.constant(), after.constant(), 1e-12 * (1 + Math.abs(before.constant())));
        var random = new Random(8);
        for (int trial = 0; trial < 20; trial++) {
            double[] p = model.model().initial();
            double[] q = back.model().initial();
            for (int i = 0; i < p.length; i++) {
                Parameter parameter = model.model().parameters().get(i);
                if (trial > 0 && !parameter.fixed()) {
                    p[i] += 0.3 * random.nextGaussian() * (parameter.initial() == 0 ? 2 : 0.5);
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
