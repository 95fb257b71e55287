package org.fiducia.publisher.tables;

import java.util.List;
import java.util.stream.Collectors;
import org.fiducia.api.observable.Binning;
import org.fiducia.api.observable.Range;

/**
 * Where bins of several coordinates are, as text that programs read: bins apart by semicolons, the coordinates of one by
 * {@code x}, each {@code [lo, hi)}, {@code absent}, or {@code any} for every value and its absence.
 */
final class BinCoordinates {
    private BinCoordinates() {}

    static String text(Binning binning, List<Integer> bins) {
        return bins.stream()
                .map(j -> binning.bins().get(j).ranges().stream()
                        .map(BinCoordinates::text)
                        .collect(Collectors.joining(" x ")))
                .collect(Collectors.joining("; "));
    }

    private static String text(Range range) {
        if (range.absent()) {
            return "absent";
        }
        return range.equals(Range.ANY) ? "any" : "[" + number(range.lo()) + ", " + number(range.hi()) + ")";
    }

    private static String number(double x) {
        return Double.isInfinite(x) ? x < 0 ? "-inf" : "inf" : Double.toString(x);
    }
}
