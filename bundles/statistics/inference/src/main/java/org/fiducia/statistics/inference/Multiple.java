package org.fiducia.statistics.inference;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.fiducia.api.fit.Interval;
import org.fiducia.api.inference.Calibration;
import org.fiducia.api.inference.Calibration.End;
import org.fiducia.api.inference.Calibration.Level;
import org.fiducia.api.inference.Conclusions.Result;
import org.fiducia.api.inference.Ends;
import org.fiducia.api.inference.Quantity;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.StatisticalModel;

/**
 * A quantity that is a parameter times a number, such as a cross section in units of which a strength is given: what is
 * concluded of it is what is concluded of the parameter.
 *
 * @param parameter as a quantity
 * @param factor not 0
 */
record Multiple(Quantity parameter, double factor) {
    /** The parameter and number of a quantity; empty when it is anything else, or a parameter itself. */
    static Optional<Multiple> of(Quantity quantity, StatisticalModel model) {
        Set<String> names = quantity.value().references();
        if (quantity.isParameter() || names.size() != 1) {
            return Optional.empty();
        }
        int at = model.indexOf(names.iterator().next());
        return Affine.of(quantity.value())
                .filter(line -> at >= 0 && line.constant() == 0 && line.slope() != 0 && Double.isFinite(line.slope()))
                .map(line -> new Multiple(Quantity.of(model.parameters().get(at), ""), line.slope()));
    }

    /** An expression of one parameter p that is constant + slope · p. */
    private record Affine(double constant, double slope) {
        static Optional<Affine> of(Expression expression) {
            if (expression instanceof Expression.Constant constant) {
                return Optional.of(new Affine(constant.value(), 0));
            } else if (expression instanceof Expression.Ref) {
                return Optional.of(new Affine(0, 1));
            } else if (expression instanceof Expression.Sum sum) {
                return fold(
                        sum.terms(),
                        new Affine(0, 0),
                        (a, b) -> Optional.of(new Affine(a.constant + b.constant, a.slope + b.slope)));
            } else if (expression instanceof Expression.Product product) {
                return fold(
                        product.factors(),
                        new Affine(1, 0),
                        (a, b) -> a.slope != 0 && b.slope != 0
                                ? Optional.empty()
                                : Optional.of(new Affine(
                                        a.constant * b.constant, a.constant * b.slope + a.slope * b.constant)));
            }
            return Optional.empty();
        }

        private static Optional<Affine> fold(
                List<Expression> parts, Affine start, BiFunction<Affine, Affine, Optional<Affine>> join) {
            Optional<Affine> all = Optional.of(start);
            for (Expression part : parts) {
                all = all.flatMap(before -> of(part).flatMap(next -> join.apply(before, next)));
            }
            return all;
        }
    }

    /** The interval of the quantity, from that of the parameter. */
    Interval interval(Interval of) {
        double size = Math.abs(factor);
        double down = size * of.down();
        double up = size * of.up();
        return factor > 0
                ? new Interval(factor * of.value(), down, up, of.lowerIsLimit(), of.upperIsLimit(), of.remark())
                : new Interval(factor * of.value(), up, down, of.upperIsLimit(), of.lowerIsLimit(), of.remark());
    }

    /** The result of the quantity, from that of the parameter. */
    Result result(Quantity quantity, Result of) {
        Ends ends = of.ends();
        Interval total = of.total().map(this::interval).orElseThrow();
        return new Result(
                quantity,
                factor * of.value(),
                Optional.of(total),
                of.statistical().map(this::interval),
                new Ends(ends.method(), total.lowerIsLimit(), total.upperIsLimit(), calibration(ends.calibration())));
    }

    private Calibration calibration(Calibration of) {
        return new Calibration(
                of.coverage(),
                of.reason(),
                interval(of.profile()),
                of.levels().stream().map(this::level).toList(),
                of.toys());
    }

    private Level level(Level of) {
        return factor > 0
                ? new Level(of.level(), end(of.lower()), end(of.upper()))
                : new Level(of.level(), end(of.upper()), end(of.lower()));
    }

    private End end(End of) {
        return new End(
                factor * of.at(), Math.abs(factor) * of.error(), of.limit(), of.threshold(), of.coverage(), of.toys());
    }
}
