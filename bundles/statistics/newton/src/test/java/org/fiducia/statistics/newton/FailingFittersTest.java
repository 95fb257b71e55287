package org.fiducia.statistics.newton;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.fiducia.api.Nullable;
import org.fiducia.api.Progress;
import org.fiducia.api.fit.FitResult;
import org.fiducia.api.fit.FitResult.Status;
import org.fiducia.api.fit.Fitter;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.model.Parameter;
import org.fiducia.testkit.FitterContract;
import org.fiducia.testkit.Trial;
import org.junit.jupiter.api.Test;

/** The contract of fitters fails where a fitter is wrong in one way, and only there. */
class FailingFittersTest {
    private static final Fitter RIGHT = new NewtonFitter();

    /** A fitter of which only what it does matters. */
    private interface Wrong extends Fitter {
        @Override
        default String id() {
            return "double";
        }

        @Override
        default String title() {
            return "a double";
        }
    }

    /** The contract fails in these tests and in no others, each of which says so in these words. */
    private static void in(Wrong fitter, String words, String... tests) {
        Map<String, Throwable> failures = Trial.failures(() -> new FitterContract(fitter) {});
        assertEquals(new TreeSet<>(List.of(tests)), failures.keySet(), failures::toString);
        failures.forEach((test, failure) ->
                assertTrue(failure.getMessage().contains(words), () -> test + " says: " + failure.getMessage()));
    }

    /** The right result, changed. */
    private static Wrong telling(UnaryOperator<Told> change) {
        return (likelihood, start, covariance, progress) ->
                change.apply(new Told(RIGHT.fit(likelihood, start, covariance, progress))).result;
    }

    /** The right fit of other parameters. */
    private static Wrong fitting(BiFunction<Parameter, Double, Parameter> change) {
        return (likelihood, start, covariance, progress) -> {
            List<Parameter> parameters = likelihood.model().parameters();
            List<Parameter> others = IntStream.range(0, start.length)
                    .mapToObj(i -> change.apply(parameters.get(i), start[i]))
                    .toList();
            return RIGHT.fit(likelihood.with(likelihood.model().withParameters(others)), start, covariance, progress);
        };
    }

    /** What a fitter says, and the same with one thing changed. */
    private record Told(FitResult result) {
        Told status(Status status) {
            return with(status, result.message(), result.parameters(), result.covariance());
        }

        Told message(UnaryOperator<String> change) {
            return with(result.status(), change.apply(result.message()), result.parameters(), result.covariance());
        }

        Told covariance(@Nullable double[][] covariance) {
            return with(result.status(), result.message(), result.parameters(), covariance);
        }

        /** Two thousandths of the uncertainty beside the minimum, or of one where it is not known. */
        Told beside() {
            double[] moved = result.parameters().clone();
            moved[0] += 2.5e-3 * (result.covariance() == null ? 1 : result.error(0));
            return with(result.status(), result.message(), moved, result.covariance());
        }

        private Told with(Status status, String message, double[] parameters, @Nullable double[][] covariance) {
            return new Told(new FitResult(
                    status,
                    message,
                    parameters,
                    result.nll(),
                    result.edm(),
                    result.calls(),
                    covariance,
                    result.conditionNumber(),
                    result.atLimit(),
                    result.edges()));
        }

        Told numbers(double nll, double edm, int calls, double condition) {
            return new Told(new FitResult(
                    result.status(),
                    result.message(),
                    result.parameters(),
                    nll,
                    edm,
                    calls,
                    result.covariance(),
                    condition,
                    result.atLimit(),
                    result.edges()));
        }

        Told stopped(List<String> atLimit, List<String> edges) {
            return new Told(new FitResult(
                    result.status(),
                    result.message(),
                    result.parameters(),
                    result.nll(),
                    result.edm(),
                    result.calls(),
                    result.covariance(),
                    result.conditionNumber(),
                    atLimit,
                    edges));
        }
    }

    @Test
    void theRightOneFailsNowhere() {
        in(telling(told -> told), "");
    }

    // minima

    /** Misses the minimum that is looked for from one point. */
    private static void missing(String test, double... from) {
        in(
                (likelihood, start, covariance, progress) -> {
                    var told = new Told(RIGHT.fit(likelihood, start, covariance, progress));
                    return (told.result.converged() && Arrays.equals(start, from) ? told.beside() : told).result;
                },
                "parameter 0",
                test);
    }

    @Test
    void minimaThatAreMissed() {
        missing("quadraticHasItsMinimumAndItsInverseAsCovariance", 7, -4);
        missing("curvedValley", -1.2, 1);
        missing("hardShapes", -1.2, 1, 1.5, 0);
        missing("hardShapes", 1, 1);
        missing("parametersOfDifferentScale", 0, 0, 0, 0, 0);
        missing("aSingleParameter", 0);
        missing("aLimitMayBeLeftAgain", 0, 9);
        missing("stepsIntoForbiddenRegionsAreShortened", 40);
        missing("minimumIsFoundAlongTheEdge", 5, 1);
        missing("minimumBeforeTheEdgeIsNone", 1.9);
        missing("startBeyondTheEdgeIsBroughtInside", -5, 1);
    }

    private static final String[] MINIMA = {
        "aSingleParameter", "curvedValley", "hardShapes", "parametersOfDifferentScale"
    };

    private static void telling(String words, UnaryOperator<Told> change, String... more) {
        String[] tests = Arrays.copyOf(MINIMA, MINIMA.length + more.length);
        System.arraycopy(more, 0, tests, MINIMA.length, more.length);
        in(telling(change), words, tests);
    }

    @Test
    void numbersThatAreNotThoseOfTheMinimum() {
        telling(
                "EDM",
                told -> told.numbers(told.result.nll(), 2e-6, told.result.calls(), told.result.conditionNumber()));
        telling(
                "the likelihood is evaluated",
                told -> told.numbers(told.result.nll(), told.result.edm(), 0, told.result.conditionNumber()));
        telling(
                "condition",
                told -> told.numbers(told.result.nll(), told.result.edm(), told.result.calls(), 0.5),
                "quadraticHasItsMinimumAndItsInverseAsCovariance");
        telling(
                "the value there",
                told -> told.numbers(
                        told.result.nll() + 1e-7,
                        told.result.edm(),
                        told.result.calls(),
                        told.result.conditionNumber()));
        telling(
                "no limit",
                told -> told.stopped(
                        told.result.atLimit().isEmpty() ? List.of("p0") : told.result.atLimit(), told.result.edges()),
                "aLimitMayBeLeftAgain");
    }

    @Test
    void covariancesThatAreWrong() {
        in(
                telling(told -> {
                    double[][] covariance = told.result.covariance();
                    for (int i = 0; covariance != null && i < covariance.length; i++) {
                        for (int j = 0; j < covariance.length; j++) {
                            covariance[i][j] *= i == j ? 1 : -1;
                        }
                    }
                    return told.covariance(covariance);
                }),
                "covariance",
                "quadraticHasItsMinimumAndItsInverseAsCovariance");
        in(
                (likelihood, start, covariance, progress) -> RIGHT.fit(likelihood, start, true, progress),
                "no covariance that was not asked for",
                "quadraticHasItsMinimumAndItsInverseAsCovariance");
    }

    // parameters

    @Test
    void limitsThatAreNotKept() {
        in(
                fitting((parameter, start) -> new Parameter(
                        parameter.name(),
                        parameter.initial(),
                        parameter.lower(),
                        parameter.upper(),
                        parameter.step(),
                        parameter.role(),
                        parameter.group(),
                        false)),
                "a fixed parameter stays",
                "fixedParametersStay");
        in(
                fitting((parameter, start) -> parameter.within(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY)),
                "parameters at a limit",
                "limitsHoldAndAreNamed");
        in(
                telling(told -> told.stopped(List.of(), told.result.edges())),
                "parameters at a limit",
                "limitsHoldAndAreNamed");
        in(
                fitting((parameter, start) -> start == parameter.lower() || start == parameter.upper()
                        ? parameter.fixedAt(start)
                        : parameter),
                "parameter 0",
                "aLimitMayBeLeftAgain");
        in(
                fitting((parameter, start) ->
                        start > parameter.upper() ? parameter.fixedAt(parameter.upper()) : parameter),
                "parameter 0",
                "startOutsideTheLimitsIsBroughtInside");
    }

    // failures

    private static final String[] FAILURES = {
        "degenerateCombinationIsNamed",
        "everyDegenerateCombinationIsNamed",
        "functionThatFallsForEverIsUnbounded",
        "parameterWithoutEffectIsNamed",
        "startThatIsNotFiniteIsUnbounded"
    };

    @Test
    void failuresThatLookLikeSuccess() {
        in(telling(told -> told.status(Status.CONVERGED)), "CONVERGED", FAILURES);
        in(
                telling(told -> told.result.converged() ? told : told.covariance(new double[5][5])),
                "no covariance of a failure",
                FAILURES);
    }

    @Test
    void failuresThatDoNotSayWhatIsAtFault() {
        in(
                telling(told -> told.message(text -> text.replace(" along p1", ""))),
                "without bound",
                "functionThatFallsForEverIsUnbounded");
        in(
                telling(told -> told.message(text -> text.replace("determine p1", "determine some parameters"))),
                "do not determine some parameters",
                "parameterWithoutEffectIsNamed");
        in(
                telling(told -> told.message(text -> text.replace("determine p0, p2;", "determine p0, p1, p2;"))),
                "do not determine p0, p1, p2",
                "degenerateCombinationIsNamed");
        in(
                telling(told -> told.message(text -> text.replace("p3", "").replace("p4", ""))),
                "do not determine",
                "everyDegenerateCombinationIsNamed");
        in(
                telling(told -> told.message(text -> text.replace("not finite at the start", "without bound"))),
                "without bound",
                "startThatIsNotFiniteIsUnbounded");
    }

    @Test
    void failuresThatDoNotSayWhatToTry() {
        in(
                telling(told -> told.result.converged() ? told : told.message(text -> text.replaceAll(";.*", ""))),
                "",
                FAILURES);
    }

    @Test
    void aStartThatWasNotGiven() {
        in(
                (likelihood, start, covariance, progress) ->
                        RIGHT.fit(likelihood, start[0] == -1 ? new double[] {1} : start, covariance, progress),
                "expected: <UNBOUNDED> but was: <CONVERGED>",
                "startThatIsNotFiniteIsUnbounded");
    }

    // data and edges

    private static FitResult refused(Likelihood likelihood, double[] start) {
        return new FitResult(
                Status.UNBOUNDED,
                "not finite at the start; start elsewhere",
                start,
                likelihood.value(start),
                Double.NaN,
                1,
                null,
                Double.NaN,
                List.of());
    }

    @Test
    void dataThatAreGivenUp() {
        in(
                (likelihood, start, covariance, progress) ->
                        likelihood.data().values().get(0).length == 0
                                ? refused(likelihood, start)
                                : RIGHT.fit(likelihood, start, covariance, progress),
                "expected: <CONVERGED>",
                "noEventsAreDataToo");
        in(
                (likelihood, start, covariance, progress) -> Double.isInfinite(likelihood.value(start))
                        ? refused(likelihood, start)
                        : RIGHT.fit(likelihood, start, covariance, progress),
                "expected: <CONVERGED>",
                "startBeyondTheEdgeIsBroughtInside");
    }

    @Test
    void edgesThatAreNotSeen() {
        in(
                telling(told -> told.stopped(told.result.atLimit(), List.of())),
                "edges",
                "edgeOfPositiveExpectationHolds",
                "minimumIsFoundAlongTheEdge",
                "minimumBeforeTheEdgeIsNone");
        in(
                telling(told -> told.message(text -> text.replace("one-sided", ""))),
                "one-sided uncertainties",
                "edgeOfPositiveExpectationHolds");
        in(
                telling(told -> told.stopped(told.result.atLimit(), List.of("category c0"))),
                "no edge",
                "minimumBeforeTheEdgeIsNone");
        in(
                telling(told -> {
                    double[][] covariance = told.result.covariance();
                    if (covariance != null && !told.result.edges().isEmpty()) {
                        covariance[0][0] *= 1.1;
                    }
                    return told.covariance(covariance);
                }),
                "the edge",
                "edgeOfPositiveExpectationHolds",
                "minimumIsFoundAlongTheEdge");
    }

    @Test
    void fitsThatGoOn() {
        in(
                (likelihood, start, covariance, progress) -> RIGHT.fit(likelihood, start, covariance, Progress.NONE),
                "what is cancelled ends",
                "cancellationEndsTheFit");
    }
}
