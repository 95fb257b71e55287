package org.fiducia.api.report;

import java.util.Locale;

/** What stands in a {@link Table}. */
public sealed interface Cell permits Cell.Words, Cell.Count, Cell.Number, Cell.Measured {
    /** As printed, e.g. {@code 1.20 ± 0.05}; empty for a number that does not exist. */
    String text();

    /** Words, with LaTeX between dollar signs. */
    record Words(String text) implements Cell {}

    /** A whole number. */
    record Count(long value) implements Cell {
        @Override
        public String text() {
            return Long.toString(value);
        }
    }

    /**
     * A number.
     *
     * @param value NaN where there is none
     * @param form how it is printed, as in {@link String#format}, e.g. {@code %.3f}
     */
    record Number(double value, String form) implements Cell {
        @Override
        public String text() {
            return Double.isNaN(value) ? "" : String.format(Locale.ROOT, form, value);
        }
    }

    /**
     * A number with its uncertainty.
     *
     * @param value NaN where there is none
     * @param error its symmetric uncertainty
     * @param form how both are printed, e.g. {@code %.3f ± %.3f}
     */
    record Measured(double value, double error, String form) implements Cell {
        @Override
        public String text() {
            return Double.isNaN(value) ? "" : String.format(Locale.ROOT, form, value, error);
        }
    }

    /** Words. */
    static Cell of(String text) {
        return new Words(text);
    }

    /** A whole number. */
    static Cell of(long value) {
        return new Count(value);
    }

    /** A number, printed as a form says. */
    static Cell of(double value, String form) {
        return new Number(value, form);
    }

    /** A number with its uncertainty, printed as a form says. */
    static Cell of(double value, double error, String form) {
        return new Measured(value, error, form);
    }
}
