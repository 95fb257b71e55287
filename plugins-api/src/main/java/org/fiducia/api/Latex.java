package org.fiducia.api;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Titles are written with LaTeX between dollar signs; this is for places that show plain text. */
public final class Latex {
    /** A symbol with scripts such as {@code p_T^j1}, or something between bars; not a name such as {@code GG2H_PTH_0_10}. */
    private static final Pattern FORMULA = Pattern.compile("\\|[^|\\s]+\\||(?<![\\p{L}\\p{N}_])\\p{L}+"
            + "(?:_[\\p{L}\\p{N}]++(?:\\^[\\p{L}\\p{N}]++)?|\\^[\\p{L}\\p{N}]++)(?!_)");

    /** A Greek letter by its name, with a script. */
    private static final Pattern GREEK = Pattern.compile(
            "^(alpha|beta|gamma|delta|epsilon|eta|theta|kappa|lambda|mu|nu|rho|sigma|tau|phi|psi|omega)(?=_)");

    private static final Pattern SCRIPT = Pattern.compile("([_^])([\\p{L}\\p{N}]+)");

    /** A hyphen that begins a number. */
    private static final Pattern MINUS = Pattern.compile("(?<![\\p{L}\\p{N}])-(?=[\\p{N}π.])");

    private Latex() {}

    /**
     * A line of plain text with the formulas in it as LaTeX between dollar signs, and signs of numbers as such: {@code p_T^j1
     * 30–80} becomes {@code $p_{T}^{j1}$ 30–80}, {@code mu_tH} a Greek letter. A line with a dollar sign is LaTeX already and comes back as it is.
     */
    public static String ofPlain(String line) {
        if (line.indexOf('$') >= 0) {
            return line;
        }
        String signed = MINUS.matcher(line).replaceAll("−");
        return FORMULA.matcher(signed)
                .replaceAll(formula -> "\\$" + Matcher.quoteReplacement(formula(formula.group())) + "\\$");
    }

    private static String formula(String plain) {
        return GREEK.matcher(SCRIPT.matcher(plain).replaceAll("$1{$2}")).replaceAll("\\\\$1");
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
