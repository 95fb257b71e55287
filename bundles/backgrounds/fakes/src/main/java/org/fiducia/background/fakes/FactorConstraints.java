package org.fiducia.background.fakes;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.fiducia.background.fakes.SimulatedYields.Origin;
import org.fiducia.background.fakes.SimulatedYields.Sum;

/**
 * How well counts constrain normalisation factors: from the expected Fisher information Σ_r (∂N_r/∂NF)(∂N_r/∂NF)ᵀ/N_r at
 * factors of 1, N_r the expected events of place r.
 */
final class FactorConstraints {
    private final List<String> kinds;
    private final List<double[]> slopes = new ArrayList<>();

    FactorConstraints(List<String> kinds) {
        this.kinds = List.copyOf(kinds);
    }

    /** Adds a place. */
    void add(SimulatedYields yields) {
        double all = 0;
        double[] slope = new double[kinds.size()];
        for (Map.Entry<Origin, Sum> entry : yields.expected()) {
            double events = entry.getValue().events();
            all += events;
            for (int k = 0; k < slope.length; k++) {
                slope[k] += events * entry.getKey().fakes().number(kinds.get(k));
            }
        }
        if (all > 0) {
            for (int k = 0; k < slope.length; k++) {
                slope[k] /= Math.sqrt(all);
            }
            slopes.add(slope);
        }
    }

    /**
     * Expected uncertainty of a factor with all others free: the inverse of the length of what of its column of slopes the
     * other columns do not span; ∞ where they span it.
     */
    double uncertainty(int kind) {
        var basis = new ArrayList<double[]>();
        for (int k = 0; k < kinds.size(); k++) {
            if (k != kind) {
                double[] rest = orthogonal(column(k), basis);
                double length = length(rest);
                if (length > 1e-9 * length(column(k))) {
                    basis.add(scaled(rest, 1 / length));
                }
            }
        }
        double[] own = column(kind);
        double rest = length(orthogonal(own, basis));
        return rest > 1e-9 * length(own) ? 1 / rest : Double.POSITIVE_INFINITY;
    }

    private double[] column(int k) {
        return slopes.stream().mapToDouble(slope -> slope[k]).toArray();
    }

    private static double[] orthogonal(double[] vector, List<double[]> basis) {
        double[] rest = vector.clone();
        for (double[] direction : basis) {
            double along = 0;
            for (int r = 0; r < rest.length; r++) {
                along += rest[r] * direction[r];
            }
            for (int r = 0; r < rest.length; r++) {
                rest[r] -= along * direction[r];
            }
        }
        return rest;
    }

    private static double length(double[] vector) {
        double sum = 0;
        for (double x : vector) {
            sum += x * x;
        }
        return Math.sqrt(sum);
    }

    private static double[] scaled(double[] vector, double factor) {
        double[] scaled = vector.clone();
        for (int r = 0; r < scaled.length; r++) {
            scaled[r] *= factor;
        }
        return scaled;
    }
}
