package org.fiducia.statistics.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.fiducia.api.fit.FitResult;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.model.ModelCategory;
import org.fiducia.api.model.Parameter;

/**
 * How much of the sawtooth, which whole numbers make of a coverage, is left for a parameter of a model.
 *
 * <p>What the data say of a parameter is its score Σ_c w_c n_c over places c, n_c events where ν_c are expected, w_c the slope
 * of ln ν_c along the profile, and normal for constraints. Where all w are alike, the score is a number of events times w and
 * its values lie on a lattice. The height of the lattice of step w is that of the characteristic function of the score at 2π/w,
 * exp(−Σ_c ν_c [1 − cos(2π w_c/w)] − ½ (2π/w)² I), I the information of the constraints; the step that makes it highest counts.
 */
final class Lattice {
    /** Intervals of a window in which events are not counted. */
    private static final int INTERVALS = 24;

    /** Teeth lower than this change no coverage by a percentage point. */
    private static final double LOW = 0.05;

    /** Steps of the lattice that are tried: from half to twice that of events of the mean weight. */
    private static final int TRIES = 120;

    /** Part of what all categories say from which on the events of one are looked at where they are in the window. */
    private static final double FINE = 1e-3;

    /** Distance of the points between which slopes are taken, in standard deviations. */
    private static final double STEP = 0.05;

    private Lattice() {}

    /** 0 where nothing is left of it, 1 for a single count. */
    static double height(Likelihood likelihood, FitResult best, int parameter) {
        double[][] covariance = Fits.covariance(best);
        double variance = covariance[parameter][parameter];
        if (!(variance > 0)) {
            return 1; // nothing is known
        }
        int n = covariance.length;
        double step = STEP * Math.sqrt(variance);
        double[] low = best.parameters().clone();
        double[] high = best.parameters().clone();
        for (int i = 0; i < n; i++) {
            Parameter p = likelihood.model().parameters().get(i);
            double follow = p.fixed() ? 0 : covariance[i][parameter] / variance * step;
            low[i] = Math.max(p.lower(), low[i] - follow);
            high[i] = Math.min(p.upper(), high[i] + follow);
        }
        double width = high[parameter] - low[parameter];
        var expected = new ArrayList<Double>();
        var weights = new ArrayList<Double>();
        double information = 0;
        double third = 0;
        double[] whole = wholes(likelihood, low, high, width);
        double all = Arrays.stream(whole).sum();
        var places = new double[whole.length][];
        for (int c = 0; c < whole.length; c++) {
            places[c] = whole[c] > FINE * all ? edges(likelihood, c) : window(likelihood, c);
        }
        double[][] lower = events(likelihood, low, places);
        double[][] upper = events(likelihood, high, places);
        for (int c = 0; c < whole.length; c++) {
            double[] below = lower[c];
            double[] above = upper[c];
            for (int i = 0; i < below.length; i++) {
                double nu = 0.5 * (below[i] + above[i]);
                double w = nu > 0 ? (above[i] - below[i]) / width / nu : 0;
                if (w != 0) {
                    expected.add(nu);
                    weights.add(w);
                    information += nu * w * w;
                    third += nu * w * w * w;
                }
            }
        }
        double rest = Math.max(0, 1 / variance - information);
        double highest = 0;
        double mean = third == 0 ? 0 : third / information;
        for (int k = 0; k <= TRIES && mean != 0; k++) {
            double frequency = 2 * Math.PI / (mean * Math.pow(2, 2.0 * k / TRIES - 1));
            double exponent = 0.5 * frequency * frequency * rest;
            for (int i = 0; i < weights.size() && exponent < 10; i++) {
                exponent += expected.get(i) * (1 - Math.cos(frequency * weights.get(i)));
            }
            highest = Math.max(highest, Math.exp(-exponent));
        }
        return highest > LOW ? highest : 0;
    }

    /** What the number of events of each category says of the parameter, ν w². */
    private static double[] wholes(Likelihood likelihood, double[] low, double[] high, double width) {
        double[] wholes = new double[likelihood.model().categories().size()];
        double[][] windows = new double[wholes.length][];
        Arrays.setAll(windows, c -> window(likelihood, c));
        double[][] below = events(likelihood, low, windows);
        double[][] above = events(likelihood, high, windows);
        for (int c = 0; c < wholes.length; c++) {
            double slope = (above[c][0] - below[c][0]) / width;
            double sum = above[c][0] + below[c][0];
            wholes[c] = sum > 0 ? slope * slope / (0.5 * sum) : 0;
        }
        return wholes;
    }

    private static double[] window(Likelihood likelihood, int category) {
        ModelCategory of = likelihood.model().categories().get(category);
        return new double[] {of.lo(), of.hi()};
    }

    private static double[] edges(Likelihood likelihood, int category) {
        List<double[]> known = likelihood.data().edges();
        if (known != null && known.get(category).length > 0) {
            return known.get(category);
        }
        ModelCategory of = likelihood.model().categories().get(category);
        double[] edges = new double[INTERVALS + 1];
        for (int i = 0; i <= INTERVALS; i++) {
            edges[i] = i == INTERVALS ? of.hi() : of.lo() + (of.hi() - of.lo()) * i / INTERVALS;
        }
        return edges;
    }

    /** Of all categories at the same parameters, which costs less than one after the other at several. */
    private static double[][] events(Likelihood likelihood, double[] parameters, double[][] edges) {
        var events = new double[edges.length][];
        for (int c = 0; c < edges.length; c++) {
            events[c] = new double[edges[c].length - 1];
            int components = likelihood.model().categories().get(c).components().size();
            for (int k = 0; k < components; k++) {
                double[] of = likelihood.expected(c, k, parameters, edges[c]);
                for (int i = 0; i < of.length; i++) {
                    events[c][i] += of[i];
                }
            }
        }
        return events;
    }
}
