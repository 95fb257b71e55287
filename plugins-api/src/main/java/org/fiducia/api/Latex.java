package org.fiducia.api;

/** Titles are written with LaTeX between dollar signs; this is for places that show plain text. */
public final class Latex {
    private Latex() {}

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
