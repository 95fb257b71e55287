package org.fiducia.exchange.hs3;

import static org.fiducia.api.model.Expression.call;
import static org.fiducia.api.model.Expression.product;

import java.util.LinkedHashMap;
import org.fiducia.api.Nullable;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.Expression.Function;
import org.fiducia.api.model.Shape;
import org.fiducia.exchange.formula.Terms;

/** Gaussian core and power tails: one tail for the one-sided parameters, else one on each side. */
final class CrystalBalls {
    private CrystalBalls() {}

    /** A shape of the engine; null where the widths of the sides differ or something depends on the observable. */
    static @Nullable Shape shape(Fields d) {
        Expression left = left(d);
        if (!left.equals(right(d)) || !Observable.is(d.of("m"))) {
            return null;
        }
        var parameters = new LinkedHashMap<String, Expression>();
        parameters.put("mean", d.of("m0"));
        parameters.put("sigma", left);
        if (isTwoSided(d)) {
            parameters.put("alphaL", d.of("alpha_L"));
            parameters.put("nL", d.of("n_L"));
            parameters.put("alphaR", d.of("alpha_R"));
            parameters.put("nR", d.of("n_R"));
        } else {
            parameters.put("alpha", d.of("alpha"));
            parameters.put("n", d.of("n"));
        }
        if (parameters.values().stream().anyMatch(Observable::in)) {
            return null;
        }
        return new Shape(isTwoSided(d) ? "dscb" : "crystal-ball", parameters);
    }

    static Expression formula(Fields d) {
        if (!isTwoSided(d)) {
            throw d.element()
                    .wrong(
                            "has one tail and two widths, or is part of a product, which is not supported",
                            "give it two tails");
        }
        Expression t = Formulas.sided(Terms.difference(d.of("m"), d.of("m0")), left(d), right(d));
        Expression alphaL = d.of("alpha_L");
        Expression alphaR = d.of("alpha_R");
        Expression core = call(Function.MIN, call(Function.MAX, t, Terms.minus(alphaL)), alphaR);
        return product(
                Terms.gauss(core),
                Formulas.tail(Terms.minus(t), alphaL, d.of("n_L")),
                Formulas.tail(t, alphaR, d.of("n_R")));
    }

    private static boolean isTwoSided(Fields d) {
        return d.has("alpha_L");
    }

    private static Expression left(Fields d) {
        return d.of(d.has("sigma") ? "sigma" : "sigma_L");
    }

    private static Expression right(Fields d) {
        return d.of(d.has("sigma") ? "sigma" : "sigma_R");
    }
}
