package org.fiducia.kernel.commands;

import java.util.ArrayList;
import java.util.List;
import org.fiducia.api.inference.Asked;
import org.fiducia.api.inference.Questions.Profiles;
import org.fiducia.api.inference.Questions.Tests;
import picocli.CommandLine.Option;

/** What a user may ask of a measurement beyond its cross sections; {@code fit} has the same options for files. */
final class QuestionOptions {
    @Option(
            names = "--breakdown",
            description = "Contribution of each group of constrained nuisances to the uncertainties of interest, and"
                    + " their statistical part; a nuisance without a group is one by itself.")
    private boolean breakdown;

    @Option(
            names = "--impacts",
            description = "Impact of every constrained nuisance on what is of interest, with a ranking.")
    private boolean impacts;

    @Option(
            names = "--scan",
            arity = "0..1",
            fallbackValue = Asked.ALL,
            paramLabel = "A[,B]",
            description = "Scan the profile likelihood of a parameter, or of two, with and without systematic"
                    + " uncertainties; without a name, of every one of interest; may be repeated.")
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
            arity = "0..1",
            fallbackValue = Asked.ALL,
            paramLabel = "NAME",
            description = "Upper limit on a parameter by CLs, 0 being no signal; without a name, on every one of"
                    + " interest; may be repeated.")
    private List<String> limits = new ArrayList<>();

    @Option(names = "--level", paramLabel = "X", description = "Confidence level of limits; default: 0.95.")
    private double level = Tests.LEVEL;

    @Option(
            names = "--test",
            paramLabel = "[NAME=]VALUE",
            description = "CLs of a value of a parameter, with its expected band; may be repeated.")
    private List<String> tests = new ArrayList<>();

    @Option(
            names = "--significance",
            paramLabel = "NAME",
            description = "Significance of a parameter above 0; may be repeated.")
    private List<String> significances = new ArrayList<>();

    @Option(names = "--goodness", paramLabel = "N", description = "Goodness of fit by so many toys.")
    private int goodness;

    @Option(
            names = "--toys",
            paramLabel = "N",
            description = "Limits, tests and significances by so many toys; default: asymptotic formulae.")
    private int toys;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of the toys; default: 1.")
    private long seed = 1;

    @Option(
            names = "--intervals",
            paramLabel = "auto|profile|calibrated",
            description = "Intervals of parameters of interest: 2ΔNLL = 1 (profile), thresholds from toys"
                    + " (calibrated, Feldman–Cousins), or such where 2ΔNLL = 1 would not cover; default: auto.")
    private String intervals = Asked.AUTO;

    /**
     * The questions.
     *
     * @param systematics whether breakdown and impacts are asked for in any case
     * @throws org.fiducia.api.FiduciaException for what cannot be asked
     */
    Asked asked(boolean systematics) {
        return new Asked(
                        breakdown || systematics,
                        impacts || systematics,
                        scans,
                        points,
                        ranges,
                        contours,
                        limits,
                        level,
                        tests,
                        significances,
                        goodness,
                        toys,
                        seed,
                        intervals)
                .checked();
    }
}
