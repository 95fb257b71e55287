package org.fiducia.exchange.prediction;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fiducia.api.observable.Range;

/**
 * Where the bins of a table are in several coordinates, of which its independent variables show one: a qualifier says it that
 * {@code measure --publish} writes. Bins apart by semicolons, the coordinates of one by {@code x}, each {@code [lo, hi)}, {@code
 * absent}, or {@code any} for every value and its absence.
 */
final class BinCoordinates {
    /** Name of the qualifier. */
    static final String NAME = "Coordinates of bins";

    private static final Pattern INTERVAL = Pattern.compile("\\[\\s*([^,\\s]+)\\s*,\\s*([^,\\s]+)\\s*\\)");
    private static final Pattern NUMBER = Pattern.compile("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?");

    private BinCoordinates() {}

    /**
     * The ranges of each bin.
     *
     * @param bins how many there are
     * @return empty for a text that says something else
     */
    static Optional<List<List<Range>>> read(String text, int bins) {
        var all = new ArrayList<List<Range>>();
        for (String bin : text.split(";", -1)) {
            var ranges = new ArrayList<Range>();
            for (String coordinate : bin.split(" x ", -1)) {
                range(coordinate.strip()).ifPresent(ranges::add);
            }
            if (ranges.size() != bin.split(" x ", -1).length
                    || !all.isEmpty() && all.get(0).size() != ranges.size()) {
                return Optional.empty();
            }
            all.add(List.copyOf(ranges));
        }
        return all.size() == bins ? Optional.of(all) : Optional.empty();
    }

    private static Optional<Range> range(String text) {
        if (text.equals("absent")) {
            return Optional.of(Range.ABSENT);
        }
        if (text.equals("any")) {
            return Optional.of(Range.ANY);
        }
        Matcher interval = INTERVAL.matcher(text);
        if (!interval.matches()) {
            return Optional.empty();
        }
        double lo = edge(interval.group(1));
        double hi = edge(interval.group(2));
        return lo < hi ? Optional.of(new Range(lo, hi)) : Optional.empty();
    }

    /** NaN for what is none. */
    private static double edge(String text) {
        return switch (text) {
            case "inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            default -> NUMBER.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN;
        };
    }
}
