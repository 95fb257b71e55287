package org.fiducia.statistics.inference;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.Progress;
import org.fiducia.api.fit.FitResult;
import org.fiducia.api.fit.HypothesisTest;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.model.Parameter;
import org.osgi.service.component.annotations.Component;

/**
 * Limits and significance by the asymptotic distributions of the test statistics q̃_μ and q_0 (G. Cowan, K. Cranmer,
 * E. Gross, O. Vitells, arXiv:1007.1727, section 3). The spread of μ̂ is that of the Asimov data set without signal, with
 * the nuisances at their best fit without signal.
 *
 * <p>With s = √q̃_μ of the data and a = √q̃_μ of the Asimov data, t = s − a for s ≤ a, else (s² − a²)/2a, the
 * probabilities of data at least as far from signal are CL_s+b = 1 − Φ(t + a) and CL_b = 1 − Φ(t); CLs is their ratio. What
 * is expected at N standard deviations has t = −N.
 */
@Component(service = HypothesisTest.class, property = "service.ranking:Integer=100")
public final class AsymptoticTest implements HypothesisTest {
    /** Standard deviations of the expected values, in the order in which limits rise. */
    private static final double[] BAND = {-2, -1, 0, 1, 2};

    /** CLs is 1 where there is no signal, and has no normal quantile there. */
    private static final double NEARLY_ONE = 1 - 1e-12;

    @Override
    public String id() {
        return "asymptotic";
    }

    @Override
    public String title() {
        return "CLs limits with q̃_μ and significance with q_0, asymptotic formulae";
    }

    @Override
    public Cls cls(Setup given, double mu, Progress progress) {
        StrengthFit.require(given);
        Setup setup = mu > StrengthFit.strength(given).upper() ? StrengthFit.widened(given) : given;
        var data = new StrengthFit(setup.likelihood(), setup, setup.start(), progress);
        double q = data.excluding(mu);
        double asimov = Math.sqrt(
                asimov(setup, setup.likelihood(), data.background(), progress).excluding(mu));
        double[] expected = new double[BAND.length];
        for (int k = 0; k < BAND.length; k++) {
            expected[k] = ratio(-BAND[k], asimov);
        }
        return new Cls(observed(q, asimov), 0, expected);
    }

    /** Data as expected without signal: their best fit is known. */
    private static StrengthFit asimov(Setup setup, Likelihood own, FitResult background, Progress progress) {
        Likelihood asimov = own.asimov(background.parameters());
        var fit = new StrengthFit(asimov, setup, background.parameters(), progress);
        fit.free(new FitResult(
                FitResult.Status.CONVERGED,
                "",
                background.parameters(),
                asimov.value(background.parameters()),
                0,
                1,
                null,
                Double.NaN,
                List.of()));
        return fit;
    }

    private static double observed(double q, double asimov) {
        double s = Math.sqrt(q);
        if (s == Double.POSITIVE_INFINITY) {
            return 0;
        }
        return ratio(s <= asimov ? s - asimov : (q - asimov * asimov) / (2 * asimov), asimov);
    }

    /** CLs. */
    private static double ratio(double t, double asimov) {
        if (!(asimov < Double.POSITIVE_INFINITY)) {
            return 0; // the model cannot be so at all
        }
        double background = Normal.above(t);
        return background > 0 ? Math.min(1, Normal.above(t + asimov) / background) : 0;
    }

    /** Where CLs expected at N standard deviations is 1 − level: √q̃_μ of the Asimov data there. */
    private static double rootAt(double band, double level) {
        return Normal.quantileAbove((1 - level) * Normal.above(-band)) + band;
    }

    @Override
    public Limit limit(Setup given, double level, Progress progress) {
        StrengthFit.require(given);
        Setup setup = StrengthFit.widened(given);
        var fit = new StrengthFit(setup.likelihood(), setup, setup.start(), progress);
        FitResult free = fit.free();
        FitResult background = fit.background();
        Parameter strength = StrengthFit.strength(setup);
        double step = step(setup, background, progress);
        List<Double> limits = Blocks.run(setup.likelihood(), setup.threads(), BAND.length + 1, progress, (own, b) -> {
            StrengthFit asimov = asimov(setup, own, background, progress);
            Map<Double, Double> known = new HashMap<>();
            if (b < BAND.length) {
                double root = rootAt(BAND[b], level);
                return orNone(() -> Crossing.of(
                        mu -> known.computeIfAbsent(mu, at -> Math.sqrt(asimov.excluding(at)) - root),
                        setup.background(),
                        root * step,
                        strength.upper(),
                        "expected limit on " + strength.name()));
            }
            var data = new StrengthFit(own, setup, free.parameters(), progress);
            data.free(free);
            // The normal quantile of CLs is nearly straight in μ.
            double goal = Normal.quantileAbove(1 - level);
            return Crossing.of(
                    mu -> Normal.quantileAbove(observed(data.excluding(mu), Math.sqrt(asimov.excluding(mu)))) - goal,
                    Math.max(setup.background(), free.parameters()[setup.parameter()]),
                    step,
                    strength.upper(),
                    "limit on " + strength.name());
        });
        double[] expected =
                limits.stream().mapToDouble(x -> x).limit(BAND.length).toArray();
        return new Limit(limits.get(BAND.length), expected);
    }

    /** An expected limit that is not found must not take the observed one with it. */
    static double orNone(DoubleSupplier search) {
        try {
            return search.getAsDouble();
        } catch (FiduciaException failure) {
            if (failure.kind() != FiduciaException.Kind.FIT) {
                throw failure;
            }
            return Double.NaN;
        }
    }

    /** Rough uncertainty of μ without signal: where √q̃_μ of the Asimov data is about 1. */
    private static double step(Setup setup, FitResult background, Progress progress) {
        Parameter strength = StrengthFit.strength(setup);
        StrengthFit asimov = asimov(setup, setup.likelihood(), background, progress);
        double step = Math.min(strength.step(), 0.5 * (strength.upper() - setup.background()));
        for (int k = 0; k < 4; k++) {
            double root = Math.sqrt(asimov.excluding(setup.background() + step));
            if (root > 0.3 && root < 3 || !(root > 0)) {
                return root > 0 ? step / root : step;
            }
            step = Math.min(step / root, 0.9 * (strength.upper() - setup.background()));
        }
        return step;
    }

    @Override
    public Discovery discovery(Setup setup, Progress progress) {
        StrengthFit.require(setup);
        // ∞ where there are events that only signal explains.
        double z = Math.sqrt(new StrengthFit(setup.likelihood(), setup, setup.start(), progress).discovering());
        return new Discovery(z, Normal.above(z));
    }
}
