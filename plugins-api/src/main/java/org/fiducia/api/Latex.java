package org.fiducia.api;

import java.util.regex.Pattern;

/** Titles are written with LaTeX between dollar signs; this is for places that show plain text. */
public final class Latex {
    /** A symbol with scripts such as {@code p_T^j1}, or something between bars; not a name such as {@code GG2H_PTH_0_10}. */
    private static final Pattern FORMULA = Pattern.compile("\\|[^|\\s]+\\||(?<![\\p{L}\\p{N}_])\\p{L}+"
            + "(?:_[\\p{L}\\p{N}]++(?:\\^[\\p{L}\\p{N}]++)?|\\^[\\p{L}\\p{N}]++)(?!_)");

    private static final Pattern SCRIPT = Pattern.compile("([_^])([\\p{L}\\p{N}]+)");

    /** A hyphen that begins a number. */
    private static final Pattern MINUS = Pattern.compile("(?<![\\p{L}\\p{N}])-(?=[\\p{N}π.])");

    private Latex() {}

    /**
     * A line of plain text with the formulas in it as LaTeX between dollar signs, and signs of numbers as such: {@code p_T^j1
     * 30–80} becomes {@code $p_{T}^{j1}$ 30–80}. A line with a dollar sign is LaTeX already and comes back as it is.
     */
    public static String ofPlain(String line) {
        if (line.indexOf('$') >= 0) {
            return line;
        }
        String signed = MINUS.matcher(line).replaceAll("−");
        return FORMULA.matcher(signed)
                .replaceAll(formula -> "\\$" + SCRIPT.matcher(formula.group()).replaceAll("$1{$2}") + "\\$");
    }

    /** A title as plain text, near enough for a terminal: {@code $\cos\theta_{1}$} becomes {@code cos theta_1}. */
    public static String plain(String title) {
        return title.replaceAll("\\\\(mathrm|text|rm)\\b", "")
                .replaceAll("\\\\ell\\b", "l")
                .replaceAll("\\\\to\\b", "->")
                .replaceAll("\\\\[,;! ]", " ")
                .replaceAll("(?<=[A-Za-z])\\\\(?=[A-Za-z])", " ")
                .replaceAll("[$\\\\{}]", "")
                .strip();
    }
}
