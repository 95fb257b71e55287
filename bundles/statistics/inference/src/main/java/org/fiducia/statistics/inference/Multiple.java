package org.fiducia.statistics.inference;

import java.util.List;
import java.util.Optional;
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
        if (!(quantity.value() instanceof Expression.Product product)) {
            return Optional.empty();
        }
        double factor = 1;
        Optional<String> name = Optional.empty();
        for (Expression each : factors(product)) {
            if (each instanceof Expression.Constant constant) {
                factor *= constant.value();
            } else if (each instanceof Expression.Ref ref && name.isEmpty()) {
                name = Optional.of(ref.parameter());
            } else {
                return Optional.empty();
            }
        }
        int at = name.map(model::indexOf).orElse(-1);
        if (at < 0 || factor == 0 || !Double.isFinite(factor)) {
            return Optional.empty();
        }
        double scale = factor;
        return Optional.of(new Multiple(Quantity.of(model.parameters().get(at), ""), scale));
    }

    private static List<Expression> factors(Expression.Product product) {
        return product.factors().stream()
                .flatMap(each ->
                        each instanceof Expression.Product inner ? factors(inner).stream() : List.of(each).stream())
                .toList();
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
