package org.fiducia.kernel.plugins;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** Finds the name a user may have meant. */
public final class Nearest {
    private Nearest() {}

    /** "did you mean …?" when something is near, else the list of what there is. */
    public static String suggest(String wanted, Collection<String> known) {
        if (known.isEmpty()) {
            return "there are none";
        }
        String list = "there are " + String.join(", ", known.stream().sorted().toList());
        String nearest = known.stream()
                .min(Comparator.comparingInt((String name) -> distance(wanted, name))
                        .thenComparing(Comparator.naturalOrder()))
                .orElseThrow();
        return distance(wanted, nearest) <= Math.max(2, wanted.length() / 3)
                ? "did you mean " + nearest + "? " + list
                : list;
    }

    /** Edit distance (Levenshtein), upper and lower case alike. */
    static int distance(String first, String second) {
        String a = first.toLowerCase(Locale.ROOT);
        String b = second.toLowerCase(Locale.ROOT);
        int[] previous = new int[b.length() + 1];
        int[] current = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replace = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replace, 1 + Math.min(previous[j], current[j - 1]));
            }
            int[] swap = previous;
            previous = current;
            current = swap;
        }
        return previous[b.length()];
    }
}
