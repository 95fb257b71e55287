package org.fiducia.kernel.pipeline;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.fiducia.api.schedule.Tally;

/** How much there is of a sample before anything is selected: number of events, cross section, sum of weights. */
final class Generated implements Tally<Generated> {
    private long entries;
    private double crossSection = Double.NaN;
    private double sumOfWeights;

    /** So many events, of unknown weight. */
    Generated(long entries) {
        this.entries = entries;
    }

    /**
     * A part of a file that tells of its weights.
     *
     * @param tells cross section, fb, of the process, whatever the part
     */
    void fill(double tells, double weights) {
        crossSection = tells;
        sumOfWeights += weights;
    }

    /** Events in the files. */
    long entries() {
        return entries;
    }

    /** Cross section, fb, as the first file tells it; NaN when none does. */
    double crossSection() {
        return crossSection;
    }

    /** Sum of weights; 0 when no file tells. */
    double sumOfWeights() {
        return sumOfWeights;
    }

    @Override
    public void add(Generated other) {
        entries += other.entries;
        crossSection = Double.isNaN(crossSection) ? other.crossSection : crossSection;
        sumOfWeights += other.sumOfWeights;
    }

    @Override
    public void write(DataOutput out) throws IOException {
        out.writeLong(entries);
        out.writeDouble(crossSection);
        out.writeDouble(sumOfWeights);
    }

    @Override
    public void read(DataInput in) throws IOException {
        entries = in.readLong();
        crossSection = in.readDouble();
        sumOfWeights = in.readDouble();
    }
}
