package org.fiducia.writer.plot;

import java.util.ArrayList;
import java.util.List;
import org.fiducia.writer.plot.Scale.Tick.Mark;

/**
 * One direction of a picture: what it spans and what is written at it.
 *
 * @param lo lower end, &gt; 0 when logarithmic
 * @param hi upper end, &gt; lo
 * @param log whether logarithmic
 * @param slanted whether the texts are turned by 45° to have room
 * @param ticks what is written and marked
 */
record Scale(double lo, double hi, boolean log, boolean slanted, List<Tick> ticks) {
    private static final double[] STEPS = {1, 2, 5, 10};
    private static final int[] PARTS = {5, 4, 5, 5};

    /**
     * A place on the scale.
     *
     * @param text empty for none
     */
    record Tick(double value, String text, Mark mark) {
        /** The line drawn at a tick. */
        enum Mark {
            NONE,
            SHORT,
            LONG
        }
    }

    Scale {
        ticks = List.copyOf(ticks);
    }

    /** A linear scale with round numbers. */
    static Scale linear(double lo, double hi, int aim) {
        return new Scale(lo, hi, false, false, round(lo, hi, aim));
    }

    /** A logarithmic scale with powers of ten. */
    static Scale logarithmic(double lo, double hi) {
        var ticks = new ArrayList<Tick>();
        int first = (int) Math.floor(Math.log10(lo) + 1e-9);
        int last = (int) Math.ceil(Math.log10(hi));
        int every = 1 + (last - first) / 9;
        for (int decade = first; decade <= last; decade++) {
            for (int k = 1; k < 10; k++) {
                double value = k * Math.pow(10, decade);
                if (value >= lo * (1 - 1e-9) && value <= hi) {
                    boolean named = k == 1 && (decade - first) % every == 0;
                    ticks.add(new Tick(value, named ? Numbers.power(decade) : "", k == 1 ? Mark.LONG : Mark.SHORT));
                }
            }
        }
        return new Scale(lo, hi, true, false, ticks);
    }

    /** Classes of equal width, the first on [0, 1), each with its name. */
    static Scale classes(List<String> names, boolean slanted) {
        var ticks = new ArrayList<Tick>();
        for (int i = 0; i < names.size(); i++) {
            ticks.add(new Tick(i, "", Mark.LONG));
            ticks.add(new Tick(i + 0.5, names.get(i), Mark.NONE));
        }
        return new Scale(0, names.size(), false, slanted, ticks);
    }

    /** Multiples of the round step of which the number is nearest to an aim; short marks divide it. */
    static List<Tick> round(double lo, double hi, int aim) {
        double raw = (hi - lo) / aim;
        double decade = Math.pow(10, Math.floor(Math.log10(raw)));
        int k = 0;
        while (k < STEPS.length - 1 && STEPS[k] * STEPS[k + 1] * decade * decade < raw * raw) {
            k++; // the nearest step on a logarithmic scale
        }
        double step = STEPS[k] * decade;
        int parts = PARTS[k];
        var ticks = new ArrayList<Tick>();
        double tolerance = 1e-9 * (hi - lo);
        long last = (long) Math.floor((hi + tolerance) / step * parts);
        for (long i = (long) Math.ceil((lo - tolerance) / step * parts); i <= last; i++) {
            boolean whole = Math.floorMod(i, parts) == 0;
            double value = i * step / parts;
            ticks.add(new Tick(value, whole ? Numbers.tick(value, step) : "", whole ? Mark.LONG : Mark.SHORT));
        }
        return ticks;
    }

    /** The same without the text at its upper end, where another panel follows. */
    Scale withoutLast() {
        var others = new ArrayList<>(ticks);
        others.replaceAll(tick -> fraction(tick.value()) > 0.99 ? new Tick(tick.value(), "", tick.mark()) : tick);
        return new Scale(lo, hi, log, slanted, others);
    }

    /** Where a value lies, 0 at the lower end and 1 at the upper. */
    double fraction(double value) {
        return log ? Math.log(value / lo) / Math.log(hi / lo) : (value - lo) / (hi - lo);
    }
}
