package org.fiducia.publisher.tables;

import java.util.List;
import org.fiducia.api.measurement.Uncertainty;

/**
 * A number of a table.
 *
 * @param value NaN where there is none
 * @param errors by their sources; empty when it has none
 */
public record Entry(double value, List<Shift> errors) {
    /** There is no number. */
    public static final Entry NONE = new Entry(Double.NaN, List.of());

    public Entry {
        errors = List.copyOf(errors);
    }

    /** A number without errors. */
    public static Entry of(double value) {
        return new Entry(value, List.of());
    }

    /** A number with errors, unless all of them are zero: then it has none. */
    public static Entry of(double value, List<Shift> errors) {
        return new Entry(value, errors.stream().allMatch(Shift::isZero) ? List.of() : errors);
    }

    /** The same in another unit. */
    public Entry times(double factor) {
        return Double.isFinite(value * factor)
                ? new Entry(
                        value * factor,
                        errors.stream()
                                .map(e -> new Shift(e.label(), e.minus() * factor, e.plus() * factor))
                                .toList())
                : NONE;
    }

    /**
     * What a source changes.
     *
     * @param label of the source: those that begin with {@code stat} are uncorrelated between rows, all others fully
     *     correlated between rows of the same label
     * @param minus change when the source varies downwards, mostly negative; the sign belongs to the variation
     * @param plus change when it varies upwards
     */
    public record Shift(String label, double minus, double plus) {
        /** An uncertainty. */
        public static Shift of(String label, Uncertainty uncertainty) {
            return new Shift(label, 0 - uncertainty.down(), uncertainty.up());
        }

        /** Whether it changes nothing. */
        public boolean isZero() {
            return minus == 0 && plus == 0;
        }
    }
}
