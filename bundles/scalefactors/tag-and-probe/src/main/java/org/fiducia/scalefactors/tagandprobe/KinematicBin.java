package org.fiducia.scalefactors.tagandprobe;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Bin of the probe's kinematics, read from the name of its histograms: intervals are {@code <lo>To<hi>} after the name of
 * their variable, with {@code p} for the decimal point and {@code m} for minus, e.g. {@code
 * bin03_el_sc_eta_m0p80To0p00_el_et_15p00To20p00}. An interval without a name is one of transverse momentum.
 *
 * @param name name of the histograms without what says pass or fail
 * @param ranges its intervals in the order of the name; none for a bin that holds all probes
 */
record KinematicBin(String name, List<Interval> ranges) {
    private static final Pattern INTERVAL =
            Pattern.compile("(?:([A-Za-z][A-Za-z_]*?)_?)?(m?\\d+(?:p\\d+)?)To(m?\\d+(?:p\\d+)?)(?![0-9a-zA-Z])");
    private static final String UNNAMED = "pt";

    /**
     * An interval of a variable.
     *
     * @param variable its name as in the file
     */
    record Interval(String variable, double lo, double hi) {
        /** Whether the variable is a transverse momentum or energy. */
        boolean isPt() {
            String last = variable.substring(variable.lastIndexOf('_') + 1).toLowerCase(Locale.ROOT);
            return last.equals("pt") || last.equals("et");
        }

        /** Whether the variable is a pseudorapidity. */
        boolean isEta() {
            return variable.toLowerCase(Locale.ROOT).endsWith("eta");
        }
    }

    KinematicBin {
        ranges = List.copyOf(ranges);
    }

    /** Reads a name. */
    static KinematicBin of(String name) {
        var ranges = new ArrayList<Interval>();
        int counter = name.matches("bin\\d+_.*") ? name.indexOf('_') + 1 : 0;
        Matcher matcher = INTERVAL.matcher(name);
        for (int at = counter; at < name.length() && matcher.find(at); at = matcher.end()) {
            String variable = matcher.group(1) == null ? UNNAMED : matcher.group(1);
            double lo = number(matcher.group(2));
            double hi = number(matcher.group(3));
            if (lo < hi) {
                ranges.add(new Interval(variable, lo, hi));
            }
        }
        return new KinematicBin(name, ranges);
    }

    private static double number(String text) {
        return Double.parseDouble(text.replace('m', '-').replace('p', '.'));
    }

    /** Its interval of transverse momentum. */
    Optional<Interval> pt() {
        return ranges.stream().filter(Interval::isPt).findFirst();
    }

    /** Names of its variables. */
    List<String> variables() {
        return ranges.stream().map(Interval::variable).toList();
    }
}
