package org.fiducia.statistics.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Progress;
import org.fiducia.api.fit.FitResult;
import org.fiducia.api.fit.HypothesisTest;
import org.fiducia.api.model.Parameter;
import org.osgi.service.component.annotations.Component;

/**
 * Limits and significance by the distributions of q̃_μ and q_0 in toys. Nuisances are at their best fit to the data for
 * each hypothesis, and auxiliary measurements are drawn with the data. CLs is the fraction of toys with signal that are at
 * least as far from signal as the data, divided by that fraction of toys without. What is expected are quantiles of the CLs
 * of the toys without signal.
 */
@Component(service = HypothesisTest.class)
public final class ToyTest implements HypothesisTest {
    private static final double[] BAND = {-2, -1, 0, 1, 2};
    private static final int BLOCK = 20;

    /** Larger share of toys without a minimum than this makes their distribution doubtful. */
    private static final double FAILURES = 0.05;

    /** Values of μ at which CLs is found for a limit; between them its logarithm is interpolated. */
    /** Further points below the scan, each half as far from no signal. */
    private static final int BELOW = 4;

    private static final int SCAN = 12;

    /** Rounding of a test statistic: two toys of the same counts must compare as equal. */
    private static final double ROUNDING = 1e-7;

    @Override
    public String id() {
        return "toys";
    }

    @Override
    public String title() {
        return "CLs limits with q̃_μ and significance with q_0, distributions from toys";
    }

    @Override
    public Cls cls(Setup given, double mu, Progress progress) {
        require(given);
        Setup setup = mu > StrengthFit.strength(given).upper() ? StrengthFit.widened(given) : given;
        var data = new StrengthFit(setup.likelihood(), setup, setup.start(), progress);
        progress.begin("toys", 2L * setup.toys());
        return cls(setup, data, mu, progress);
    }

    private static void require(Setup setup) {
        StrengthFit.require(setup);
        if (setup.toys() < 1) {
            throw new FiduciaException(
                    Kind.USAGE,
                    "a test with " + setup.toys() + " toys",
                    "ask for 1000 or more; 1/√toys is the accuracy");
        }
    }

    /** What a test statistic is, of one toy. */
    private interface Statistic {
        double of(StrengthFit toy);
    }

    private static Cls cls(Setup setup, StrengthFit data, double mu, Progress progress) {
        double q = data.excluding(mu);
        FitResult signal = data.held(mu);
        if (!Double.isFinite(signal.nll())) {
            return new Cls(0, 0, new double[BAND.length]); // the model cannot be so at all
        }
        Statistic statistic = toy -> toy.excluding(mu);
        // Toys without signal have the same numbers for every μ, those with signal follow them.
        double[] without = toys(setup, data.background(), 0, statistic, progress);
        double[] with = toys(setup, signal, setup.toys(), statistic, progress);
        double[] expected =
                Arrays.stream(without).map(x -> cls(with, without, x)).sorted().toArray();
        double[] band = new double[BAND.length];
        for (int k = 0; k < BAND.length; k++) {
            band[k] = quantile(expected, Normal.above(-BAND[k]));
        }
        return new Cls(cls(with, without, q), error(with, without, q), band);
    }

    private static double cls(double[] with, double[] without, double q) {
        double b = fraction(without, q);
        return b > 0 ? Math.min(1, fraction(with, q) / b) : fraction(with, q) > 0 ? 1 : 0;
    }

    /** Binomial errors of both fractions. */
    private static double error(double[] with, double[] without, double q) {
        double s = fraction(with, q);
        double b = fraction(without, q);
        if (!(b > 0)) {
            return 1;
        }
        double least = 1.0 / with.length;
        double shareOfSignal = Math.max(s * (1 - s), least * (1 - least)) / with.length / (b * b);
        double shareOfBackground = s * s * (1 - b) / (b * b * b) / without.length;
        return Math.sqrt(shareOfSignal + shareOfBackground);
    }

    /** Fraction of values at least as large, of a rising array. */
    private static double fraction(double[] rising, double q) {
        int lo = 0;
        int hi = rising.length;
        while (lo < hi) {
            int middle = (lo + hi) >>> 1;
            if (rising[middle] < q - ROUNDING * (1 + q)) {
                lo = middle + 1;
            } else {
                hi = middle;
            }
        }
        return (double) (rising.length - lo) / rising.length;
    }

    private static double quantile(double[] rising, double probability) {
        double at = probability * (rising.length - 1);
        int k = Math.min(rising.length - 2, (int) at);
        return rising.length == 1 ? rising[0] : rising[k] + (at - k) * (rising[k + 1] - rising[k]);
    }

    /** Statistics of toys of a hypothesis, rising. */
    private static double[] toys(Setup setup, FitResult truth, int first, Statistic statistic, Progress progress) {
        int blocks = (setup.toys() + BLOCK - 1) / BLOCK;
        List<double[]> pieces = Blocks.run(setup.likelihood(), setup.threads(), blocks, progress, (own, b) -> {
            double[] values = new double[Math.min(BLOCK, setup.toys() - b * BLOCK)];
            for (int k = 0; k < values.length; k++) {
                var toy = own.toy(truth.parameters(), setup.seed(), first + b * BLOCK + k);
                values[k] = value(statistic, new StrengthFit(toy, setup, truth.parameters(), progress));
                progress.advance(1);
            }
            return values;
        });
        double[] values = pieces.stream()
                .flatMapToDouble(Arrays::stream)
                .filter(x -> !Double.isNaN(x))
                .sorted()
                .toArray();
        int failed = setup.toys() - values.length;
        if (failed > FAILURES * setup.toys() || values.length == 0) {
            throw new FiduciaException(
                    Kind.FIT,
                    failed + " of " + setup.toys() + " toys have no minimum",
                    "give parameters limits or constraints, or use the asymptotic formulae");
        }
        return values;
    }

    private static double value(Statistic statistic, StrengthFit toy) {
        try {
            return statistic.of(toy);
        } catch (FiduciaException failure) {
            if (failure.kind() != Kind.FIT) {
                throw failure;
            }
            return Double.NaN;
        }
    }

    @Override
    public Limit limit(Setup given, double level, Progress progress) {
        require(given);
        Setup setup = StrengthFit.widened(given);
        Limit asymptotic = new AsymptoticTest().limit(setup, level, progress);
        Parameter strength = StrengthFit.strength(setup);
        var data = new StrengthFit(setup.likelihood(), setup, setup.start(), progress);
        double[] bands =
                Arrays.stream(asymptotic.expected()).filter(Double::isFinite).toArray();
        double first =
                Math.min(asymptotic.observed(), Arrays.stream(bands).min().orElse(asymptotic.observed()))
                        - setup.background();
        double last = Math.max(asymptotic.observed(), Arrays.stream(bands).max().orElse(asymptotic.observed()))
                - setup.background();
        progress.begin("toys", 2L * setup.toys() * SCAN);
        var at = new ArrayList<Double>();
        var found = new ArrayList<Cls>();
        double lo = 0.5 * first;
        double hi = 1.3 * last;
        for (int k = 0; k < SCAN; k++) {
            double mu = setup.background() + lo * Math.pow(hi / lo, k / (SCAN - 1.0));
            if (mu <= strength.upper()) {
                at.add(mu);
                found.add(cls(setup, data, mu, progress));
            }
        }
        // few toys are like data far below what is expected: their limit may lie below that of the formulae
        for (int k = 0; k < BELOW && !found.isEmpty() && found.get(0).observed() < 1 - level; k++) {
            double mu = 0.5 * (setup.background() + at.get(0));
            at.add(0, mu);
            found.add(0, cls(setup, data, mu, progress));
        }
        double[] mu = at.stream().mapToDouble(x -> x).toArray();
        double[] expected = new double[BAND.length];
        for (int b = 0; b < BAND.length; b++) {
            int band = b;
            double[] values =
                    found.stream().mapToDouble(cls -> cls.expected()[band]).toArray();
            expected[b] = AsymptoticTest.orNone(() -> crossing(mu, values, 1 - level, setup));
        }
        double[] observed = found.stream().mapToDouble(Cls::observed).toArray();
        return new Limit(crossing(mu, observed, 1 - level, setup), expected);
    }

    private static double crossing(double[] mu, double[] cls, double goal, Setup setup) {
        double least = 0.5 / setup.toys();
        for (int k = 1; k < mu.length; k++) {
            if (cls[k - 1] >= goal && cls[k] < goal) {
                double a = Math.log(Math.max(cls[k - 1], least));
                double b = Math.log(Math.max(cls[k], least));
                return mu[k - 1] + (mu[k] - mu[k - 1]) * (a - Math.log(goal)) / (a - b);
            }
        }
        throw new FiduciaException(
                Kind.FIT,
                "CLs of the toys does not cross " + goal + " between " + mu[0] + " and " + mu[mu.length - 1],
                "ask for more toys, raise the parameter's upper limit, or use the asymptotic formulae");
    }

    /** The p-value is (k + 1)/(n + 1) with k of n toys at least as far: never 0, and never too small on average. */
    @Override
    public Discovery discovery(Setup setup, Progress progress) {
        require(setup);
        var data = new StrengthFit(setup.likelihood(), setup, setup.start(), progress);
        double q = data.discovering();
        if (q == Double.POSITIVE_INFINITY) {
            return new Discovery(q, 0); // no toy without signal could be like the data
        }
        progress.begin("toys", setup.toys());
        double[] without = toys(setup, data.background(), 0, StrengthFit::discovering, progress);
        double p = (fraction(without, q) * without.length + 1) / (without.length + 1);
        return new Discovery(Math.max(0, Normal.quantileAbove(p)), p);
    }
}
