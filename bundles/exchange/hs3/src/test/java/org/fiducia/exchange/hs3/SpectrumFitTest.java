package org.fiducia.exchange.hs3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.fiducia.api.Progress;
import org.fiducia.api.exchange.ExchangedModel;
import org.fiducia.api.fit.FitResult;
import org.fiducia.api.fit.Interval;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.fit.ShapeFunction;
import org.fiducia.api.model.StatisticalModel;
import org.fiducia.statistics.likelihood.UnbinnedCompiler;
import org.fiducia.statistics.newton.NewtonFitter;
import org.fiducia.statistics.profile.ProfileLikelihood;
import org.fiducia.testkit.DeclaredComponents;
import org.fiducia.testkit.SharedFolder;
import org.junit.jupiter.api.Test;

/** The published pT(4ℓ) measurement as one file, with the numbers that iminuit finds for it. */
class SpectrumFitTest {
    private static Path file(String name) {
        return SharedFolder.require("data")
                .resolve("real")
                .resolve("cms-2016-model")
                .resolve(name);
    }

    @Test
    void agreesWithTheReferenceEverywhere() throws IOException {
        JsonNode reference =
                new ObjectMapper().readTree(file("pT4l_reference.json").toFile());
        ExchangedModel read = new Hs3Format().read(file("pT4l.hs3.json"), "", Progress.NONE);
        StatisticalModel model = read.model();
        assertEquals(5, read.interests().size());
        Likelihood likelihood =
                new UnbinnedCompiler(DeclaredComponents.of(ShapeFunction.class)).compile(model, read.data());
        double start = reference.get("start").get("nll").asDouble();
        assertEquals(start, likelihood.value(model.initial()), 1e-9 * start);
        for (JsonNode point : reference.get("check_points")) {
            double[] at = model.initial();
            point.get("parameters")
                    .properties()
                    .forEach(entry ->
                            at[model.indexOf(entry.getKey())] = entry.getValue().asDouble());
            double nll = point.get("nll").asDouble();
            assertEquals(nll, likelihood.value(at), 1e-9 * nll);
        }
        double constants = reference
                        .get("nll_dropped_constants")
                        .get("sum_log_n_factorial")
                        .asDouble()
                + reference
                        .get("nll_dropped_constants")
                        .get("sum_log_sigma_sqrt2pi")
                        .asDouble();
        assertEquals(constants, likelihood.constant(), 1e-9 * constants);
        var fitter = new NewtonFitter();
        FitResult fit = fitter.fit(likelihood, model.initial(), true, Progress.NONE);
        assertTrue(fit.converged(), fit::message);
        double minimum = reference.get("minimum").get("nll").asDouble();
        assertEquals(minimum, fit.nll(), 1e-9 * minimum);
        reference.get("floating").get("parameters").properties().forEach(entry -> {
            int i = model.indexOf(entry.getKey());
            double sigma = Math.max(fit.error(i), 1e-4);
            assertEquals(entry.getValue().asDouble(), fit.parameters()[i], 1e-3 * sigma, entry.getKey());
        });
        var intervals = new ProfileLikelihood();
        reference.get("floating").get("pois").properties().forEach(entry -> {
            int i = model.indexOf(entry.getKey());
            Interval interval = intervals.interval(likelihood, fitter, fit, i, Progress.NONE);
            double sigma = entry.getValue().get("err_up").asDouble();
            assertEquals(sigma, interval.up(), 1e-3 * sigma, entry.getKey());
            if (entry.getValue().get("err_down").isNull()) {
                assertTrue(interval.lowerIsLimit(), entry.getKey());
            } else {
                assertEquals(-entry.getValue().get("err_down").asDouble(), interval.down(), 1e-3 * sigma);
            }
        });
    }
}
