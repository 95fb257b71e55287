package org.fiducia.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.fiducia.api.Settings;
import org.fiducia.api.inference.Quantity;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.Interest;
import org.fiducia.api.measurement.Point;
import org.fiducia.api.measurement.SignalProcess;
import org.fiducia.api.model.Constraint;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.observable.ObservableInfo;
import org.junit.jupiter.api.Test;

/** The contract of physics models fails where a double is wrong, and only there. */
class PhysicsContractTest {
    private final AtomicInteger calls = new AtomicInteger();

    /** One strength for everything, seen as a strength and as its double; the mass may float. */
    private static class Strength implements Wrong.Physics {
        @Override
        public Interest interest(
                Analysis analysis, ObservableInfo observable, List<SignalProcess> processes, Settings settings) {
            var bins = new ArrayList<Quantity>();
            for (int j = 0; j < observable.binning().size(); j++) {
                int bin = j;
                double predicted = processes.stream()
                        .filter(process -> process.bin() == bin)
                        .mapToDouble(SignalProcess::predicted)
                        .sum();
                bins.add(new Quantity("sigma" + j, "", "fb", scaled(predicted), predicted));
            }
            Parameter mu = Parameter.interest("mu", 1, 0, 10, 0.1);
            return new Interest(
                    List.of(mu),
                    List.of(Constraint.gaussian("mu", 1, 5)),
                    processes.stream().map(one -> scaled(one.predicted())).toList(),
                    bins,
                    List.of(Quantity.of(mu, "")),
                    List.of(twice(processes)));
        }

        private static Interest twice(List<SignalProcess> processes) {
            Parameter half = Parameter.interest("half", 0.5, 0, 5, 0.05);
            List<Expression> rates = processes.stream()
                    .map(one ->
                            Expression.product(Expression.constant(2 * one.predicted()), Expression.ref(half.name())))
                    .toList();
            return new Interest(List.of(half), rates, List.of(), List.of(), List.of());
        }

        static Expression scaled(double predicted) {
            return Expression.product(Expression.constant(predicted), Expression.ref("mu"));
        }

        @Override
        public List<Parameter> floating(Analysis analysis, List<Point> simulated, Settings settings) {
            return List.of(Parameter.interest(Analysis.MASS, analysis.point().get(Analysis.MASS), 100, 150, 0.2));
        }
    }

    private static void in(UnaryOperator<Interest> change, String words, String... tests) {
        Wrong.saying(
                words,
                () -> new PhysicsContract(new Strength() {
                    @Override
                    public Interest interest(
                            Analysis analysis,
                            ObservableInfo observable,
                            List<SignalProcess> processes,
                            Settings settings) {
                        return change.apply(super.interest(analysis, observable, processes, settings));
                    }
                }) {},
                tests);
    }

    private static Interest with(
            Interest interest,
            List<Parameter> parameters,
            List<Constraint> constraints,
            List<Quantity> further,
            List<Interest> views) {
        return new Interest(parameters, constraints, interest.rates(), interest.bins(), further, views);
    }

    private static Interest rates(Interest interest, List<Expression> rates) {
        return new Interest(
                interest.parameters(),
                interest.constraints(),
                rates,
                interest.bins(),
                interest.further(),
                interest.views());
    }

    private static Interest bins(Interest interest, List<Quantity> bins) {
        return new Interest(
                interest.parameters(),
                interest.constraints(),
                interest.rates(),
                bins,
                interest.further(),
                interest.views());
    }

    private static Interest view(Interest interest, UnaryOperator<Interest> change) {
        return with(
                interest,
                interest.parameters(),
                interest.constraints(),
                interest.further(),
                interest.views().stream().map(change).toList());
    }

    private static <T> List<T> butOne(List<T> all) {
        return all.subList(0, all.size() - 1);
    }

    private static List<Expression> doubled(List<Expression> rates) {
        return rates.stream()
                .map(rate -> Expression.product(Expression.constant(2), rate))
                .toList();
    }

    @Test
    void theRightOneFailsNowhere() {
        in(interest -> interest, "");
    }

    @Test
    void ratesThatAreNotThePrediction() {
        in(interest -> rates(interest, butOne(interest.rates())), "one rate per process", "startsAtThePrediction");
        in(interest -> rates(interest, doubled(interest.rates())), "SignalProcess", "startsAtThePrediction");
        in(interest -> bins(interest, butOne(interest.bins())), "one cross section per bin", "startsAtThePrediction");
        in(
                interest -> bins(
                        interest,
                        interest.bins().stream()
                                .map(sigma ->
                                        new Quantity(sigma.name(), "", "fb", Strength.scaled(7), sigma.predicted()))
                                .toList()),
                "sigma0",
                "startsAtThePrediction");
        in(
                interest -> bins(
                        interest,
                        interest.bins().stream()
                                .map(sigma -> new Quantity(sigma.name(), "", "fb", sigma.value(), 7))
                                .toList()),
                "sigma0",
                "startsAtThePrediction");
    }

    @Test
    void viewsThatTakeOtherValues() {
        in(
                interest -> view(interest, view -> rates(view, butOne(view.rates()))),
                "one rate per process in a view",
                "viewsTakeTheSameValues");
        in(
                interest -> view(interest, view -> rates(view, doubled(view.rates()))),
                "in a view: SignalProcess",
                "viewsTakeTheSameValues");
    }

    @Test
    void namesOfTwoThings() {
        in(
                interest -> with(
                        interest,
                        List.of(
                                interest.parameters().get(0),
                                interest.parameters().get(0).named(Analysis.MASS)),
                        interest.constraints(),
                        interest.further(),
                        interest.views()),
                "two parameters are called mH",
                "namesAreNamesOfOneThing");
        in(
                interest -> with(
                        interest,
                        interest.parameters(),
                        interest.constraints(),
                        interest.bins().subList(0, 1),
                        interest.views()),
                "two quantities are called sigma0",
                "namesAreNamesOfOneThing");
        in(
                interest -> with(
                        interest,
                        interest.parameters(),
                        List.of(Constraint.gaussian("nobody's", 0, 1)),
                        interest.further(),
                        interest.views()),
                "declared: [nobody's]",
                "namesAreNamesOfOneThing");
    }

    private static void floating(String name, double initial) {
        Wrong.saying(
                name,
                () -> new PhysicsContract(new Strength() {
                    @Override
                    public List<Parameter> floating(Analysis analysis, List<Point> simulated, Settings settings) {
                        return List.of(Parameter.interest(name, initial, 0, 200, 1));
                    }
                }) {},
                "coordinatesStartAtThePoint");
    }

    @Test
    void coordinatesThatAreElsewhere() {
        floating(Analysis.MASS, 126);
        floating("width", 125);
    }

    @Test
    void answersThatChange() {
        in(
                interest -> with(
                        interest,
                        interest.parameters(),
                        List.of(Constraint.gaussian("mu", calls.incrementAndGet(), 1)),
                        interest.further(),
                        interest.views()),
                "what is asked twice",
                "saysTheSameTwice");
    }
}
