package org.fiducia.scalefactors.tagandprobe;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fiducia.api.model.Component;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.Shape;

/**
 * The resonance in a mass spectrum. Nominal: the simulated spectrum, shifted and smeared by a Gaussian (without simulation
 * a Gaussian). Alternative: a Breit–Wigner convolved with a Crystal Ball, or, where the natural width is nothing beside the
 * resolution, a double-sided Crystal Ball alone.
 */
final class SignalTerms {
    /** Beyond this many widths a Crystal Ball is a Gaussian on any window used. */
    private static final double NO_TAIL = 20;

    private final ParameterList parameters;
    private final Setting setting;
    private final Spectrum template;
    private final Tails tails;
    private final boolean analytic;
    private final boolean freeTails;
    private final double unit;

    /**
     * @param template simulated spectrum, null for none
     * @param analytic whether the line shape is the alternative one
     * @param freeTails whether its tails are free
     */
    SignalTerms(
            ParameterList parameters,
            Setting setting,
            Spectrum template,
            Tails tails,
            boolean analytic,
            boolean freeTails) {
        this.parameters = parameters;
        this.setting = setting;
        this.template = template;
        this.tails = tails;
        this.analytic = analytic;
        this.freeTails = freeTails;
        this.unit = setting.resonance().resolution();
    }

    /** The terms of the signal: one, or two when a part of it is smeared by a wider Gaussian. */
    List<Component> terms(Expression events, Seed seed, boolean twoGaussians) {
        if (!twoGaussians) {
            return List.of(new Component("signal", events, shape("", seed.shift(), seed.sigma())));
        }
        Expression share = parameters.free("wide", 0.15, 0, 0.5, 0.05);
        parameters.mayEndAtLimit("wide");
        Expression rest = Expression.sum(Expression.constant(1), Expression.product(Expression.constant(-1), share));
        return List.of(
                new Component("signal", Expression.product(events, rest), shape("", seed.shift(), 0.8 * seed.sigma())),
                new Component(
                        "wide signal",
                        Expression.product(events, share),
                        shape("Wide", seed.shift() - unit, 2 * unit + 1.5 * seed.sigma())));
    }

    private Shape shape(String which, double shift, double sigma) {
        double reach = 5 * unit;
        Expression shifted = parameters.loose("shift" + which, shift, -reach, reach, 3 * unit);
        boolean wide = !which.isEmpty();
        var values = new LinkedHashMap<String, Expression>();
        if (!analytic && template != null) {
            values.put("shift", shifted);
            values.put("sigma", smearing(which, sigma, wide ? 1.5 : 0.05, wide ? 10 : 5));
            return new Shape(
                    "template-gauss", values, Map.of("edges", template.edges(), "contents", template.entries()));
        }
        Expression mass = Expression.constant(setting.resonance().mass());
        if (setting.resonance().width() > 0) {
            values.put("mass", mass);
            values.put("width", Expression.constant(setting.resonance().width()));
            values.put("shift", shifted);
            values.put("sigma", smearing(which, sigma, wide ? 1.5 : 0.2, wide ? 10 : 8));
            values.put("alpha", tail("alpha", wide, tails.alpha(), 0.15, 6, 2));
            values.put("n", tail("power", wide, tails.power(), 0.6, 40, 10));
            return new Shape("breit-wigner-crystal-ball", values);
        }
        values.put("mean", Expression.sum(mass, shifted));
        values.put("sigma", smearing(which, sigma, wide ? 1 : 0.1, 5));
        boolean gaussian = !analytic || wide;
        values.put("alphaL", gaussian ? Expression.constant(NO_TAIL) : tail("alpha", false, tails.alpha(), 0.2, 6, 2));
        values.put("nL", gaussian ? Expression.constant(2) : tail("power", false, tails.power(), 1.05, 40, 10));
        values.put("alphaR", gaussian ? Expression.constant(NO_TAIL) : tail("alphaR", false, 2, 0.2, 6, 2));
        values.put("nR", gaussian ? Expression.constant(2) : tail("powerR", false, 5, 1.05, 40, 10));
        return new Shape("dscb", values);
    }

    /** Limits in units of the resolution. At the lower one, as much is smeared as in simulation. */
    private Expression smearing(String which, double sigma, double least, double most) {
        parameters.mayEndAtLimit("sigma" + which);
        return parameters.free("sigma" + which, sigma, least * unit, most * unit, 0.1 * unit);
    }

    /** A parameter of the tail: free, or what was found in simulation. It may end where the tail is a Gaussian's. */
    private Expression tail(String parameter, boolean fixed, double start, double lo, double hi, double width) {
        if (fixed || !freeTails && tails.known()) {
            return Expression.constant(start);
        }
        parameters.mayEndAtLimit(parameter);
        return parameters.loose(parameter, start, lo, hi, width);
    }
}
