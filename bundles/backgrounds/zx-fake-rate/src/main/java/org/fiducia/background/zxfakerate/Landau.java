package org.fiducia.background.zxfakerate;

/**
 * Landau's distribution, the other shape in use for the mass of Z+X, in intervals and fitted to a template: density φ((m −
 * x₀) / c) with φ(λ) = (1/π) ∫ exp(−t ln t − λt) sin(πt) dt over t &gt; 0 (L. Landau, J. Phys. USSR 8 (1944) 201), by Simpson's
 * rule, held in a table.
 */
final class Landau {
    private static final double LOWEST = -4;
    private static final double HIGHEST = 60;
    private static final double STEP = 0.05;

    /** Beyond this t the integrand is below e⁻⁴⁵, even for the lowest λ. */
    private static final double LAST_T = 90;

    private static final int T_STEPS = 9000;

    /** Points of an interval at which the density is taken. */
    private static final int POINTS = 5;

    /** The search for the best x₀ and c: a grid, made finer around its best point. */
    private static final int GRID = 10;

    private static final int REFINEMENTS = 14;
    private static final double FINER = 0.5;

    private final double[] density = new double[(int) Math.round((HIGHEST - LOWEST) / STEP) + 1];

    /** Makes the table. */
    Landau() {
        var term = new double[T_STEPS + 1];
        var decay = new double[T_STEPS + 1];
        double h = LAST_T / T_STEPS;
        for (int k = 1; k <= T_STEPS; k++) {
            double t = k * h;
            double simpson = k == T_STEPS ? 1 : k % 2 == 0 ? 2 : 4;
            term[k] = simpson * h / 3 * Math.exp(-t * Math.log(t) - LOWEST * t) * Math.sin(Math.PI * t) / Math.PI;
            decay[k] = Math.exp(-STEP * t);
        }
        for (int i = 0; i < density.length; i++) {
            double sum = 0;
            for (int k = 1; k <= T_STEPS; k++) {
                sum += term[k];
                term[k] *= decay[k];
            }
            density[i] = Math.max(0, sum);
        }
    }

    /** φ(λ), by linear interpolation; as 1/λ² beyond the table. */
    double density(double lambda) {
        if (lambda < LOWEST) {
            return 0;
        }
        double x = (lambda - LOWEST) / STEP;
        int i = (int) x;
        if (i + 1 >= density.length) {
            return density[density.length - 1] * (HIGHEST / lambda) * (HIGHEST / lambda);
        }
        return density[i] + (x - i) * (density[i + 1] - density[i]);
    }

    /**
     * Fractions of intervals.
     *
     * @param edges of the intervals, rising, GeV
     * @param location x₀, GeV
     * @param width c, GeV
     */
    double[] fractions(double[] edges, double location, double width) {
        var fractions = new double[edges.length - 1];
        double all = 0;
        for (int k = 0; k < fractions.length; k++) {
            double step = (edges[k + 1] - edges[k]) / POINTS;
            for (int p = 0; p < POINTS; p++) {
                fractions[k] += step * density((edges[k] + (p + 0.5) * step - location) / width);
            }
            all += fractions[k];
        }
        for (int k = 0; k < fractions.length; k++) {
            fractions[k] = all > 0 ? fractions[k] / all : 1.0 / fractions.length;
        }
        return fractions;
    }

    /**
     * The fractions of the distribution nearest to a template: of largest likelihood Σ f_k ln p_k.
     *
     * @param edges of the intervals, rising, GeV
     * @param template fractions of the intervals
     */
    double[] fitted(double[] edges, double[] template) {
        double window = edges[edges.length - 1] - edges[0];
        double location = edges[0] + window / 2;
        double reach = window;
        double logWidth = Math.log(window / 6);
        double logReach = Math.log(6);
        double[] best = fractions(edges, location, Math.exp(logWidth));
        for (int refinement = 0; refinement < REFINEMENTS; refinement++) {
            double centre = location;
            double centreWidth = logWidth;
            double most = likelihood(template, best);
            for (int i = -GRID; i <= GRID; i++) {
                for (int j = -GRID; j <= GRID; j++) {
                    double x = centre + reach * i / GRID;
                    double w = centreWidth + logReach * j / GRID;
                    double[] here = fractions(edges, x, Math.exp(w));
                    double value = likelihood(template, here);
                    if (value > most) {
                        most = value;
                        location = x;
                        logWidth = w;
                        best = here;
                    }
                }
            }
            reach *= FINER;
            logReach *= FINER;
        }
        return best;
    }

    private static double likelihood(double[] template, double[] fractions) {
        double sum = 0;
        for (int k = 0; k < template.length; k++) {
            sum += template[k] * Math.log(Math.max(fractions[k], Double.MIN_NORMAL));
        }
        return sum;
    }
}
