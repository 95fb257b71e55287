package org.fiducia.exchange.formula;

import static org.fiducia.api.model.Expression.call;
import static org.fiducia.api.model.Expression.constant;
import static org.fiducia.api.model.Expression.product;
import static org.fiducia.api.model.Expression.sum;

import org.fiducia.api.model.Expression;
import org.fiducia.api.model.Expression.Function;

/** What formulas are made of. */
public final class Terms {
    private Terms() {}

    /** −a. */
    public static Expression minus(Expression expression) {
        return expression instanceof Expression.Constant number
                ? constant(-number.value())
                : product(constant(-1), expression);
    }

    /** a − b. */
    public static Expression difference(Expression a, Expression b) {
        return sum(a, minus(b));
    }

    /** a / b. */
    public static Expression quotient(Expression a, Expression b) {
        return call(Function.DIVIDE, a, b);
    }

    /** e to the argument. */
    public static Expression exp(Expression expression) {
        return call(Function.EXP, expression);
    }

    /** 1 where a number is positive, else 0. */
    public static Expression step(Expression expression) {
        return call(Function.STEP, expression);
    }

    /** e^(−½t²). */
    public static Expression gauss(Expression pull) {
        return exp(product(constant(-0.5), pull, pull));
    }
}
