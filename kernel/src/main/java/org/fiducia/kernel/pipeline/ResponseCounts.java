package org.fiducia.kernel.pipeline;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.fiducia.api.channel.SelectedEvent;
import org.fiducia.api.measurement.BinnedSample;
import org.fiducia.api.schedule.Tally;

/** Sums of weights of signal simulation, fb: what the response is made of. */
final class ResponseCounts implements Tally<ResponseCounts> {
    private final int[] generatedClass;
    private final double[][] fiducial;
    private final double[][] fiducial2;
    private final double[][][] selected;
    private final double[][][] selected2;
    private final double[][] nonFiducial;
    private final double[][] nonResonant;

    /**
     * Nothing yet.
     *
     * @param generatedClass [category] index of its generated class
     * @param recoBins bins of reconstructed candidates
     * @param bins bins of fiducial candidates
     */
    ResponseCounts(int[] generatedClass, int recoBins, int bins) {
        this.generatedClass = generatedClass;
        int categories = generatedClass.length;
        int classes = IntStream.of(generatedClass).max().orElse(-1) + 1;
        fiducial = new double[classes][bins];
        fiducial2 = new double[classes][bins];
        selected = new double[categories][recoBins][bins];
        selected2 = new double[categories][recoBins][bins];
        nonFiducial = new double[categories][recoBins];
        nonResonant = new double[categories][recoBins];
    }

    /** Those of several samples: each counted by itself, then added in their order. */
    static ResponseCounts of(List<BinnedSample> samples, int[] generatedClass, int recoBins, int bins) {
        var sum = new ResponseCounts(generatedClass, recoBins, bins);
        for (BinnedSample sample : samples) {
            var own = new ResponseCounts(generatedClass, recoBins, bins);
            own.fill(sample);
            sum.add(own);
        }
        return sum;
    }

    void fill(BinnedSample sample) {
        List<SelectedEvent> events = sample.events();
        for (int e = 0; e < events.size(); e++) {
            SelectedEvent event = events.get(e);
            double w = event.weight() * sample.sample().scale();
            int j = sample.fiducialBin()[e];
            if (j >= 0) {
                fiducial[event.fiducialCategory()][j] += w;
                fiducial2[event.fiducialCategory()][j] += w * w;
            }
            int i = sample.recoBin()[e];
            if (i < 0 || !sample.fitted()[e]) {
                continue;
            }
            int c = event.category();
            w *= event.factor();
            if (!event.resonant()) {
                nonResonant[c][i] += w;
            } else if (j >= 0 && event.fiducialCategory() == generatedClass[c]) {
                selected[c][i][j] += w;
                selected2[c][i][j] += w * w;
            } else {
                nonFiducial[c][i] += w;
            }
        }
    }

    /** [generated class][fiducial bin]. */
    double[][] fiducial() {
        return fiducial;
    }

    /** [category][reconstructed bin][fiducial bin], of events that are fiducial in its generated class. */
    double[][][] selected() {
        return selected;
    }

    /** [category][reconstructed bin], of events that are not. */
    double[][] nonFiducial() {
        return nonFiducial;
    }

    /** [category][reconstructed bin], of objects that are not those of the signal. */
    double[][] nonResonant() {
        return nonResonant;
    }

    /** Uncertainty of a weighted efficiency: √([(1 − 2ε) Σ_sel w² + ε² Σ w²]) / Σ w. */
    double efficiencyError(int c, int i, int j) {
        int g = generatedClass[c];
        double e = selected[c][i][j] / fiducial[g][j];
        double variance = (1 - 2 * e) * selected2[c][i][j] + e * e * fiducial2[g][j];
        return Math.sqrt(Math.max(0, variance)) / fiducial[g][j];
    }

    /** Every sum, in a fixed order. */
    private List<double[]> rows() {
        var rows = new ArrayList<double[]>();
        for (double[][] sums : List.of(fiducial, fiducial2, nonFiducial, nonResonant)) {
            rows.addAll(List.of(sums));
        }
        for (double[][][] sums : List.of(selected, selected2)) {
            for (double[][] category : sums) {
                rows.addAll(List.of(category));
            }
        }
        return rows;
    }

    @Override
    public void add(ResponseCounts other) {
        List<double[]> own = rows();
        List<double[]> others = other.rows();
        for (int row = 0; row < own.size(); row++) {
            for (int bin = 0; bin < own.get(row).length; bin++) {
                own.get(row)[bin] += others.get(row)[bin];
            }
        }
    }

    @Override
    public void write(DataOutput out) throws IOException {
        for (int size : sizes()) {
            out.writeInt(size);
        }
        for (double[] row : rows()) {
            for (double sum : row) {
                out.writeDouble(sum);
            }
        }
    }

    private int[] sizes() {
        return new int[] {nonFiducial.length, fiducial.length, nonFiducial[0].length, fiducial[0].length};
    }

    @Override
    public void read(DataInput in) throws IOException {
        int[] sizes = {in.readInt(), in.readInt(), in.readInt(), in.readInt()};
        if (!Arrays.equals(sizes, sizes())) {
            throw new IOException("these are counts of " + sizes[0] + " categories, " + sizes[1]
                    + " generated classes, " + sizes[2] + " reconstructed and " + sizes[3] + " fiducial bins");
        }
        for (double[] row : rows()) {
            for (int bin = 0; bin < row.length; bin++) {
                row[bin] = in.readDouble();
            }
        }
    }
}
