package org.fiducia.kernel.card;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Nullable;
import org.fiducia.api.Suggestion;
import org.fiducia.api.observable.Bin;
import org.fiducia.api.observable.Binning;
import org.fiducia.api.observable.ObservableInfo;
import org.fiducia.api.observable.Range;

/**
 * Bins that a card gives an observable instead of its default ones: edges along its only axis, after the bin of its own in
 * which candidates without the coordinate are; or every bin with one range per axis.
 *
 * @param file the card
 * @param at place in it, as a JSON pointer
 * @param edges rising, the first may be −∞ and the last ∞; empty when bins are given
 * @param bins without overlaps; empty when edges are given
 * @param reconstructed those of the reconstructed candidates; null where they are the same
 */
public record CardBinning(
        Path file,
        String at,
        List<Double> edges,
        List<Bin> bins,
        @Nullable CardBinning reconstructed) {
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    public CardBinning {
        edges = List.copyOf(edges);
        bins = List.copyOf(bins);
    }

    /** Reads the block of a card. */
    static Map<String, CardBinning> read(Path file, Map<String, JsonNode> block) {
        var all = new LinkedHashMap<String, CardBinning>();
        block.forEach((id, node) -> all.put(id, new Reader(file, "/binnings/" + id).read(node)));
        return all;
    }

    /**
     * The observable with these bins.
     *
     * @throws FiduciaException when they are not bins of this observable
     */
    public ObservableInfo of(ObservableInfo observable) {
        Binning fiducial = binning(observable);
        return reconstructed == null
                ? observable.with(fiducial)
                : observable.with(fiducial, reconstructed.binning(observable));
    }

    private Binning binning(ObservableInfo observable) {
        int axes = observable.axes().size();
        if (bins.isEmpty()) {
            if (axes != 1) {
                throw refuse("gives edges, but " + observable.id() + " has " + axes + " axes", "give bins with ranges");
            }
            String absent = observable.binning().bins().stream()
                    .filter(bin -> bin.ranges().get(0).absent())
                    .map(Bin::label)
                    .findFirst()
                    .orElse("");
            double[] values = edges.stream().mapToDouble(Double::doubleValue).toArray();
            return named(Binning.ofEdges(absent, values), observable.binning());
        }
        for (int i = 0; i < bins.size(); i++) {
            int ranges = bins.get(i).ranges().size();
            if (ranges != axes) {
                throw refuse("/" + i, "has " + ranges + " ranges, " + observable.id() + " has " + axes + " axes");
            }
        }
        return new Binning(bins);
    }

    /** A bin that is a default one has its label. */
    private static Binning named(Binning binning, Binning defaults) {
        return new Binning(binning.bins().stream()
                .map(bin -> defaults.bins().stream()
                        .filter(other -> other.ranges().equals(bin.ranges()))
                        .findFirst()
                        .orElse(bin))
                .toList());
    }

    private FiduciaException refuse(String what, String remedy) {
        return new FiduciaException(Kind.CARD, file + ": " + at + " " + what, remedy);
    }

    /** From JSON. */
    private record Reader(Path file, String at) {
        private static final List<String> SIDES = List.of("fiducial", "reconstructed");

        private static final String FORMS =
                "give rising edges, e.g. [0, 20, 60, null] with null for no end, or bins, e.g."
                        + " [{\"label\": \"hard\", \"ranges\": [[60, null], \"any\"]}], or such a list for each of fiducial and reconstructed";

        CardBinning read(JsonNode node) {
            if (!node.isObject()) {
                return side(node);
            }
            for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
                String name = names.next();
                if (!SIDES.contains(name)) {
                    throw refuse("/" + name, "is not known", Suggestion.among(name, SIDES));
                }
            }
            for (String name : SIDES) {
                if (!node.has(name)) {
                    throw refuse("", "has no " + name, "give both " + String.join(" and ", SIDES));
                }
            }
            CardBinning fiducial = new Reader(file, at + "/fiducial").side(node.get("fiducial"));
            CardBinning reco = new Reader(file, at + "/reconstructed").side(node.get("reconstructed"));
            return new CardBinning(file, at, fiducial.edges(), fiducial.bins(), reco);
        }

        private CardBinning side(JsonNode node) {
            if (!node.isArray() || node.isEmpty()) {
                throw refuse("", "is no list", FORMS);
            }
            if (node.get(0).isObject()) {
                return new CardBinning(file, at, List.of(), bins(node), null);
            }
            var edges = new ArrayList<Double>();
            for (int i = 0; i < node.size(); i++) {
                boolean last = i == node.size() - 1;
                edges.add(number(node.get(i), "/" + i, i == 0 ? -INFINITY : last ? INFINITY : Double.NaN));
                if (i > 0 && !(edges.get(i - 1) < edges.get(i))) {
                    throw refuse("/" + i, "is not above the edge before it", "give rising edges");
                }
            }
            if (edges.size() < 2) {
                throw refuse("", "has one edge", FORMS);
            }
            return new CardBinning(file, at, edges, List.of(), null);
        }

        private List<Bin> bins(JsonNode node) {
            var bins = new ArrayList<Bin>();
            for (int i = 0; i < node.size(); i++) {
                JsonNode ranges = node.get(i).path("ranges");
                if (!ranges.isArray() || ranges.isEmpty()) {
                    throw refuse("/" + i + "/ranges", "is no list", FORMS);
                }
                var list = new ArrayList<Range>();
                for (int axis = 0; axis < ranges.size(); axis++) {
                    list.add(range(ranges.get(axis), "/" + i + "/ranges/" + axis));
                }
                String label = node.get(i).path("label").asText(Integer.toString(i + 1));
                Bin bin = new Bin(label, list);
                for (int other = 0; other < i; other++) {
                    if (overlap(bins.get(other), bin)) {
                        throw refuse(
                                "/" + i, "overlaps with bin " + other, "give bins that have no candidate in common");
                    }
                }
                bins.add(bin);
            }
            return bins;
        }

        private Range range(JsonNode node, String where) {
            if (node.isTextual() && node.asText().equals("absent")) {
                return Range.ABSENT;
            }
            if (node.isTextual() && node.asText().equals("any")) {
                return Range.ANY;
            }
            if (!node.isArray() || node.size() != 2) {
                throw refuse(where, "is " + node, "give [low, high] with null for no end, \"any\" or \"absent\"");
            }
            double lo = number(node.get(0), where + "/0", -INFINITY);
            double hi = number(node.get(1), where + "/1", INFINITY);
            if (!(lo < hi)) {
                throw refuse(where, "is " + node, "give a low end below the high one");
            }
            return new Range(lo, hi);
        }

        private static boolean overlap(Bin a, Bin b) {
            boolean overlap = a.ranges().size() == b.ranges().size();
            for (int axis = 0; overlap && axis < a.ranges().size(); axis++) {
                Range one = a.ranges().get(axis);
                Range two = b.ranges().get(axis);
                overlap = one.absent() || two.absent()
                        ? one.contains(Double.NaN) && two.contains(Double.NaN)
                        : one.lo() < two.hi() && two.lo() < one.hi();
            }
            return overlap;
        }

        private double number(JsonNode node, String where, double ifNull) {
            if (node.isNull() && !Double.isNaN(ifNull)) {
                return ifNull;
            }
            if (!node.isNumber() || !Double.isFinite(node.asDouble())) {
                throw refuse(
                        where, "is " + node, "give a number" + (Double.isNaN(ifNull) ? "" : " or null for no end"));
            }
            return node.asDouble();
        }

        private FiduciaException refuse(String where, String what, String remedy) {
            return new FiduciaException(Kind.CARD, file + ": " + at + where + " " + what, remedy);
        }
    }
}
