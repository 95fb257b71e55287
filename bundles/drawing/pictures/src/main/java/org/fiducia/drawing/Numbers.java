package org.fiducia.drawing;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Numbers as text, the same in every language of the machine. */
public final class Numbers {
    private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    private static final int MOST_DECIMALS = 8;
    private static final int USUAL_DECIMALS = 3;

    private Numbers() {}

    /** Values in a format. */
    public static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    /** Rounded to significant digits, zeros at the end kept, never with an exponent. */
    public static String significant(double x, int digits) {
        if (x == 0 || !Double.isFinite(x)) {
            return x == 0 ? "0" : "–";
        }
        var rounded = new BigDecimal(x).round(new MathContext(digits));
        int decimals = digits - (rounded.precision() - rounded.scale());
        return rounded.setScale(Math.max(0, decimals), RoundingMode.HALF_UP)
                .toPlainString()
                .replace('-', '−');
    }

    /** Rounded to significant digits, no zeros at the end. */
    public static String brief(double x, int digits) {
        if (x == 0 || !Double.isFinite(x)) {
            return x == 0 ? "0" : "–";
        }
        return new BigDecimal(x)
                .round(new MathContext(digits))
                .stripTrailingZeros()
                .toPlainString()
                .replace('-', '−');
    }

    /**
     * A value with its uncertainty, both with two significant digits of the smaller of its sides: {@code 0.333 +0.086 −0.078},
     * {@code 0.94 ± 0.12} where both sides are the same.
     */
    public static String measured(double value, double down, double up) {
        int decimals = decimals(down, up);
        String plus = fixed(up, decimals);
        String minus = fixed(down, decimals);
        return fixed(value, decimals) + (plus.equals(minus) ? " ± " + plus : " +" + plus + " −" + minus);
    }

    /** An uncertainty with two significant digits of the smaller of its sides, e.g. {@code +0.086 −0.078}. */
    public static String uncertainty(double down, double up) {
        int decimals = decimals(down, up);
        String plus = fixed(up, decimals);
        String minus = fixed(down, decimals);
        return plus.equals(minus) ? "± " + plus : "+" + plus + " −" + minus;
    }

    /** Decimals of two significant digits of the smallest of some sizes that is not zero, at most {@value #MOST_DECIMALS}. */
    public static int decimals(double... sizes) {
        double smallest = Double.POSITIVE_INFINITY;
        for (double size : sizes) {
            smallest = size > 0 ? Math.min(smallest, size) : smallest;
        }
        if (!Double.isFinite(smallest)) {
            return USUAL_DECIMALS;
        }
        var rounded = BigDecimal.valueOf(smallest).round(new MathContext(2));
        return Math.max(0, Math.min(MOST_DECIMALS, 2 - (rounded.precision() - rounded.scale())));
    }

    /** With so many decimals; a dash for what is no number. */
    public static String fixed(double x, int decimals) {
        if (!Double.isFinite(x)) {
            return Double.isNaN(x) ? "–" : x > 0 ? "∞" : "−∞";
        }
        String text =
                BigDecimal.valueOf(x).setScale(decimals, RoundingMode.HALF_UP).toPlainString();
        return text.matches("-[0.]+") ? text.substring(1) : text.replace('-', '−');
    }

    /** A multiple of a step with as many decimals as the step has. */
    public static String tick(double value, double step) {
        if (Math.abs(value) < step * 1e-6) {
            return "0";
        }
        int decimals = Math.max(0, (int) -Math.floor(Math.log10(step) + 1e-9));
        return new BigDecimal(value)
                .setScale(decimals, RoundingMode.HALF_EVEN)
                .toPlainString()
                .replace('-', '−');
    }

    /** A power of ten: a plain number where it is short. */
    public static String power(int exponent) {
        if (exponent >= -2 && exponent <= 3) {
            return BigDecimal.ONE.scaleByPowerOfTen(exponent).toPlainString();
        }
        var text = new StringBuilder(exponent < 0 ? "10⁻" : "10");
        for (char digit : Integer.toString(Math.abs(exponent)).toCharArray()) {
            text.append(SUPERSCRIPTS.charAt(digit - '0'));
        }
        return text.toString();
    }
}
