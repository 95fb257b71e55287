package org.fiducia.statistics.likelihood;

/** Weighted sums of second derivatives of a density over its points. */
final class ShapeCurvature {
    /** Step in units of the scale on which the density changes: cube root of the rounding error, the best for both. */
    private static final double STEP = 6e-6;

    private ShapeCurvature() {}

    /**
     * Σ_i w_i ∂²p_i/∂s_k∂s_l, by central differences of the exact first derivatives where the shape does not know them.
     *
     * @param density up to date at the parameters
     * @param at parameters of the shape
     * @param active parameters wanted; rows of others are 0
     * @param weight one per entry of the density
     */
    static double[][] of(Density density, double[] at, boolean[] active, double[] weight) {
        if (density.isCurved()) {
            return density.curvature(weight, active);
        }
        int n = at.length;
        double[][] result = new double[n][n];
        double[] values = new double[weight.length];
        double[] slopes = new double[n];
        double[][] derivatives = new double[n][];
        for (int k = 0; k < n && !density.givesSlopes(); k++) {
            derivatives[k] = active[k] ? new double[weight.length] : null;
        }
        double[] point = at.clone();
        for (int k = 0; k < n; k++) {
            if (!active[k]) {
                continue;
            }
            double step = STEP * scale(density.values(), density.derivative(k), weight, at[k]);
            // Steps that are exact in binary.
            double up = at[k] + step;
            double down = at[k] - step;
            point[k] = up;
            density.slopesAt(point, weight, active, slopes, values, derivatives);
            System.arraycopy(slopes, 0, result[k], 0, n);
            point[k] = down;
            density.slopesAt(point, weight, active, slopes, values, derivatives);
            for (int l = 0; l < n; l++) {
                result[k][l] = active[l] ? (result[k][l] - slopes[l]) / (up - down) : 0;
            }
            point[k] = at[k];
        }
        for (int k = 0; k < n; k++) {
            for (int l = 0; l < k; l++) {
                double mean = 0.5 * (result[k][l] + result[l][k]);
                result[k][l] = mean;
                result[l][k] = mean;
            }
        }
        return result;
    }

    /** One over the weighted root mean square of ∂ log p/∂s, at most the size of the parameter (or 1). */
    private static double scale(double[] density, double[] derivative, double[] weight, double at) {
        double sum = 0;
        double total = 0;
        for (int i = 0; i < weight.length; i++) {
            if (density[i] > 0) {
                double relative = derivative[i] / density[i];
                double w = Math.abs(weight[i]) * density[i];
                sum += w * relative * relative;
                total += w;
            }
        }
        double most = at == 0 ? 1 : Math.abs(at);
        return sum > 0 && total > 0 ? Math.min(most, Math.sqrt(total / sum)) : most;
    }
}
