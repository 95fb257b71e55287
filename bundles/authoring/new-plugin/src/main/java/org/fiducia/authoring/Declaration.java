package org.fiducia.authoring;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.fiducia.api.observable.Axis;
import org.fiducia.api.observable.Bin;
import org.fiducia.api.observable.Binning;
import org.fiducia.api.observable.ObservableInfo;
import org.fiducia.api.observable.Range;
import org.fiducia.api.observable.Target;

/**
 * What an observable declares of itself, as Java source.
 *
 * @param source an expression
 * @param imports classes it needs beside {@link ObservableInfo}
 */
record Declaration(String source, Set<String> imports) {
    private static final String API = "org.fiducia.api.observable.";
    private static final String NEXT = "\n            ";

    /**
     * The declaration of an observable with one axis, under another name: by the short form where that says the same.
     *
     * @param info what is copied
     */
    static Declaration of(String id, ObservableInfo info) {
        Axis axis = info.axes().get(0);
        List<Range> intervals = info.binning().bins().stream()
                .map(bin -> bin.ranges().get(0))
                .filter(range -> !range.absent())
                .toList();
        double[] edges = DoubleStream.concat(
                        intervals.stream().limit(1).mapToDouble(Range::lo),
                        intervals.stream().mapToDouble(Range::hi))
                .toArray();
        String numbers = Arrays.stream(edges).mapToObj(Declaration::number).collect(Collectors.joining(", "));
        String texts = quoted(axis.title()) + ", " + quoted(axis.unit()) + ", ";
        if (rising(edges)) {
            if (info.equals(
                    ObservableInfo.jets(info.id(), Math.max(1, axis.minJets()), axis.title(), axis.unit(), edges))) {
                return new Declaration(
                        "ObservableInfo.jets(" + NEXT + quoted(id) + ", " + axis.minJets() + ", " + texts + numbers
                                + ")",
                        Set.of());
            }
            boolean decay = info.target() == Target.DECAY;
            ObservableInfo brief = decay
                    ? ObservableInfo.decay(info.id(), axis.title(), axis.unit(), edges)
                    : ObservableInfo.production(info.id(), axis.title(), axis.unit(), edges);
            if (info.equals(brief)) {
                String form = decay ? "decay" : "production";
                return new Declaration(
                        "ObservableInfo." + form + "(" + NEXT + quoted(id) + ", " + texts + numbers + ")", Set.of());
            }
        }
        return full(id, info);
    }

    private static boolean rising(double[] edges) {
        for (int i = 1; i < edges.length; i++) {
            if (!(edges[i - 1] < edges[i])) {
                return false;
            }
        }
        return edges.length > 1;
    }

    private static Declaration full(String id, ObservableInfo info) {
        Axis axis = info.axes().get(0);
        var bins = new ArrayList<String>();
        for (Bin bin : info.binning().bins()) {
            bins.add("new Bin(" + quoted(bin.label()) + ", List.of("
                    + range(bin.ranges().get(0)) + "))");
        }
        String source = "new ObservableInfo(" + NEXT + quoted(id) + "," + NEXT + "Target." + info.target() + "," + NEXT
                + "List.of(new Axis(" + quoted(axis.title()) + ", " + quoted(axis.unit()) + ", " + axis.minJets()
                + "))," + NEXT
                + "new Binning(List.of(" + NEXT + "        " + String.join("," + NEXT + "        ", bins) + ")))";
        var imports = new TreeSet<String>();
        Stream.of(Axis.class, Bin.class, Binning.class, Range.class, Target.class)
                .map(type -> API + type.getSimpleName())
                .forEach(imports::add);
        imports.add("java.util.List");
        return new Declaration(source, imports);
    }

    private static String range(Range range) {
        if (range.absent()) {
            return "Range.ABSENT";
        }
        return range.equals(Range.ANY)
                ? "Range.ANY"
                : "new Range(" + number(range.lo()) + ", " + number(range.hi()) + ")";
    }

    /** A number as Java source. */
    static String number(double x) {
        if (Double.isInfinite(x)) {
            return x > 0 ? "Double.POSITIVE_INFINITY" : "Double.NEGATIVE_INFINITY";
        }
        return x == Math.rint(x) && Math.abs(x) < 1e9 ? Long.toString((long) x) : Double.toString(x);
    }

    /** A text as Java source. */
    static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
