package org.fiducia.exchange.hs3;

import static org.fiducia.api.model.Expression.call;
import static org.fiducia.api.model.Expression.constant;
import static org.fiducia.api.model.Expression.product;
import static org.fiducia.api.model.Expression.ref;
import static org.fiducia.api.model.Expression.sum;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.Expression.Function;
import org.fiducia.api.model.Shape;

/** Smooth densities that HS3 has no type for, as formulas of the variable {@value Shape#VARIABLE}. */
final class SmoothFormulas {
    private static final double[] LAURENT = {4, 5, 3, 6, 2, 7, 1, 8};

    private final Shape shape;
    private final double lo;
    private final double hi;

    private SmoothFormulas(Shape shape, double lo, double hi) {
        this.shape = shape;
        this.lo = lo;
        this.hi = hi;
    }

    /** The formula of a shape on a window, up to its normalisation; empty for a kind that has none here. */
    static Optional<Expression> of(Shape shape, double lo, double hi) {
        var one = new SmoothFormulas(shape, lo, hi);
        int n = shape.parameters().size();
        return switch (shape.kind()) {
            case "exponential-sum" -> Optional.of(one.sumOf(n / 2 + 1, k -> one.exponential(one.parameter("p" + k))));
            case "power-sum" -> Optional.of(one.sumOf(n / 2 + 1, k -> one.power(one.parameter("p" + k))));
            case "laurent" -> Optional.of(one.sumOf(n + 1, k -> one.fixedPower(LAURENT[k - 1])));
            case "exponential-polynomial" -> Optional.of(one.exponentialPolynomial(n));
            default -> Optional.empty();
        };
    }

    private interface Term {
        Expression of(int number);
    }

    private Expression parameter(String name) {
        return Objects.requireNonNull(shape.parameters().get(name), name);
    }

    /** Σ c_k T_k with recursive fractions. */
    private Expression sumOf(int terms, Term term) {
        var summands = new ArrayList<Expression>();
        var rest = new ArrayList<Expression>();
        for (int k = 1; k <= terms; k++) {
            var factors = new ArrayList<>(rest);
            if (k < terms) {
                Expression fraction = parameter("f" + k);
                factors.add(fraction);
                rest.add(sum(constant(1), product(constant(-1), fraction)));
            }
            factors.add(term.of(k));
            summands.add(new Expression.Product(factors));
        }
        return new Expression.Sum(summands);
    }

    /** e^(−p(x − lo)) p/(1 − e^(−p(hi − lo))). */
    private Expression exponential(Expression p) {
        Expression minus = product(constant(-1), p);
        return product(
                call(Function.EXP, product(minus, sum(ref(Shape.VARIABLE), constant(-lo)))),
                call(
                        Function.DIVIDE,
                        p,
                        sum(
                                constant(1),
                                product(constant(-1), call(Function.EXP, product(minus, constant(hi - lo)))))));
    }

    private Expression ratio() {
        return call(Function.DIVIDE, ref(Shape.VARIABLE), constant(lo));
    }

    /** (x/lo)^(−p) (1 − p)/((hi/lo)^(1 − p) − 1). */
    private Expression power(Expression p) {
        Expression minus = product(constant(-1), p);
        Expression next = sum(constant(1), minus);
        return product(
                call(Function.POW, ratio(), minus),
                call(Function.DIVIDE, next, sum(call(Function.POW, constant(hi / lo), next), constant(-1))));
    }

    private Expression fixedPower(double p) {
        double integral = p == 1 ? Math.log(hi / lo) : (Math.pow(hi / lo, 1 - p) - 1) / (1 - p);
        return product(constant(1 / integral), call(Function.POW, ratio(), constant(-p)));
    }

    private Expression exponentialPolynomial(int n) {
        var terms = new ArrayList<Expression>();
        Expression s = sum(product(constant(2 / (hi - lo)), ref(Shape.VARIABLE)), constant(-(hi + lo) / (hi - lo)));
        for (int k = 1; k <= n; k++) {
            terms.add(product(parameter("p" + k), polynomial(legendre(k), s)));
        }
        return call(Function.EXP, new Expression.Sum(terms));
    }

    /** Coefficients of the Legendre polynomial, the constant one first. */
    private static double[] legendre(int degree) {
        double[] before = {1};
        double[] now = {0, 1};
        for (int k = 1; k < degree; k++) {
            double[] next = new double[k + 2];
            for (int i = 0; i < now.length; i++) {
                next[i + 1] += (2 * k + 1) * now[i] / (k + 1);
            }
            for (int i = 0; i < before.length; i++) {
                next[i] -= k * before[i] / (k + 1);
            }
            before = now;
            now = next;
        }
        return now;
    }

    private static Expression polynomial(double[] coefficients, Expression s) {
        var terms = new ArrayList<Expression>();
        for (int k = 0; k < coefficients.length; k++) {
            if (coefficients[k] != 0) {
                Expression power = k == 0 ? constant(1) : k == 1 ? s : call(Function.POW, s, constant(k));
                terms.add(product(constant(coefficients[k]), power));
            }
        }
        return terms.size() == 1 ? terms.get(0) : new Expression.Sum(List.copyOf(terms));
    }
}
