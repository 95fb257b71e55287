package org.fiducia.statistics.likelihood;

import java.util.ArrayList;
import java.util.List;

/**
 * Panels of a quadrature, each with the lowest Gauss–Legendre order that integrates all given functions to the tolerance;
 * a panel for which no order does is halved.
 */
final class Panels {
    private static final GaussLegendre[] RULES = {
        new GaussLegendre(1),
        new GaussLegendre(2),
        new GaussLegendre(3),
        new GaussLegendre(5),
        new GaussLegendre(8),
        new GaussLegendre(12),
        GaussLegendre.FINE
    };

    /** Of an integral, relative to the largest value of the function times the width of the window. */
    private static final double TOLERANCE = 1e-13;

    private static final int HALVINGS = 20;

    /** Where so many panels do not do, the function is not smooth anywhere, and finer ones would not do either. */
    private static final int MOST_PANELS = 20_000;

    private Panels() {}

    /** Functions of x, evaluated together. */
    interface Functions {
        /**
         * Values.
         *
         * @param x points in rising runs
         * @return [function][point]
         */
        double[][] at(double[] x);
    }

    /** One panel. */
    record Panel(double from, double to, GaussLegendre rule) {
        int order() {
            return rule.order();
        }

        double node(int i) {
            return from + (to - from) * rule.node(i);
        }

        double weight(int i) {
            return (to - from) * rule.weight(i);
        }
    }

    /**
     * Finds panels.
     *
     * @param ends rising; no panel reaches across one of them
     */
    static List<Panel> of(double[] ends, Functions functions) {
        var done = new ArrayList<Panel>();
        var open = new ArrayList<double[]>();
        for (int i = 0; i + 1 < ends.length; i++) {
            open.add(new double[] {ends[i], ends[i + 1]});
        }
        double window = ends[ends.length - 1] - ends[0];
        double[] largest = null;
        for (int halving = 0; !open.isEmpty(); halving++) {
            double[] x = points(open);
            double[][] values = functions.at(x);
            if (largest == null) {
                largest = new double[values.length];
                for (int u = 0; u < values.length; u++) {
                    for (double value : values[u]) {
                        largest[u] = Math.max(largest[u], Math.abs(value));
                    }
                }
            }
            var next = new ArrayList<double[]>();
            int points = x.length / open.size();
            for (int k = 0; k < open.size(); k++) {
                double from = open.get(k)[0];
                double to = open.get(k)[1];
                int rule = halving == HALVINGS || done.size() + 2 * open.size() > MOST_PANELS
                        ? RULES.length - 1
                        : sufficient(values, k * points, to - from, largest, TOLERANCE * window);
                if (rule < 0) {
                    double middle = 0.5 * (from + to);
                    next.add(new double[] {from, middle});
                    next.add(new double[] {middle, to});
                } else {
                    done.add(new Panel(from, to, RULES[rule]));
                }
            }
            open = next;
        }
        done.sort((a, b) -> Double.compare(a.from(), b.from()));
        return done;
    }

    /** Nodes of every rule on every panel. */
    private static double[] points(List<double[]> panels) {
        int points = 0;
        for (GaussLegendre rule : RULES) {
            points += rule.order();
        }
        double[] x = new double[points * panels.size()];
        int next = 0;
        for (double[] panel : panels) {
            for (GaussLegendre rule : RULES) {
                for (int i = 0; i < rule.order(); i++) {
                    x[next++] = panel[0] + (panel[1] - panel[0]) * rule.node(i);
                }
            }
        }
        return x;
    }

    /** Lowest rule that agrees with the finest one for every function; −1 when none does. */
    private static int sufficient(double[][] values, int offset, double width, double[] largest, double tolerance) {
        int least = 0;
        double[] integral = new double[RULES.length];
        for (int u = 0; u < values.length; u++) {
            int at = offset;
            for (int r = 0; r < RULES.length; r++) {
                double sum = 0;
                for (int i = 0; i < RULES[r].order(); i++) {
                    sum += RULES[r].weight(i) * values[u][at++];
                }
                integral[r] = width * sum;
            }
            double allowed = tolerance * largest[u];
            int last = RULES.length - 1;
            if (!Double.isFinite(integral[last])) {
                // No halving makes it finite.
                return last - 1;
            }
            while (least < last && !(Math.abs(integral[least] - integral[last]) <= allowed)) {
                least++;
            }
        }
        return least == RULES.length - 1 ? -1 : least;
    }
}
