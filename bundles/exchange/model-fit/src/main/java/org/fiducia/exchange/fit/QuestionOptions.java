package org.fiducia.exchange.fit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.inference.Questions;
import org.fiducia.api.inference.Questions.Profiles;
import org.fiducia.api.inference.Questions.Tests;
import org.fiducia.api.inference.Questions.Value;
import picocli.CommandLine.Option;

/** What is asked of a fit beyond its minimum. */
final class QuestionOptions {
    @Option(
            names = "--scan",
            paramLabel = "A[,B]",
            description = "Scan the profile likelihood of a parameter, or of two; may be repeated.")
    private List<String> scans = new ArrayList<>();

    @Option(names = "--points", paramLabel = "N", description = "Points of a scan in each direction; default: 31.")
    private int points = Profiles.POINTS;

    @Option(
            names = "--range",
            paramLabel = "A=LO:HI",
            description = "Range of a scan; default: three standard deviations to both sides.")
    private List<String> ranges = new ArrayList<>();

    @Option(
            names = "--contour",
            paramLabel = "A,B",
            description = "Contours of two parameters at 68 and 95 %%; may be repeated.")
    private List<String> contours = new ArrayList<>();

    @Option(
            names = "--limit",
            paramLabel = "NAME",
            description = "Upper limit on a parameter by CLs, 0 being no signal; may be repeated.")
    private List<String> limits = new ArrayList<>();

    @Option(names = "--level", paramLabel = "X", description = "Confidence level of limits; default: 0.95.")
    private double level = Tests.LEVEL;

    @Option(
            names = "--significance",
            paramLabel = "NAME",
            description = "Significance of a parameter above 0; may be repeated.")
    private List<String> significances = new ArrayList<>();

    @Option(
            names = "--test",
            paramLabel = "[NAME=]VALUE",
            description = "CLs of a value of the parameter of interest, with its expected band; may be repeated.")
    private List<String> tests = new ArrayList<>();

    @Option(names = "--goodness", paramLabel = "N", description = "Goodness of fit by so many toys.")
    private int goodness;

    @Option(
            names = "--toys",
            paramLabel = "N",
            description = "Limits and significances by so many toys; default: asymptotic formulae.")
    private int toys;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of the toys; default: 1.")
    private long seed = 1;

    @Option(names = "--threads", paramLabel = "N", description = "Number of threads; default: all cores.")
    private int threads = Runtime.getRuntime().availableProcessors();

    /** What they ask. */
    Questions questions() {
        var profiles = new Profiles(
                scans.stream().map(text -> Profiles.names(text, "--scan", 1)).toList(),
                atLeast(points, 2, "--points"),
                ranges(),
                contours.stream()
                        .map(text -> Profiles.names(text, "--contour", 2))
                        .toList());
        if (!(level > 0 && level < 1)) {
            throw new FiduciaException(Kind.USAGE, "--level " + level, "give a number between 0 and 1, as 0.95");
        }
        var tested = new Tests(limits, level, values(), significances, atLeast(toys, 0, "--toys"));
        return new Questions(
                false, false, List.of(), List.of(), profiles, tested, atLeast(goodness, 0, "--goodness"), seed);
    }

    /** Ends of the range of a parameter, by name. */
    private Map<String, double[]> ranges() {
        var all = new LinkedHashMap<String, double[]>();
        for (String range : ranges) {
            int equals = range.lastIndexOf('=');
            String[] ends = range.substring(equals + 1).split(":", -1);
            try {
                double[] values = {Double.parseDouble(ends[0]), Double.parseDouble(ends[1])};
                if (equals < 1 || ends.length != 2 || !(values[0] < values[1])) {
                    throw new NumberFormatException();
                }
                all.put(range.substring(0, equals), values);
            } catch (NumberFormatException | IndexOutOfBoundsException e) {
                throw new FiduciaException(Kind.USAGE, "'" + range + "' is no range", "for example --range mu=0:3", e);
            }
        }
        return all;
    }

    private List<Value> values() {
        var all = new ArrayList<Value>();
        for (String test : tests) {
            int equals = test.lastIndexOf('=');
            try {
                double value = Double.parseDouble(test.substring(equals + 1));
                if (!Double.isFinite(value)) {
                    throw new NumberFormatException();
                }
                all.add(new Value(test.substring(0, Math.max(0, equals)), value));
            } catch (NumberFormatException e) {
                throw new FiduciaException(
                        Kind.USAGE, "'" + test + "' is no value to test", "for example --test 1 or --test mu=1", e);
            }
        }
        return all;
    }

    int threads() {
        return atLeast(threads, 1, "--threads");
    }

    private static int atLeast(int value, int least, String option) {
        if (value < least) {
            throw new FiduciaException(Kind.USAGE, option + " " + value, "give a number, at least " + least);
        }
        return value;
    }
}
