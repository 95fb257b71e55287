package org.fiducia.statistics.inference;

import java.util.ArrayList;
import java.util.List;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Nullable;
import org.fiducia.api.Progress;
import org.fiducia.api.fit.FitResult;
import org.fiducia.api.fit.HypothesisTest.Setup;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.model.Parameter;

/**
 * Fits of one data set with the strength μ free and held, and the test statistics made of them (G. Cowan, K. Cranmer,
 * E. Gross, O. Vitells, arXiv:1007.1727, eqs. 12 and 16).
 */
final class StrengthFit {
    /** A fit with μ held must not lie farther below the free one. */
    private static final double BETTER = 1e-6;

    /** Of the best signal, where there must be some. */
    private static final double HARDLY = 1e-5;

    private final Likelihood likelihood;
    private final Setup setup;
    private final Progress progress;
    private double[] near;
    private @Nullable FitResult free;
    private @Nullable FitResult background;

    /** @param start where the fits begin */
    StrengthFit(Likelihood likelihood, Setup setup, double[] start, Progress progress) {
        this.likelihood = likelihood;
        this.setup = setup;
        this.progress = progress;
        near = start;
    }

    static void require(Setup setup) {
        Parameter strength = strength(setup);
        if (strength.fixed()) {
            throw new FiduciaException(
                    Kind.FIT, "no test of " + strength.name() + ": it is fixed", "free it before the test");
        }
        if (!(setup.background() >= strength.lower() && setup.background() < strength.upper())) {
            throw new FiduciaException(
                    Kind.FIT,
                    "no test of " + strength.name() + ": its value without signal, " + setup.background()
                            + ", is not within its limits " + strength.lower() + " and " + strength.upper(),
                    "widen the limits");
        }
    }

    /**
     * The same without upper limit of μ: a limit in a file bounds the search for the best fit, and a test must be able to go
     * beyond, where the expected limits of a small excess or a large uncertainty may lie.
     */
    static Setup widened(Setup setup) {
        Parameter strength = strength(setup);
        if (strength.upper() == Double.POSITIVE_INFINITY) {
            return setup;
        }
        var model = setup.likelihood().model();
        List<Parameter> parameters = new ArrayList<>(model.parameters());
        parameters.set(
                setup.parameter(),
                new Parameter(
                        strength.name(),
                        strength.initial(),
                        strength.lower(),
                        Double.POSITIVE_INFINITY,
                        strength.step(),
                        strength.role(),
                        strength.group(),
                        strength.fixed()));
        return new Setup(
                setup.likelihood().with(model.withParameters(parameters)),
                setup.fitter(),
                setup.start(),
                setup.parameter(),
                setup.background(),
                setup.toys(),
                setup.seed(),
                setup.threads());
    }

    static Parameter strength(Setup setup) {
        return setup.likelihood().model().parameters().get(setup.parameter());
    }

    /** The fit with μ free. */
    FitResult free() {
        if (free == null) {
            free = fit(likelihood, near, "free");
            near = free.parameters();
        }
        return free;
    }

    /** Says what is known of the fit with μ free, for data that are what the model expects. */
    void free(FitResult known) {
        free = known;
    }

    /**
     * The fit without signal. Where something was observed that only signal explains, its NLL is ∞ and its nuisances are
     * those of hardly any signal.
     */
    FitResult background() {
        if (background == null) {
            FitResult without = held(setup.background());
            background = Double.isFinite(without.nll()) ? without : hardlyAny();
        }
        return background;
    }

    private FitResult hardlyAny() {
        double above = best() > setup.background()
                ? best() - setup.background()
                : strength(setup).step();
        FitResult fit = held(setup.background() + HARDLY * above);
        double[] parameters = fit.parameters().clone();
        parameters[setup.parameter()] = setup.background();
        return new FitResult(
                FitResult.Status.CONVERGED,
                "",
                parameters,
                Double.POSITIVE_INFINITY,
                0,
                fit.calls(),
                null,
                Double.NaN,
                fit.atLimit());
    }

    /**
     * The fit with μ held; its NLL is ∞ when the model cannot expect what was observed, or would expect less than nothing,
     * whatever the other parameters are.
     */
    FitResult held(double mu) {
        Parameter strength = strength(setup);
        List<Parameter> parameters = new ArrayList<>(likelihood.model().parameters());
        parameters.set(setup.parameter(), strength.fixedAt(mu));
        double[] start = near.clone();
        start[setup.parameter()] = mu;
        FitResult fit = fit(likelihood.with(likelihood.model().withParameters(parameters)), start, "held at " + mu);
        near = Double.isFinite(fit.nll()) ? fit.parameters() : near;
        return fit;
    }

    private static boolean impossible(FitResult fit) {
        return !fit.converged() && !fit.edges().isEmpty() && !Double.isFinite(fit.nll());
    }

    private FitResult fit(Likelihood of, double[] start, String how) {
        progress.checkCancelled();
        FitResult fit = setup.fitter().fit(of, start, false, progress);
        if (impossible(fit) && of != likelihood) {
            return fit;
        }
        // a fit at the edge of positive expectation is no good place to start from
        for (double[] from : List.of(setup.start(), of.model().initial())) {
            if (!fit.converged()) {
                double[] other = from.clone();
                other[setup.parameter()] = start[setup.parameter()];
                fit = setup.fitter().fit(of, other, false, progress);
            }
        }
        if (!fit.converged()) {
            fit = setup.fitter().fit(of, start, true, progress); // with all the care that a covariance takes
        }
        if (!fit.converged()) {
            throw new FiduciaException(
                    Kind.FIT,
                    "the fit with " + strength(setup).name() + " " + how + " failed (" + fit.status() + ")",
                    fit.message());
        }
        return fit;
    }

    /** Best value of μ. */
    double best() {
        return free().parameters()[setup.parameter()];
    }

    /** q̃_μ: 0 above μ, and with respect to no signal where the best fit would have less than none. */
    double excluding(double mu) {
        if (best() >= mu) {
            return 0;
        }
        FitResult held = held(mu);
        if (best() < setup.background()) {
            return Math.max(0, 2 * (held.nll() - background().nll()));
        }
        return Math.max(0, rise(held));
    }

    /** q_0: how far the data are from no signal, 0 when they show less than none. */
    double discovering() {
        return best() <= setup.background() ? 0 : Math.max(0, rise(background()));
    }

    /**
     * A value of μ.
     *
     * @param parameters that fit the data best with it
     * @param rise 2ΔNLL; ∞ where the model cannot be so
     */
    record Value(double[] parameters, double rise) {}

    /** How far the data are from a value of μ. */
    Value value(double mu) {
        FitResult held = held(mu);
        return new Value(
                held.parameters(), Double.isFinite(held.nll()) ? Math.max(0, rise(held)) : Double.POSITIVE_INFINITY);
    }

    private double rise(FitResult held) {
        if (held.nll() < free().nll() - BETTER) {
            free = fit(likelihood, held.parameters(), "free"); // the first ended in another minimum
        }
        return 2 * (held.nll() - free().nll());
    }
}
