package org.fiducia.statistics.inference;

import org.fiducia.statistics.inference.HeldMinimum.Minimum;

/**
 * Minima along a straight line of held values, each from the ones before: the parabola through the last three of them
 * leads to the next.
 */
final class Line {
    private final HeldMinimum held;
    private Minimum[] known;

    Line(HeldMinimum held) {
        this.held = held;
        known = new Minimum[] {held.best()};
    }

    Minimum at(double[] values) {
        Minimum last = known[known.length - 1];
        double[] start = held.predicted(values, last);
        if (known.length >= 2) {
            bend(start, values, last, known[known.length - 2]);
        }
        Minimum found = held.at(values, last, start);
        known = new Minimum[] {last, found};
        return found;
    }

    /**
     * Adds to the prediction along the tangent at the best fit what the tangent missed on the step before, in proportion
     * to the length: the curve of minima has turned, and goes on like that.
     */
    private void bend(double[] start, double[] values, Minimum last, Minimum before) {
        double[] missed = held.predicted(last.held(), before);
        double done = distance(before.held(), last.held());
        double share = done > 0 ? distance(last.held(), values) / done : 0;
        for (int i = 0; i < start.length; i++) {
            start[i] += share * (last.parameters()[i] - missed[i]);
        }
    }

    private static double distance(double[] a, double[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum += (a[k] - b[k]) * (a[k] - b[k]);
        }
        return Math.sqrt(sum);
    }
}
