package org.fiducia.exchange.prediction;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a dependent variable is a number of: a cross section, or its derivative by what it depends on.
 *
 * @param factor that makes fb of its numbers
 * @param derivative whether it is dσ/dx
 * @param per unit of x in which it is, in capitals; empty for none
 */
record CrossSectionUnit(double factor, boolean derivative, String per) {
    private static final Map<String, Double> BARNS = Map.of(
            "AB", 1e-3, "FB", 1.0, "PB", 1e3, "NB", 1e6, "UB", 1e9, "MUB", 1e9, "\u039cB", 1e9, "MB", 1e12, "B", 1e15);
    private static final Map<String, Double> ENERGIES = Map.of("KEV", 1e-6, "MEV", 1e-3, "GEV", 1.0, "TEV", 1e3);
    private static final Pattern UNIT = Pattern.compile("([A-Z\u039c]*?B)(?:/(.+)|\\*?([A-Z]+)\\^?-1)?");

    /** A derivative by its name without braces and blanks: {@code dsigma/dpT}, {@code fracdsigmadpT}, {@code DSIG/DPT}. */
    private static final Pattern DERIVATIVE =
            Pattern.compile("(?:d?frac)?(?:d|delta|\u0394)\\^?\\d?(?:sig|\u03c3).*", Pattern.CASE_INSENSITIVE);

    /**
     * Of a dependent variable.
     *
     * @param name of it, LaTeX or the words of data bases
     * @param unit as it is written; empty for none
     * @return empty when it is no cross section
     */
    static Optional<CrossSectionUnit> of(String name, String unit) {
        Matcher parts = UNIT.matcher(plain(unit));
        if (!parts.matches()) {
            return Optional.empty();
        }
        Double factor = BARNS.get(parts.group(1));
        if (factor == null) {
            return Optional.empty();
        }
        String per = parts.group(2) != null ? parts.group(2) : parts.group(3) != null ? parts.group(3) : "";
        String words = name.replaceAll("\\\\(mathrm|text|rm|operatorname|,|;|:|!)|[$\\\\{}()\\s]", "");
        return Optional.of(new CrossSectionUnit(
                factor, !per.isEmpty() || DERIVATIVE.matcher(words).matches(), per));
    }

    /** A unit in capitals, without what only typesets it. */
    private static String plain(String unit) {
        return unit.replaceAll("\\\\(mathrm|text|rm|,|;|:|!)", "")
                .replaceAll("[$\\\\{}()\\s]", "")
                .toUpperCase(Locale.ROOT)
                .replaceAll("/C(\\^?2)?$", "");
    }

    /** What makes GeV of numbers in a unit of an axis: 1 for all that are no energies. */
    static double toGev(String unit) {
        return ENERGIES.getOrDefault(plain(unit), 1.0);
    }

    /**
     * What makes fb of numbers times widths.
     *
     * @param axis unit of x as it is written; widths of energies are in GeV
     * @return empty when this is a derivative by another unit
     */
    Optional<Double> timesWidth(String axis) {
        String unit = plain(axis);
        Double energy = ENERGIES.get(per);
        if (energy != null) {
            return unit.isEmpty() || ENERGIES.containsKey(unit) ? Optional.of(factor / energy) : Optional.empty();
        }
        boolean angle = angle(unit) && angle(per);
        return angle || unit.equals(per) ? Optional.of(factor) : Optional.empty();
    }

    private static boolean angle(String unit) {
        return unit.isEmpty() || unit.startsWith("RAD");
    }
}
