package org.fiducia.statistics.likelihood;

import java.util.Collection;
import java.util.Comparator;
import java.util.stream.Collectors;

/** Lists of names in messages. */
final class Names {
    private static final int SHOWN = 8;

    private Names() {}

    /** The names nearest to a wrong one, not more than fit in a message. */
    static String some(Collection<String> names, String wrong) {
        if (names.isEmpty()) {
            return "none";
        }
        String shown = names.stream()
                .sorted(Comparator.comparingInt(name -> distance(name, wrong)))
                .limit(SHOWN)
                .collect(Collectors.joining(", "));
        return names.size() > SHOWN ? shown + " and " + (names.size() - SHOWN) + " more" : shown;
    }

    /** Levenshtein distance. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
