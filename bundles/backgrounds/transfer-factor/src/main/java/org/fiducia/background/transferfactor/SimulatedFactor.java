package org.fiducia.background.transferfactor;

import java.util.List;
import org.fiducia.background.transferfactor.OrderSearch.Outcome;
import org.fiducia.background.transferfactor.OrderSearch.Trial;
import org.fiducia.background.transferfactor.TransferFactorSettings.Orders;
import org.fiducia.channel.hbb.JetGrid;

/**
 * The transfer factor of simulation: with the ratio r = P/F of the sums of weights that pass and fail in a bin, χ² = Σ (r −
 * TF)²/δr², δr² = r² (δP²/P² + δF²/F²), over the bins that are fitted. A bin in which nothing passes has the uncertainty of one
 * event of the mean weight; one in which nothing fails says nothing.
 */
final class SimulatedFactor {
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
                ? OrderSearch.search(orders.least(), orders.most(), this::fit)
                : new Outcome(fit(orders.fixed()), List.of());
    }

    /** The fit of an order. */
    Trial fit(Order order) {
        int n = grid.size();
        double[][] basis = new double[n][];
        double[] ratio = new double[n];
        double[] weight = new double[n];
        int at = 0;
        for (int k = 0; k < grid.ptBins(); k++) {
            for (int i = 0; i < grid.massBins(); i++) {
                if (!grid.fitted(k, i)) {
                    continue;
                }
                double pass = counted.pass()[k][i];
                double fail = counted.fail()[k][i];
                basis[at] = Surface.basis(order, grid, k, i);
                if (fail > 0) {
                    ratio[at] = pass / fail;
                    double pass2 = pass > 0 ? counted.pass2()[k][i] : least;
                    weight[at] = fail * fail / (pass2 + ratio[at] * ratio[at] * counted.fail2()[k][i]);
                }
                at++;
            }
        }
        double[] coefficients = LinearFit.solve(basis, ratio, weight);
        double chi2 = 0;
        for (int b = 0; b < n; b++) {
            double away = ratio[b];
            for (int j = 0; j < coefficients.length; j++) {
                away -= coefficients[j] * basis[b][j];
            }
            chi2 += weight[b] * away * away;
        }
        return new Trial(order, chi2, n, coefficients);
    }
}
