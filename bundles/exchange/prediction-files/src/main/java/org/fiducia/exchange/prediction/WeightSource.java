package org.fiducia.exchange.prediction;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.measurement.Uncertainty;

/**
 * A source of uncertainty that alternative weights stand for.
 *
 * @param name of the source, e.g. {@code scale}
 * @param rule how the alternatives make an uncertainty
 * @param names which weights, by their names without {@code genWeight_}
 */
record WeightSource(String name, Rule rule, Pattern names) {
    /** How alternatives make an uncertainty. */
    enum Rule {
        /** The largest and the smallest. */
        ENVELOPE,
        /** The root of the sum of squares of what each changes. */
        HESSIAN,
        /** Their standard deviation about their mean. */
        REPLICAS;

        Uncertainty of(double nominal, double[] alternatives) {
            double up = 0;
            double down = 0;
            double squares = 0;
            double sum = 0;
            for (double alternative : alternatives) {
                up = Math.max(up, alternative - nominal);
                down = Math.max(down, nominal - alternative);
                squares += (alternative - nominal) * (alternative - nominal);
                sum += alternative;
            }
            if (this == ENVELOPE) {
                return new Uncertainty(down, up);
            }
            double size = Math.sqrt(squares);
            if (this == REPLICAS) {
                double mean = sum / alternatives.length;
                double variance = 0;
                for (double alternative : alternatives) {
                    variance += (alternative - mean) * (alternative - mean);
                }
                size = Math.sqrt(variance / Math.max(1, alternatives.length - 1));
            }
            return new Uncertainty(size, size);
        }
    }

    /** Those whose names say what they are; what is left over comes last. */
    private static final List<WeightSource> USUAL = List.of(
            new WeightSource("shower", Rule.ENVELOPE, pattern("PSWeight.*|.*(isr|fsr|shower|hard:).*")),
            new WeightSource(
                    "scale",
                    Rule.ENVELOPE,
                    pattern("LHEScaleWeight.*|.*mu_?r.*mu_?f.*|.*mu_?f.*mu_?r.*|.*scale.*|.*ren.*fac.*")),
            new WeightSource("pdf", Rule.HESSIAN, pattern("LHEPdfWeight.*|.*pdf.*|.*lhapdf.*|.*member.*|.*replica.*")),
            new WeightSource("weights", Rule.ENVELOPE, pattern(".*")));

    /** Scales in a name, e.g. {@code MUR0.5_MUF2} or {@code muR=0.5}. */
    private static final Pattern SCALES = pattern(".*?mu_?([rf])[=:_]?([0-9.]+).*?mu_?([rf])[=:_]?([0-9.]+).*");

    /** Both scales are changed in opposite directions by this factor and more in alternatives that do not count. */
    private static final double APART = 3.9;

    private static Pattern pattern(String regex) {
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
    }

    /**
     * One that a user declares, {@code NAME=RULE:PATTERN}.
     *
     * @throws FiduciaException for what makes no sense
     */
    static WeightSource declared(String text) {
        Matcher parts = Pattern.compile("([\\w.-]+)=(\\w+):(.+)").matcher(text);
        if (parts.matches()) {
            for (Rule rule : Rule.values()) {
                if (rule.name().equalsIgnoreCase(parts.group(2))) {
                    try {
                        return new WeightSource(parts.group(1), rule, pattern(parts.group(3)));
                    } catch (PatternSyntaxException e) {
                        break;
                    }
                }
            }
        }
        throw new FiduciaException(
                Kind.USAGE,
                "--source " + text + " declares no source of uncertainty",
                "give NAME=RULE:PATTERN, e.g. scale=envelope:MUR.*; rules are envelope, hessian and replicas, the"
                        + " pattern is a regular expression for names of weights");
    }

    /**
     * The source that a weight belongs to.
     *
     * @param declared before those that names tell
     * @return empty for a weight that does not count: the nominal one again, and scales changed in opposite directions
     */
    static Optional<WeightSource> of(String weight, List<WeightSource> declared) {
        for (WeightSource source : declared) {
            if (source.names().matcher(weight).matches()) {
                return Optional.of(source);
            }
        }
        Matcher scales = SCALES.matcher(weight);
        if (scales.matches() && !scales.group(1).equalsIgnoreCase(scales.group(3))) {
            double ratio = number(scales.group(2)) / number(scales.group(4));
            boolean nominal = number(scales.group(2)) == 1 && number(scales.group(4)) == 1;
            if (ratio > APART || ratio < 1 / APART) {
                return Optional.empty();
            }
            if (nominal) {
                boolean other = USUAL.get(2).names().matcher(weight).matches();
                return other ? Optional.of(USUAL.get(2)) : Optional.empty();
            }
        }
        return USUAL.stream()
                .filter(source -> source.names().matcher(weight).matches())
                .findFirst();
    }

    private static double number(String digits) {
        try {
            return Double.parseDouble(digits);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    /**
     * Names of the members of a list of weights, of which those that do not count are empty: of eight or nine scales (muR, muF)
     * in their usual order, rising, the first in steps of three, those in opposite directions.
     */
    static List<String> members(String list, int count) {
        var names = new ArrayList<String>();
        boolean scales = list.equals("LHEScaleWeight") && (count == 8 || count == 9);
        for (int k = 0; k < count; k++) {
            boolean apart = scales && (k == 2 || k == (count == 9 ? 6 : 5));
            names.add(apart ? "" : list + "[" + k + "]");
        }
        return names;
    }
}
