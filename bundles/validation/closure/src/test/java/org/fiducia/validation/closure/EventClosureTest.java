package org.fiducia.validation.closure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
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
import org.fiducia.api.measurement.FitRegion;
import org.fiducia.api.measurement.Measurement.Quality;
import org.fiducia.api.measurement.Point;
import org.fiducia.api.measurement.Sample;
import org.fiducia.api.model.Component;
import org.fiducia.api.model.Dataset;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.ModelCategory;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.model.Shape;
import org.fiducia.api.model.StatisticalModel;
import org.fiducia.api.observable.Axis;
import org.fiducia.api.observable.ObservableInfo;
import org.fiducia.statistics.likelihood.UnbinnedCompiler;
import org.fiducia.statistics.likelihood.internal.shape.Gaussian;
import org.fiducia.statistics.likelihood.internal.shape.Histogram;
import org.fiducia.statistics.newton.NewtonFitter;
import org.fiducia.statistics.profile.ProfileLikelihood;
import org.fiducia.testkit.PlainCandidate;
import org.junit.jupiter.api.Test;

class EventClosureTest {
    private static final UnbinnedCompiler COMPILER = new UnbinnedCompiler(List.of(new Gaussian(), new Histogram()));
    private static final int EVENTS = 20_000;
    private static final double LUMINOSITY = 100;
    private static final ObservableInfo X = ObservableInfo.production("x", "x", "", 0, 1, 2);

    /** Expected signal events per bin, and backgrounds of both bins. */
    private static final double SIGNAL = 400;

    private static final double BACKGROUND = 800;

    private static Analysis analysis(int intervals) {
        return new Analysis(
                "",
                "",
                13.6,
                List.of(new Era("2024", LUMINOSITY)),
                List.of(new Category("4mu", "4mu")),
                List.of(new Region("SR", "", true)),
                new FitRegion("SR", FitRegion.Use.SIGNAL, "", new Axis("m", "GeV", 0), 105, 160, intervals),
                Point.of("mH", 125));
    }

    private static Shape gaussian(double mean, double sigma) {
        var parameters = new LinkedHashMap<String, Expression>();
        parameters.put("mean", Expression.constant(mean));
        parameters.put("sigma", Expression.constant(sigma));
        return new Shape("gaussian", parameters);
    }

    private static BinnedSample sample(String process, Role role, double total, double[] value) {
        var events = new ArrayList<SelectedEvent>();
        int[] bins = new int[value.length];
        boolean[] fitted = new boolean[value.length];
        for (int e = 0; e < value.length; e++) {
            events.add(new SelectedEvent(1, 0, 0, PlainCandidate.atRest(value[e]), -1, null, true));
            bins[e] = e % 2;
            fitted[e] = true;
        }
        double scale = total / (LUMINOSITY * value.length);
        return new BinnedSample(
                new Sample(process, process, role, Point.of("mH", 125), "", scale), events, bins, bins, value, fitted);
    }

    /**
     * Two bins with a peak of 1.5 GeV above a flat background.
     *
     * @param width that the model takes it to have
     */
    private static CardModel.Model model(int intervals, double width) {
        var random = new Random(4);
        double[] mass = random.doubles(EVENTS)
                .map(u -> 125 + 1.5 * random.nextGaussian())
                .toArray();
        double[] flat = random.doubles(EVENTS, 105, 160).toArray();
        var parameters = new ArrayList<Parameter>();
        var categories = new ArrayList<ModelCategory>();
        var quantities = new ArrayList<Quantity>();
        for (int j = 0; j < 2; j++) {
            String name = "sigma_" + j;
            parameters.add(Parameter.interest(name, 2, 0, 100, 0.1));
            quantities.add(new Quantity(name, "", "fb", Expression.ref(name), 2));
            categories.add(new ModelCategory(
                    "c" + j,
                    105,
                    160,
                    List.of(
                            new Component(
                                    "signal",
                                    Expression.product(Expression.constant(SIGNAL / 2), Expression.ref(name)),
                                    gaussian(125, width)),
                            new Component(
                                    "zz",
                                    Expression.constant(BACKGROUND),
                                    Shape.histogram(new double[] {105, 160}, new double[] {1})),
                            new Component("none", Expression.constant(10), gaussian(140, 5))),
                    Map.of(
                            "region",
                            "SR",
                            "era",
                            "2024",
                            "category",
                            "4mu",
                            "bin",
                            X.reconstructed().bins().get(j).label())));
        }
        var statistical = new StatisticalModel(parameters, List.of(), categories);
        var data = Dataset.unweighted(List.of(new double[] {125}, new double[] {125}));
        double[] two = {1, 1};
        return new CardModel.Model(
                analysis(intervals),
                X,
                null,
                new Quality(1, 1, two, two, two),
                quantities,
                COMPILER.compile(statistical, data),
                List.of(),
                new NewtonFitter(),
                new ProfileLikelihood(),
                List.of(
                        sample("ggH", Role.SIGNAL, 2 * SIGNAL, mass),
                        sample("zz", Role.BACKGROUND, 2 * 3 * BACKGROUND, flat)));
    }

    private static EventClosure closure(double width, boolean all, int replicas) {
        return EventClosure.run(model(0, width), COMPILER, 3000, all, replicas, 1, Progress.NONE);
    }

    @Test
    void theRightShapeClosesAtEveryLuminosity() {
        for (boolean all : new boolean[] {false, true}) {
            EventClosure closure = closure(1.5, all, 12);
            assertEquals(2, closure.rows().size());
            for (EventClosure.Row row : closure.rows()) {
                assertEquals(2, row.truth());
                assertEquals(2 * relativeError(), row.expected(), 2e-3 * row.expected());
                // what 10 000 simulated events leave of it: shape noise of signal, and of background when it is events
                assertEquals(0, row.bias(), all ? 0.9 : 0.3);
                // a replica fluctuates as its 10 000 events do, of which 12 000 are expected at the luminosity
                assertEquals(1.1, row.pulls().width(), all ? 1 : 0.6);
                assertEquals(0, row.failed());
            }
        }
    }

    /** 1/√I of the number of signal events, I = ∫ f²/(s f + b) dm, at thirty times the luminosity. */
    private static double relativeError() {
        double s = 30 * SIGNAL;
        double information = 0;
        double step = 0.01;
        for (double m = 105 + step / 2; m < 160; m += step) {
            double f = Math.exp(-0.5 * Math.pow((m - 125) / 1.5, 2)) / (1.5 * Math.sqrt(2 * Math.PI));
            double none = Math.exp(-0.5 * Math.pow((m - 140) / 5, 2)) / (5 * Math.sqrt(2 * Math.PI));
            information += f * f / (s * f + 30 * (BACKGROUND / 55 + 10 * none)) * step;
        }
        return 1 / Math.sqrt(information) / s;
    }

    @Test
    void aWrongShapeIsFound() {
        EventClosure closure = closure(2.2, false, 0);
        assertFalse(closure.closes());
        for (EventClosure.Row row : closure.rows()) {
            assertTrue(row.bias() > 1, "too wide takes in background: " + row.bias());
            assertTrue(Double.isNaN(row.pulls().mean()));
        }
        String text = closure.rows().toString();
        assertEquals(text, closure(2.2, false, 0).rows().toString(), "the same each time");
    }

    @Test
    void theReportHasEveryNumber() throws Exception {
        EventClosure closure = closure(1.5, false, 3);
        var report = ClosureReport.of(closure);
        JsonNode json = new JsonMapper().valueToTree(report.data());
        assertEquals(3000, json.get("luminosity").asDouble());
        assertEquals("signal", json.get("events").asText());
        for (int j = 0; j < 2; j++) {
            JsonNode bin = json.get("bins").get(j);
            assertEquals(closure.rows().get(j).bias(), bin.get("bias").asDouble());
            assertEquals(closure.rows().get(j).fitted(), bin.get("fitted").asDouble());
            assertEquals(X.binning().bins().get(j).label(), bin.get("bin").asText());
        }
    }

    @Test
    void histogramsAreRefused() {
        var error = assertThrows(
                FiduciaException.class,
                () -> EventClosure.run(model(10, 1.5), COMPILER, 3000, false, 0, 1, Progress.NONE));
        assertTrue(error.remedy().contains("--events"), error.remedy());
    }
}
