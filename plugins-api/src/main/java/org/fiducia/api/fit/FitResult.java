package org.fiducia.api.fit;

import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import org.fiducia.api.Nullable;

/**
 * Where a fit ended.
 *
 * @param status how it went; only {@link Status#CONVERGED} may be used
 * @param message what happened and what to try, for people; empty when converged without remark
 * @param parameters best-fit values, one per parameter of the model
 * @param nll negative log-likelihood there
 * @param edm estimated distance to the minimum in NLL
 * @param calls evaluations of the likelihood
 * @param covariance inverse of the Hessian of the free parameters, [n][n], rows of fixed parameters 0; null when not asked
 *     for
 * @param conditionNumber of the Hessian scaled to unit diagonal, in the 1-norm; NaN when not computed
 * @param atLimit names of parameters that ended at a limit
 * @param edges where the fit was stopped because less than nothing would be expected beyond, in words (category, and the
 *     interval or point in it): uncertainties are one-sided there; empty for most fits
 */
public record FitResult(
        Status status,
        String message,
        double[] parameters,
        double nll,
        double edm,
        int calls,
        @Nullable double[][] covariance,
        double conditionNumber,
        List<String> atLimit,
        List<String> edges)
        implements Serializable {
    /** How a fit went. */
    public enum Status {
        /** A minimum. */
        CONVERGED,
        /** The matrix of second derivatives is not positive definite where it stopped. */
        HESSIAN_NOT_POSITIVE,
        /** The limit of iterations was reached. */
        ITERATION_LIMIT,
        /** The likelihood is not finite at the start or falls without bound. */
        UNBOUNDED
    }

    public FitResult {
        atLimit = List.copyOf(atLimit);
        edges = List.copyOf(edges);
    }

    /** A fit that no edge of positive expectation stopped. */
    public FitResult(
            Status status,
            String message,
            double[] parameters,
            double nll,
            double edm,
            int calls,
            @Nullable double[][] covariance,
            double conditionNumber,
            List<String> atLimit) {
        this(status, message, parameters, nll, edm, calls, covariance, conditionNumber, atLimit, List.of());
    }

    /** Whether it may be used. */
    public boolean converged() {
        return status == Status.CONVERGED;
    }

    /** Hesse uncertainty of a parameter, of a fit that was asked for the covariance. */
    public double error(int parameter) {
        Objects.requireNonNull(covariance, "the covariance was not asked for");
        return Math.sqrt(covariance[parameter][parameter]);
    }
}
