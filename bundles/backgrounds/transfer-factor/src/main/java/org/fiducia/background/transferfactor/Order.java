package org.fiducia.background.transferfactor;

import java.util.ArrayList;
import java.util.List;
import org.fiducia.api.Settings;

/**
 * Orders of a polynomial in two variables.
 *
 * @param pt order in the transverse momentum, ≥ 0
 * @param rho order in ρ, ≥ 0
 */
record Order(int pt, int rho) {
    private static final int HIGHEST = 5;

    /** Reads one from two numbers. */
    static Order of(Settings settings, String name, Order otherwise) {
        if (!settings.has(name)) {
            return otherwise;
        }
        double[] pair = settings.reals(name);
        boolean good = pair.length == 2;
        for (double order : pair) {
            good &= order == Math.rint(order) && order >= 0 && order <= HIGHEST;
        }
        if (!good) {
            throw settings.wrong(name, "two whole numbers from 0 to " + HIGHEST + ", orders in pT and in rho");
        }
        return new Order((int) pair[0], (int) pair[1]);
    }

    /** Number of coefficients. */
    int size() {
        return (pt + 1) * (rho + 1);
    }

    /** Whether another one has none of the coefficients that this one lacks. */
    boolean contains(Order other) {
        return other.pt <= pt && other.rho <= rho;
    }

    /** The lowest order that contains both. */
    Order with(Order other) {
        return new Order(Math.max(pt, other.pt), Math.max(rho, other.rho));
    }

    /** The next orders: one more in either variable, or in both. */
    List<Order> next(Order most) {
        var next = new ArrayList<Order>();
        for (Order order : List.of(new Order(pt, rho + 1), new Order(pt + 1, rho), new Order(pt + 1, rho + 1))) {
            if (most.contains(order)) {
                next.add(order);
            }
        }
        return next;
    }

    /**
     * Values of the products of polynomials, those of ρ within those of the transverse momentum.
     *
     * @param x transverse momentum, from 0 to 1
     * @param y ρ, from 0 to 1
     */
    double[] basis(double x, double y) {
        double[] inPt = Bernstein.basis(pt, x);
        double[] inRho = Bernstein.basis(rho, y);
        double[] values = new double[size()];
        for (int a = 0; a <= pt; a++) {
            for (int b = 0; b <= rho; b++) {
                values[a * (rho + 1) + b] = inPt[a] * inRho[b];
            }
        }
        return values;
    }

    @Override
    public String toString() {
        return "(" + pt + ", " + rho + ")";
    }
}
