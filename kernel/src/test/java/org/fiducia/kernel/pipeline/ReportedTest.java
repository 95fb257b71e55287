package org.fiducia.kernel.pipeline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.fit.FitResult;
import org.fiducia.api.fit.FitResult.Status;
import org.fiducia.api.fit.Interval;
import org.fiducia.api.inference.Asked;
import org.fiducia.api.inference.Conclusions;
import org.fiducia.api.inference.Conclusions.Answers;
import org.fiducia.api.inference.Conclusions.Contribution;
import org.fiducia.api.inference.Conclusions.Fit;
import org.fiducia.api.inference.Conclusions.Impact;
import org.fiducia.api.inference.Conclusions.Result;
import org.fiducia.api.inference.Quantity;
import org.fiducia.api.inference.Questions;
import org.fiducia.api.inference.Questions.Value;
import org.fiducia.api.measurement.Interest;
import org.fiducia.api.measurement.Measurement.BinResult;
import org.fiducia.api.measurement.Measurement.InterestResult;
import org.fiducia.api.measurement.ModelPart;
import org.fiducia.api.measurement.Response;
import org.fiducia.api.measurement.Uncertainty;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.model.StatisticalModel;
import org.fiducia.api.observable.ObservableInfo;
import org.junit.jupiter.api.Test;

/** Which quantities are reported, in which order, and what is asked of them. */
class ReportedTest {
    private static final ObservableInfo OBSERVABLE = ObservableInfo.production("y", "y", "", 0, 1, 2);

    /** Two categories, two bins: predicted are 4 and 6 fb. */
    private static final Response RESPONSE = new Response(
            new double[1][2][2][2], new double[1][2][2][2], new double[1][2][2], new double[1][2][2], new double[][] {
                {1, 2}, {3, 4}
            });

    private static Quantity free(String name, String unit) {
        return new Quantity(name, name, unit, Expression.ref(name), 10);
    }

    private static Quantity computed(String name) {
        return new Quantity(name, name, "", Expression.product(Expression.ref("a"), Expression.ref("b")), 2);
    }

    private static final List<Quantity> BINS = List.of(free("sigma_0", "fb"), computed("sigma_1"));

    private static Reported reported(List<Quantity> further, ModelPart... parts) {
        return reported(List.of(), further, parts);
    }

    private static Reported reported(List<Parameter> floating, List<Quantity> further, ModelPart... parts) {
        var sources = new LinkedHashMap<String, ModelPart>();
        for (int k = 0; k < parts.length; k++) {
            sources.put("part " + k, parts[k]);
        }
        var nominal = new NominalMeasurement(
                null,
                new Lines.Measured(OBSERVABLE, c -> 0, new Calls()),
                List.of(),
                RESPONSE,
                ModelBuilder.Sources.NONE.withFurther(sources),
                new CandidateVariations(),
                null);
        var interest = new Interest(List.of(), List.of(), BINS, further, List.of());
        var signal = new Measurer.Signal(interest, List.of(), floating, Map.of(), Map.of(), Map.of());
        return Reported.of(new Measurer.Built(nominal, signal, null, Optional.empty()));
    }

    private static ModelPart reports(Quantity... quantities) {
        return ModelPart.EMPTY.withQuantities(List.of(quantities));
    }

    private static List<String> names(List<Quantity> quantities) {
        return quantities.stream().map(Quantity::name).toList();
    }

    private static MeasurementRequest request(List<String> scans, List<String> contours, List<String> limits) {
        return new MeasurementRequest(false, InMemory.asked(scans, contours, limits));
    }

    @Test
    void binsComeFirstThenWhatElseIsOfInterestThenSums() {
        Reported reported = reported(List.of(free("mH", "GeV")), reports(free("N", "events")), reports(computed("f")));
        assertEquals(List.of("sigma_0", "sigma_1", "mH", "N", "f", "all"), names(reported.all()));
        Quantity all = reported.sums().get(0);
        assertEquals("fb", all.unit());
        assertEquals(12, all.predicted());
        assertEquals(
                5 + 2 * 3,
                CountedLikelihood.value(all.value(), name -> name.equals("sigma_0") ? 5 : name.equals("a") ? 2 : 3));
    }

    @Test
    void aQuantityOfTwoPartsIsReportedOnce() {
        Quantity n = free("N", "events");
        assertEquals(
                List.of("sigma_0", "sigma_1", "N", "all"),
                names(reported(List.of(), reports(n), reports(n)).all()));
    }

    @Test
    void freeNumbersOfEventsAreSummedWhenThereAreSeveral() {
        Reported reported =
                reported(List.of(), reports(free("N1", "events"), free("x", "GeV")), reports(free("N2", "events")));
        assertEquals(List.of("all", "sum of N1, N2"), names(reported.sums()));
        assertEquals(20, reported.sums().get(1).predicted());
        assertEquals("events", reported.sums().get(1).unit());
        assertEquals(
                1, reported(List.of(), reports(free("N1", "events"))).sums().size());
    }

    @Test
    void intervalsWithAndWithoutSystematicsAndCompatibilityAreAlwaysAsked() {
        Questions questions = reported(List.of()).questions(InMemory.PLAIN);
        assertTrue(questions.statistical());
        assertTrue(questions.compatibility());
        assertEquals(List.of(), questions.breakdown());
        assertEquals(List.of(), questions.impacts());
        assertEquals(List.of(), questions.profiles().scans());
        assertEquals(List.of(), questions.tests().limits());
        assertEquals(0, questions.goodness());
        assertEquals(1, questions.seed());
        assertEquals(0.95, questions.tests().level());
    }

    @Test
    void breakdownAndImpactsAreOfTheBins() {
        Questions questions = reported(List.of(free("mH", "GeV")))
                .questions(new MeasurementRequest(
                        true,
                        new Asked(
                                true,
                                true,
                                List.of(),
                                31,
                                List.of(),
                                List.of(),
                                List.of(),
                                0.9,
                                List.of("sigma_0=2"),
                                List.of("sigma_0"),
                                50,
                                200,
                                7)));
        assertEquals(List.of("sigma_0", "sigma_1"), questions.breakdown());
        assertEquals(List.of("sigma_0", "sigma_1"), questions.impacts());
        assertEquals(50, questions.goodness());
        assertEquals(200, questions.tests().toys());
        assertEquals(0.9, questions.tests().level());
        assertEquals(List.of(new Value("sigma_0", 2)), questions.tests().values());
        assertEquals(List.of("sigma_0"), questions.tests().significances());
        assertEquals(7, questions.seed());
    }

    @Test
    void allMeansEveryReportedParameter() {
        Reported reported = reported(List.of(free("mH", "GeV")), reports(free("N", "events")));
        Questions questions = reported.questions(
                request(List.of("all", "mH", "a,b", "a, b"), List.of("mH,N"), List.of("all", "sigma_0", "mH")));
        assertEquals(
                List.of(List.of("sigma_0"), List.of("mH"), List.of("N"), List.of("a", "b")),
                questions.profiles().scans(),
                "sigma_1 is no parameter; what is named twice is scanned once");
        assertEquals(List.of(List.of("mH", "N")), questions.profiles().contours());
        assertEquals(List.of("sigma_0", "mH"), questions.tests().limits(), "all means the bins");
    }

    @Test
    void namesThatAreNoPairAreRefused() {
        var scan = assertThrows(
                FiduciaException.class,
                () -> reported(List.of()).questions(request(List.of("a,b,c"), List.of(), List.of())));
        assertEquals(Kind.USAGE, scan.kind());
        assertEquals("--scan a,b,c names 3 parameters", scan.getMessage());
        var contour = assertThrows(
                FiduciaException.class,
                () -> reported(List.of()).questions(request(List.of(), List.of("a"), List.of())));
        assertEquals("--contour a names 1 parameters", contour.getMessage());
    }

    /** Result k has the value k, statistical errors 3 and 6, total ones 5 and 10. */
    private static Conclusions found(List<Quantity> quantities, List<Contribution> breakdown) {
        var results = new ArrayList<Result>();
        for (int k = 0; k < quantities.size(); k++) {
            results.add(new Result(
                    quantities.get(k),
                    k,
                    Optional.of(new Interval(k, 5, 10, false, false)),
                    Optional.of(new Interval(k, 3, 6, false, false))));
        }
        int n = quantities.size();
        double[][] correlation = IntStream.range(0, n)
                .mapToObj(
                        i -> IntStream.range(0, n).mapToDouble(j -> 10 * i + j).toArray())
                .toArray(double[][]::new);
        var fit = new FitResult(Status.CONVERGED, "", new double[0], 0, 0, 0, null, 1, List.of());
        return new Conclusions(
                new Fit(fit, new double[0], List.of()),
                results,
                correlation,
                1,
                breakdown,
                List.of(),
                Answers.NONE,
                Map.of());
    }

    @Test
    void resultsAreFoundAtTheirPlaces() {
        Reported reported =
                reported(List.of(free("mH", "GeV")), reports(free("N1", "events")), reports(free("N2", "events")));
        Conclusions found = found(reported.all(), List.of());
        var theory = List.of(new Uncertainty(1, 2), new Uncertainty(3, 4), new Uncertainty(7, 8));
        List<BinResult> bins = reported.bins(found, theory);
        assertEquals(List.of(0.0, 1.0), bins.stream().map(BinResult::sigma).toList());
        assertEquals(List.of(4.0, 6.0), bins.stream().map(BinResult::sm).toList());
        assertEquals(new Uncertainty(3, 6), bins.get(0).stat());
        assertEquals(new Uncertainty(5, 10), bins.get(0).total());
        assertEquals(new Uncertainty(4, 8), bins.get(0).syst(), "5² = 3² + 4²");
        assertEquals(new Uncertainty(3, 4), bins.get(1).theory());
        assertEquals("1–2", bins.get(1).bin().label());
        BinResult all = reported.inclusive(found, theory);
        assertEquals(5, all.sigma(), "after two bins and three others");
        assertEquals(10, all.sm());
        assertEquals(new Uncertainty(7, 8), all.theory());
        List<InterestResult> others = reported.interest(found);
        assertEquals(
                List.of("mH", "N1", "N2", "sum of N1, N2"),
                others.stream().map(InterestResult::name).toList());
        assertEquals(
                List.of(2.0, 3.0, 4.0, 6.0),
                others.stream().map(InterestResult::value).toList());
        assertEquals(new Uncertainty(4, 8), others.get(3).syst());
        assertEquals(20, others.get(3).expected());
        assertArrayEquals(new double[][] {{0, 1}, {10, 11}}, reported.correlation(found));
        assertEquals(
                List.of("sigma_0", "sigma_1", "mH", "N1", "N2"),
                reported.joint(found).names());
        assertEquals(44, reported.joint(found).correlation()[4][4]);
    }

    /** That of the bins alone, out of that of all quantities. */
    @Test
    void theStatisticalCovarianceIsThatOfTheBins() {
        Reported reported = reported(List.of(free("mH", "GeV")));
        Conclusions plain = found(reported.all(), List.of());
        assertEquals(List.of(), reported.statistical(plain), "not asked for");
        var found = new Conclusions(
                plain.fit(),
                plain.quantities(),
                plain.correlation(),
                new double[][] {{4, 1, 7, 7}, {1, 9, 7, 7}, {7, 7, 7, 7}, {7, 7, 7, 7}},
                1,
                Double.NaN,
                List.of(),
                List.of(),
                Answers.NONE,
                Map.of());
        assertArrayEquals(
                new double[][] {{4, 1}, {1, 9}}, reported.statistical(found).toArray(double[][]::new));
    }

    @Test
    void aBreakdownHasBothSidesOfEveryBin() {
        var found = found(BINS, List.of(new Contribution("lumi", new double[] {1, 2}, new double[] {3, 4})));
        var breakdown = reported(List.of()).breakdown(found);
        assertEquals("lumi", breakdown.get(0).group());
        assertEquals(
                List.of(new Uncertainty(1, 3), new Uncertainty(2, 4)),
                breakdown.get(0).bins());
    }

    /** A mass that floats is broken down beside the bins, and reported apart from them; other parameters are not. */
    @Test
    void coordinatesOfThePointHaveTheirOwnBreakdownAndImpacts() {
        Reported reported = reported(
                List.of(Parameter.interest("mH", 125, 120, 130, 1)), List.of(free("mu", ""), free("mH", "GeV")));
        var asked = new Asked(
                true, true, List.of(), 31, List.of(), List.of(), List.of(), .9, List.of(), List.of(), 0, 0, 1);
        Questions questions = reported.questions(new MeasurementRequest(false, asked));
        assertEquals(List.of("sigma_0", "sigma_1", "mH"), questions.breakdown());
        assertEquals(List.of("sigma_0", "sigma_1", "mH"), questions.impacts());
        Conclusions plain = found(
                reported.all(), List.of(new Contribution("scale", new double[] {1, 2, 3}, new double[] {4, 5, 6})));
        var impact = new Impact("theta", "scale", 0, 1, new double[] {1, 2, 3}, new double[] {4, 5, 6});
        var other = new Impact("eta", "scale", 0, 1, new double[] {9, 2, 1}, new double[] {4, 5, -5});
        var found = new Conclusions(
                plain.fit(),
                plain.quantities(),
                plain.correlation(),
                1,
                plain.breakdown(),
                List.of(impact, other),
                Answers.NONE,
                Map.of());
        assertEquals(
                List.of(new Uncertainty(1, 4), new Uncertainty(2, 5)),
                reported.breakdown(found).get(0).bins());
        assertArrayEquals(new double[] {9, 2}, reported.impacts(found).get(0).up(), "the largest on a bin first");
        var coordinates = reported.coordinates(found);
        assertEquals(List.of("mH"), coordinates.names());
        assertEquals(
                List.of(new Uncertainty(3, 6)), coordinates.breakdown().get(0).bins());
        assertArrayEquals(new double[] {6}, coordinates.impacts().get(0).down(), "the largest on the mass first");
        assertEquals("eta", coordinates.impacts().get(1).nuisance());
    }

    @Test
    void parametersOfAModelAreQuantitiesPredictedWhereTheyStart() {
        var model = new StatisticalModel(
                List.of(Parameter.interest("a", 1, 0, 5, 1), Parameter.interest("b", 2, 0, 5, 1)),
                List.of(),
                List.of());
        List<Quantity> quantities = Reported.parameters(model, List.of("b", "a"), "fb");
        assertEquals(List.of("b", "a"), names(quantities));
        assertEquals(2, quantities.get(0).predicted());
        assertTrue(quantities.get(0).isParameter());
        assertEquals("fb", quantities.get(0).unit());
    }
}
