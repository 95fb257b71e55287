package org.fiducia.exchange.pyhf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.fiducia.api.Progress;
import org.fiducia.api.exchange.ExchangedModel;
import org.fiducia.api.fit.FitResult;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.fit.ShapeFunction;
import org.fiducia.api.model.StatisticalModel;
import org.fiducia.statistics.likelihood.UnbinnedCompiler;
import org.fiducia.statistics.newton.NewtonFitter;
import org.fiducia.testkit.DeclaredComponents;
import org.fiducia.testkit.SharedFolder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Workspaces with the numbers that pyhf finds for them. */
class WorkspaceFitTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "simplemodel_correlated-background_hifa.json",
                "simplemodel_uncorrelated-background_hifa.json",
                "2-bin_1-channel.json",
                "example_bkgonly.json"
            })
    void agreesWithPyhf(String file) throws IOException {
        JsonNode reference = reference(file);
        ExchangedModel read =
                new PyhfFormat().read(SharedFolder.require("data/models").resolve(file), "", Progress.NONE);
        StatisticalModel model = read.model();
        Likelihood likelihood =
                new UnbinnedCompiler(DeclaredComponents.of(ShapeFunction.class)).compile(model, read.data());
        double start = 2 * (likelihood.value(model.initial()) + likelihood.constant());
        assertEquals(reference.get("init_twice_nll").asDouble(), start, 1e-9 * Math.abs(start));
        FitResult fit = new NewtonFitter().fit(likelihood, model.initial(), true, Progress.NONE);
        assertTrue(fit.converged(), fit::message);
        // pyhf stops a little before its minimum: at its point the numbers are the same, and ours is no higher
        double[] there = model.initial();
        reference
                .get("bestfit")
                .properties()
                .forEach(entry ->
                        there[model.indexOf(entry.getKey())] = entry.getValue().asDouble());
        double minimum = reference.get("twice_nll").asDouble();
        assertEquals(minimum, 2 * (likelihood.value(there) + likelihood.constant()), 1e-9 * minimum);
        double ours = 2 * (fit.nll() + likelihood.constant());
        assertTrue(ours <= minimum && ours > minimum - 1e-5, () -> ours + " for " + minimum);
        reference.get("bestfit").properties().forEach(entry -> {
            int i = model.indexOf(entry.getKey());
            assertTrue(i >= 0, () -> "no parameter " + entry.getKey());
            if (model.parameters().get(i).fixed()) {
                assertEquals(entry.getValue().asDouble(), fit.parameters()[i], entry.getKey());
                return;
            }
            double sigma = 1 / Math.sqrt(likelihood.hessian(fit.parameters())[i][i]);
            double tolerance = (1e-3 + Math.sqrt(Math.max(0, minimum - ours))) * sigma;
            assertEquals(entry.getValue().asDouble(), fit.parameters()[i], tolerance, entry.getKey());
        });
    }

    private static JsonNode reference(String file) throws IOException {
        for (JsonNode entry : new ObjectMapper()
                .readTree(SharedFolder.require("data/models")
                        .resolve("reference.json")
                        .toFile())) {
            if (entry.get("file").asText().equals(file)) {
                return entry;
            }
        }
        throw new AssertionError(file);
    }
}
