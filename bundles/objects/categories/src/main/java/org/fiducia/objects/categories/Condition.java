package org.fiducia.objects.categories;

import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;

/**
 * A comparison of a quantity of a candidate with a number, e.g. {@code mjj > 350}; not met where the quantity does not exist.
 *
 * @param name of the quantity
 * @param quantity its value
 * @param comparison one of &gt;, &gt;=, &lt;, &lt;=, ==
 */
public record Condition<C>(String name, ToDoubleFunction<C> quantity, String comparison, double number) {
    private static final Pattern FORM =
            Pattern.compile("\\s*(\\w+)\\s*(>=|<=|==|>|<)\\s*([-+]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][-+]?\\d+)?)\\s*");

    /**
     * From the text of a card.
     *
     * @param place in the card, for messages
     */
    public static <C> Condition<C> of(String text, String place, Quantities<C> quantities) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new FiduciaException(
                    Kind.CARD,
                    place + ": \"" + text + "\" is no condition",
                    "write a quantity, one of >, >=, <, <=, == and a number, e.g. \"mjj > 350\"");
        }
        String name = form.group(1);
        return new Condition<>(name, quantities.named(name, place), form.group(2), Double.parseDouble(form.group(3)));
    }

    /** Whether a candidate meets it. */
    public boolean holds(C candidate) {
        double value = quantity.applyAsDouble(candidate);
        return switch (comparison) {
            case ">" -> value > number;
            case ">=" -> value >= number;
            case "<" -> value < number;
            case "<=" -> value <= number;
            default -> value == number;
        };
    }
}
