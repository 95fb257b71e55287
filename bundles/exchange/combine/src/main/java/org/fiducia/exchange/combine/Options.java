package org.fiducia.exchange.combine;

import java.util.LinkedHashMap;
import java.util.Map;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;

/**
 * What a user says of a card beyond it, with commas between: {@code mass=125}, {@code channel-masks}, {@code WORD=VALUE} for
 * a keyword $WORD.
 *
 * @param mass as text, for $MASS; empty when not given
 * @param masks whether channels have parameters that switch them off
 * @param keywords by name
 */
record Options(String mass, boolean masks, Map<String, String> keywords) {
    /** What Combine takes without its option -m. */
    static final String DEFAULT_MASS = "120";

    private static final String MASS = "mass";
    private static final String MASKS = "channel-masks";

    static Options of(String analysis) {
        String mass = "";
        boolean masks = false;
        var keywords = new LinkedHashMap<String, String>();
        for (String word : analysis.isBlank() ? new String[0] : analysis.split(",")) {
            String[] parts = word.strip().split("=", 2);
            if (parts.length == 1 && parts[0].equals(MASKS)) {
                masks = true;
            } else if (parts.length == 2 && parts[0].equals(MASS)) {
                mass = number(parts[1]);
            } else if (parts.length == 2 && parts[0].matches("\\w+")) {
                keywords.put(parts[0], parts[1]);
            } else {
                throw new FiduciaException(
                        Kind.USAGE,
                        "a datacard has no analysis '" + word.strip() + "'",
                        "give --analysis with mass=125 for $MASS, WORD=VALUE for another keyword $WORD, or channel-masks"
                                + " for the parameters mask_CHANNEL, with commas between");
            }
        }
        return new Options(mass, masks, keywords);
    }

    private static String number(String text) {
        try {
            double mass = Double.parseDouble(text);
            if (mass >= 0 && mass < Double.POSITIVE_INFINITY) {
                return mass == Math.rint(mass) ? Long.toString((long) mass) : Double.toString(mass);
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new FiduciaException(Kind.USAGE, "'" + text + "' is no mass", "for example --analysis mass=125");
    }

    /** A text with the keywords replaced that do not depend on process and channel. */
    String replaced(String text) {
        String replaced = text.replace("$MASS", mass.isEmpty() ? DEFAULT_MASS : mass);
        for (var keyword : keywords.entrySet()) {
            replaced = replaced.replace("$" + keyword.getKey(), keyword.getValue());
        }
        return replaced;
    }
}
