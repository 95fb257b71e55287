package org.fiducia.exchange.hs3;

import static org.fiducia.api.model.Expression.call;
import static org.fiducia.api.model.Expression.constant;
import static org.fiducia.api.model.Expression.product;
import static org.fiducia.api.model.Expression.sum;

import java.util.ArrayList;
import java.util.List;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.Expression.Function;

/** Densities that are written as formulas, up to their normalisation. */
final class Formulas {
    private Formulas() {}

    /** (1 + α/n · max(0, t − α))^−n: 1 in the core. */
    static Expression tail(Expression t, Expression alpha, Expression n) {
        Expression beyond = call(Function.MAX, constant(0), sum(t, minus(alpha)));
        Expression base = sum(constant(1), product(call(Function.DIVIDE, alpha, n), beyond));
        return call(Function.POW, base, minus(n));
    }

    static Expression gauss(Expression pull) {
        return call(Function.EXP, product(constant(-0.5), pull, pull));
    }

    static Expression minus(Expression expression) {
        return product(constant(-1), expression);
    }

    /** 1 + Σ c_i T_i on the window scaled to [−1, 1]. */
    static Expression chebychev(List<Expression> coefficients, Observable x) {
        double half = 0.5 * (x.hi() - x.lo());
        Expression t = product(constant(1 / half), sum(x.ref(), constant(-x.lo() - half)));
        var terms = new ArrayList<Expression>();
        terms.add(constant(1));
        Expression before = constant(1);
        Expression now = t;
        for (Expression coefficient : coefficients) {
            terms.add(product(coefficient, now));
            Expression next = sum(product(constant(2), t, now), minus(before));
            before = now;
            now = next;
        }
        return new Expression.Sum(terms);
    }
}
