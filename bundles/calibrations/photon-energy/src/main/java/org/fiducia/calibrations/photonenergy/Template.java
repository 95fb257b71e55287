package org.fiducia.calibrations.photonenergy;

import java.util.Arrays;

/**
 * Compares a spectrum with simulated events that are shifted and smeared in ln m, in the bins of {@link LogMass}. The
 * simulated shape is p<sub>b</sub> = q<sub>b</sub>/Σq, q<sub>b</sub> = Σ<sub>f</sub> W<sub>f</sub> K<sub>fb</sub>, where K is
 * the probability of a node to come into a bin: smearing is integrated, not drawn, so that all this is smooth and has exact
 * derivatives.
 *
 * <p>At the minimum of −Σ n<sub>b</sub> ln p<sub>b</sub> the sums g = Σ (n p<sub>b</sub> − n<sub>b</sub>) ψ<sub>b</sub> are
 * zero, where ψ = ∂ ln p and n = Σ n<sub>b</sub>. With ψ from the simulation itself, its statistical fluctuations favour what
 * smooths them, that is, too much smearing. ψ is therefore taken of a shape that is made smoother by {@code extra}, and stays
 * what it is while g = 0 is solved: g is linear in the data and in p, and its solution unbiased, whatever ψ is.
 */
final class Template {
    /** A bin that no simulated event reaches has this part of the mean content. */
    private static final double EMPTY = 1e-6;

    private final double[] data;
    private final double[] nodes;
    private final double smooth;
    private final double[] counts = new double[LogMass.BINS];
    private final double events;
    private final double total;
    private final double simulated;

    /**
     * @param data events of data at the nodes
     * @param nodes weights of simulated events at the nodes
     * @param smooth variance in ln m of a Gaussian by which both are made smooth
     */
    Template(double[] data, double[] nodes, double smooth) {
        this.data = data;
        this.nodes = nodes;
        this.smooth = smooth;
        this.events = inside(data);
        this.simulated = inside(nodes);
        Kernel kernel = Kernel.of(0, smooth, 0);
        for (int f = 0; f < data.length; f++) {
            int highest = data[f] == 0 ? -1 : kernel.highest(f);
            for (int b = kernel.lowest(f); b <= highest; b++) {
                counts[b] += data[f] * kernel.at(0, f, b);
            }
        }
        this.total = Arrays.stream(counts).sum();
    }

    private static double inside(double[] nodes) {
        int end = LogMass.BELOW + LogMass.BINS * LogMass.PER_BIN;
        return Arrays.stream(nodes, LogMass.BELOW, end).sum();
    }

    /** Number of data events between the ends of the bins. */
    double events() {
        return events;
    }

    /** Number of simulated events between the ends of the bins. */
    double simulated() {
        return simulated;
    }

    /** Data events at the nodes. */
    double[] data() {
        return data;
    }

    /** Weights of simulated events at the nodes. */
    double[] nodes() {
        return nodes;
    }

    /** Content of the bins in data, after smoothing. */
    double[] counts() {
        return counts;
    }

    /**
     * Shape of the simulation, and what it is compared with.
     *
     * @param kernel of the smearing
     * @param shape p and its derivatives by shift and by variance, [3][bin]
     * @param sum of q
     */
    record State(Kernel kernel, double[][] shape, double sum) {}

    /**
     * The simulation.
     *
     * @param shift of ln m
     * @param variance of ln m, ≥ 0
     * @param drift see {@link Kernel#of}
     * @param extra variance of ln m by which it is made smoother
     */
    State at(double shift, double variance, double drift, double extra) {
        double more = smooth + extra;
        Kernel kernel = Kernel.of(shift - drift * more, variance + more, drift);
        var q = new double[3][LogMass.BINS];
        double[] k0 = kernel.k()[0];
        double[] k1 = kernel.k()[1];
        double[] k2 = kernel.k()[2];
        for (int f = 0; f < nodes.length; f++) {
            double w = nodes[f];
            if (w == 0) {
                continue;
            }
            int highest = kernel.highest(f);
            int b = kernel.lowest(f);
            for (int i = LogMass.BELOW + b * LogMass.PER_BIN - f - kernel.from(); b <= highest; b++) {
                q[0][b] += w * k0[i];
                q[1][b] += w * k1[i];
                q[2][b] += w * k2[i];
                i += LogMass.PER_BIN;
            }
        }
        double sum = Arrays.stream(q[0]).sum();
        double byShift = Arrays.stream(q[1]).sum() / sum;
        double byVariance = Arrays.stream(q[2]).sum() / sum;
        for (int b = 0; b < LogMass.BINS; b++) {
            q[0][b] /= sum;
            q[1][b] = q[1][b] / sum - q[0][b] * byShift;
            q[2][b] = q[2][b] / sum - q[0][b] * byVariance;
        }
        return new State(kernel, q, sum);
    }

    /** ψ by shift and by variance of a smooth shape, [2][bin]. */
    static double[][] weights(State smooth) {
        var weights = new double[2][LogMass.BINS];
        for (int b = 0; b < LogMass.BINS; b++) {
            double p = Math.max(smooth.shape()[0][b], EMPTY / LogMass.BINS);
            weights[0][b] = smooth.shape()[1][b] / p;
            weights[1][b] = smooth.shape()[2][b] / p;
        }
        return weights;
    }

    /** g for one ψ. */
    double difference(State state, double[] weights) {
        double sum = 0;
        for (int b = 0; b < LogMass.BINS; b++) {
            sum += (total * state.shape()[0][b] - counts[b]) * weights[b];
        }
        return sum;
    }

    /** Derivative of g for one ψ by shift, 1, or variance, 2. */
    double slope(State state, double[] weights, int derivative) {
        double sum = 0;
        for (int b = 0; b < LogMass.BINS; b++) {
            sum += state.shape()[derivative][b] * weights[b];
        }
        return total * sum;
    }

    private static double mean(State state, double[] weights) {
        double mean = 0;
        for (int b = 0; b < LogMass.BINS; b++) {
            mean += state.shape()[0][b] * weights[b];
        }
        return mean;
    }

    /** What a simulated event of unit weight at each node adds to g for one ψ. */
    double[] ofSimulation(State state, double[] weights) {
        double scale = total / state.sum();
        return spread(state.kernel(), weights, mean(state, weights), scale);
    }

    /** What a data event at each node adds to g for one ψ. */
    double[] ofData(State state, double[] weights) {
        return spread(Kernel.of(0, smooth, 0), weights, mean(state, weights), -1);
    }

    private static double[] spread(Kernel kernel, double[] weights, double mean, double scale) {
        var nodes = new double[LogMass.NODES];
        for (int f = 0; f < nodes.length; f++) {
            int highest = kernel.highest(f);
            for (int b = kernel.lowest(f); b <= highest; b++) {
                nodes[f] += scale * kernel.at(0, f, b) * (weights[b] - mean);
            }
        }
        return nodes;
    }
}
