package org.fiducia.testkit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntUnaryOperator;
import org.fiducia.api.Settings;
import org.fiducia.api.channel.Candidate;
import org.fiducia.api.measurement.Response;
import org.fiducia.api.measurement.SystematicScheme.Combination;
import org.fiducia.api.measurement.Uncertainty;
import org.fiducia.api.model.Expression;
import org.fiducia.api.observable.Classification;
import org.fiducia.api.observable.ObservableInfo;
import org.junit.jupiter.api.Test;

/** Contracts of what is measured and of how uncertain it is fail where a double is wrong, and only there. */
class MeasurementContractsTest {
    private final AtomicInteger calls = new AtomicInteger();

    @Test
    void schemes() {
        Wrong.in(() -> new SchemeContract((Wrong.Scheme) (values, data, simulation, other) -> new Combination(
                Arrays.stream(values).average().orElseThrow(),
                Math.sqrt(squares(values, Arrays.stream(values).average().orElseThrow())
                        + data * data
                        + Math.pow(Math.max(simulation, other), 2)))) {});
        Wrong.in(
                () -> new SchemeContract((Wrong.Scheme) (values, data, simulation, other) -> new Combination(
                        values[1], Math.sqrt(squares(values, values[0]) + data * data + simulation * simulation))) {},
                "theOrderOfTheAlternativesDoesNotMatter");
        Wrong.in(
                () -> new SchemeContract((Wrong.Scheme) (values, data, simulation, other) ->
                        new Combination(values[0], Math.sqrt(squares(values, values[0]) + data * data))) {},
                "largerUncertaintiesMakeALargerOne");
        Wrong.in(
                () -> new SchemeContract((Wrong.Scheme) (values, data, simulation, other) ->
                        new Combination(values[0], values[0] * (squares(values, values[0]) + data + simulation))) {},
                "whatIsMirroredMirrorsTheResult");
        Wrong.in(
                () -> new SchemeContract((Wrong.Scheme) (values, data, simulation, other) -> new Combination(
                        2, 0.01 + Math.sqrt(squares(values, values[0]) + data * data + simulation * simulation))) {},
                "theCentralValueLiesAmongTheAlternatives",
                "alternativesThatAgreeAddNothing",
                "whatIsMirroredMirrorsTheResult");
    }

    private static double squares(double[] values, double centre) {
        return Arrays.stream(values).map(x -> (x - centre) * (x - centre)).sum();
    }

    private static PredictionContract prediction(double each, double all, int more) {
        return new PredictionContract(
                (Wrong.Prediction) (nominal, settings) -> {
                    settings.refuseUnknown();
                    var found = new ArrayList<Uncertainty>();
                    for (int j = 0; j < nominal.observable().binning().size() + more; j++) {
                        found.add(new Uncertainty(each, each));
                    }
                    found.add(new Uncertainty(all, all));
                    return found;
                },
                Settings.none()) {};
    }

    @Test
    void predictions() {
        Wrong.in(() -> prediction(0.1, 0.2, 0));
        Wrong.in(() -> prediction(0.1, 0.2, 1), "everyBinAndTheirSumHaveOne");
        Wrong.in(() -> prediction(-0.1, 0.2, 0), "everyBinAndTheirSumHaveOne");
        Wrong.in(() -> prediction(0.1, 0.5, 0), "everyBinAndTheirSumHaveOne");
    }

    /** Sums of efficiencies times cross sections; what is wrong is a factor on them, or which they are. */
    private static List<List<Expression>> folded(
            Response response,
            List<List<Expression>> sigma,
            int era,
            double factor,
            boolean outside,
            IntUnaryOperator fiducial) {
        var categories = new ArrayList<List<Expression>>();
        for (int c = 0; c < response.categories(); c++) {
            var bins = new ArrayList<Expression>();
            for (int i = 0; i < response.recoBins(); i++) {
                double others = outside ? 1 + response.nonFiducial()[era][c][i] : 1;
                var terms = new ArrayList<Expression>();
                for (int j = 0; j < response.fiducialBins(); j++) {
                    terms.add(Expression.product(
                            Expression.constant(response.efficiency()[era][c][i][j] * factor * others),
                            sigma.get(c).get(fiducial.applyAsInt(j))));
                }
                bins.add(new Expression.Sum(terms));
            }
            categories.add(bins);
        }
        return categories;
    }

    private static UnfoldingContract unfolding(double factor, boolean outside, IntUnaryOperator fiducial) {
        return new UnfoldingContract((Wrong.Events) (response, sigma, era, settings) -> {
            settings.refuseUnknown();
            return folded(response, sigma, era, factor, outside, fiducial);
        }) {};
    }

    @Test
    void unfoldings() {
        Wrong.in(() -> unfolding(1, true, j -> j));
        Wrong.in(() -> unfolding(1, false, j -> j), "thePredictionGivesWhatSimulationFound");
        Wrong.in(
                () -> unfolding(-1, true, j -> j),
                "thePredictionGivesWhatSimulationFound",
                "moreCrossSectionIsNeverLessEvents");
        Wrong.in(
                () -> unfolding(1, true, j -> 0),
                "thePredictionGivesWhatSimulationFound",
                "thoseEventsGiveThePredictionBack",
                "moreCrossSectionIsNeverLessEvents");
        Wrong.in(
                () -> new UnfoldingContract((Wrong.Events) (response, sigma, era, settings) ->
                        folded(response, sigma, era, 1 + 1e-15 * calls.incrementAndGet(), true, j -> j)) {},
                "refusesSettingsThatItDoesNotKnow",
                "saysTheSameTwice");
    }

    private static WeightContract weight(Wrong.Weight weight) {
        return new WeightContract(weight) {};
    }

    @Test
    void weights() {
        Wrong.in(() -> weight(settings -> {
            settings.refuseUnknown();
            return candidate -> 0.9 + 1e-3 * candidate.p4().pt();
        }));
        Wrong.in(() -> weight(settings -> candidate -> 1), "doesSomething", "refusesSettingsThatItDoesNotKnow");
        Wrong.in(
                () -> weight(settings -> {
                    settings.refuseUnknown();
                    return candidate -> candidate.p4().pt() - 10;
                }),
                "isANumberAndNoneBelowZero");
        Wrong.in(
                () -> weight(settings -> {
                    settings.refuseUnknown();
                    return candidate -> calls.incrementAndGet();
                }),
                "isAFunctionOfTheCandidateAlone");
    }

    /** Sorts by jets into two classes on either side. */
    private static class ByJets implements Wrong.Classes {
        private static final ObservableInfo INFO = ObservableInfo.production("jets", "jets", "", 0, 1, 2);

        @Override
        public ObservableInfo info() {
            return INFO;
        }

        @Override
        public Class<Candidate> candidateType() {
            return Candidate.class;
        }

        @Override
        public int fiducial(String process, Candidate candidate) {
            return Math.min(1, candidate.jets().size());
        }

        @Override
        public int reconstructed(Candidate candidate, int category) {
            return Math.min(1, candidate.jets().size());
        }
    }

    @Test
    void classifications() {
        Wrong.in(() -> new ClassificationContract<>(new ByJets()) {});
        Wrong.in(
                () -> new ClassificationContract<>(new ByJets() {
                    @Override
                    public int fiducial(String process, Candidate candidate) {
                        return candidate.jets().size();
                    }
                }) {},
                "bothSidesSortIntoBinsThatAreThere");
        Wrong.in(
                () -> new ClassificationContract<>(new ByJets() {
                    private final AtomicInteger asked = new AtomicInteger();

                    @Override
                    public int reconstructed(Candidate candidate, int category) {
                        return asked.incrementAndGet() > 700 ? 1 : 0;
                    }
                }) {},
                "isAFunctionOfTheCandidateAlone");
        Wrong.in(
                () -> new ClassificationContract<>(new ByJets() {
                    @Override
                    public ObservableInfo info() {
                        return ObservableInfo.production("jets" + calls.incrementAndGet(), "jets", "", 0, 1, 2);
                    }
                }) {},
                "declaresItself",
                "isTheSameWhenACardSaysNothing");
        Wrong.in(
                () -> new ClassificationContract<>(new ByJets() {
                    @Override
                    public Classification<Candidate> configured(Settings settings) {
                        return this;
                    }
                }) {},
                "isTheSameWhenACardSaysNothing");
    }
}
