package org.fiducia.api.inference;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.fit.FitResult;
import org.fiducia.api.fit.GoodnessOfFit;
import org.fiducia.api.fit.HypothesisTest;
import org.fiducia.api.fit.Interval;
import org.fiducia.api.fit.ProfileScanner.Point;

/**
 * What was concluded from a likelihood.
 *
 * @param fit where it is smallest
 * @param quantities one result for each, in their order
 * @param correlation of the quantities; 0 with a parameter at its limit
 * @param statistical covariance of the quantities with all constrained nuisances held at the best fit, of the fit in which
 *     they are held; 0 with a parameter at its limit; empty when not asked for, or without such a fit
 * @param pValue probability of a larger 2ΔNLL than that of the predicted values, χ² with as many degrees of freedom as
 *     parameters of interest; NaN when not asked for
 * @param pValueTheory the same where predictions may be off by their uncertainties, those of all quantities together as one
 *     more nuisance; NaN when no prediction has any
 * @param breakdown of the uncertainties by groups of nuisances; empty when not asked for
 * @param impacts of the nuisances, the largest first; empty when not asked for
 * @param answers to all further questions
 * @param failures what has no answer ("interval of NAME", "scan of NAME"), and why
 */
public record Conclusions(
        Fit fit,
        List<Result> quantities,
        double[][] correlation,
        double[][] statistical,
        double pValue,
        double pValueTheory,
        List<Contribution> breakdown,
        List<Impact> impacts,
        Answers answers,
        Map<String, FiduciaException> failures) {
    /** Without the statistical covariance. */
    public Conclusions(
            Fit fit,
            List<Result> quantities,
            double[][] correlation,
            double pValue,
            double pValueTheory,
            List<Contribution> breakdown,
            List<Impact> impacts,
            Answers answers,
            Map<String, FiduciaException> failures) {
        this(
                fit,
                quantities,
                correlation,
                new double[0][],
                pValue,
                pValueTheory,
                breakdown,
                impacts,
                answers,
                failures);
    }

    /** Without a p-value that allows for uncertainties of the prediction. */
    public Conclusions(
            Fit fit,
            List<Result> quantities,
            double[][] correlation,
            double pValue,
            List<Contribution> breakdown,
            List<Impact> impacts,
            Answers answers,
            Map<String, FiduciaException> failures) {
        this(fit, quantities, correlation, pValue, Double.NaN, breakdown, impacts, answers, failures);
    }

    /** 2ΔNLL of one parameter at 68.3 and 95 %. */
    public static final double[] ONE = {1, 3.841};

    /** 2ΔNLL of two parameters at 68.3 and 95 %. */
    public static final double[] TWO = {2.296, 5.991};

    /** The breakdown, in the words of {@link #failures}. */
    public static final String BREAKDOWN = "breakdown";

    /** The impacts, in the words of {@link #failures}. */
    public static final String IMPACTS = "impacts";

    /** The p-value, in the words of {@link #failures}. */
    public static final String P_VALUE = "p-value of the prediction";

    public Conclusions {
        quantities = List.copyOf(quantities);
        breakdown = List.copyOf(breakdown);
        impacts = List.copyOf(impacts);
        failures = Collections.unmodifiableMap(new LinkedHashMap<>(failures));
    }

    /** Why a quantity has no interval; empty when it has. */
    public Optional<FiduciaException> failure(Quantity quantity) {
        return Optional.ofNullable(failures.get(Result.question(quantity)));
    }

    /** Why an interval, the p-value, the breakdown or the impacts are missing; empty when none is. */
    public Optional<FiduciaException> incomplete() {
        return Stream.concat(
                        quantities.stream()
                                .flatMap(r -> Stream.of(
                                        Result.question(r.quantity()), Result.statisticalQuestion(r.quantity()))),
                        Stream.of(P_VALUE, BREAKDOWN, IMPACTS))
                .filter(failures::containsKey)
                .map(failures::get)
                .findFirst();
    }

    /**
     * The best fit.
     *
     * @param best its covariance is corrected where events have weights
     * @param uncorrected Hesse uncertainties without regard to weights, one per parameter; empty when events have none
     * @param parameters all of them, in the order of the model
     */
    public record Fit(FitResult best, double[] uncorrected, List<Fitted> parameters) {
        public Fit {
            parameters = List.copyOf(parameters);
        }

        /** Whether events have weights, so that uncertainties are corrected. */
        public boolean weighted() {
            return uncorrected.length > 0;
        }
    }

    /**
     * A parameter after the fit.
     *
     * @param name its name
     * @param group group of the breakdown; empty for none
     * @param interest whether it is a parameter of interest
     * @param value best fit
     * @param error Hesse uncertainty
     * @param pull (value − centre of its Gaussian constraint) / width; NaN without
     * @param atLimit ended at a limit
     */
    public record Fitted(
            String name, String group, boolean interest, double value, double error, double pull, boolean atLimit) {}

    /**
     * A quantity.
     *
     * @param value best fit
     * @param total 68.3 % interval; empty when there is none, see {@link Conclusions#failure}
     * @param statistical interval with all constrained nuisances held at the best fit; empty when not asked for
     * @param ends how the ends of the total interval were found
     */
    public record Result(
            Quantity quantity, double value, Optional<Interval> total, Optional<Interval> statistical, Ends ends) {
        /** A result that was not calibrated. */
        public Result(Quantity quantity, double value, Optional<Interval> total, Optional<Interval> statistical) {
            this(
                    quantity,
                    value,
                    total,
                    statistical,
                    total.map(interval -> Ends.of(quantity.isParameter() ? "" : Ends.COVARIANCE, interval))
                            .orElse(Ends.NONE));
        }

        /** The systematic part: what is left, per side, when the statistical one is taken off in quadrature. */
        public Optional<Interval> systematic() {
            return total.isEmpty() || statistical.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Interval(
                            value,
                            rest(total.get().down(), statistical.get().down()),
                            rest(total.get().up(), statistical.get().up()),
                            false,
                            false));
        }

        private static double rest(double total, double part) {
            return Math.sqrt(Math.max(0, total * total - part * part));
        }

        /** Its interval, in the words of {@link Conclusions#failures}. */
        public static String question(Quantity quantity) {
            return "interval of " + quantity.name();
        }

        /** Its calibrated interval, in the words of {@link Conclusions#failures}. */
        public static String calibratedQuestion(Quantity quantity) {
            return "calibrated interval of " + quantity.name();
        }

        /** Its statistical interval, in the words of {@link Conclusions#failures}. */
        public static String statisticalQuestion(Quantity quantity) {
            return "statistical interval of " + quantity.name();
        }
    }

    /**
     * What a group of nuisances contributes: total uncertainty less, in quadrature, that with the group held at the best fit.
     *
     * @param group name of the group; {@code statistical} for what is left when all constrained nuisances are held, {@code
     *     choice of function} for what of that part comes from the choice between functions, {@code
     *     correlation} for total² less the sum of squares of all others, as a signed root
     * @param down of each quantity that was asked for
     * @param up likewise
     */
    public record Contribution(String group, double[] down, double[] up) {}

    /**
     * The impact of a nuisance: change of quantities when it is held one post-fit standard deviation from its best fit and
     * everything else is fitted again.
     *
     * @param nuisance its name
     * @param group its group
     * @param pull (best fit − centre) / width of its Gaussian constraint; NaN without
     * @param constraint post-fit over pre-fit uncertainty; NaN without
     * @param up change of each quantity that was asked for, for the nuisance above its best fit
     * @param down likewise below
     */
    public record Impact(String nuisance, String group, double pull, double constraint, double[] up, double[] down) {}

    /**
     * Answers to further questions.
     *
     * @param scans of one parameter
     * @param grids scans of two
     * @param contours of two parameters
     * @param limits upper limits
     * @param tests CLs of single values
     * @param discoveries significances
     * @param goodness of the fit, by id of the statistic
     * @param method behind limits, tests and significances
     */
    public record Answers(
            List<Scan> scans,
            List<Grid> grids,
            List<Contours> contours,
            List<Limit> limits,
            List<Test> tests,
            List<Discovery> discoveries,
            Map<String, GoodnessOfFit.Outcome> goodness,
            Method method) {
        /** Nothing was asked, or nothing has an answer. */
        public static final Answers NONE = new Answers(
                List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), Map.of(), new Method("", 0, 0));

        public Answers {
            scans = List.copyOf(scans);
            grids = List.copyOf(grids);
            contours = List.copyOf(contours);
            limits = List.copyOf(limits);
            tests = List.copyOf(tests);
            discoveries = List.copyOf(discoveries);
            goodness = Collections.unmodifiableMap(new LinkedHashMap<>(goodness));
        }

        /**
         * The same as JSON values, by the names {@code scans}, {@code grids}, {@code contours}, {@code limits}, {@code
         * tests}, {@code significances} and {@code goodness} as far as there are any. A number that does not exist is null.
         */
        public Map<String, Object> values() {
            return AnswerValues.of(this);
        }
    }

    /**
     * How values were tested.
     *
     * @param test id of the hypothesis test; empty when none was asked for
     * @param toys number of toys of each hypothesis; 0 for asymptotic formulae
     * @param seed of the toys
     */
    public record Method(String test, int toys, long seed) {}

    /**
     * A scan of one parameter.
     *
     * @param best where the likelihood is smallest
     * @param points rising
     * @param rises 2ΔNLL at the points; NaN for none
     * @param statistical the same with all constrained nuisances held at the best fit; empty where not asked for, or where
     *     there are none
     * @param frozen the same with each choice between functions held at the best fit, too; empty where nothing is to choose
     */
    public record Scan(
            String parameter, double best, double[] points, double[] rises, double[] statistical, double[] frozen) {
        /** A scan where there is no choice between functions. */
        public Scan(String parameter, double best, double[] points, double[] rises, double[] statistical) {
            this(parameter, best, points, rises, statistical, new double[0]);
        }

        /** The curve with all constrained nuisances held; none where there is none. */
        public Optional<Scan> held() {
            return statistical.length == 0
                    ? Optional.empty()
                    : Optional.of(new Scan(parameter, best, points, statistical, new double[0]));
        }

        /** The curve without systematic uncertainties and without choice of functions; none where nothing is to choose. */
        public Optional<Scan> withoutChoice() {
            return frozen.length == 0
                    ? Optional.empty()
                    : Optional.of(new Scan(parameter, best, points, frozen, new double[0]));
        }

        /**
         * Where the curve crosses a level, between points by the root of the rise, which is nearly straight there.
         *
         * @return left and right of the best fit; NaN where it does not within the range
         */
        public double[] crossings(double level) {
            double[] ends = {Double.NaN, Double.NaN};
            double target = Math.sqrt(level);
            for (int i = 1; i < points.length; i++) {
                double a = height(i - 1);
                double b = height(i);
                if (a <= -target && b > -target) {
                    ends[0] = points[i - 1] + (-target - a) / (b - a) * (points[i] - points[i - 1]);
                }
                if (a < target && b >= target && Double.isNaN(ends[1])) {
                    ends[1] = points[i - 1] + (target - a) / (b - a) * (points[i] - points[i - 1]);
                }
            }
            return ends;
        }

        /**
         * 2ΔNLL between two points: the root of the rise is nearly straight there, and a cubic through the neighbours
         * bends it.
         *
         * @param i number of the point on the left
         * @param share of the way to the next, 0 to 1
         */
        public double between(int i, double share) {
            double a = height(i);
            double b = height(i + 1);
            double width = points[i + 1] - points[i];
            double left = slope(i) * width;
            double right = slope(i + 1) * width;
            double rest = 1 - share;
            double height = a + share * (b - a) + share * rest * (rest * (left - (b - a)) + share * (b - a - right));
            return height * height;
        }

        /** Slope of the root at a point, from its neighbours. */
        private double slope(int i) {
            int from = i > 0 && !Double.isNaN(rises[i - 1]) ? i - 1 : i;
            int to = i < points.length - 1 && !Double.isNaN(rises[i + 1]) ? i + 1 : i;
            return from == to ? 0 : (height(to) - height(from)) / (points[to] - points[from]);
        }

        /** Root of the rise, negative to the left of the best fit. */
        private double height(int i) {
            return Math.copySign(Math.sqrt(rises[i]), points[i] - best);
        }
    }

    /**
     * A scan of two parameters.
     *
     * @param rises 2ΔNLL, [point of the first][point of the second]; NaN for none
     */
    public record Grid(
            String first,
            String second,
            double[] best,
            double[] firstPoints,
            double[] secondPoints,
            double[][] rises) {}

    /**
     * Contours of two parameters.
     *
     * @param curves one for each of {@link #TWO}; empty for one that is not closed
     */
    public record Contours(String first, String second, double[] best, List<List<Point>> curves) {
        public Contours {
            curves = List.copyOf(curves);
        }
    }

    /** An upper limit at a confidence level. */
    public record Limit(String parameter, double level, HypothesisTest.Limit value) {}

    /** CLs of a value of a parameter. */
    public record Test(String parameter, double value, HypothesisTest.Cls cls) {}

    /** A significance. */
    public record Discovery(String parameter, HypothesisTest.Discovery value) {}
}
