package org.fiducia.channel.hgg.internal.boundaries;

import java.util.Arrays;

/**
 * Expected signal and background of a class of candidates over the fit range; they add up. Weights are expected events.
 *
 * @param lo lower end of the range, GeV
 * @param hi upper end, GeV
 * @param signal events in intervals of equal width
 * @param sums of the background: events, and events times mass, GeV
 */
record MassSpectra(double lo, double hi, double[] signal, double[] sums) {
    /** Width of the intervals, GeV. */
    private static final double WIDTH = 0.05;

    /** Nothing yet. */
    static MassSpectra empty(double lo, double hi) {
        return new MassSpectra(lo, hi, new double[(int) Math.ceil((hi - lo) / WIDTH - 1e-9)], new double[2]);
    }

    void addSignal(double mass, double weight) {
        signal[Math.min(signal.length - 1, (int) ((mass - lo) / WIDTH))] += weight;
    }

    void addBackground(double mass, double weight) {
        sums[0] += weight;
        sums[1] += weight * mass;
    }

    /** Both together. */
    MassSpectra plus(MassSpectra other) {
        MassSpectra sum = new MassSpectra(lo, hi, signal.clone(), sums.clone());
        for (int k = 0; k < signal.length; k++) {
            sum.signal[k] += other.signal[k];
        }
        sum.sums[0] += other.sums[0];
        sum.sums[1] += other.sums[1];
        return sum;
    }

    /** Expected signal. */
    double signalEvents() {
        return Arrays.stream(signal).sum();
    }

    /** Middle of an interval, GeV. */
    private double mass(int k) {
        return lo + (k + 0.5) * WIDTH;
    }

    /** Mass below which lies a part of the signal, GeV. */
    private double quantile(double part) {
        double wanted = part * signalEvents();
        double sum = 0;
        for (int k = 0; k < signal.length; k++) {
            sum += signal[k];
            if (sum >= wanted) {
                return mass(k);
            }
        }
        return hi;
    }

    /** Half the width of the central 68 % of the signal, GeV. */
    double resolution() {
        return (quantile(0.8413447) - quantile(0.1586553)) / 2;
    }

    /**
     * Expected background per GeV: an exponential function with the mean mass of the simulated events, the likeliest one.
     */
    double background(double mass) {
        if (!(sums[0] > 0)) {
            return 0;
        }
        double slope = slope();
        double range = hi - lo;
        return sums[0] * Math.exp(-slope * (mass - lo)) * decay(slope, range);
    }

    /** λ/(1 − exp(−λ L)), the density at the lower end. */
    private static double decay(double slope, double range) {
        return Math.abs(slope * range) < 1e-9 ? 1 / range : slope / -Math.expm1(-slope * range);
    }

    /** λ with 1/λ − L/(exp(λ L) − 1) = mean − lo, by bisection: the left side falls with λ. */
    private double slope() {
        double range = hi - lo;
        double wanted = sums[1] / sums[0] - lo;
        double low = -50 / range;
        double high = 50 / range;
        for (int step = 0; step < 100; step++) {
            double slope = (low + high) / 2;
            double mean = Math.abs(slope * range) < 1e-6 ? range / 2 : 1 / slope - range / Math.expm1(slope * range);
            if (mean > wanted) {
                low = slope;
            } else {
                high = slope;
            }
        }
        return (low + high) / 2;
    }

    /**
     * Fisher information on the mass of the resonance, GeV⁻², with everything else known: ∫ (dS/dm)²/(S + B). The signal is
     * smoothed by Gaussian kernels of 0.3 of its resolution, after its events are drawn towards its median so that their
     * spread stays what it is; else every fluctuation would count as a slope.
     */
    double information() {
        double resolution = resolution();
        if (!(signalEvents() > 0 && resolution > 0)) {
            return 0;
        }
        double smoothing = 0.3;
        double kernel = smoothing * resolution / Math.sqrt(1 + smoothing * smoothing);
        double median = quantile(0.5);
        double shrink = 1 / Math.sqrt(1 + smoothing * smoothing);
        double step = Math.min(kernel, 0.25);
        int points = (int) Math.ceil((hi - lo) / step);
        step = (hi - lo) / points;
        var density = new double[points];
        var derivative = new double[points];
        for (int k = 0; k < signal.length; k++) {
            if (signal[k] != 0) {
                double centre = median + shrink * (mass(k) - median);
                int first = Math.max(0, (int) ((centre - 6 * kernel - lo) / step));
                int last = Math.min(points - 1, (int) ((centre + 6 * kernel - lo) / step));
                for (int i = first; i <= last; i++) {
                    double x = (lo + (i + 0.5) * step - centre) / kernel;
                    double gauss = signal[k] * Math.exp(-0.5 * x * x) / (kernel * Math.sqrt(2 * Math.PI));
                    density[i] += gauss;
                    derivative[i] -= gauss * x / kernel;
                }
            }
        }
        double information = 0;
        for (int i = 0; i < points; i++) {
            double expected = Math.max(0, density[i]) + background(lo + (i + 0.5) * step);
            information += expected > 0 ? step * derivative[i] * derivative[i] / expected : 0;
        }
        return information;
    }
}
