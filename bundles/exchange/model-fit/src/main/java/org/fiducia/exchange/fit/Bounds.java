package org.fiducia.exchange.fit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;

/** Limits of parameters as the option says them: NAME=LO:HI, each end a number, inf or -inf. */
final class Bounds {
    private Bounds() {}

    static Map<String, double[]> of(List<String> options) {
        var all = new LinkedHashMap<String, double[]>();
        for (String option : options) {
            int equals = option.lastIndexOf('=');
            String[] ends = option.substring(equals + 1).split(":", -1);
            try {
                double[] limits = {end(ends[0]), end(ends[1])};
                if (equals < 1 || ends.length != 2 || !(limits[0] < limits[1])) {
                    throw new NumberFormatException();
                }
                all.put(option.substring(0, equals), limits);
            } catch (NumberFormatException | IndexOutOfBoundsException e) {
                throw new FiduciaException(
                        Kind.USAGE, "'" + option + "' is not NAME=LO:HI", "for example --bounds mu=-5:10", e);
            }
        }
        return all;
    }

    private static double end(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "inf", "+inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }
}
