package org.fiducia.exchange.combine;

import java.util.List;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;

/**
 * A line of a card that is no comment.
 *
 * @param file name of the card without folders
 * @param number of the line, from 1
 * @param words what blanks separate, at least one
 */
record Line(String file, int number, List<String> words) {
    Line {
        words = List.copyOf(words);
    }

    String first() {
        return words.get(0);
    }

    /** A word that must be there. */
    String word(int i, String what) {
        if (i >= words.size()) {
            throw wrong("the line of " + first() + " ends where " + what + " is expected", "complete the line");
        }
        return words.get(i);
    }

    /** A finite number that must be there. */
    double number(int i, String what) {
        return number(word(i, what), what);
    }

    double number(String word, String what) {
        try {
            double number = Double.parseDouble(word);
            if (Double.isFinite(number) && !word.isEmpty() && !Character.isLetter(word.charAt(word.length() - 1))) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw wrong("'" + word + "' is no number, but " + what + " is expected", "write a finite number there");
    }

    /** Words from one on. */
    List<String> from(int i) {
        return words.subList(Math.min(i, words.size()), words.size());
    }

    /** The error of this line. */
    FiduciaException wrong(String what, String remedy) {
        return new FiduciaException(Kind.INPUT, file + ", line " + number + ": " + what, remedy);
    }
}
