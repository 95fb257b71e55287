package org.fiducia.channel.hgg.internal;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Suggestion;
import org.fiducia.channel.hgg.Diphoton;

/**
 * A comparison of a quantity of a candidate with a number, e.g. {@code mjj > 350}; not met where the quantity does not exist.
 *
 * @param comparison one of &gt;, &gt;=, &lt;, &lt;=, ==
 */
record Condition(Quantity quantity, String comparison, double number) {
    private static final Pattern FORM =
            Pattern.compile("\\s*(\\w+)\\s*(>=|<=|==|>|<)\\s*([-+]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][-+]?\\d+)?)\\s*");

    /**
     * From the text of a card.
     *
     * @param place in the card, for messages
     */
    static Condition of(String text, String place) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new FiduciaException(
                    Kind.CARD,
                    place + ": \"" + text + "\" is no condition",
                    "write a quantity, one of >, >=, <, <=, == and a number, e.g. \"mjj > 350\"");
        }
        return new Condition(quantity(form.group(1), place), form.group(2), Double.parseDouble(form.group(3)));
    }

    /** A quantity by its name in the card. */
    static Quantity quantity(String name, String place) {
        return Quantity.named(name)
                .orElseThrow(() -> new FiduciaException(
                        Kind.CARD,
                        place + ": " + name + " is no quantity of a pair of photons",
                        Suggestion.among(name, Quantity.names())));
    }

    boolean holds(Diphoton pair) {
        double value = quantity.of(pair);
        return switch (comparison) {
            case ">" -> value > number;
            case ">=" -> value >= number;
            case "<" -> value < number;
            case "<=" -> value <= number;
            default -> value == number;
        };
    }
}
