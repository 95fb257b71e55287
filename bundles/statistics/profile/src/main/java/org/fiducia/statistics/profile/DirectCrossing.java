package org.fiducia.statistics.profile;

import java.util.List;
import org.fiducia.api.fit.FitResult;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.model.Parameter;

/**
 * Where the profile crosses a given rise, found for all parameters at once: solves NLL(β, ω) = NLL_min + rise and
 * ∂NLL/∂ω = 0 by Newton's method (D. J. Venzon and S. H. Moolgavkar, Appl. Statist. 37 (1988) 87). No step needs a fit.
 *
 * <p>With C the inverse Hessian, a step dβ of the parameter carries the others along by b dβ, b = C_ωβ/C_ββ, on top of
 * −(H_ωω)⁻¹ g_ω. The NLL on that path is F − ½ g_ωᵀ(H_ωω)⁻¹g_ω + (g_β + bᵀg_ω) dβ + dβ²/(2 C_ββ). Gradients are exact at
 * every step; C is that of the best fit, which moves the path of the iteration but not its end.
 */
final class DirectCrossing {
    /** Of the end, in units of the uncertainty. */
    private static final double TOLERANCE = 1e-5;

    /** Of the NLL that minimising the other parameters further would gain. */
    private static final double EDM = 1e-6;

    private static final int ITERATIONS = 30;

    /** A step longer than this, in units of the uncertainty, is not trusted. */
    private static final double LONGEST = 1.5;

    private final Likelihood likelihood;
    private final FitResult best;
    private final int beta;
    private final int side;
    private final List<Parameter> parameters;
    private final double[] at;
    private final double[] gradient;
    private final double[] shift;

    DirectCrossing(Likelihood likelihood, FitResult best, int beta, int side) {
        this.likelihood = likelihood;
        this.best = best;
        this.beta = beta;
        this.side = side;
        parameters = likelihood.model().parameters();
        at = best.parameters().clone();
        gradient = new double[at.length];
        shift = new double[at.length];
    }

    /** Value of the parameter, NaN when not found. */
    double find(double rise) {
        double[][] c = ProfileLikelihood.covariance(best);
        double variance = c[beta][beta];
        double sigma = Math.sqrt(variance);
        if (!(sigma > 0) || !best.atLimit().isEmpty() || !best.edges().isEmpty()) {
            return Double.NaN;
        }
        double step = side * Math.sqrt(2 * rise) * sigma;
        double lastEdm = Double.POSITIVE_INFINITY;
        for (int iteration = 0; iteration < ITERATIONS; iteration++) {
            for (int i = 0; i < at.length; i++) {
                at[i] += shift[i] + c[i][beta] / variance * step;
            }
            if (outside() || side * (at[beta] - best.parameters()[beta]) <= 0) {
                return Double.NaN;
            }
            double value = likelihood.gradient(at, gradient);
            if (!(value < Double.POSITIVE_INFINITY)) {
                return Double.NaN;
            }
            double excess = likelihood.difference(best.parameters(), at) - rise;
            double slope = 0;
            for (int i = 0; i < at.length; i++) {
                slope += gradient[i] * c[i][beta];
            }
            slope /= variance;
            double edm = fillShift(c, slope);
            double height = excess - edm;
            // height + slope·step + step²/(2 variance) = 0, on the outer branch
            double p = side * slope * variance;
            double root = p * p - 2 * variance * height;
            if (!(root >= 0)) {
                return Double.NaN;
            }
            step = side * (Math.sqrt(root) - p);
            if (Math.abs(step) > LONGEST * sigma || edm > 4 * lastEdm + 1) {
                return Double.NaN;
            }
            if (Math.abs(step) < TOLERANCE * sigma && edm < EDM) {
                return at[beta] + step;
            }
            lastEdm = edm;
        }
        return Double.NaN;
    }

    /** −(H_ωω)⁻¹ g_ω = −C g + C_·β (C_β·g)/C_ββ; returns half of g_ωᵀ(H_ωω)⁻¹g_ω. */
    private double fillShift(double[][] c, double slope) {
        double gain = 0;
        for (int i = 0; i < at.length; i++) {
            if (parameters.get(i).fixed() || i == beta) {
                shift[i] = 0;
                continue;
            }
            double sum = 0;
            double[] row = c[i];
            for (int j = 0; j < at.length; j++) {
                sum += row[j] * gradient[j];
            }
            shift[i] = row[beta] * slope - sum;
            gain -= shift[i] * gradient[i];
        }
        return 0.5 * gain;
    }

    private boolean outside() {
        for (int i = 0; i < at.length; i++) {
            Parameter parameter = parameters.get(i);
            if (!parameter.fixed() && !(at[i] >= parameter.lower() && at[i] <= parameter.upper())) {
                return true;
            }
        }
        return false;
    }
}
