package org.fiducia.background.zxfakerate;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.fiducia.api.schedule.Tally;

/** Sums of weights of passing leptons and of all. */
final class Counts implements Tally<Counts> {
    private static final double MAX_RATE = 0.99;

    private double pass;
    private double all;
    private double pass2;
    private double all2;
    private double dataAll;
    private double dataAll2;

    /** Adds an event of data, or subtracts one of simulation. */
    void add(double weight, boolean passes, boolean data) {
        double signed = data ? weight : -weight;
        all += signed;
        all2 += weight * weight;
        if (passes) {
            pass += signed;
            pass2 += weight * weight;
        }
        if (data) {
            dataAll += weight;
            dataAll2 += weight * weight;
        }
    }

    @Override
    public void add(Counts other) {
        pass += other.pass;
        all += other.all;
        pass2 += other.pass2;
        all2 += other.all2;
        dataAll += other.dataAll;
        dataAll2 += other.dataAll2;
    }

    /** Number of unit-weight events of the same relative uncertainty. */
    double entries() {
        return dataAll2 > 0 ? dataAll * dataAll / dataAll2 : 0;
    }

    boolean good(double minEntries) {
        return entries() >= minEntries && pass > 0 && pass < MAX_RATE * all;
    }

    /** Fraction that passes; clamped where the subtraction leaves none. */
    double rate() {
        return all > 0 ? Math.max(0, Math.min(MAX_RATE, pass / all)) : 0;
    }

    /** √((1 − 2f) Σ_pass w² + f² Σ w²) / Σw, and not below one entry. */
    double error() {
        if (!(all > 0)) {
            return 1;
        }
        double f = rate();
        double variance = (1 - 2 * f) * pass2 + f * f * all2;
        double one = 1 / (1 + entries());
        return Math.min(1, Math.max(Math.sqrt(Math.max(0, variance)) / all, one));
    }

    @Override
    public void write(DataOutput out) throws IOException {
        for (double value : new double[] {pass, all, pass2, all2, dataAll, dataAll2}) {
            out.writeDouble(value);
        }
    }

    @Override
    public void read(DataInput in) throws IOException {
        pass = in.readDouble();
        all = in.readDouble();
        pass2 = in.readDouble();
        all2 = in.readDouble();
        dataAll = in.readDouble();
        dataAll2 = in.readDouble();
    }
}
