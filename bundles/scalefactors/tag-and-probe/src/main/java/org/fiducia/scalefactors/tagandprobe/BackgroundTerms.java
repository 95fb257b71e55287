package org.fiducia.scalefactors.tagandprobe;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fiducia.api.model.Component;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.Shape;

/**
 * What lies below the resonance. Nominal: erfc((α − x)β) exp(−(x − peak)γ), the turn-on of the thresholds of the leptons
 * times a fall. Alternative: an exponential, or a Bernstein polynomial as the sum of its basis polynomials with a number
 * ≥ 0 of events each, in which the likelihood has one minimum.
 */
final class BackgroundTerms {
    /** Degree of the polynomial, and that with more freedom. */
    private static final int DEGREE = 4;

    private static final int HIGHER_DEGREE = 7;

    /** Limit of the fall, in windows: a background that rises and falls faster would stand in for the resonance. */
    private static final double STEEPEST = 7;

    /** Degree of the polynomial that is added to another background. */
    private static final int SMALL_DEGREE = 2;

    private final ParameterList parameters;
    private final Setting setting;
    private final double lo;
    private final double hi;

    BackgroundTerms(ParameterList parameters, Setting setting, double lo, double hi) {
        this.parameters = parameters;
        this.setting = setting;
        this.lo = lo;
        this.hi = hi;
    }

    /**
     * The terms.
     *
     * @param other whether it is the alternative one
     * @param wide whether it has more of them
     * @param limit above any number of events
     */
    List<Component> terms(Seed seed, boolean other, boolean wide, double limit) {
        var terms = new ArrayList<Component>();
        double events = Math.max(seed.background(), 1);
        if (other && setting.bernstein()) {
            int degree = wide ? HIGHER_DEGREE : DEGREE;
            for (int k = 0; k <= degree; k++) {
                terms.add(term("bernstein" + degree + "-" + k, events / (degree + 1), limit, basis(degree, k)));
            }
        } else {
            terms.add(term("background", events, limit, other ? exponential() : turnOn(seed)));
            if (wide) {
                for (int k = 0; k <= SMALL_DEGREE; k++) {
                    terms.add(term(
                            "bernstein" + SMALL_DEGREE + "-" + k,
                            0.1 * events / (SMALL_DEGREE + 1),
                            limit,
                            basis(SMALL_DEGREE, k)));
                }
            }
        }
        return terms;
    }

    private Component term(String name, double events, double limit, Shape shape) {
        Expression yield = parameters.free(name, events, 0, limit, Math.sqrt(events + 10));
        parameters.mayEndAtLimit(name); // a term that is not needed
        return new Component(name, yield, shape);
    }

    private Shape turnOn(Seed seed) {
        double window = hi - lo;
        var values = new LinkedHashMap<String, Expression>();
        values.put(
                "alpha",
                parameters.loose("alphaTurnOn", seed.turnOn(), lo - 0.5 * window, hi + 0.25 * window, 0.4 * window));
        values.put("beta", parameters.loose("beta", seed.steepness(), 0.2 / window, 3 * STEEPEST / window, 6 / window));
        values.put("gamma", parameters.loose("gamma", seed.fall(), -6 / window, STEEPEST / window, 3 / window));
        values.put("peak", Expression.constant(setting.resonance().mass()));
        return new Shape("erfc-exponential", values);
    }

    private Shape exponential() {
        double window = hi - lo;
        return new Shape(
                "exponential",
                Map.of("slope", parameters.loose("slope", -1 / window, -40 / window, 40 / window, 8 / window)));
    }

    /** A basis polynomial. */
    static Shape basis(int degree, int k) {
        var coefficients = new LinkedHashMap<String, Expression>();
        for (int i = 0; i <= degree; i++) {
            coefficients.put("b" + i, Expression.constant(i == k ? 1 : 0));
        }
        return new Shape("bernstein", coefficients);
    }
}
