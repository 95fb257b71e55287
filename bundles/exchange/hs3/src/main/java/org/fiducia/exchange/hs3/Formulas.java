package org.fiducia.exchange.hs3;

import static org.fiducia.api.model.Expression.call;
import static org.fiducia.api.model.Expression.constant;
import static org.fiducia.api.model.Expression.product;
import static org.fiducia.api.model.Expression.sum;
import static org.fiducia.exchange.formula.Terms.difference;
import static org.fiducia.exchange.formula.Terms.exp;
import static org.fiducia.exchange.formula.Terms.minus;
import static org.fiducia.exchange.formula.Terms.quotient;
import static org.fiducia.exchange.formula.Terms.step;

import java.util.ArrayList;
import java.util.List;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.Expression.Function;

/** Densities that are written as formulas, up to their normalisation. */
final class Formulas {
    private Formulas() {}

    /** One expression where a number is positive, 0 elsewhere, where it need not exist. */
    static Expression where(Expression positive, Expression then) {
        return call(Function.CHOICE, step(positive), then, constant(0));
    }

    /** Distance from the centre in units of the width of the side. */
    static Expression sided(Expression distance, Expression left, Expression right) {
        return sum(
                quotient(call(Function.MIN, distance, constant(0)), left),
                quotient(call(Function.MAX, distance, constant(0)), right));
    }

    /** (1 + α/n · max(0, t − α))^−n: 1 in the core. */
    static Expression tail(Expression t, Expression alpha, Expression n) {
        Expression beyond = call(Function.MAX, constant(0), difference(t, alpha));
        Expression base = sum(constant(1), product(quotient(alpha, n), beyond));
        return call(Function.POW, base, minus(n));
    }

    /** Σ a_i x^i. */
    static Expression polynomial(List<Expression> coefficients, Expression x) {
        var terms = new ArrayList<Expression>();
        for (int i = 0; i < coefficients.size(); i++) {
            terms.add(i == 0 ? coefficients.get(0) : product(coefficients.get(i), call(Function.POW, x, constant(i))));
        }
        return new Expression.Sum(terms);
    }

    /** Σ b_i C(n, i) t^i (1 − t)^(n − i), t from 0 to 1 in the window. */
    static Expression bernstein(List<Expression> coefficients, Observable x) {
        Expression t = product(constant(1 / (x.hi() - x.lo())), sum(x.ref(), constant(-x.lo())));
        Expression u = difference(constant(1), t);
        int n = coefficients.size() - 1;
        double binomial = 1;
        var terms = new ArrayList<Expression>();
        for (int i = 0; i <= n; i++) {
            terms.add(product(
                    constant(binomial),
                    coefficients.get(i),
                    call(Function.POW, t, constant(i)),
                    call(Function.POW, u, constant(n - i))));
            binomial *= (n - i) / (i + 1.0);
        }
        return new Expression.Sum(terms);
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
            Expression next = difference(product(constant(2), t, now), before);
            before = now;
            now = next;
        }
        return new Expression.Sum(terms);
    }

    /** m u^p e^(c u) with u = 1 − (m/m₀)² where that is positive. */
    static Expression argus(Expression m, Expression resonance, Expression slope, Expression power) {
        Expression ratio = quotient(m, resonance);
        Expression u = difference(constant(1), product(ratio, ratio));
        return where(u, product(m, call(Function.POW, u, power), exp(product(slope, u))));
    }

    /** (x − μ)^(γ − 1) e^(−(x − μ)/β) above μ. */
    static Expression gamma(Expression x, Expression gamma, Expression beta, Expression mu) {
        Expression above = difference(x, mu);
        Expression power = call(Function.POW, above, difference(gamma, constant(1)));
        return where(above, product(power, exp(minus(quotient(above, beta)))));
    }

    /** e^(−(|x − μ|/α)^β). */
    static Expression generalisedNormal(Expression x, Expression mean, Expression alpha, Expression beta) {
        Expression t = quotient(call(Function.ABS, difference(x, mean)), alpha);
        return exp(minus(where(t, call(Function.POW, t, beta))));
    }

    /** m Γ / ((M² − m²)² + M² Γ²). */
    static Expression breitWigner(Expression m, Expression mass, Expression first, Expression total) {
        Expression below = difference(product(mass, mass), product(m, m));
        Expression width = product(mass, total);
        return quotient(product(m, first), sum(product(below, below), product(width, width)));
    }

    /** Γ · 2q/m: width of a decay to two particles, q their momentum in its rest frame; 0 below threshold. */
    static Expression partialWidth(Expression m, Expression gamma, Expression m1, Expression m2) {
        Expression square = product(m, m);
        Expression plus = sum(m1, m2);
        Expression less = difference(m1, m2);
        Expression q2 = product(difference(square, product(plus, plus)), difference(square, product(less, less)));
        return product(gamma, where(difference(m, plus), quotient(call(Function.SQRT, q2), square)));
    }
}
