package org.fiducia.kernel.pipeline;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import org.fiducia.api.channel.SelectedEvent;
import org.fiducia.api.measurement.BinnedSample;
import org.fiducia.api.schedule.Tally;

/** Sums of weights of signal simulation, fb: what the response is made of. */
final class ResponseCounts implements Tally<ResponseCounts> {
    private final double[][] fiducial;
    private final double[][] fiducial2;
    private final double[][][] selected;
    private final double[][][] selected2;
    private final double[][] nonFiducial;
    private final double[][] nonResonant;

    /**
     * Nothing yet.
     *
     * @param recoBins bins of reconstructed candidates
     * @param bins bins of fiducial candidates
     */
    ResponseCounts(int categories, int recoBins, int bins) {
        fiducial = new double[categories][bins];
        fiducial2 = new double[categories][bins];
        selected = new double[categories][recoBins][bins];
        selected2 = new double[categories][recoBins][bins];
        nonFiducial = new double[categories][recoBins];
        nonResonant = new double[categories][recoBins];
    }

    /** Those of several samples: each counted by itself, then added in their order. */
    static ResponseCounts of(List<BinnedSample> samples, int categories, int recoBins, int bins) {
        var sum = new ResponseCounts(categories, recoBins, bins);
        for (BinnedSample sample : samples) {
            var own = new ResponseCounts(categories, recoBins, bins);
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
            } else if (j >= 0 && event.fiducialCategory() == c) {
                selected[c][i][j] += w;
                selected2[c][i][j] += w * w;
            } else {
                nonFiducial[c][i] += w;
            }
        }
    }

    /** [category][fiducial bin]. */
    double[][] fiducial() {
        return fiducial;
    }

    /** [category][reconstructed bin][fiducial bin], of events that are fiducial in the category. */
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
        double e = selected[c][i][j] / fiducial[c][j];
        double variance = (1 - 2 * e) * selected2[c][i][j] + e * e * fiducial2[c][j];
        return Math.sqrt(Math.max(0, variance)) / fiducial[c][j];
    }

    /** Every sum, in a fixed order. */
    private double[][] rows(int category) {
        int recoBins = selected[category].length;
        var rows = new double[4 + 2 * recoBins][];
        rows[0] = fiducial[category];
        rows[1] = fiducial2[category];
        rows[2] = nonFiducial[category];
        rows[3] = nonResonant[category];
        System.arraycopy(selected[category], 0, rows, 4, recoBins);
        System.arraycopy(selected2[category], 0, rows, 4 + recoBins, recoBins);
        return rows;
    }

    @Override
    public void add(ResponseCounts other) {
        for (int c = 0; c < fiducial.length; c++) {
            double[][] own = rows(c);
            double[][] others = other.rows(c);
            for (int row = 0; row < own.length; row++) {
                for (int bin = 0; bin < own[row].length; bin++) {
                    own[row][bin] += others[row][bin];
                }
            }
        }
    }

    @Override
    public void write(DataOutput out) throws IOException {
        out.writeInt(fiducial.length);
        out.writeInt(nonFiducial[0].length);
        out.writeInt(fiducial[0].length);
        for (int c = 0; c < fiducial.length; c++) {
            for (double[] row : rows(c)) {
                for (double sum : row) {
                    out.writeDouble(sum);
                }
            }
        }
    }

    @Override
    public void read(DataInput in) throws IOException {
        int categories = in.readInt();
        int recoBins = in.readInt();
        int bins = in.readInt();
        if (categories != fiducial.length || recoBins != nonFiducial[0].length || bins != fiducial[0].length) {
            throw new IOException("these are counts of " + categories + " categories, " + recoBins
                    + " reconstructed and " + bins + " fiducial bins");
        }
        for (int c = 0; c < categories; c++) {
            for (double[] row : rows(c)) {
                for (int bin = 0; bin < row.length; bin++) {
                    row[bin] = in.readDouble();
                }
            }
        }
    }
}
