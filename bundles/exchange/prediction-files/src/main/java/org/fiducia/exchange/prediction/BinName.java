package org.fiducia.exchange.prediction;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fiducia.api.observable.Range;

/** What names of bins mean in files of others. */
final class BinName {
    private static final Pattern ABSENT = Pattern.compile("(0|<\\s*[12]|no)\\s*jets?", Pattern.CASE_INSENSITIVE);
    private static final Pattern WHOLE = Pattern.compile("\\s*(>=|≥|\\$\\\\geq?\\$)?\\s*(-?\\d{1,9})\\s*(\\+)?\\s*");
    private static final String NUMBER = "([-+]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][-+]?\\d+)?)";
    private static final Pattern INTERVAL =
            Pattern.compile("\\s*" + NUMBER + "\\s*(?:–|-|to)\\s*(" + NUMBER + "|inf|∞)\\s*");
    private static final Pattern ABOVE = Pattern.compile("\\s*>\\s*" + NUMBER + "\\s*");

    private BinName() {}

    /**
     * What a bin of a name covers: absence for too few jets, a whole number, an interval; else the number of a class.
     *
     * @param index of the bin, that of its class where the name says nothing
     * @param last whether it is the last one, which may be open
     */
    static Range range(String name, int index, boolean last) {
        if (ABSENT.matcher(name.strip()).matches()) {
            return Range.ABSENT;
        }
        Matcher whole = WHOLE.matcher(name);
        if (whole.matches()) {
            int value = Integer.parseInt(whole.group(2));
            boolean open = whole.group(1) != null || whole.group(3) != null;
            return new Range(value, open ? Double.POSITIVE_INFINITY : value + 1.0);
        }
        Matcher interval = INTERVAL.matcher(name);
        if (interval.matches()) {
            double lo = Double.parseDouble(interval.group(1));
            String end = interval.group(2);
            double hi = end.equals("inf") || end.equals("∞") ? Double.POSITIVE_INFINITY : Double.parseDouble(end);
            if (lo < hi) {
                return new Range(lo, hi);
            }
        }
        Matcher above = ABOVE.matcher(name);
        if (last && above.matches()) {
            return new Range(Double.parseDouble(above.group(1)), Double.POSITIVE_INFINITY);
        }
        return new Range(index, index + 1.0);
    }
}
