package org.fiducia.kernel.pipeline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.exchange.Prediction;
import org.fiducia.api.exchange.Prediction.Spectrum;
import org.fiducia.api.measurement.PredictedSpectrum;
import org.fiducia.api.measurement.Uncertainty;
import org.fiducia.api.observable.Bin;
import org.fiducia.api.observable.Binning;
import org.fiducia.api.observable.Range;

/**
 * A prediction in the bins of a measurement. What is predicted in finer bins is summed: every measured bin must be filled by
 * predicted ones without gap, overlap or rest. Of one source the uncertainties of what is summed add up, of those of
 * the statistics the squares do.
 */
final class PredictedBins {
    /** Edges of one place in two files differ by less, relatively. */
    private static final double ROUNDING = 1e-6;

    private final String what;
    private final Spectrum spectrum;
    private final List<List<Range>> bins;

    private PredictedBins(String what, Spectrum spectrum, Binning measured) {
        this.what = what;
        this.spectrum = spectrum;
        this.bins = snapped(spectrum.binning(), measured);
    }

    /** @throws FiduciaException when the bins do not fit: which, and why */
    static Spectrum in(Binning measured, Prediction prediction, Spectrum spectrum) {
        String what = "the prediction " + prediction.name() + " of " + spectrum.observable();
        if (spectrum.binning().dimension() != measured.dimension()) {
            throw refused(what + " has bins of " + spectrum.binning().dimension() + " coordinates, the measurement of "
                    + measured.dimension());
        }
        var fine = new PredictedBins(what, spectrum, measured);
        var members = new ArrayList<List<Integer>>();
        for (Bin bin : measured.bins()) {
            members.add(fine.members(bin));
        }
        double[] sigma = members.stream()
                .mapToDouble(list ->
                        list.stream().mapToDouble(k -> spectrum.sigma()[k]).sum())
                .toArray();
        Map<String, List<Uncertainty>> uncertainties = new LinkedHashMap<>();
        spectrum.uncertainties()
                .forEach((name, sizes) -> uncertainties.put(
                        name,
                        members.stream().map(list -> sum(name, list, sizes)).toList()));
        return new Spectrum(spectrum.observable(), measured, sigma, uncertainties);
    }

    private static Uncertainty sum(String source, List<Integer> members, List<Uncertainty> sizes) {
        boolean squared = source.startsWith(PredictedSpectrum.UNCORRELATED);
        double down = 0;
        double up = 0;
        for (int k : members) {
            Uncertainty size = sizes.get(k);
            down = squared ? Math.hypot(down, size.down()) : down + size.down();
            up = squared ? Math.hypot(up, size.up()) : up + size.up();
        }
        return new Uncertainty(down, up);
    }

    private static FiduciaException refused(String why) {
        return new FiduciaException(
                Kind.INPUT,
                why,
                "predict with the card and the binning that is measured, or give the measurement the edges of the"
                        + " prediction in /binnings of the card");
    }

    /** The predicted bins, with edges that are nearly those of the measurement in their place. */
    private static List<List<Range>> snapped(Binning binning, Binning measured) {
        int axes = binning.dimension();
        double[][] edges = new double[axes][];
        for (int a = 0; a < axes; a++) {
            int axis = a;
            edges[a] = measured.bins().stream()
                    .map(bin -> bin.ranges().get(axis))
                    .filter(range -> !range.absent())
                    .flatMapToDouble(range -> Arrays.stream(new double[] {range.lo(), range.hi()}))
                    .filter(Double::isFinite)
                    .toArray();
        }
        return binning.bins().stream()
                .map(bin -> {
                    var ranges = new ArrayList<Range>();
                    for (int a = 0; a < axes; a++) {
                        Range range = bin.ranges().get(a);
                        ranges.add(
                                range.absent()
                                        ? range
                                        : new Range(snapped(range.lo(), edges[a]), snapped(range.hi(), edges[a])));
                    }
                    return List.<Range>copyOf(ranges);
                })
                .toList();
    }

    private static double snapped(double edge, double[] edges) {
        for (double other : edges) {
            if (Math.abs(edge - other) <= ROUNDING * Math.max(1e-3, Math.abs(other))) {
                return other;
            }
        }
        return edge;
    }

    /** The predicted bins of which a measured one is the sum. */
    private List<Integer> members(Bin measured) {
        var members = new TreeSet<Integer>();
        for (double[] point : points(measured)) {
            var holding = new ArrayList<Integer>();
            for (int k = 0; k < bins.size(); k++) {
                if (holds(bins.get(k), point)) {
                    holding.add(k);
                }
            }
            if (holding.size() != 1) {
                throw refused(what
                        + (holding.isEmpty() ? " does not cover" : " has overlapping bins in")
                        + " the measured bin " + measured.label() + ": " + at(point));
            }
            int one = holding.get(0);
            if (!inside(bins.get(one), measured)) {
                throw refused(what + " has a bin " + label(one) + " that reaches out of the measured bin "
                        + measured.label());
            }
            members.add(one);
        }
        return List.copyOf(members);
    }

    private String label(int bin) {
        String own = spectrum.binning().bins().get(bin).label();
        return own.isEmpty() ? "of number " + bin : own;
    }

    private static String at(double[] point) {
        return "around " + Arrays.toString(point).replace("NaN", "absent");
    }

    private static boolean holds(List<Range> ranges, double[] point) {
        for (int a = 0; a < point.length; a++) {
            if (!ranges.get(a).contains(point[a])) {
                return false;
            }
        }
        return true;
    }

    private static boolean inside(List<Range> ranges, Bin measured) {
        for (int a = 0; a < ranges.size(); a++) {
            Range inner = ranges.get(a);
            Range outer = measured.ranges().get(a);
            boolean fits = outer.equals(Range.ANY)
                    || (inner.absent() || outer.absent()
                            ? inner.absent() && outer.absent()
                            : inner.lo() >= outer.lo() && inner.hi() <= outer.hi() && !inner.equals(Range.ANY));
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    /** A point in each piece into which the edges of the prediction cut a measured bin. */
    private List<double[]> points(Bin measured) {
        List<double[]> points = List.of(new double[0]);
        for (int a = 0; a < measured.ranges().size(); a++) {
            double[] values = values(measured.ranges().get(a), a);
            var more = new ArrayList<double[]>();
            for (double[] point : points) {
                for (double value : values) {
                    double[] longer = Arrays.copyOf(point, a + 1);
                    longer[a] = value;
                    more.add(longer);
                }
            }
            points = more;
        }
        return points;
    }

    /** Coordinates of these points along an axis: between the edges, and absent where the bin has that, too. */
    private double[] values(Range range, int axis) {
        if (range.absent()) {
            return new double[] {Double.NaN};
        }
        var edges = new TreeSet<Double>(List.of(range.lo(), range.hi()));
        for (List<Range> ranges : bins) {
            Range other = ranges.get(axis);
            if (!other.absent()) {
                edges.add(Math.max(range.lo(), Math.min(range.hi(), other.lo())));
                edges.add(Math.max(range.lo(), Math.min(range.hi(), other.hi())));
            }
        }
        double[] sorted = edges.stream().mapToDouble(Double::doubleValue).toArray();
        boolean absence = range.equals(Range.ANY);
        var values = new double[sorted.length - 1 + (absence ? 1 : 0)];
        for (int i = 0; i + 1 < sorted.length; i++) {
            values[i] = middle(sorted[i], sorted[i + 1]);
        }
        if (absence) {
            values[values.length - 1] = Double.NaN;
        }
        return values;
    }

    private static double middle(double lo, double hi) {
        if (Double.isInfinite(lo)) {
            return Double.isInfinite(hi) ? 0 : hi - Math.max(1, Math.abs(hi));
        }
        return Double.isInfinite(hi) ? lo + Math.max(1, Math.abs(lo)) : (lo + hi) / 2;
    }
}
