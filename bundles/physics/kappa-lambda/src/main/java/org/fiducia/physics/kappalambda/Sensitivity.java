package org.fiducia.physics.kappalambda;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fiducia.api.observable.Range;

/**
 * How production follows the self-coupling at one loop, C₁ (arXiv:1607.04251, arXiv:1709.08649): a number for each mode, or one per interval of the
 * transverse momentum of the Higgs boson.
 *
 * @param edges of the intervals, GeV, rising from 0; the last is open
 * @param values one per interval
 */
record Sensitivity(double[] edges, double[] values) {
    /** An open bin falls off by e in its lower edge times this: what shares its intervals have is not known otherwise. */
    private static final double TAIL = 0.5;

    private static final double[] VECTOR = {0, 75, 150, 250};

    /** By production; associated production follows the momentum of the vector boson, taken at that of the Higgs boson. */
    private static final Map<String, Sensitivity> KNOWN = Map.of(
            "ggH", of(0.0066),
            "VBF", of(0.0064),
            "WH", new Sensitivity(VECTOR, new double[] {0.01399, 0.00747, 0.0026, 2e-5}),
            "ZH", new Sensitivity(VECTOR, new double[] {0.01632, 0.00870, 0.0030, 8e-6}),
            "ttH",
                    new Sensitivity(
                            new double[] {0, 60, 120, 200, 300},
                            new double[] {0.05148, 0.04227, 0.02923, 0.01689, 0.00703}));

    private static final Map<String, Double> INCLUSIVE =
            Map.of("ggH", 0.0066, "VBF", 0.0064, "WH", 0.0103, "ZH", 0.0119, "ttH", 0.0351);

    private static Sensitivity of(double value) {
        return new Sensitivity(new double[] {0}, new double[] {value});
    }

    /** Ranges of transverse momenta in names of template cross sections. */
    private static final Pattern MOMENTUM = Pattern.compile(".*_PT[HV]_(?:GT(\\d{1,5})|(\\d{1,5})_(\\d{1,5}))(?:_.*)?");

    /** That of the Higgs or vector boson which the name of a template cross section has, GeV; none where it has none. */
    static Optional<Range> momentum(String name) {
        Matcher matcher = MOMENTUM.matcher(name);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return Optional.of(
                matcher.group(1) != null
                        ? new Range(Double.parseDouble(matcher.group(1)), Double.POSITIVE_INFINITY)
                        : new Range(Double.parseDouble(matcher.group(2)), Double.parseDouble(matcher.group(3))));
    }

    static boolean isKnown(String production) {
        return KNOWN.containsKey(mode(production));
    }

    /** From quarks, as the coefficients of ZH are. */
    private static String mode(String production) {
        return production.equals("qqZH") ? "ZH" : production;
    }

    /** C₁ of a mode, whatever its momentum. */
    static double inclusive(String production) {
        return Objects.requireNonNull(INCLUSIVE.get(mode(production)), production);
    }

    /**
     * C₁ of a mode in a bin of transverse momentum: the mean over the intervals in it, by their lengths, or, in a bin without an end, by an exponential.
     *
     * @param bin range, GeV
     */
    static double in(String production, Range bin) {
        return Objects.requireNonNull(KNOWN.get(mode(production)), production).mean(Math.max(0, bin.lo()), bin.hi());
    }

    private double mean(double lo, double hi) {
        double sum = 0;
        double whole = content(lo, lo, hi, hi);
        for (int k = 0; k < values.length; k++) {
            double from = Math.max(lo, edges[k]);
            double to = Math.min(hi, k + 1 < edges.length ? edges[k + 1] : Double.POSITIVE_INFINITY);
            if (from < to) {
                sum += values[k] * content(from, lo, to, hi) / whole;
            }
        }
        return sum;
    }

    /** Of a bin [lo, hi] the part [from, to]. */
    private static double content(double from, double lo, double to, double hi) {
        if (hi < Double.POSITIVE_INFINITY) {
            return to - from;
        }
        double scale = TAIL * Math.max(lo, 1);
        return Math.exp(-(from - lo) / scale) - Math.exp(-(to - lo) / scale);
    }
}
