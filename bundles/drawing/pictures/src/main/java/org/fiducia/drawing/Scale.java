package org.fiducia.drawing;

import java.awt.Font;
import java.util.ArrayList;
import java.util.List;
import org.fiducia.drawing.Scale.Tick.Mark;

/**
 * One direction of a picture: what it spans and what is written at it.
 *
 * @param lo lower end, &gt; 0 when logarithmic
 * @param hi upper end, &gt; lo
 * @param log whether logarithmic
 * @param slanted whether the texts are turned by 45° to have room
 * @param ticks what is written and marked
 */
public record Scale(double lo, double hi, boolean log, boolean slanted, List<Tick> ticks) {
    private static final double[] STEPS = {1, 2, 5, 10};
    private static final int[] PARTS = {5, 4, 5, 5};

    /** Ratio of the ends below which powers of ten alone are too few. */
    private static final double FEW = 200;

    /** Decade of the longest number that is written out. */
    private static final int LONGEST = 3;

    /**
     * A place on the scale.
     *
     * @param text with LaTeX between dollar signs; empty for none
     */
    public record Tick(double value, String text, Mark mark) {
        /** The line drawn at a tick. */
        public enum Mark {
            NONE,
            SHORT,
            LONG
        }
    }

    public Scale {
        ticks = List.copyOf(ticks);
    }

    /** A linear scale with round numbers. */
    public static Scale linear(double lo, double hi, int aim) {
        return new Scale(lo, hi, false, false, round(lo, hi, aim));
    }

    /** A logarithmic scale with powers of ten, on a short one also with their double and fivefold. */
    public static Scale logarithmic(double lo, double hi) {
        var ticks = new ArrayList<Tick>();
        int first = (int) Math.floor(Math.log10(lo) + 1e-9);
        int last = (int) Math.ceil(Math.log10(hi));
        int every = 1 + (last - first) / 9;
        boolean few = hi < FEW * lo;
        for (int decade = first; decade <= last; decade++) {
            for (int k = 1; k < 10; k++) {
                double value = k * Math.pow(10, decade);
                if (value >= lo * (1 - 1e-9) && value <= hi) {
                    String text = k == 1 && (decade - first) % every == 0 ? Numbers.power(decade) : "";
                    if (few && (k == 2 || k == 5) && Math.abs(decade) <= LONGEST) {
                        text = Numbers.brief(value, 1);
                    }
                    ticks.add(new Tick(value, text, k == 1 ? Mark.LONG : Mark.SHORT));
                }
            }
        }
        return new Scale(lo, hi, true, false, ticks);
    }

    /** Classes of equal width, the first on [0, 1), each with its name. */
    public static Scale classes(List<String> names, boolean slanted) {
        var ticks = new ArrayList<Tick>();
        for (int i = 0; i < names.size(); i++) {
            ticks.add(new Tick(i, "", Mark.LONG));
            ticks.add(new Tick(i + 0.5, names.get(i), Mark.NONE));
        }
        return new Scale(0, names.size(), false, slanted, ticks);
    }

    /** Multiples of the round step of which the number is nearest to an aim; short marks divide it. */
    public static List<Tick> round(double lo, double hi, int aim) {
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
    public Scale withoutLast() {
        var others = new ArrayList<>(ticks);
        others.replaceAll(tick -> fraction(tick.value()) > 0.99 ? new Tick(tick.value(), "", tick.mark()) : tick);
        return new Scale(lo, hi, log, slanted, others);
    }

    /** Where a value lies, 0 at the lower end and 1 at the upper. */
    public double fraction(double value) {
        return log ? Math.log(value / lo) / Math.log(hi / lo) : (value - lo) / (hi - lo);
    }

    /** Whether names must be turned to fit below classes that share a length. */
    public static boolean slanted(List<String> names, double length) {
        return longest(names, Style.TICK) > length / names.size() - 6;
    }

    /** Height of the texts below it. */
    public double depth() {
        var names = ticks.stream().map(Tick::text).toList();
        return slanted ? (longest(names, Style.TICK) + Style.TICK.getSize2D()) * Math.sqrt(0.5) + 6 : 20;
    }

    /** Width of the longest name. */
    public static double longest(List<String> names, Font font) {
        return names.stream()
                .mapToDouble(name -> Label.of(name).width(font))
                .max()
                .orElse(0);
    }
}
