package org.fiducia.calibrations.photonenergy;

import java.util.Arrays;
import java.util.List;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;

/**
 * Third stage: scales d of photons in 20 bins, from photons that muons of a Z radiate. Data are corrected by the first two
 * stages, simulation is smeared.
 *
 * <p>Method (a): the shape of m² = m<sub>μμ</sub>² + (1+d) X between 80 and 100 GeV, X = m<sub>μμγ</sub>² −
 * m<sub>μμ</sub>², in data with d = 0 and in simulation with the d that is sought, both made smooth and compared as {@link
 * Template} says. Method (b): the means of (1+d) X/(m<sub>Z</sub>² − m<sub>μμ</sub>²) within ±.3 of 1 are the same in data,
 * with d = 0, and in simulation. Since photons cross the limits in transverse energy, data are sorted with the d so far, three
 * times over.
 */
final class PhotonFit {
    /** Fewer photons than that are flagged. */
    static final int FEW = 300;

    private static final int BINS = Cells.PHOTONS;
    private static final int ITERATIONS = 3;
    private static final int STEPS = 30;
    private static final int DRAWS = 4;
    private static final double CONVERGED = 1e-9;
    private static final double LARGEST = 0.2;

    /** Least transverse energy of a photon, GeV. */
    static final double LEAST_ET = 30;

    /** Below what the masses of muons and of all three are together when events are written, GeV. */
    private static final double MASSES = 179;

    /** Mass of the Z, GeV. */
    private static final double Z = 91.1876;

    /** Half the range of the means. */
    private static final double RANGE = 0.3;

    /** Step of derivatives by d. */
    private static final double STEP = 0.002;

    /** Width in ln m, about .35 GeV, by which spectra are made smooth. */
    private static final double SMOOTH = 0.0038;

    /** The same of shapes by which they are weighted. */
    private static final double EXTRA = 0.005;

    private static final double[] NONE = new double[LogMass.NODES];

    private final MuonPhotons data;
    private final MuonPhotons simulation;
    private final ScaleConstants scales;
    private final double[] u;
    private final double[] shares;

    /**
     * @param u constants of the second stage
     * @param shares of the luminosity of each era
     */
    PhotonFit(MuonPhotons data, MuonPhotons simulation, ScaleConstants scales, double[] u, double[] shares) {
        this.data = data;
        this.simulation = simulation;
        this.scales = scales;
        this.u = u;
        this.shares = shares;
    }

    /**
     * The constants.
     *
     * @param d scales by method (a)
     * @param error of them
     * @param other scales by method (b)
     * @param otherError of them
     * @param photons of data in each bin, with a mass between 80 and 100 GeV
     */
    record Result(double[] d, double[] error, double[] other, double[] otherError, double[] photons) {
        /** Whether a bin has too few photons to be trusted without a look. */
        boolean flagged(int bin) {
            return photons[bin] < FEW;
        }
    }

    /**
     * Photons of a bin; those of simulation are smeared, several rows per event.
     *
     * @param event which event a row is of
     * @param weight of a row
     */
    private record Sample(int size, int[] event, double[] weight, double[] mumu, double[] excess) {
        private Sample() {
            this(0, new int[64], new double[64], new double[64], new double[64]);
        }

        private Sample with(int what, double share, double muons, double more) {
            Sample roomy = size < event.length ? this : grown();
            roomy.event[size] = what;
            roomy.weight[size] = share;
            roomy.mumu[size] = muons;
            roomy.excess[size] = more;
            return new Sample(size + 1, roomy.event, roomy.weight, roomy.mumu, roomy.excess);
        }

        private Sample grown() {
            int more = 2 * event.length;
            return new Sample(
                    size,
                    Arrays.copyOf(event, more),
                    Arrays.copyOf(weight, more),
                    Arrays.copyOf(mumu, more),
                    Arrays.copyOf(excess, more));
        }

        /** Logarithm of the mass of a row; NaN when it would not have been written. */
        private double lnMass(int row, double d) {
            double squared = mumu[row] + (1 + d) * excess[row];
            return Math.sqrt(mumu[row]) + Math.sqrt(squared) < MASSES ? 0.5 * Math.log(squared) : Double.NaN;
        }

        private double[] nodes(double d) {
            var nodes = new double[LogMass.NODES];
            for (int r = 0; r < size; r++) {
                double lnMass = lnMass(r, d);
                if (lnMass == lnMass) {
                    LogMass.add(nodes, lnMass, weight[r]);
                }
            }
            return nodes;
        }
    }

    /** A constant with its error. */
    private record Found(double value, double error) {}

    Result fit(Workers workers) {
        Sample[] simulated = simulated();
        var result =
                new Result(new double[BINS], new double[BINS], new double[BINS], new double[BINS], new double[BINS]);
        for (int iteration = 0; iteration < ITERATIONS; iteration++) {
            Sample[] events = sorted(result.d());
            double[][] weights = weights(simulated, result.d());
            List<Found[]> found = workers.map(BINS, k -> new Found[] {
                shape(k, events[k], simulated[k], weights[k % 2], result.d()[k]), mean(k, events[k], simulated[k])
            });
            for (int k = 0; k < BINS; k++) {
                result.d()[k] = found.get(k)[0].value();
                result.error()[k] = found.get(k)[0].error();
                result.other()[k] = found.get(k)[1].value();
                result.otherError()[k] = found.get(k)[1].error();
                result.photons()[k] = new Template(events[k].nodes(0), NONE, SMOOTH * SMOOTH).events();
            }
        }
        return result;
    }

    /** Simulated photons, smeared as in every era. */
    private Sample[] simulated() {
        var samples = new Sample[BINS];
        Arrays.fill(samples, new Sample());
        for (int k = 0; k < BINS; k++) {
            samples[k] = new Sample();
        }
        for (int p = 0; p < simulation.size(); p++) {
            double eta = simulation.eta()[p];
            double r9 = simulation.r9()[p];
            if (!Cells.accepts(eta)) {
                continue;
            }
            int cell = Cells.scale(eta, r9);
            for (int e = 0; e < shares.length; e++) {
                for (int n = 0; n < DRAWS; n++) {
                    double factor = 1 + scales.smear(e, cell) * Normal.stratum(p, e, n, DRAWS);
                    double et = simulation.pt()[p] * factor;
                    if (et > LEAST_ET) {
                        int k = Cells.photon(eta, r9, et);
                        samples[k] = samples[k].with(
                                p,
                                shares[e] / DRAWS,
                                simulation.mumu()[p],
                                simulation.excess()[p] * factor);
                    }
                }
            }
        }
        return samples;
    }

    /** Photons of data, with the first two stages; sorted by transverse energy with the third. */
    private Sample[] sorted(double[] d) {
        var samples = new Sample[BINS];
        for (int k = 0; k < BINS; k++) {
            samples[k] = new Sample();
        }
        for (int p = 0; p < data.size(); p++) {
            double eta = data.eta()[p];
            double r9 = data.r9()[p];
            if (!Cells.accepts(eta)) {
                continue;
            }
            int bin = Cells.uniformity(eta, r9);
            double factor =
                    1 / ((1 + scales.alpha(data.era()[p], Cells.scale(eta, r9))) * (1 + (bin < 0 ? 0 : u[bin])));
            double et = data.pt()[p] * factor;
            int k = Cells.photon(eta, r9, et);
            et /= 1 + d[k];
            k = Cells.photon(eta, r9, et);
            if (et > LEAST_ET) {
                samples[k] = samples[k].with(p, 1, data.mumu()[p], data.excess()[p] * factor);
            }
        }
        return samples;
    }

    /** ψ of each range in transverse energy, of all its bins together. */
    private static double[][] weights(Sample[] simulated, double[] d) {
        var weights = new double[2][LogMass.BINS];
        for (int high = 0; high < 2; high++) {
            var shapes = new double[3][LogMass.NODES];
            for (int k = high; k < BINS; k += 2) {
                for (int side = -1; side <= 1; side++) {
                    double[] nodes = simulated[k].nodes(d[k] + side * STEP);
                    for (int f = 0; f < nodes.length; f++) {
                        shapes[side + 1][f] += nodes[f];
                    }
                }
            }
            double[][] p = new double[3][];
            for (int side = 0; side < 3; side++) {
                p[side] = new Template(NONE, shapes[side], SMOOTH * SMOOTH)
                        .at(0, 0, 0, EXTRA * EXTRA)
                        .shape()[0];
            }
            for (int b = 0; b < LogMass.BINS; b++) {
                weights[high][b] = (p[2][b] - p[0][b]) / (2 * STEP * p[1][b]);
            }
        }
        return weights;
    }

    /** Method (a). */
    private static Found shape(int k, Sample events, Sample simulated, double[] weights, double start) {
        double[] observed = events.nodes(0);
        double d = start;
        for (int step = 0; step < STEPS; step++) {
            double g = difference(observed, simulated, d, weights);
            double slope = (difference(observed, simulated, d + STEP, weights)
                            - difference(observed, simulated, d - STEP, weights))
                    / (2 * STEP);
            double move = g / slope;
            d -= Math.max(-0.02, Math.min(0.02, move));
            if (!(Math.abs(d) < LARGEST)) {
                break;
            }
            if (Math.abs(move) < CONVERGED) {
                return new Found(d, Math.sqrt(variance(events, simulated, d, weights)) / Math.abs(slope));
            }
        }
        throw new FiduciaException(
                Kind.FIT,
                "scale of photons in " + Cells.photonTitle(k) + ": no solution in ±" + LARGEST,
                "give more events, or look at the masses of muons and photon: do data and simulation have the same"
                        + " selection?");
    }

    private static double difference(double[] observed, Sample simulated, double d, double[] weights) {
        var template = new Template(observed, simulated.nodes(d), SMOOTH * SMOOTH);
        return template.difference(template.at(0, 0, 0, 0), weights);
    }

    private static double variance(Sample events, Sample simulated, double d, double[] weights) {
        var template = new Template(events.nodes(0), simulated.nodes(d), SMOOTH * SMOOTH);
        Template.State state = template.at(0, 0, 0, 0);
        return variance(events, 0, template.ofData(state, weights))
                + variance(simulated, d, template.ofSimulation(state, weights));
    }

    /** Sum over events of the square of what they add; rows of one event are together. */
    private static double variance(Sample sample, double d, double[] adds) {
        double sum = 0;
        double event = 0;
        for (int r = 0; r < sample.size(); r++) {
            double lnMass = sample.lnMass(r, d);
            event += lnMass == lnMass ? sample.weight()[r] * LogMass.at(adds, lnMass) : 0;
            if (r + 1 == sample.size() || sample.event()[r + 1] != sample.event()[r]) {
                sum += event * event;
                event = 0;
            }
        }
        return sum;
    }

    /** Method (b). */
    private static Found mean(int k, Sample events, Sample simulated) {
        double[] observed = moments(events, 0);
        double d = 0;
        for (int step = 0; step < STEPS; step++) {
            double[] expected = moments(simulated, d);
            double slope = (moments(simulated, d + STEP)[0] - moments(simulated, d - STEP)[0]) / (2 * STEP);
            double move = (expected[0] - observed[0]) / slope;
            d -= Math.max(-0.02, Math.min(0.02, move));
            if (!(Math.abs(d) < LARGEST)) {
                break;
            }
            if (Math.abs(move) < 1e-6) {
                return new Found(d, Math.sqrt(observed[1] + expected[1]) / Math.abs(slope));
            }
        }
        return new Found(Double.NaN, Double.NaN);
    }

    /** Mean within the range, and its variance. */
    private static double[] moments(Sample sample, double d) {
        double weights = 0;
        double sum = 0;
        for (int r = 0; r < sample.size(); r++) {
            double s = ratio(sample, r, d);
            if (Math.abs(s) < RANGE) {
                weights += sample.weight()[r];
                sum += sample.weight()[r] * s;
            }
        }
        double mean = sum / weights;
        double variance = 0;
        double event = 0;
        for (int r = 0; r < sample.size(); r++) {
            double s = ratio(sample, r, d);
            event += Math.abs(s) < RANGE ? sample.weight()[r] * (s - mean) : 0;
            if (r + 1 == sample.size() || sample.event()[r + 1] != sample.event()[r]) {
                variance += event * event;
                event = 0;
            }
        }
        return new double[] {mean, variance / (weights * weights)};
    }

    private static double ratio(Sample sample, int row, double d) {
        double lnMass = sample.lnMass(row, d);
        return lnMass == lnMass ? (1 + d) * sample.excess()[row] / (Z * Z - sample.mumu()[row]) - 1 : Double.NaN;
    }
}
