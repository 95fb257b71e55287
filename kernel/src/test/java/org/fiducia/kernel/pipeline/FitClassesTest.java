package org.fiducia.kernel.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.fiducia.api.channel.Category;
import org.fiducia.api.channel.Region;
import org.fiducia.api.fit.FitResult;
import org.fiducia.api.fit.FitResult.Status;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.Era;
import org.fiducia.api.measurement.FitDetails;
import org.fiducia.api.measurement.FitDetails.Coordinates;
import org.fiducia.api.measurement.FitDetails.FitClass;
import org.fiducia.api.measurement.FitDetails.WeightedSpectrum;
import org.fiducia.api.model.Component;
import org.fiducia.api.model.Constraint;
import org.fiducia.api.model.Dataset;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.ModelCategory;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.model.Shape;
import org.fiducia.api.model.StatisticalModel;
import org.junit.jupiter.api.Test;

/** Gaussian peaks on flat backgrounds between 100 and 150, of which everything is known. */
class FitClassesTest {
    /** Of a Gaussian, within one standard deviation. */
    private static final double SHARE = 0.6826894921370859;

    private static final Analysis ANALYSIS = new Analysis(
            "test",
            13,
            List.of(new Era("E", 10)),
            List.of(new Category("a", "a"), new Category("b", "b")),
            List.of(new Region("SR", "", true)),
            "m",
            100,
            150,
            125);

    private static final Parameter MU = Parameter.interest("mu", 1, 0, 10, 0.1);
    private static final Parameter SLOPE = new Parameter("slope", 0, -5, 5, 1, Parameter.Role.NUISANCE, "", false);

    /** 1000 events of background beside so many of a peak, for mu = 1. */
    private static ModelCategory category(String id, String bin, double signal, double sigma) {
        Shape peak =
                new Shape("gaussian", Map.of("mean", Expression.constant(125), "sigma", Expression.constant(sigma)));
        Shape flat = new Shape("flat", Map.of("slope", Expression.ref("slope")));
        return new ModelCategory(
                id + bin,
                100,
                150,
                List.of(
                        new Component("background", Expression.constant(1000), flat),
                        new Component(
                                "peak", Expression.product(Expression.constant(signal), Expression.ref("mu")), peak)),
                Map.of("region", ANALYSIS.fit().id(), "era", "E", "category", id, "bin", bin));
    }

    private static FitDetails details(
            boolean asimov,
            Parameter slope,
            List<Constraint> constraints,
            List<double[]> data,
            double mu,
            ModelCategory... categories) {
        var model = new StatisticalModel(List.of(MU, slope), constraints, List.of(categories));
        var likelihood = new CountedLikelihood(model, Dataset.unweighted(data));
        var best = new FitResult(Status.CONVERGED, "", new double[] {mu, 0}, 0, 0, 0, null, 1, List.of());
        return FitClasses.details(ANALYSIS, likelihood, best, asimov, Coordinates.NONE);
    }

    private static final ModelCategory A = category("a", "0", 100, 2);
    private static final ModelCategory B = category("b", "0", 300, 1);
    private static final List<double[]> DATA = List.of(new double[] {110.2, 110.7, 150}, new double[] {110.5});

    private static final double WEIGHT_A = SHARE * 100 / (SHARE * 100 + 20 * 4);
    private static final double WEIGHT_B = SHARE * 300 / (SHARE * 300 + 20 * 2);

    @Test
    void aGaussianHasItsOwnWidth() {
        List<FitClass> classes = details(false, SLOPE, List.of(), DATA, 1, A, B).classes();
        assertEquals(List.of("a", "b"), classes.stream().map(FitClass::category).toList());
        FitClass a = classes.get(0);
        assertEquals(3, a.observed());
        assertEquals(100, a.signal(), 1e-6);
        assertEquals(125, a.peak(), 0.02);
        assertEquals(2, a.width(), 1e-4);
        assertEquals(20, a.background(), 1e-9);
        assertEquals(WEIGHT_A, a.purity(), 1e-4);
        assertEquals(1, classes.get(1).width(), 1e-4);
        assertEquals(WEIGHT_B, classes.get(1).purity(), 1e-4);
    }

    @Test
    void binsOfACategoryAreOneClass() {
        ModelCategory second = category("a", "1", 200, 1);
        FitClass a = details(
                        false,
                        SLOPE,
                        List.of(),
                        List.of(new double[] {101}, new double[] {102, 103}, new double[] {104}),
                        1,
                        A,
                        second,
                        B)
                .classes()
                .get(0);
        assertEquals(3, a.observed());
        assertEquals(300, a.signal(), 1e-6);
        assertEquals(40, a.background(), 1e-9);
        assertTrue(a.width() > 1 && a.width() < 2, "between those of the bins: " + a.width());
    }

    @Test
    void everyEventHasTheWeightOfItsCategory() {
        WeightedSpectrum weighted =
                details(false, SLOPE, List.of(), DATA, 1, A, B).weighted().get(0);
        assertEquals(51, weighted.edges().length, "intervals of one unit resolve the narrowest peak");
        assertEquals(2 * WEIGHT_A + WEIGHT_B, weighted.observed()[10], 1e-4);
        assertEquals(Math.sqrt(2 * WEIGHT_A * WEIGHT_A + WEIGHT_B * WEIGHT_B), weighted.errors()[10], 1e-4, "√Σw²");
        assertEquals(WEIGHT_A, weighted.observed()[49], 1e-4, "the upper end belongs to the range");
        double signal = 0;
        double background = 0;
        for (int i = 0; i < 50; i++) {
            signal += weighted.expected(i, weighted.signal());
            background += weighted.expected(i, weighted.background());
        }
        assertEquals(100 * WEIGHT_A + 300 * WEIGHT_B, signal, 0.02);
        assertEquals(1000 * (WEIGHT_A + WEIGHT_B), background, 0.2);
    }

    @Test
    void anAsimovDataSetIsWhatTheStartExpects() {
        WeightedSpectrum weighted =
                details(true, SLOPE, List.of(), DATA, 1, A, B).weighted().get(0);
        assertEquals(
                1100 * WEIGHT_A + 1300 * WEIGHT_B,
                Arrays.stream(weighted.observed()).sum(),
                0.3);
        assertEquals(Math.sqrt(20 * (WEIGHT_A * WEIGHT_A + WEIGHT_B * WEIGHT_B)), weighted.errors()[0], 1e-3);
    }

    @Test
    void withoutSignalThereIsNoPeak() {
        FitDetails details = details(false, SLOPE, List.of(), DATA, 0, A, B);
        assertTrue(Double.isNaN(details.classes().get(0).width()));
        assertTrue(Double.isNaN(details.classes().get(0).purity()));
        assertEquals(List.of(), details.weighted());
    }

    @Test
    void shapesThatAreKnownBeforeTheFitAndSingleCategoriesHaveNone() {
        assertEquals(FitDetails.NONE, details(false, SLOPE.fixedAt(0), List.of(), DATA, 1, A, B));
        assertEquals(
                FitDetails.NONE, details(false, SLOPE, List.of(Constraint.gaussian("slope", 0, 1)), DATA, 1, A, B));
        assertEquals(FitDetails.NONE, details(false, SLOPE, List.of(), DATA.subList(0, 1), 1, A));
    }
}
