package org.fiducia.validation.closure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.Progress;
import org.fiducia.api.channel.Category;
import org.fiducia.api.channel.Region;
import org.fiducia.api.channel.Role;
import org.fiducia.api.channel.SelectedEvent;
import org.fiducia.api.command.CardModel;
import org.fiducia.api.inference.Quantity;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.BinnedSample;
import org.fiducia.api.measurement.Era;
import org.fiducia.api.measurement.Measurement.Quality;
import org.fiducia.api.measurement.Response;
import org.fiducia.api.measurement.Sample;
import org.fiducia.api.model.Component;
import org.fiducia.api.model.Dataset;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.ModelCategory;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.model.Shape;
import org.fiducia.api.model.StatisticalModel;
import org.fiducia.api.observable.ObservableInfo;
import org.fiducia.statistics.likelihood.UnbinnedCompiler;
import org.fiducia.statistics.likelihood.internal.shape.Histogram;
import org.fiducia.statistics.newton.NewtonFitter;
import org.fiducia.statistics.profile.ProfileLikelihood;
import org.fiducia.testkit.MassFit;
import org.fiducia.testkit.PlainCandidate;
import org.junit.jupiter.api.Test;

/** Eight fb of ggH of which half are selected and two of VBF, all selected: the efficiency is 6/10. */
class ModelDependenceTest {
    private static final UnbinnedCompiler COMPILER = new UnbinnedCompiler(List.of(new Histogram()));
    private static final ObservableInfo X = ObservableInfo.production("x", "x", "", 0, 1);
    private static final double LUMINOSITY = 100;

    private static final Analysis ANALYSIS = new Analysis(
            "",
            13.6,
            List.of(new Era("2022", LUMINOSITY)),
            List.of(new Category("4e", "")),
            List.of(new Region("SR", "", true)),
            "",
            105,
            160,
            125);

    private static BinnedSample sample(String process, int events, int selected) {
        var list = new ArrayList<SelectedEvent>();
        int[] reco = new int[events];
        for (int e = 0; e < events; e++) {
            boolean is = e < selected;
            reco[e] = is ? 0 : -1;
            var candidate = PlainCandidate.atRest(125);
            list.add(new SelectedEvent(1, is ? 0 : -1, is ? 0 : -1, is ? candidate : null, 0, candidate, is));
        }
        return MassFit.binned(
                ANALYSIS,
                new Sample(process, process, Role.SIGNAL, MassFit.at(125), "", 1),
                list,
                reco,
                new int[events]);
    }

    private static CardModel.Model model(List<BinnedSample> samples) {
        Shape flat = Shape.histogram(new double[] {105, 160}, new double[] {1});
        var events = Expression.product(Expression.constant(LUMINOSITY * 0.6), Expression.ref("sigma"));
        var category = new ModelCategory(
                "c",
                105,
                160,
                List.of(new Component("signal", events, flat), new Component("zz", Expression.constant(50), flat)),
                Map.of(
                        "region",
                        "SR",
                        "era",
                        "2022",
                        "category",
                        "4e",
                        "bin",
                        X.binning().bins().get(0).label()));
        var statistical =
                new StatisticalModel(List.of(Parameter.interest("sigma", 10, 0, 1e4, 1)), List.of(), List.of(category));
        double[] one = {1};
        return new CardModel.Model(
                ANALYSIS,
                X,
                new Response(
                        new double[][][][] {{{{0.6}}}},
                        new double[][][][] {{{{0}}}},
                        new double[][][] {{{0}}},
                        new double[][][] {{{0}}},
                        new double[][] {{10}}),
                new Quality(1, 1, one, one, one),
                List.of(new Quantity("sigma", "", "fb", Expression.ref("sigma"), 10)),
                COMPILER.compile(statistical, Dataset.unweighted(List.of(new double[] {125}))),
                List.of(),
                new NewtonFitter(),
                new ProfileLikelihood(),
                samples);
    }

    @Test
    void biasIsThatOfTheEfficiency() {
        var dependence =
                ModelDependence.run(model(List.of(sample("ggH", 8, 4), sample("VBF", 2, 2))), COMPILER, Progress.NONE);
        List<String> titles = dependence.mixtures().stream()
                .map(ModelDependence.Mixture::title)
                .toList();
        assertEquals(List.of("ggH × 0.5", "ggH × 2", "VBF × 0.5", "VBF × 2"), titles);
        double[] truth = {6, 18, 9, 12};
        double[] selected = {4, 10, 5, 8};
        for (int m = 0; m < truth.length; m++) {
            var mixture = dependence.mixtures().get(m);
            assertEquals(truth[m], mixture.truth()[0], 1e-12);
            assertEquals(selected[m] / 0.6, mixture.fitted()[0], 1e-6);
            assertEquals(selected[m] / 0.6 / truth[m] - 1, mixture.bias(0), 1e-6);
        }
        // √(600 + 50) events over 60 per fb
        assertEquals(Math.sqrt(650) / 60, dependence.expected()[0], 1e-6);
        JsonNode json =
                new JsonMapper().valueToTree(ClosureReport.of(dependence).data());
        assertEquals("VBF", json.get("mixtures").get(3).get("process").asText());
        assertEquals(12, json.get("mixtures").get(3).get("truth").get(0).asDouble(), 1e-12);
    }

    @Test
    void oneModeHasNoMixture() {
        var error = assertThrows(
                FiduciaException.class,
                () -> ModelDependence.run(model(List.of(sample("ggH", 8, 4))), COMPILER, Progress.NONE));
        assertTrue(error.remedy().contains("/samples"), error.remedy());
    }
}
