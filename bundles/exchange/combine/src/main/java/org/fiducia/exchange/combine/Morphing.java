package org.fiducia.exchange.combine;

import static org.fiducia.api.model.Expression.call;
import static org.fiducia.api.model.Expression.constant;
import static org.fiducia.api.model.Expression.product;
import static org.fiducia.api.model.Expression.ref;
import static org.fiducia.api.model.Expression.sum;

import org.fiducia.api.model.Expression;
import org.fiducia.api.model.Expression.Function;

/**
 * A change of shape with a nuisance ν as Combine interpolates it (arXiv:2404.06614, section 4): with ν' = sν, q the smallest
 * scale of the process and at most 1, and h(t) = ⅛t(t²(3t² − 10) + 15), ±1 beyond ±1:
 * F = ½ν'((δ₊ − δ₋) + (δ₊ + δ₋) h(ν'/q)).
 *
 * @param nuisance ν
 * @param scale s
 * @param up δ₊ of each bin: change of its fraction, or of the logarithm of it, at ν' = 1
 * @param down δ₋ at ν' = −1
 */
record Morphing(String nuisance, double scale, double[] up, double[] down) {
    /** Part of δ₊ − δ₋, halved. */
    double odd(int bin) {
        return 0.5 * (up[bin] - down[bin]);
    }

    /** Part of δ₊ + δ₋, halved. */
    double even(int bin) {
        return 0.5 * (up[bin] + down[bin]);
    }

    /** ν'. */
    Expression oddCoefficient() {
        return scale == 1 ? ref(nuisance) : product(constant(scale), ref(nuisance));
    }

    /** ν' h(ν'/q). */
    Expression evenCoefficient(double q) {
        double ratio = scale / q;
        Expression x = ratio == 1 ? ref(nuisance) : product(constant(ratio), ref(nuisance));
        Expression smooth = call(Function.LINEAR_INTERPOLATION, x, constant(1), constant(1));
        return q == 1 ? smooth : product(constant(q), smooth);
    }

    /** F. */
    Expression term(int bin, double q) {
        return sum(product(constant(odd(bin)), oddCoefficient()), product(constant(even(bin)), evenCoefficient(q)));
    }

    /** The lowest F at |ν| ≤ limit. */
    double lowest(int bin, double limit) {
        return scale * limit * Math.min(0, Math.min(up[bin], down[bin]));
    }
}
