package org.fiducia.reader.csv;

import java.util.Locale;
import java.util.Set;

/** What a cell holds. */
enum Literal {
    INTEGER,
    /** An integer of 64 bits that is too large for one with sign. */
    UNSIGNED,
    REAL,
    /** Nothing, or a word for a value that is not there. */
    MISSING,
    TEXT;

    private static final Set<String> MISSING_WORDS = Set.of("", "na", "n/a", "#n/a", "<na>", "null", "none");

    private static final int INTEGER_DIGITS = 18; // any number of so many digits fits 64 bits

    /** By the characters of a cell: numbers as programs write them, {@code nan} and {@code inf} among them. */
    static Literal of(String cell) {
        String text = cell.strip();
        int length = text.length();
        int at = length > 0 && isSign(text.charAt(0)) ? 1 : 0;
        int start = at;
        at = digits(text, at);
        if (at == length && at > start) {
            return at - start <= INTEGER_DIGITS || fitsLong(text) ? INTEGER : fitsUnsigned(text) ? UNSIGNED : REAL;
        }
        int mantissa = at - start;
        if (at < length && text.charAt(at) == '.') {
            int fraction = digits(text, at + 1);
            mantissa += fraction - at - 1;
            at = fraction;
        }
        if (mantissa == 0) {
            return isSpecial(text.substring(start)) ? REAL : isMissing(text) ? MISSING : TEXT;
        }
        if (at < length && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
            at++;
            if (at < length && isSign(text.charAt(at))) {
                at++;
            }
            int exponent = at;
            at = digits(text, at);
            if (at == exponent) {
                return TEXT;
            }
        }
        return at == length ? REAL : TEXT;
    }

    private static boolean isMissing(String text) {
        return text.length() <= 4 && MISSING_WORDS.contains(text.toLowerCase(Locale.ROOT));
    }

    /** The number in a cell that is one, not a number where it is missing. */
    static double real(String cell) {
        String text = cell.strip();
        if (isMissing(text)) {
            return Double.NaN;
        }
        char last = text.charAt(text.length() - 1);
        if (last <= '9') {
            return Double.parseDouble(text); // ends in a digit or a point
        }
        int start = isSign(text.charAt(0)) ? 1 : 0;
        if (text.regionMatches(true, start, "nan", 0, 3)) {
            return Double.NaN;
        }
        return text.charAt(0) == '-' ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }

    /** The number in a cell that is an integer. */
    static long integer(String cell) {
        return Long.parseLong(cell.strip());
    }

    /** The bits of the number in a cell that is an integer without sign. */
    static long unsigned(String cell) {
        return Long.parseUnsignedLong(cell.strip());
    }

    /** Whether a cell would be a number with a point instead of its comma. */
    static boolean hasDecimalComma(String cell) {
        int comma = cell.indexOf(',');
        return comma >= 0 && comma == cell.lastIndexOf(',') && of(cell.replace(',', '.')) == REAL;
    }

    private static boolean isSign(char c) {
        return c == '-' || c == '+';
    }

    private static int digits(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at;
    }

    private static boolean fitsLong(String text) {
        try {
            Long.parseLong(text);
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static boolean fitsUnsigned(String text) {
        try {
            Long.parseUnsignedLong(text);
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static boolean isSpecial(String text) {
        return text.equalsIgnoreCase("nan") || text.equalsIgnoreCase("inf") || text.equalsIgnoreCase("infinity");
    }
}
