package org.fiducia.background.template;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import org.fiducia.api.model.Shape;
import org.fiducia.api.schedule.Tally;

/**
 * A mass distribution made of weighted events: their number, and a smoothed histogram of their masses.
 *
 * <p>Each event is spread by an Epanechnikov kernel of half width h = 1.99 s n^(−1/5), with s the standard deviation of
 * the masses and n = (Σw)²/Σw² (Silverman's rule of thumb, <em>Density Estimation for Statistics and Data Analysis</em>,
 * 1986, §3.4, rescaled to this kernel), at least one bin; what would leave the window is reflected into it. A part
 * {@value #FLOOR} of the density is uniform, so that it is positive wherever data may fall.
 *
 * <p>Of more than {@value #EVENTS} events those of one sign that are nearer to each other than the window divided by
 * {@value #CELLS} are taken together at their mean, so that any number of events needs no more memory than these.
 */
public final class MassTemplate implements Tally<MassTemplate> {
    /** Part of the density that is uniform over the window. */
    public static final double FLOOR = 1e-3;

    /** Events that are held one by one. */
    private static final int EVENTS = 1 << 16;

    private static final int CELLS = 1 << 14;

    private final double lo;
    private final double width;
    private final int bins;
    private double[] masses = new double[16];
    private double[] weights = new double[16];
    private int size;
    private double sum;
    private double sum2;

    /**
     * An empty one.
     *
     * @param lo lower end of the window, GeV
     * @param hi upper end of the window, GeV
     * @param bins number of bins of equal width
     */
    public MassTemplate(double lo, double hi, int bins) {
        if (!(lo < hi) || bins < 1) {
            throw new IllegalArgumentException(bins + " bins on [" + lo + ", " + hi + "]");
        }
        this.lo = lo;
        this.bins = bins;
        this.width = (hi - lo) / bins;
    }

    /** Adds an event of the window. */
    public void add(double mass, double weight) {
        hold(mass, weight);
        sum += weight;
        sum2 += weight * weight;
    }

    private void hold(double mass, double weight) {
        if (size == EVENTS) {
            takeTogether();
        }
        if (size == masses.length) {
            masses = Arrays.copyOf(masses, 2 * size);
            weights = Arrays.copyOf(weights, 2 * size);
        }
        masses[size] = mass;
        weights[size++] = weight;
    }

    private void takeTogether() {
        var moment = new double[2 * CELLS];
        var weight = new double[2 * CELLS];
        for (int i = 0; i < size; i++) {
            int cell = (int) ((masses[i] - lo) / (bins * width) * CELLS);
            int place = Math.max(0, Math.min(CELLS - 1, cell)) + (weights[i] < 0 ? CELLS : 0);
            moment[place] += weights[i] * masses[i];
            weight[place] += weights[i];
        }
        size = 0;
        for (int place = 0; place < weight.length; place++) {
            if (weight[place] != 0) {
                masses[size] = moment[place] / weight[place];
                weights[size++] = weight[place];
            }
        }
    }

    @Override
    public void add(MassTemplate other) {
        for (int i = 0; i < other.size; i++) {
            hold(other.masses[i], other.weights[i]);
        }
        sum += other.sum;
        sum2 += other.sum2;
    }

    @Override
    public void write(DataOutput out) throws IOException {
        out.writeDouble(sum);
        out.writeDouble(sum2);
        out.writeInt(size);
        for (int i = 0; i < size; i++) {
            out.writeDouble(masses[i]);
            out.writeDouble(weights[i]);
        }
    }

    @Override
    public void read(DataInput in) throws IOException {
        sum = in.readDouble();
        sum2 = in.readDouble();
        size = in.readInt();
        if (size < 0 || size > EVENTS) {
            throw new IOException("a template of " + size + " events");
        }
        masses = new double[Math.max(16, size)];
        weights = new double[masses.length];
        for (int i = 0; i < size; i++) {
            masses[i] = in.readDouble();
            weights[i] = in.readDouble();
        }
    }

    /** Sum of weights. */
    public double sum() {
        return sum;
    }

    /** Statistical uncertainty of the sum, √Σw². */
    public double error() {
        return Math.sqrt(sum2);
    }

    /** Number of unit-weight events with the same relative uncertainty; 0 when nothing, or nothing positive, is in it. */
    public double effectiveEntries() {
        return sum > 0 ? sum * sum / sum2 : 0;
    }

    /** Edges of the bins, GeV. */
    public double[] edges() {
        var edges = new double[bins + 1];
        for (int k = 0; k <= bins; k++) {
            edges[k] = lo + k * width;
        }
        return edges;
    }

    /** Smoothed fraction of events per bin; adds up to one, uniform when empty, each at least {@code FLOOR / bins}. */
    public double[] fractions() {
        var contents = new double[bins];
        double total = 0;
        if (effectiveEntries() > 0) {
            double h = bandwidth();
            for (int i = 0; i < size; i++) {
                spread(contents, masses[i] - lo, weights[i], h);
            }
            for (int k = 0; k < bins; k++) {
                contents[k] = Math.max(0, contents[k]); // negative weights may win in a bin
                total += contents[k];
            }
        }
        for (int k = 0; k < bins; k++) {
            double fraction = total > 0 ? contents[k] / total : 1.0 / bins;
            contents[k] = (1 - FLOOR) * fraction + FLOOR / bins;
        }
        return contents;
    }

    /** The smoothed density. */
    public Shape shape() {
        return Shape.histogram(edges(), fractions());
    }

    /**
     * A mixture of the smoothed density and another one.
     *
     * @param other fractions of events per bin
     * @param part of this template, the other has the rest
     */
    public Shape shape(double[] other, double part) {
        double[] contents = fractions();
        for (int k = 0; k < bins; k++) {
            contents[k] = part * contents[k] + (1 - part) * other[k];
        }
        return Shape.histogram(edges(), contents);
    }

    private double bandwidth() {
        double mean = 0;
        for (int i = 0; i < size; i++) {
            mean += weights[i] * masses[i];
        }
        mean /= sum;
        double variance = 0;
        for (int i = 0; i < size; i++) {
            variance += weights[i] * (masses[i] - mean) * (masses[i] - mean);
        }
        double deviation = Math.sqrt(Math.max(0, variance / sum));
        double h = 1.99 * deviation * Math.pow(effectiveEntries(), -0.2);
        return Math.min(Math.max(h, width), bins * width);
    }

    /** Adds the integrals of an event's kernel over the bins; x counts from the lower end of the window. */
    private void spread(double[] contents, double x, double weight, double h) {
        double window = bins * width;
        addKernel(contents, x, weight, h);
        if (x < h) {
            addKernel(contents, -x, weight, h);
        }
        if (x > window - h) {
            addKernel(contents, 2 * window - x, weight, h);
        }
    }

    private void addKernel(double[] contents, double x, double weight, double h) {
        int first = Math.max(0, (int) Math.floor((x - h) / width));
        int last = Math.min(bins - 1, (int) Math.floor((x + h) / width));
        double below = cumulative((first * width - x) / h);
        for (int k = first; k <= last; k++) {
            double above = cumulative(((k + 1) * width - x) / h);
            contents[k] += weight * (above - below);
            below = above;
        }
    }

    /** Integral of the kernel ¾(1 − u²) from −1 to u. */
    private static double cumulative(double u) {
        if (u <= -1) {
            return 0;
        }
        return u >= 1 ? 1 : 0.25 * (2 + 3 * u - u * u * u);
    }
}
