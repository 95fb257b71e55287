package org.fiducia.calibration.jetmass;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A peak of masses.
 *
 * @param events sum of weights
 * @param position where a smoothed density of the masses is highest, GeV: each is spread by a normal distribution whose width
 *     is {@value #SPREAD} effective widths
 * @param width effective width σ_eff: half of the shortest interval that holds {@value #FRACTION} of the events, GeV
 */
record Peak(double events, double position, double width) {
    /** What lies within one standard deviation of a normal distribution. */
    static final double FRACTION = 0.682689492;

    private static final double SPREAD = 0.5;
    private static final double FAR = 5;
    private static final int STEPS = 400;

    /** A mass of an event, GeV, with its weight. */
    record Entry(double mass, double weight) {}

    /** @param entries of any order; those of weights that are not positive are left out */
    static Peak of(List<Entry> entries) {
        var sorted = new ArrayList<>(entries);
        sorted.removeIf(entry -> !(entry.weight() > 0));
        sorted.sort(Comparator.comparingDouble(Entry::mass));
        double events = sorted.stream().mapToDouble(Entry::weight).sum();
        if (sorted.isEmpty()) {
            return new Peak(0, Double.NaN, Double.NaN);
        }
        double[] shortest = shortest(sorted, FRACTION * events);
        double width = 0.5 * (shortest[1] - shortest[0]);
        return new Peak(events, width > 0 ? mode(sorted, SPREAD * width) : shortest[0], width);
    }

    /** Ends of the shortest interval that holds so much weight. */
    private static double[] shortest(List<Entry> sorted, double needed) {
        double[] ends = {Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY};
        double held = 0;
        int from = 0;
        for (Entry last : sorted) {
            held += last.weight();
            while (held - sorted.get(from).weight() >= needed) {
                held -= sorted.get(from++).weight();
            }
            double start = sorted.get(from).mass();
            if (held >= needed && last.mass() - start < ends[1] - ends[0]) {
                ends[0] = start;
                ends[1] = last.mass();
            }
        }
        return ends;
    }

    /** The highest point of the smoothed density: on a grid, then by the parabola of its neighbours. */
    private static double mode(List<Entry> sorted, double spread) {
        double lo = sorted.get(0).mass();
        double hi = sorted.get(sorted.size() - 1).mass();
        double step = (hi - lo) / STEPS;
        double[] density = new double[STEPS + 1];
        for (Entry entry : sorted) {
            int first = (int) Math.max(0, Math.ceil((entry.mass() - FAR * spread - lo) / step));
            int last = (int) Math.min(STEPS, Math.floor((entry.mass() + FAR * spread - lo) / step));
            for (int k = first; k <= last; k++) {
                double t = (lo + k * step - entry.mass()) / spread;
                density[k] += entry.weight() * Math.exp(-0.5 * t * t);
            }
        }
        int highest = 0;
        for (int k = 1; k <= STEPS; k++) {
            highest = density[k] > density[highest] ? k : highest;
        }
        double position = lo + highest * step;
        if (highest == 0 || highest == STEPS) {
            return position;
        }
        double below = density[highest - 1];
        double above = density[highest + 1];
        double curvature = below - 2 * density[highest] + above;
        return curvature < 0 ? position + 0.5 * step * (below - above) / curvature : position;
    }
}
