package org.fiducia.background.transferfactor;

import java.util.List;
import org.fiducia.background.transferfactor.OrderSearch.Outcome;
import org.fiducia.background.transferfactor.OrderSearch.Trial;
import org.fiducia.background.transferfactor.TransferFactorSettings.Orders;
import org.fiducia.channel.hbb.JetGrid;

/**
 * The transfer factor of simulation: χ² = Σ (P − F r)²/(δP² + r² δF²) over the bins that are fitted, with sums of weights P
 * and F that pass and fail, is minimised over the coefficients of r; each step takes r in the denominator from the one before.
 * A bin in which nothing passes has the uncertainty of one event of the mean weight.
 */
final class SimulatedFactor {
    private static final int STEPS = 100;
    private static final double DONE = 1e-12;

    private final JetGrid grid;
    private final Counted counted;
    private final double least;

    SimulatedFactor(JetGrid grid, Counted counted) {
        this.grid = grid;
        this.counted = counted;
        double mean = Counted.sum(counted.pass2()) / Counted.sum(counted.pass());
        least = mean * mean;
    }

    /** The order that simulation needs, with its coefficients. */
    Outcome search(Orders orders) {
        return orders.fixed() == null
                ? OrderSearch.search(orders.least(), orders.most(), true, this::fit)
                : new Outcome(fit(orders.fixed()), List.of());
    }

    /** The fit of an order. */
    Trial fit(Order order) {
        int n = grid.size();
        double[][] a = new double[n][];
        double[] y = new double[n];
        double[] pass2 = new double[n];
        double[] fail2 = new double[n];
        double[] ratio = new double[n];
        double[][] basis = new double[n][];
        double start = Counted.sum(counted.pass()) / Counted.sum(counted.fail());
        int at = 0;
        for (int k = 0; k < grid.ptBins(); k++) {
            for (int i = 0; i < grid.massBins(); i++) {
                if (grid.fitted(k, i)) {
                    basis[at] = Surface.basis(order, grid, k, i);
                    a[at] = new double[basis[at].length];
                    for (int j = 0; j < a[at].length; j++) {
                        a[at][j] = counted.fail()[k][i] * basis[at][j];
                    }
                    y[at] = counted.pass()[k][i];
                    pass2[at] = Math.max(least, counted.pass2()[k][i]);
                    fail2[at] = counted.fail2()[k][i];
                    ratio[at++] = start;
                }
            }
        }
        double[] coefficients = new double[order.size()];
        double[] weight = new double[n];
        for (int step = 0; step < STEPS; step++) {
            for (int b = 0; b < n; b++) {
                weight[b] = 1 / (pass2[b] + ratio[b] * ratio[b] * fail2[b]);
            }
            coefficients = LinearFit.solve(a, y, weight);
            double change = 0;
            for (int b = 0; b < n; b++) {
                double value = product(basis[b], coefficients);
                change = Math.max(change, Math.abs(value / ratio[b] - 1));
                ratio[b] = value;
            }
            if (change < DONE) {
                break;
            }
        }
        double chi2 = 0;
        for (int b = 0; b < n; b++) {
            double away = y[b] - product(a[b], coefficients);
            chi2 += away * away / (pass2[b] + ratio[b] * ratio[b] * fail2[b]);
        }
        return new Trial(order, chi2, n, coefficients);
    }

    private static double product(double[] a, double[] b) {
        double sum = 0;
        for (int j = 0; j < a.length; j++) {
            sum += a[j] * b[j];
        }
        return sum;
    }
}
