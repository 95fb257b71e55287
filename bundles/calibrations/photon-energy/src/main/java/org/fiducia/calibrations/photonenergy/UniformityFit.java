package org.fiducia.calibrations.photonenergy;

import java.util.Arrays;
import java.util.List;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;

/**
 * Second stage: scales u of unconverted electrons in 20 bins of signed η, the same for all eras. The masses of pairs with at
 * least one of them in a bin, corrected by the first stage, are shifted by μ<sub>k</sub> against smeared simulation, to which
 * each electron of a bin l contributes half its scale: 2 μ<sub>k</sub> = Σ<sub>l</sub> A<sub>kl</sub> ln(1+u<sub>l</sub>),
 * where A<sub>kl</sub> is the mean number of electrons of bin l in pairs of bin k. Partners overlap: the equations are solved
 * together, three times over.
 *
 * <p>The covariance is that of the solution; a pair in two bins, of data or of simulation, fluctuates in both.
 */
final class UniformityFit {
    private static final int BINS = Cells.UNIFORMITIES;
    private static final int ITERATIONS = 3;
    private static final int STEPS = 30;
    private static final int DRAWS = 8;
    private static final double CONVERGED = 1e-10;

    /** Width in ln m, about ¼ GeV, by which spectra are made smooth. */
    private static final double SMOOTH = 0.003;

    /** The same of shapes by which they are weighted. */
    private static final double EXTRA = 0.005;

    private static final int LEAST_PAIRS = 100;
    private static final double[] NONE = new double[LogMass.NODES];

    private final ElectronPairs data;
    private final ElectronPairs simulation;
    private final ScaleConstants scales;
    private final double[] shares;

    /** @param shares of the luminosity of each era */
    UniformityFit(ElectronPairs data, ElectronPairs simulation, ScaleConstants scales, double[] shares) {
        this.data = data;
        this.simulation = simulation;
        this.scales = scales;
        this.shares = shares;
    }

    /**
     * The constants.
     *
     * @param u scales, [bin]
     * @param covariance of them
     * @param pairs pairs of electrons per bin
     */
    record Result(double[] u, double[][] covariance, double[] pairs) {}

    /** A bin at its solution: shift, what a unit of each node adds to it, in data and in simulation. */
    private record Bin(double shift, double[] ofData, double[] ofSimulation, double pairs) {}

    Result fit(Workers workers) {
        double[][] nodes = simulated();
        var pooled = new double[2][LogMass.NODES];
        for (int k = 0; k < BINS; k++) {
            for (int f = 0; f < LogMass.NODES; f++) {
                pooled[endcap(k)][f] += nodes[k][f];
            }
        }
        var lnU = new double[BINS];
        double[][] inverse = new double[BINS][BINS];
        List<Bin> bins = List.of();
        for (int iteration = 0; iteration < ITERATIONS; iteration++) {
            var events = new double[BINS][LogMass.NODES];
            double[][] electrons = collect(lnU, events);
            inverse = Matrix.inverse(electrons, "scales in η");
            bins = workers.map(BINS, k -> bin(k, events[k], nodes[k], pooled[endcap(k)]));
            for (int k = 0; k < BINS; k++) {
                for (int l = 0; l < BINS; l++) {
                    lnU[k] += 2 * inverse[k][l] * bins.get(l).shift();
                }
            }
        }
        double[][] covariance = Matrix.sandwich(inverse, fluctuations(bins, lnU));
        var u = new double[BINS];
        var pairs = new double[BINS];
        for (int k = 0; k < BINS; k++) {
            u[k] = Math.expm1(lnU[k]);
            pairs[k] = bins.get(k).pairs();
            for (int l = 0; l < BINS; l++) {
                covariance[k][l] *= 4;
            }
        }
        return new Result(u, covariance, pairs);
    }

    /** Whether a bin is in an endcap, 1, or in the barrel, 0. */
    private static int endcap(int bin) {
        double middle = -Cells.ETA + (bin + 0.5) * Cells.UNIFORMITY_WIDTH;
        return Math.abs(middle) > 1.5 ? 1 : 0;
    }

    /** What takes a smeared pair. */
    private interface Draw {
        void take(double lnMass, double weight);
    }

    /** The smeared masses of a simulated pair, of all eras with their shares. */
    private void draws(int pair, Draw draw) {
        int a = simulation.scale()[0][pair];
        int b = simulation.scale()[1][pair];
        for (int e = 0; e < shares.length; e++) {
            double one = scales.smear(e, a) * scales.smear(e, a);
            double two = scales.smear(e, b) * scales.smear(e, b);
            double[] first = Threshold.of(simulation.pt()[0][pair], one);
            double[] second = Threshold.of(simulation.pt()[1][pair], two);
            double weight = shares[e] * first[0] * second[0] / DRAWS;
            if (weight == 0) {
                continue;
            }
            double variance = 0.25 * (one + two);
            double middle = simulation.lnMass()[pair] + 0.5 * (first[1] + second[1]) - variance;
            for (int d = 0; d < DRAWS; d++) {
                draw.take(middle + Math.sqrt(variance) * Normal.stratum(pair, e, d, DRAWS), weight);
            }
        }
    }

    private double[][] simulated() {
        var nodes = new double[BINS][LogMass.NODES];
        for (int p = 0; p < simulation.size(); p++) {
            int k = simulation.uniformity()[0][p];
            int l = simulation.uniformity()[1][p];
            if (simulation.accepted(p) && (k >= 0 || l >= 0)) {
                draws(p, (lnMass, weight) -> {
                    if (k >= 0) {
                        LogMass.add(nodes[k], lnMass, weight);
                    }
                    if (l >= 0 && l != k) {
                        LogMass.add(nodes[l], lnMass, weight);
                    }
                });
            }
        }
        return nodes;
    }

    /** Corrected mass of a pair of data; NaN when an electron is below the threshold or outside. */
    private double corrected(int pair, double[] lnU) {
        if (!data.accepted(pair)) {
            return Double.NaN;
        }
        double lnMass = data.lnMass()[pair];
        for (int leg = 0; leg < 2; leg++) {
            double lnScale = Math.log1p(scales.alpha(data.era()[pair], data.scale()[leg][pair]));
            int bin = data.uniformity()[leg][pair];
            lnScale += bin >= 0 ? lnU[bin] : 0;
            if (!(data.pt()[leg][pair] > Threshold.PT * Math.exp(lnScale))) {
                return Double.NaN;
            }
            lnMass -= 0.5 * lnScale;
        }
        return lnMass;
    }

    /** Fills the spectra of data, and gives the mean number of electrons of each bin in pairs of each. */
    private double[][] collect(double[] lnU, double[][] events) {
        var electrons = new double[BINS][BINS];
        var pairs = new double[BINS];
        for (int p = 0; p < data.size(); p++) {
            int k = data.uniformity()[0][p];
            int l = data.uniformity()[1][p];
            double lnMass = k < 0 && l < 0 ? Double.NaN : corrected(p, lnU);
            if (Double.isNaN(lnMass)) {
                continue;
            }
            int[] in = k == l || l < 0 ? new int[] {k} : k < 0 ? new int[] {l} : new int[] {k, l};
            for (int bin : in) {
                LogMass.add(events[bin], lnMass, 1);
                if (LogMass.bin(lnMass) >= 0) {
                    pairs[bin]++;
                    for (int other : new int[] {k, l}) {
                        if (other >= 0) {
                            electrons[bin][other]++;
                        }
                    }
                }
            }
        }
        for (int k = 0; k < BINS; k++) {
            if (pairs[k] < LEAST_PAIRS) {
                throw new FiduciaException(
                        Kind.INPUT,
                        "only " + (int) pairs[k] + " pairs of electrons have one with R9 > .96 in "
                                + Cells.uniformityTitle(k),
                        "give more events: a hundred are needed");
            }
            for (int l = 0; l < BINS; l++) {
                electrons[k][l] /= pairs[k];
            }
        }
        return electrons;
    }

    private static Bin bin(int k, double[] events, double[] nodes, double[] pooled) {
        var template = new Template(events, nodes, SMOOTH * SMOOTH);
        double[] weights = Template.weights(new Template(NONE, pooled, SMOOTH * SMOOTH).at(0, 0, 0, EXTRA * EXTRA))[0];
        double shift = 0;
        for (int step = 0; step < STEPS; step++) {
            Template.State state = template.at(shift, 0, 0, 0);
            double slope = template.slope(state, weights, 1);
            double move = template.difference(state, weights) / slope;
            shift -= Math.max(-0.01, Math.min(0.01, move));
            if (Math.abs(move) < CONVERGED) {
                double[] ofData = template.ofData(state, weights);
                double[] ofSimulation = template.ofSimulation(state, weights);
                double scale = 1 / slope;
                return new Bin(shift, scaled(ofData, scale), scaled(ofSimulation, scale), template.events());
            }
        }
        throw new FiduciaException(
                Kind.FIT,
                "scale in " + Cells.uniformityTitle(k) + ": no solution after " + STEPS + " steps",
                "look at the masses of its pairs: do data and simulation have the same selection?");
    }

    private static double[] scaled(double[] values, double scale) {
        return Arrays.stream(values).map(value -> value * scale).toArray();
    }

    /** Covariance of the shifts. */
    private double[][] fluctuations(List<Bin> bins, double[] lnU) {
        var sum = new double[BINS][BINS];
        for (int p = 0; p < data.size(); p++) {
            int k = data.uniformity()[0][p];
            int l = data.uniformity()[1][p];
            double lnMass = k < 0 && l < 0 ? Double.NaN : corrected(p, lnU);
            if (!Double.isNaN(lnMass)) {
                add(
                        sum,
                        k,
                        l,
                        k < 0 ? 0 : LogMass.at(bins.get(k).ofData(), lnMass),
                        l < 0 ? 0 : LogMass.at(bins.get(l).ofData(), lnMass));
            }
        }
        var both = new double[2];
        for (int p = 0; p < simulation.size(); p++) {
            int k = simulation.uniformity()[0][p];
            int l = simulation.uniformity()[1][p];
            if (simulation.accepted(p) && (k >= 0 || l >= 0)) {
                both[0] = 0;
                both[1] = 0;
                draws(p, (lnMass, weight) -> {
                    both[0] += k < 0 ? 0 : weight * LogMass.at(bins.get(k).ofSimulation(), lnMass);
                    both[1] += l < 0 ? 0 : weight * LogMass.at(bins.get(l).ofSimulation(), lnMass);
                });
                add(sum, k, l, both[0], both[1]);
            }
        }
        return sum;
    }

    private static void add(double[][] sum, int k, int l, double one, double other) {
        if (k >= 0) {
            sum[k][k] += one * one;
        }
        if (l >= 0 && l != k) {
            sum[l][l] += other * other;
            if (k >= 0) {
                sum[k][l] += one * other;
                sum[l][k] += one * other;
            }
        }
    }
}
