package org.fiducia.statistics.newton;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.fiducia.api.Nullable;

/** The exact Hessian at the end of a fit: its inverse, or what is wrong with it. */
final class Curvature {
    private static final double ILL_CONDITIONED = 1e10;
    private static final String REMEDY = "; fix or constrain them, or merge bins that the data do not tell apart";

    private final double[][] hessian;
    private final Limits limits;
    private final boolean[] wanted;
    private final boolean positive;
    private @Nullable double[][] covariance;
    private double condition = Double.NaN;
    private @Nullable LeastEigenvector least;

    Curvature(double[][] hessian, Limits limits, double[] at, double[] gradient) {
        this.hessian = hessian;
        this.limits = limits;
        int n = limits.size();
        var cholesky = new Cholesky(n);
        wanted = new boolean[n];
        boolean anyHeld = false;
        for (int i = 0; i < n; i++) {
            wanted[i] = !limits.fixed(i);
            anyHeld |= wanted[i] && !limits.mayMove(i, at, gradient);
        }
        boolean good = cholesky.factor(hessian, wanted, limits.scale(), 0);
        if (!good && anyHeld) {
            // Where a limit holds a parameter, the likelihood need not bend up along it.
            for (int i = 0; i < n; i++) {
                wanted[i] = limits.mayMove(i, at, gradient);
            }
            good = cholesky.factor(hessian, wanted, limits.scale(), 0);
        }
        positive = good;
        if (good) {
            covariance = cholesky.inverse(n);
            condition = cholesky.condition(hessian, covariance);
        }
    }

    boolean positive() {
        return positive;
    }

    /** Null when the Hessian is not positive. */
    @Nullable double[][] covariance() {
        return covariance;
    }

    double condition() {
        return condition;
    }

    /** What to say of a positive Hessian: mostly nothing. */
    String remark() {
        return condition > ILL_CONDITIONED
                ? "the condition number of the Hessian is " + condition
                        + ": the data hardly determine some combination of parameters"
                : "";
    }

    /** Direction in which the likelihood bends down most, one scaled unit long; null when it bends down nowhere. */
    @Nullable double[] descent() {
        return least().negative() ? least().direction() : null;
    }

    /** Which parameters are at fault. */
    String complaint() {
        if (!least().finite()) {
            return "the second derivatives are not finite at the end of the fit; start elsewhere";
        }
        if (least().negative() || least().flat().isEmpty()) {
            String names = String.join(", ", names(least().direction()));
            return (least().negative() ? "the likelihood bends down along " : "the data do not determine ")
                    + names
                    + REMEDY;
        }
        Set<String> directions = new LinkedHashSet<>();
        for (double[] direction : least().flat()) {
            directions.add(String.join(", ", names(direction)));
        }
        return "the data do not determine " + String.join("; nor ", directions) + REMEDY;
    }

    /** Parameters with a large part in a direction. */
    private List<String> names(double[] direction) {
        double largest = 0;
        for (int i = 0; i < direction.length; i++) {
            largest = Math.max(largest, Math.abs(direction[i]) / unit(i));
        }
        List<String> names = new ArrayList<>();
        for (int i = 0; i < direction.length; i++) {
            if (Math.abs(direction[i]) / unit(i) > 0.3 * largest) {
                names.add(limits.name(i));
            }
        }
        return names;
    }

    private double unit(int i) {
        return hessian[i][i] > 0 ? 1 / Math.sqrt(hessian[i][i]) : limits.scale()[i];
    }

    private LeastEigenvector least() {
        if (least == null) {
            double[] units = new double[wanted.length];
            for (int i = 0; i < units.length; i++) {
                units[i] = unit(i);
            }
            least = new LeastEigenvector(hessian, wanted, units);
        }
        return least;
    }
}
