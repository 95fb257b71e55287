package org.fiducia.background.transferfactor;

import org.fiducia.channel.hbb.JetGrid;

/**
 * A polynomial in x = (pT − lowest)/(highest − lowest) and y = (ρ − lower bound)/(upper bound − lower bound).
 *
 * @param coefficients those of ρ within those of the transverse momentum
 */
record Surface(Order order, double[] coefficients) {
    /** Values of the products of polynomials at the centre of a bin. */
    static double[] basis(Order order, JetGrid grid, int k, int i) {
        double[] pt = grid.pt();
        double x = (grid.ptCentre(k) - pt[0]) / (pt[pt.length - 1] - pt[0]);
        double y = (grid.rho(k, i) - grid.rhoLo()) / (grid.rhoHi() - grid.rhoLo());
        return order.basis(x, y);
    }

    /** Value at the centre of a bin. */
    double at(JetGrid grid, int k, int i) {
        double[] basis = basis(order, grid, k, i);
        double value = 0;
        for (int j = 0; j < basis.length; j++) {
            value += coefficients[j] * basis[j];
        }
        return value;
    }
}
