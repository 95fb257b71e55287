package org.fiducia.writer.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.fiducia.api.report.Figure.Section;

/**
 * Names of classes that are made of words with underscores between them, as those of template cross sections, for people: a first word that neighbours
 * share is their heading, numbers are ranges, and {@code GT}, {@code GE} comparisons.
 *
 * @param shown names without their headings
 * @param headings of neighbours; empty where no two share a first word
 */
record ClassNames(List<String> shown, List<Section> headings) {
    private static final Map<String, String> SYMBOLS = Map.of(
            "PTH", "$p_T^H$",
            "PTV", "$p_T^V$",
            "PTHJJ", "$p_T^{Hjj}$",
            "MJJ", "$m_{jj}$",
            "DPHIJJ", "$\\Delta\\phi_{jj}$",
            "PTJ1OVERPTH", "$p_T^{j1}/p_T^H$");

    ClassNames {
        shown = List.copyOf(shown);
        headings = List.copyOf(headings);
    }

    static ClassNames of(List<String> names) {
        var shown = new ArrayList<String>();
        var headings = new ArrayList<Section>();
        boolean any = false;
        for (int from = 0; from < names.size(); ) {
            String word = first(names.get(from));
            int to = from + 1;
            while (to < names.size() && !word.isEmpty() && first(names.get(to)).equals(word)) {
                to++;
            }
            boolean shared = to - from > 1;
            for (String name : names.subList(from, to)) {
                shown.add(readable(shared ? name.substring(word.length() + 1) : name));
            }
            any |= shared;
            headings.add(new Section(from, to, shared ? word : ""));
            from = to;
        }
        return new ClassNames(shown, any ? headings : List.of());
    }

    /** The first of several words; empty for a name of one word, or in other characters. */
    private static String first(String name) {
        return name.matches("[A-Z][A-Z0-9]*(_[A-Z0-9]+)+") ? name.substring(0, name.indexOf('_')) : "";
    }

    /** E.g. ≥ 2J, m_jj 350–700, p_T^H > 200; what is no such name is as it is. */
    static String readable(String name) {
        if (!name.matches("[A-Z0-9]+(_[A-Z0-9]+)+")) {
            return name;
        }
        var phrases = new ArrayList<String>();
        String[] words = name.split("_");
        for (int k = 0; k < words.length; k++) {
            String symbol = SYMBOLS.get(words[k]);
            if (symbol != null && k + 1 < words.length && words[k + 1].startsWith("GT")) {
                phrases.add(symbol + " > " + number(words[++k].substring(2)));
            } else if (symbol != null && k + 2 < words.length && isNumber(words[k + 1]) && isNumber(words[k + 2])) {
                phrases.add(symbol + " " + number(words[k + 1]) + "–" + number(words[k + 2]));
                k += 2;
            } else if (words[k].matches("GE\\d+J")) {
                phrases.add("≥ " + words[k].substring(2));
            } else {
                phrases.add(symbol == null ? words[k] : symbol);
            }
        }
        return String.join(", ", phrases);
    }

    private static boolean isNumber(String word) {
        return word.matches("\\d+(P\\d+)?");
    }

    private static String number(String word) {
        return word.replace('P', '.');
    }
}
