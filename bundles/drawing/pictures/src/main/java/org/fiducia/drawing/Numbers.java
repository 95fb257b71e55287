package org.fiducia.drawing;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Numbers as text, the same in every language of the machine. */
public final class Numbers {
    private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

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
