package org.fiducia.drawing;

import java.util.Locale;
import java.util.Map;
import org.fiducia.api.measurement.Analysis;

/** What all pictures and pages call data, luminosity and components alike, with LaTeX between dollar signs. */
public final class Captions {
    /** Components whose name is an abbreviation. */
    private static final Map<String, String> COMPONENTS = Map.of(
            "ZX", "$Z+X$",
            "ZZ", "$ZZ$",
            "qqZZ", "$qq \\to ZZ$",
            "ggZZ", "$gg \\to ZZ$",
            "tt", "$t\\bar{t}$",
            "Wqq", "$W \\to qq$",
            "Zqq", "$Z \\to qq$",
            "Zbb", "$Z \\to b\\bar{b}$");

    private Captions() {}

    /** Luminosity and energy after the label of the analysis, e.g. {@code Simulation, 170.8 fb⁻¹ (13.6 TeV)}. */
    public static String exposure(Analysis analysis) {
        return labelled(analysis, luminosity(analysis) + " (" + Numbers.brief(analysis.energy(), 4) + " TeV)");
    }

    /** Integrated luminosity with its unit. */
    public static String luminosity(Analysis analysis) {
        return "$" + Numbers.brief(analysis.luminosity(), 4) + "\\,\\mathrm{fb}^{-1}$";
    }

    /** Something after the label of the analysis, where it has one. */
    public static String labelled(Analysis analysis, String what) {
        return analysis.label().isBlank() ? what : analysis.label() + ", " + what;
    }

    /**
     * What the points of a picture are.
     *
     * @param kind {@code observed} or {@code asimov}
     */
    public static String data(Analysis analysis, String kind) {
        if (!kind.equals("observed")) {
            return Character.toUpperCase(kind.charAt(0)) + kind.substring(1) + " data";
        }
        String label = analysis.label().strip();
        if (label.toLowerCase(Locale.ROOT).startsWith("simul")) {
            return "Simulated data";
        }
        return label.isEmpty() ? "Data" : "Data (" + label + ")";
    }

    /** The name of a component in words, e.g. {@code Non-resonant} for {@code nonResonant}. */
    public static String component(String name) {
        if (COMPONENTS.containsKey(name)) {
            return COMPONENTS.get(name);
        }
        String[] parts = name.split("(?<=\\p{Ll})(?=\\p{Lu}\\p{Ll})");
        String first = parts[0].chars().allMatch(Character::isLowerCase)
                ? parts[0].substring(0, 1).toUpperCase(Locale.ROOT) + parts[0].substring(1)
                : parts[0];
        var words = new StringBuilder(first);
        for (int i = 1; i < parts.length; i++) {
            words.append(first.equals("Non") ? "-" : " ").append(parts[i].toLowerCase(Locale.ROOT));
        }
        return words.toString();
    }
}
