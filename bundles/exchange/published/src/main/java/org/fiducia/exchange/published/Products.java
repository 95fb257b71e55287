package org.fiducia.exchange.published;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.model.Constraint;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.Expression.Function;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.model.StatisticalModel;

/**
 * Signal strengths of products of a production and a decay, with asymmetric errors and correlations, by the likelihood of a
 * variable Gaussian (R. Barlow, arXiv:physics/0401042): −2 ln L = zᵀR⁻¹z, z = (x − x̂)/√(σ₊σ₋ + (σ₊ − σ₋)(x − x̂)). Where a fit
 * stood at a bound, with no error on that side, the other error is taken for both.
 *
 * @param source for people
 * @param axes production and decay of each
 * @param best best fits x̂
 * @param down errors σ₋, ≥ 0
 * @param up errors σ₊, &gt; 0
 * @param correlation R, positive definite
 */
record Products(
        String source, List<List<String>> axes, double[] best, double[] down, double[] up, double[][] correlation) {
    /** An error that is so much smaller than that of the other side is none. */
    private static final double BOUND = 0.05;

    /** Of σ₊σ₋, what is left of the variance where the parabola would make it negative. */
    private static final double LEAST = 1e-3;

    /** What the strengths have in common. */
    enum Per {
        /** One strength of everything. */
        MU,
        /** One per decay. */
        DECAY,
        /** One per production. */
        PRODUCTION,
        /** One per product, as published. */
        PRODUCT;

        static Per of(String text) {
            for (Per per : values()) {
                if (per.word().equals(text)) {
                    return per;
                }
            }
            throw new FiduciaException(
                    Kind.USAGE, "'" + text + "' is nothing to combine by", "choose mu, decay, production or product");
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        private String parameter(List<String> axes) {
            return switch (this) {
                case MU -> "mu";
                case DECAY -> "mu_" + axes.get(1);
                case PRODUCTION -> "mu_" + axes.get(0);
                case PRODUCT -> "mu_" + String.join("_", axes);
            };
        }
    }

    /** Numbers of those products of which a fit stood at a bound. */
    List<Integer> atBound() {
        return IntStream.range(0, best.length)
                .filter(k -> down[k] < BOUND * up[k] || up[k] < BOUND * down[k])
                .boxed()
                .toList();
    }

    StatisticalModel model(Per per) {
        var parameters = new ArrayList<Parameter>();
        var pulls = new ArrayList<Expression>();
        List<Integer> bounded = atBound();
        for (int k = 0; k < best.length; k++) {
            String name = per.parameter(axes.get(k));
            if (parameters.stream().noneMatch(p -> p.name().equals(name))) {
                parameters.add(Parameter.interest(
                        name, 1, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, Math.max(down[k], up[k])));
            }
            double larger = Math.max(down[k], up[k]);
            pulls.add(pull(
                    Expression.ref(name),
                    best[k],
                    bounded.contains(k) ? larger : down[k],
                    bounded.contains(k) ? larger : up[k]));
        }
        var constraints = new ArrayList<Constraint>();
        for (double[] row : Matrices.whitening(correlation)) {
            var terms = new ArrayList<Expression>();
            for (int k = 0; k < row.length; k++) {
                terms.add(Expression.product(Expression.constant(row[k]), pulls.get(k)));
            }
            constraints.add(Gaussians.of(0, new Expression.Sum(terms), 1));
        }
        return new StatisticalModel(parameters, constraints, List.of());
    }

    private static Expression pull(Expression strength, double best, double down, double up) {
        Expression away = Expression.sum(strength, Expression.constant(-best));
        if (down == up) {
            return Expression.product(Expression.constant(1 / up), away);
        }
        Expression variance = Expression.call(
                Function.MAX,
                Expression.sum(
                        Expression.constant(up * down), Expression.product(Expression.constant(up - down), away)),
                Expression.constant(LEAST * up * down));
        return Expression.call(Function.DIVIDE, away, Expression.call(Function.SQRT, variance));
    }
}
