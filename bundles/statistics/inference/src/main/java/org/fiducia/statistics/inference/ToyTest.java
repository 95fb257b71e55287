package org.fiducia.statistics.inference;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Nullable;
import org.fiducia.api.Progress;
import org.fiducia.api.fit.FitResult;
import org.fiducia.api.fit.Fitter;
import org.fiducia.api.fit.HypothesisTest;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.model.Parameter;
import org.fiducia.statistics.inference.ToyCls.Toy;
import org.osgi.service.component.annotations.Component;

/**
 * Limits and significance by the distributions of q̃_μ and q_0 in toys. Nuisances are at their best fit to the data for
 * each hypothesis, and auxiliary measurements are drawn with the data. CLs is the fraction of toys with signal that are at
 * least as far from signal as the data, divided by that fraction of toys without; toys of both count for both, see {@link
 * ToyCls}. What is expected are quantiles of the CLs of the toys without signal.
 */
@Component(service = HypothesisTest.class)
public final class ToyTest implements HypothesisTest {
    private static final double[] BAND = {-2, -1, 0, 1, 2};
    private static final int BLOCK = 20;

    /** Larger share of toys without a minimum than this makes their distribution doubtful. */
    private static final double FAILURES = 0.05;

    /** Further points below the scan, each half as far from no signal. */
    private static final int BELOW = 4;

    /** Values of μ at which CLs is found for a limit; between them its logarithm is interpolated. */
    private static final int SCAN = 12;

    /** Of a limit: a larger statistical error is told. */
    private static final double UNCERTAIN = 0.05;

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
        progress.begin("toys", 3L * setup.toys(), "toys");
        return cls(setup, data, background(setup, data, progress), mu, progress);
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

    /**
     * Toys without signal and their fits with μ free, which serve every value of μ; they have the same numbers for each.
     *
     * @param fits none of a toy without a minimum
     */
    private record Background(FitResult truth, List<Optional<FitResult>> fits) {}

    private static Background background(Setup setup, StrengthFit data, Progress progress) {
        FitResult truth = data.background();
        return new Background(truth, all(setup, progress, new Free(truth.parameters())));
    }

    /** Something of every toy of a hypothesis, by its number. */
    private interface OfToy<T extends Serializable> extends Serializable {
        /** The toy. */
        Likelihood drawn(Setup setup, int toy);

        /** @throws FiduciaException of kind FIT when it has no minimum */
        T of(Likelihood drawn, Setup setup, int toy, Progress progress);
    }

    /** The fit with μ free of toys without signal. */
    private record Free(double[] truth) implements OfToy<FitResult> {
        private static final long serialVersionUID = 1;

        @Override
        public Likelihood drawn(Setup setup, int toy) {
            return setup.likelihood().toy(truth, setup.seed(), toy);
        }

        @Override
        public FitResult of(Likelihood drawn, Setup setup, int toy, Progress progress) {
            return new StrengthFit(drawn, setup, truth, progress).free();
        }
    }

    /** How far toys without signal are from none. */
    private record Discovering(double[] none) implements OfToy<Double> {
        private static final long serialVersionUID = 1;

        @Override
        public Likelihood drawn(Setup setup, int toy) {
            return setup.likelihood().toy(none, setup.seed(), toy);
        }

        @Override
        public Double of(Likelihood drawn, Setup setup, int toy, Progress progress) {
            return new StrengthFit(drawn, setup, none, progress).discovering();
        }
    }

    /**
     * How toys of one of two hypotheses compare with the other.
     *
     * @param first number of the first toy
     * @param free fits of them with μ free, null for one without a minimum; empty when not known
     */
    private record Compared(
            FitResult truth, FitResult signal, FitResult none, int first, ArrayList<FitResult> free, double mu)
            implements OfToy<Toy> {
        private static final long serialVersionUID = 1;

        @Override
        public Likelihood drawn(Setup setup, int toy) {
            return setup.likelihood().toy(truth.parameters(), setup.seed(), first + (long) toy);
        }

        @Override
        public Toy of(Likelihood drawn, Setup setup, int toy, Progress progress) {
            var fit = new StrengthFit(drawn, setup, truth.parameters(), progress);
            if (!free.isEmpty()) {
                FitResult known = free.get(toy);
                if (known == null) {
                    throw new FiduciaException(Kind.FIT, "toy " + toy + " has no minimum", "leave it out");
                }
                fit.free(known);
            }
            return new Toy(fit.excluding(mu), drawn.difference(signal.parameters(), none.parameters()));
        }
    }

    /**
     * Blocks of toys, with what a setup has beside likelihood and fitter.
     *
     * @param toys in all
     */
    private record Some<T extends Serializable>(
            double[] start, int parameter, double background, int toys, long seed, OfToy<T> work)
            implements Blocks.Portable<ArrayList<T>> {
        private static final long serialVersionUID = 1;

        Some(Setup setup, OfToy<T> work) {
            this(setup.start(), setup.parameter(), setup.background(), setup.toys(), setup.seed(), work);
        }

        /** A toy without a minimum is null. */
        @Override
        public ArrayList<T> run(Likelihood own, Fitter fitter, int block, Progress progress) {
            var setup = new Setup(own, fitter, start, parameter, background, toys, seed, 1);
            var piece = new ArrayList<T>();
            for (int k = block * BLOCK; k < Math.min((block + 1) * BLOCK, toys); k++) {
                piece.add(attempt(setup, k, progress));
                progress.advance(1);
            }
            return piece;
        }

        private @Nullable T attempt(Setup setup, int toy, Progress progress) {
            Likelihood drawn = work.drawn(setup, toy);
            try {
                return work.of(drawn, setup, toy, progress);
            } catch (FiduciaException failure) {
                if (failure.kind() != Kind.FIT) {
                    throw failure;
                }
                return null;
            }
        }
    }

    private static <T extends Serializable> List<Optional<T>> all(Setup setup, Progress progress, OfToy<T> work) {
        int blocks = (setup.toys() + BLOCK - 1) / BLOCK;
        return Blocks.run(
                        setup.likelihood(), setup.fitter(), setup.threads(), blocks, progress, new Some<>(setup, work))
                .stream()
                .flatMap(List::stream)
                .map(Optional::ofNullable)
                .toList();
    }

    private static Cls cls(Setup setup, StrengthFit data, Background background, double mu, Progress progress) {
        double q = data.excluding(mu);
        FitResult signal = data.held(mu);
        if (!Double.isFinite(signal.nll())) {
            return new Cls(0, 0, new double[BAND.length]); // the model cannot be so at all
        }
        FitResult none = background.truth();
        var free = new ArrayList<FitResult>();
        background.fits().forEach(fit -> free.add(fit.orElse(null)));
        List<Toy> without = require(setup, all(setup, progress, new Compared(none, signal, none, 0, free, mu)));
        // Toys with signal follow those without.
        List<Toy> with = require(
                setup, all(setup, progress, new Compared(signal, signal, none, setup.toys(), new ArrayList<>(), mu)));
        return ToyCls.of(without, with).at(q, BAND);
    }

    /** Those with a minimum, of which there must be nearly as many as there are toys. */
    private static <T> List<T> require(Setup setup, List<Optional<T>> toys) {
        List<T> good = toys.stream().flatMap(Optional::stream).toList();
        int failed = setup.toys() - good.size();
        if (failed > FAILURES * setup.toys() || good.isEmpty()) {
            throw new FiduciaException(
                    Kind.FIT,
                    failed + " of " + setup.toys() + " toys have no minimum",
                    "give parameters limits or constraints, or use the asymptotic formulae");
        }
        return good;
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
        progress.begin("toys", (1 + 2L * SCAN) * setup.toys(), "toys");
        Background background = background(setup, data, progress);
        var at = new ArrayList<Double>();
        var found = new ArrayList<Cls>();
        double lo = 0.5 * first;
        double hi = 1.3 * last;
        for (int k = 0; k < SCAN; k++) {
            double mu = setup.background() + lo * Math.pow(hi / lo, k / (SCAN - 1.0));
            if (mu <= strength.upper()) {
                at.add(mu);
                found.add(cls(setup, data, background, mu, progress));
            }
        }
        // few toys are like data far below what is expected: their limit may lie below that of the formulae
        for (int k = 0; k < BELOW && !found.isEmpty() && found.get(0).observed() < 1 - level; k++) {
            double mu = 0.5 * (setup.background() + at.get(0));
            at.add(0, mu);
            found.add(0, cls(setup, data, background, mu, progress));
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
        double limit = crossing(mu, observed, 1 - level, setup);
        double error = error(found, mu, limit);
        if (error > UNCERTAIN * (limit - setup.background())) {
            progress.warn(String.format(
                    Locale.ROOT,
                    "the observed limit on %s, %.3g, is uncertain by %.2g, as few of the %d toys are like the data: ask"
                            + " for more",
                    strength.name(),
                    limit,
                    error,
                    setup.toys()));
        }
        return new Limit(limit, expected);
    }

    /** Statistical error of a limit: that of CLs over its slope. */
    private static double error(List<Cls> found, double[] mu, double limit) {
        int k = 1;
        while (k < mu.length - 1 && mu[k] < limit) {
            k++;
        }
        double slope = (found.get(k - 1).observed() - found.get(k).observed()) / (mu[k] - mu[k - 1]);
        double t = (limit - mu[k - 1]) / (mu[k] - mu[k - 1]);
        return ((1 - t) * found.get(k - 1).error() + t * found.get(k).error()) / slope;
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
        progress.begin("toys", setup.toys(), "toys");
        double[] none = data.background().parameters();
        List<Double> without = require(setup, all(setup, progress, new Discovering(none)));
        long atLeast = without.stream().filter(x -> x >= ToyCls.rounded(q)).count();
        double p = (atLeast + 1.0) / (without.size() + 1);
        return new Discovery(Math.max(0, Normal.quantileAbove(p)), p);
    }
}
