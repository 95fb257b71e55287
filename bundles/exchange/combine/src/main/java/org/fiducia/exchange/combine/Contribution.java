package org.fiducia.exchange.combine;

import static org.fiducia.api.model.Expression.call;
import static org.fiducia.api.model.Expression.constant;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.Expression.Function;
import org.fiducia.api.model.Shape;

/**
 * A process in a channel with histograms: it expects {@code events · (fraction + Σ F)} in a bin, or with logarithms {@code
 * events · exp(ln fraction + Σ F)}, never less than 0.
 *
 * @param process name
 * @param signal whether it is a signal
 * @param events its yield
 * @param fractions of the histogram in each bin
 * @param errors of the contents, as fractions of the sum
 * @param logarithmic whether changes are of logarithms
 */
record Contribution(
        String process,
        boolean signal,
        Expression events,
        double[] fractions,
        double[] errors,
        boolean logarithmic,
        List<Morphing> morphings) {
    /** Standard deviations of all nuisances together up to which a content must stay positive to need no clipping. */
    private static final double FAR = 4;

    /** Ending of the coefficient of the part of a change that is even in its nuisance. */
    private static final String EVEN = ":even";

    private double smallestScale() {
        double q = 1;
        for (Morphing morphing : morphings) {
            q = Math.min(q, morphing.scale());
        }
        return q;
    }

    /** Whether a content can turn negative within four standard deviations. */
    boolean clipped(int bin) {
        if (logarithmic || fractions[bin] < 0) {
            return fractions[bin] < 0;
        }
        double square = 0;
        for (Morphing morphing : morphings) {
            double lowest = morphing.lowest(bin, FAR);
            square += lowest * lowest;
        }
        return fractions[bin] - Math.sqrt(square) < 0;
    }

    boolean clipped() {
        for (int b = 0; b < fractions.length; b++) {
            if (clipped(b)) {
                return true;
            }
        }
        return false;
    }

    /** Fraction of the events in a bin before it is normalised. */
    Expression fraction(int bin) {
        double q = smallestScale();
        var terms = new ArrayList<Expression>();
        for (Morphing morphing : morphings) {
            if (morphing.up()[bin] != 0 || morphing.down()[bin] != 0) {
                terms.add(morphing.term(bin, q));
            }
        }
        if (logarithmic) {
            if (!(fractions[bin] > 0)) {
                return constant(0);
            }
            terms.add(0, constant(Math.log(fractions[bin])));
            return call(Function.EXP, new Expression.Sum(terms));
        }
        terms.add(0, constant(fractions[bin]));
        Expression sum = terms.size() == 1 ? terms.get(0) : new Expression.Sum(terms);
        return clipped(bin) ? call(Function.MAX, sum, constant(0)) : sum;
    }

    /**
     * Fractions of all bins.
     *
     * @param normalised whether what clipping and logarithms do to the sum is undone
     */
    List<Expression> fractions(boolean normalised) {
        var all = new ArrayList<Expression>();
        for (int b = 0; b < fractions.length; b++) {
            all.add(fraction(b));
        }
        if (!normalised || !logarithmic && !clipped()) {
            return all;
        }
        Expression total = new Expression.Sum(List.copyOf(all));
        all.replaceAll(fraction -> call(Function.DIVIDE, fraction, total));
        return all;
    }

    /** The shape over all bins, for a process that needs no clipping. */
    Shape shape(double[] edges) {
        double q = smallestScale();
        var coefficients = new LinkedHashMap<String, Expression>();
        var deltas = new LinkedHashMap<String, double[]>();
        for (Morphing morphing : morphings) {
            double[] odd = new double[fractions.length];
            double[] even = new double[fractions.length];
            boolean any = false;
            for (int b = 0; b < odd.length; b++) {
                odd[b] = morphing.odd(b);
                even[b] = morphing.even(b);
                any |= even[b] != 0;
            }
            coefficients.put(morphing.nuisance(), morphing.oddCoefficient());
            deltas.put(morphing.nuisance(), odd);
            if (any) {
                coefficients.put(morphing.nuisance() + EVEN, morphing.evenCoefficient(q));
                deltas.put(morphing.nuisance() + EVEN, even);
            }
        }
        return coefficients.isEmpty()
                ? Shape.histogram(edges, fractions)
                : Shape.morphing(edges, fractions, coefficients, deltas);
    }
}
