package org.fiducia.kernel.pipeline;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * How many events pass each cut.
 *
 * @param cuts names in order
 * @param events [cut][category + 1] number of events; column 0 is for events whose category is not yet known
 * @param weights the same, summed weights
 */
public record Cutflow(List<String> cuts, long[][] events, double[][] weights) {
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

    void write(DataOutput out) throws IOException {
        out.writeInt(cuts.size());
        out.writeInt(cuts.isEmpty() ? 0 : events[0].length);
        for (int cut = 0; cut < cuts.size(); cut++) {
            out.writeUTF(cuts.get(cut));
            for (int c = 0; c < events[cut].length; c++) {
                out.writeLong(events[cut][c]);
                out.writeDouble(weights[cut][c]);
            }
        }
    }

    static Cutflow read(DataInput in) throws IOException {
        int size = in.readInt();
        int columns = in.readInt();
        var cuts = new ArrayList<String>();
        var events = new long[size][columns];
        var weights = new double[size][columns];
        for (int cut = 0; cut < size; cut++) {
            cuts.add(in.readUTF());
            for (int c = 0; c < columns; c++) {
                events[cut][c] = in.readLong();
                weights[cut][c] = in.readDouble();
            }
        }
        return new Cutflow(cuts, events, weights);
    }
}
