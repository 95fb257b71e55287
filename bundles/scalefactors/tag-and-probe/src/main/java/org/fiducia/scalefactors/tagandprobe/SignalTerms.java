package org.fiducia.scalefactors.tagandprobe;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fiducia.api.Nullable;
import org.fiducia.api.model.Component;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.Shape;

/**
 * The resonance in a mass spectrum. Nominal: the simulated spectrum, shifted and smeared by a Gaussian (without simulation
 * a Gaussian). Alternative: a Breit–Wigner convolved with a Crystal Ball, or, where the natural width is nothing beside the
 * resolution, a double-sided Crystal Ball alone; with what does not peak, of a share and a form as found in simulation of
 * signal alone.
 */
final class SignalTerms {
    /** Beyond this many widths a Crystal Ball is a Gaussian on any window used. */
    private static final double NO_TAIL = 20;

    /** Largest share of a basis polynomial of what does not peak. */
    private static final double MOST_CONTINUUM = 0.25;

    /** Units of the resolution. */
    private static final double LARGEST_SHIFT = 5;

    private final ParameterList parameters;
    private final Setting setting;
    private final @Nullable Spectrum template;
    private final LineShape line;
    private final boolean analytic;
    private final Rung rung;
    private final boolean alone;
    private final double unit;

    /**
     * @param template simulated spectrum, null for none
     * @param analytic whether the line shape is the alternative one
     * @param alone whether there is no background: then what does not peak is signal, too
     */
    SignalTerms(
            ParameterList parameters,
            Setting setting,
            @Nullable Spectrum template,
            LineShape line,
            boolean analytic,
            Rung rung,
            boolean alone) {
        this.parameters = parameters;
        this.setting = setting;
        this.template = template;
        this.line = line;
        this.analytic = analytic;
        this.rung = rung;
        this.alone = alone;
        this.unit = setting.resonance().resolution();
    }

    /** The terms of the signal: one, two when a part of it has a wider resolution, and those of the continuum. */
    List<Component> terms(Expression events, Seed seed) {
        boolean found = analytic && line.wide() > 0;
        Expression shift =
                parameters.loose("shift", seed.shift(), -LARGEST_SHIFT * unit, LARGEST_SHIFT * unit, 3 * unit);
        var parts = new ArrayList<Component>();
        var shares = new ArrayList<Expression>();
        double sigma = seed.sigma();
        if (rung.twoGaussians() || found) {
            sigma = found ? seed.sigma() : 0.8 * seed.sigma();
            Expression share = Expression.constant(line.wide());
            Expression wideShift = Expression.sum(shift, Expression.constant(line.wideOffset()));
            Expression wideSigma = Expression.constant(line.wideSigma());
            if (rung.twoGaussians()) {
                double offset = found ? line.wideOffset() : seed.wideOffset();
                double start = found ? line.wideSigma() : 2 * unit + 1.5 * seed.sigma();
                share = parameters.free("wide", found ? line.wide() : 0.15, 0, 0.5, 0.05);
                parameters.mayEndAtLimit("wide");
                wideShift = parameters.loose(
                        "shiftWide", seed.shift() + offset, -35 * unit, LARGEST_SHIFT * unit, 8 * unit);
                wideSigma = parameters.loose("sigmaWide", start, 1.5 * unit, 15 * unit, 4 * unit);
                parameters.mayEndAtLimit("sigmaWide");
            }
            shares.add(share);
            parts.add(
                    new Component("wide signal", Expression.product(events, share), shape(wideShift, wideSigma, true)));
        }
        addContinuum(events, shares, parts);
        Expression peak = events;
        if (!shares.isEmpty()) {
            var terms = new Expression[shares.size() + 1];
            terms[0] = Expression.constant(1);
            for (int i = 0; i < shares.size(); i++) {
                terms[i + 1] = Expression.product(Expression.constant(-1), shares.get(i));
            }
            peak = Expression.product(events, Expression.sum(terms));
        }
        parts.add(0, new Component("signal", peak, shape(shift, narrow(sigma), false)));
        return parts;
    }

    private void addContinuum(Expression events, List<Expression> shares, List<Component> parts) {
        if (!analytic) {
            return; // the simulated spectrum has it
        }
        int degree = alone ? LineShape.degree(rung.wideBackground()) : line.continuum().length - 1;
        for (int k = 0; k <= degree; k++) {
            String name = LineShape.continuum(degree, k);
            Expression share;
            if (alone) {
                share = parameters.free(name, 0.02 / (degree + 1), 0, MOST_CONTINUUM, 0.01);
                parameters.mayEndAtLimit(name);
            } else {
                share = Expression.constant(line.continuum()[k]);
            }
            shares.add(share);
            parts.add(new Component(name, Expression.product(events, share), BackgroundTerms.basis(degree, k)));
        }
    }

    /** At the lower limit, as much is smeared as in simulation: less than an interval. */
    private Expression narrow(double sigma) {
        parameters.mayEndAtLimit("sigma");
        return parameters.loose("sigma", sigma, 0.12 * unit, 8 * unit, 4 * unit);
    }

    private Shape shape(Expression shift, Expression sigma, boolean wide) {
        var values = new LinkedHashMap<String, Expression>();
        if (!analytic && template != null) {
            values.put("shift", shift);
            values.put("sigma", sigma);
            return new Shape(
                    "template-gauss", values, Map.of("edges", template.edges(), "contents", template.entries()));
        }
        Expression mass = Expression.constant(setting.resonance().mass());
        if (analytic && line.convolved() && !rung.freeForm()) {
            values.put("mass", mass);
            values.put("width", Expression.constant(setting.resonance().width()));
            values.put("shift", shift);
            values.put("sigma", sigma);
            values.put("alpha", tail("alpha", wide, line.low().alpha(), 0.15, 6, 2));
            values.put("n", tail("power", wide, line.low().power(), 0.6, 40, 10));
            return new Shape("breit-wigner-crystal-ball", values);
        }
        values.put("mean", Expression.sum(mass, shift));
        values.put("sigma", sigma);
        boolean gaussian = !analytic || wide;
        Expression none = Expression.constant(NO_TAIL);
        Expression any = Expression.constant(2);
        values.put("alphaL", gaussian ? none : tail("alpha", false, line.low().alpha(), 0.2, 6, 2));
        values.put("nL", gaussian ? any : tail("power", false, line.low().power(), 1.05, 40, 10));
        values.put("alphaR", gaussian ? none : tail("alphaR", false, line.high().alpha(), 0.2, 6, 2));
        values.put("nR", gaussian ? any : tail("powerR", false, line.high().power(), 1.05, 40, 10));
        return new Shape("dscb", values);
    }

    /** A parameter of the tail: free, or what was found in simulation. It may end where the tail is a Gaussian's. */
    private Expression tail(String parameter, boolean fixed, double start, double lo, double hi, double width) {
        if (fixed || !rung.freeTails() && line.known()) {
            return Expression.constant(start);
        }
        parameters.mayEndAtLimit(parameter);
        return parameters.loose(parameter, start, lo, hi, width);
    }
}
