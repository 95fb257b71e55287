package org.fiducia.api.observable;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Collects the bins of a pair of observables in the order in which they are unrolled, and labels them by what they
 * cover: {@code p_T 0–50, |y| 0–0.2}.
 */
public final class Rectangles {
    private final String firstName;
    private final String secondName;
    private final List<Bin> bins = new ArrayList<>();

    /**
     * @param firstName short name of the first coordinate, plain text
     * @param secondName short name of the second coordinate, plain text
     */
    public Rectangles(String firstName, String secondName) {
        this.firstName = firstName;
        this.secondName = secondName;
    }

    /** A bin with a label of its own. */
    public Rectangles bin(String label, Range first, Range second) {
        bins.add(new Bin(label, List.of(first, second)));
        return this;
    }

    /** One rectangle; {@link Range#ANY} along an axis is not worth a word in its label. */
    public Rectangles rectangle(Range first, Range second) {
        String label = Stream.of(name(firstName, first), name(secondName, second))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(", "));
        return bin(label, first, second);
    }

    /** Consecutive intervals along the first axis between rising edges, in a slice of the second. */
    public Rectangles alongFirst(Range slice, double... edges) {
        return alongFirst(name(secondName, slice), slice, edges);
    }

    /** Consecutive intervals along the first axis between rising edges, in a slice of the second with its own label. */
    public Rectangles alongFirst(String label, Range slice, double... edges) {
        for (int i = 0; i + 1 < edges.length; i++) {
            var interval = new Range(edges[i], edges[i + 1]);
            bin(label + ", " + name(firstName, interval), interval, slice);
        }
        return this;
    }

    /** Consecutive intervals along the second axis between rising edges, in a slice of the first. */
    public Rectangles alongSecond(Range slice, double... edges) {
        for (int i = 0; i + 1 < edges.length; i++) {
            rectangle(slice, new Range(edges[i], edges[i + 1]));
        }
        return this;
    }

    /** The bins collected so far. */
    public Binning binning() {
        return new Binning(bins);
    }

    private static String name(String coordinate, Range range) {
        if (range.equals(Range.ANY)) {
            return "";
        }
        return range.absent() ? "no " + coordinate : coordinate + " " + Binning.label(range.lo(), range.hi());
    }
}
