package org.fiducia.validation.closure;

import java.util.List;
import java.util.Objects;
import org.fiducia.api.fit.FitResult;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.model.Parameter;
import org.fiducia.statistics.discrete.DiscreteProfiling;

/**
 * Minimises over all parameters but one near a fit of which the covariance C is known: starts where the parabola of the fit
 * has its minimum and takes steps −(H_ωω)⁻¹ g_ω = −C g + C_·β (C_β·g)/C_ββ with exact gradients g and the matrix of the fit.
 * A step costs a gradient, no new matrix; the error falls by an order of magnitude or more in each.
 */
final class HeldFit {
    /** Of the NLL above its minimum. */
    private static final double TOLERANCE = 1e-8;

    private static final int ITERATIONS = 15;

    private final Likelihood likelihood;
    private final FitResult best;
    private final int beta;
    private final List<Parameter> parameters;
    private final double[] at;
    private final double[] gradient;
    private final double[] shift;

    /** @param beta index of the parameter that is held */
    HeldFit(Likelihood likelihood, FitResult best, int beta) {
        this.likelihood = likelihood;
        this.best = best;
        this.beta = beta;
        parameters = likelihood.model().parameters();
        at = best.parameters().clone();
        gradient = new double[at.length];
        shift = new double[at.length];
    }

    /** NLL with the parameter at a value less that of the fit; NaN when steps lead nowhere: a fit has to tell then. */
    double rise(double value) {
        double[][] c = Objects.requireNonNull(best.covariance(), "toys are fitted with covariance");
        double variance = c[beta][beta];
        // slopes say nothing of other functions
        if (!(variance > 0)
                || !best.atLimit().isEmpty()
                || !DiscreteProfiling.floating(likelihood).isEmpty()) {
            return Double.NaN;
        }
        for (int i = 0; i < at.length; i++) {
            at[i] += c[i][beta] / variance * (value - best.parameters()[beta]);
        }
        at[beta] = value;
        double last = Double.POSITIVE_INFINITY;
        for (int iteration = 0; iteration < ITERATIONS && within(); iteration++) {
            if (!(likelihood.gradient(at, gradient) < Double.POSITIVE_INFINITY)) {
                return Double.NaN;
            }
            double above = step(c, variance);
            if (above < TOLERANCE) {
                return likelihood.difference(best.parameters(), at) - above;
            }
            if (!(above < last)) {
                return Double.NaN;
            }
            last = above;
            for (int i = 0; i < at.length; i++) {
                at[i] += shift[i];
            }
        }
        return Double.NaN;
    }

    /** Sets the next step; returns by how much it should lower the NLL. */
    private double step(double[][] c, double variance) {
        double slope = 0;
        for (int j = 0; j < at.length; j++) {
            slope += c[beta][j] * gradient[j];
        }
        double gain = 0;
        for (int i = 0; i < at.length; i++) {
            shift[i] = 0;
            if (i != beta && !parameters.get(i).fixed()) {
                double[] row = c[i];
                double sum = 0;
                for (int j = 0; j < at.length; j++) {
                    sum += row[j] * gradient[j];
                }
                shift[i] = row[beta] / variance * slope - sum;
                gain -= shift[i] * gradient[i];
            }
        }
        return 0.5 * gain;
    }

    private boolean within() {
        for (int i = 0; i < at.length; i++) {
            Parameter parameter = parameters.get(i);
            if (!parameter.fixed() && !(at[i] >= parameter.lower() && at[i] <= parameter.upper())) {
                return false;
            }
        }
        return true;
    }
}
