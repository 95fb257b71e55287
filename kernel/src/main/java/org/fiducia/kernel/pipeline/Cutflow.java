package org.fiducia.kernel.pipeline;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import org.fiducia.api.schedule.Tally;

/**
 * How many events pass each cut.
 *
 * @param cuts names in order
 * @param events [cut][category + 1] number of events; column 0 is for events whose category is not yet known
 * @param weights the same, summed weights
 */
public record Cutflow(List<String> cuts, long[][] events, double[][] weights) implements Tally<Cutflow> {
    /** All zero. */
    static Cutflow empty(List<String> cuts, int categories) {
        return new Cutflow(
                List.copyOf(cuts), new long[cuts.size()][categories + 1], new double[cuts.size()][categories + 1]);
    }

    void count(int cut, int category, double weight) {
        events[cut][category + 1]++;
        weights[cut][category + 1] += weight;
    }

    /** Events that pass a cut, of all categories. */
    public long total(int cut) {
        long sum = 0;
        for (long n : events[cut]) {
            sum += n;
        }
        return sum;
    }

    /** Weight that passes a cut, of all categories. */
    public double totalWeight(int cut) {
        double sum = 0;
        for (double w : weights[cut]) {
            sum += w;
        }
        return sum;
    }

    @Override
    public void add(Cutflow other) {
        for (int cut = 0; cut < cuts.size(); cut++) {
            for (int c = 0; c < events[cut].length; c++) {
                events[cut][c] += other.events[cut][c];
                weights[cut][c] += other.weights[cut][c];
            }
        }
    }

    @Override
    public void write(DataOutput out) throws IOException {
        out.writeInt(cuts.size());
        for (int cut = 0; cut < cuts.size(); cut++) {
            out.writeUTF(cuts.get(cut));
            out.writeInt(events[cut].length);
            for (int c = 0; c < events[cut].length; c++) {
                out.writeLong(events[cut][c]);
                out.writeDouble(weights[cut][c]);
            }
        }
    }

    @Override
    public void read(DataInput in) throws IOException {
        requireEqual(cuts.size(), in.readInt());
        for (int cut = 0; cut < cuts.size(); cut++) {
            requireEqual(cuts.get(cut), in.readUTF());
            requireEqual(events[cut].length, in.readInt());
            for (int c = 0; c < events[cut].length; c++) {
                events[cut][c] = in.readLong();
                weights[cut][c] = in.readDouble();
            }
        }
    }

    private static void requireEqual(Object own, Object read) throws IOException {
        if (!own.equals(read)) {
            throw new IOException("it has other cuts: " + read + " instead of " + own);
        }
    }
}
