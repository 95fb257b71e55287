package org.fiducia.api;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** What somebody may have meant who asked for a name that does not exist. */
public final class Suggestion {
    private static final int MOST = 3;

    private Suggestion() {}

    /**
     * The known names nearest to a wrong one, the nearest first: at most three, none when nothing is near. Upper and lower
     * case count as the same letter, and a name that contains the wrong one (or is contained in it) counts as near.
     */
    public static List<String> nearest(String wrong, Collection<String> known) {
        String wanted = wrong.toLowerCase(Locale.ROOT);
        record Near(String name, int distance) {}
        return known.stream()
                .map(name -> new Near(name, distance(wanted, name.toLowerCase(Locale.ROOT))))
                .filter(near -> near.distance <= Math.max(1, wanted.length() / 3)
                        || contains(near.name.toLowerCase(Locale.ROOT), wanted))
                .sorted(Comparator.comparingInt(Near::distance))
                .limit(MOST)
                .map(Near::name)
                .toList();
    }

    /** A sentence to add to a message: {@code did you mean a or b?}, or an empty text when nothing is near. */
    public static String sentence(String wrong, Collection<String> known) {
        List<String> near = nearest(wrong, known);
        return near.isEmpty() ? "" : "did you mean " + String.join(" or ", near) + "?";
    }

    /** What to do about a wrong name: the nearest known ones, then all of them. */
    public static String among(String wrong, Collection<String> known) {
        String all = known.isEmpty()
                ? "there are none"
                : "there are " + String.join(", ", known.stream().sorted().toList());
        return (sentence(wrong, known) + " " + all).strip();
    }

    private static boolean contains(String a, String b) {
        return Math.min(a.length(), b.length()) > 2 && (a.contains(b) || b.contains(a));
    }

    /** Levenshtein distance: insertions, deletions and replacements that turn one text into the other. */
    private static int distance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replace = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replace, 1 + Math.min(previous[j], row[j - 1]));
            }
            int[] swap = previous;
            previous = row;
            row = swap;
        }
        return previous[b.length()];
    }
}
