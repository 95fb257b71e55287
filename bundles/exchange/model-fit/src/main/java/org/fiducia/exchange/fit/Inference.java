package org.fiducia.exchange.fit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Progress;
import org.fiducia.api.Suggestion;
import org.fiducia.api.fit.Fitter;
import org.fiducia.api.fit.GoodnessOfFit;
import org.fiducia.api.fit.HypothesisTest;
import org.fiducia.api.fit.HypothesisTest.Setup;
import org.fiducia.api.fit.Interval;
import org.fiducia.api.fit.ProfileScanner;
import org.fiducia.api.fit.ProfileScanner.Point;
import org.fiducia.api.fit.ProfileScanner.Profile;
import org.fiducia.api.model.Parameter;
import org.fiducia.exchange.fit.Conclusions.Contours;
import org.fiducia.exchange.fit.Conclusions.Discovery;
import org.fiducia.exchange.fit.Conclusions.Grid;
import org.fiducia.exchange.fit.Conclusions.Limit;
import org.fiducia.exchange.fit.Conclusions.Scan;
import org.fiducia.exchange.fit.Conclusions.Test;

/** Answers what is asked of a fit beyond its minimum. A question without answer does not keep the others from theirs. */
final class Inference {
    private static final int CONTOUR_POINTS = 96;
    private static final double RANGE = 3;

    private static final String WEIGHTED = "events have weights, and 2ΔNLL of weighted events does not have the"
            + " distribution that this needs; take the corrected uncertainties, or fit events without weights";

    private final Outcome outcome;
    private final Fitter fitter;
    private final Questions questions;
    private final Progress progress;
    private final Map<String, String> failures = new LinkedHashMap<>();
    private Profile profile;

    /**
     * The plug-ins that answer.
     *
     * @param scanners of profiles
     * @param tests of hypotheses
     * @param goodness of fits
     */
    record Plugins(List<ProfileScanner> scanners, List<HypothesisTest> tests, List<GoodnessOfFit> goodness) {
        Plugins {
            scanners = List.copyOf(scanners);
            tests = List.copyOf(tests);
            goodness = List.copyOf(goodness);
        }
    }

    Inference(Outcome outcome, Fitter fitter, Questions questions, Progress progress) {
        this.outcome = outcome;
        this.fitter = fitter;
        this.questions = questions;
        this.progress = progress;
    }

    Conclusions with(Plugins plugins) {
        if (outcome.weighted()) {
            questions.all().forEach(question -> failures.put(question, WEIGHTED));
            return Conclusions.none(failures);
        }
        var scans = new ArrayList<Scan>();
        var grids = new ArrayList<Grid>();
        var single = new ArrayList<String>();
        for (List<String> names : questions.scans()) {
            names.forEach(this::index);
            if (names.size() == 1) {
                single.add(names.get(0));
            }
        }
        if (!single.isEmpty()) {
            scan(Choice.installed(plugins.scanners(), "profile scanner"), single, scans);
        }
        for (List<String> names : questions.scans()) {
            if (names.size() > 1) {
                ProfileScanner scanner = Choice.installed(plugins.scanners(), "profile scanner");
                String of = "scan of " + String.join(" and ", names);
                answer(of, () -> grid(scanner, names.get(0), names.get(1)), grids);
            }
        }
        var contours = new ArrayList<Contours>();
        for (List<String> names : questions.contours()) {
            names.forEach(this::index);
            ProfileScanner scanner = Choice.installed(plugins.scanners(), "profile scanner");
            contours.add(contours(scanner, names.get(0), names.get(1)));
        }
        String id = questions.toys() > 0 ? "toys" : "asymptotic";
        var limits = new ArrayList<Limit>();
        for (String name : questions.limits()) {
            HypothesisTest test = Choice.named(plugins.tests(), id, "hypothesis test");
            Setup setup = setup(name);
            progress.begin("limit on " + name, 0);
            answer(
                    "limit on " + name,
                    () -> new Limit(name, questions.level(), test.limit(setup, questions.level(), progress)),
                    limits);
        }
        var tests = new ArrayList<Test>();
        for (Questions.Tested asked : questions.tests()) {
            HypothesisTest test = Choice.named(plugins.tests(), id, "hypothesis test");
            String name = tested(asked);
            Setup setup = setup(name);
            String of = "test of " + name + " = " + asked.value();
            progress.begin(of, 0);
            answer(of, () -> new Test(name, asked.value(), test.cls(setup, asked.value(), progress)), tests);
        }
        var discoveries = new ArrayList<Discovery>();
        for (String name : questions.significances()) {
            HypothesisTest test = Choice.named(plugins.tests(), id, "hypothesis test");
            Setup setup = setup(name);
            progress.begin("significance of " + name, 0);
            answer("significance of " + name, () -> new Discovery(name, test.discovery(setup, progress)), discoveries);
        }
        boolean tested = !limits.isEmpty() || !tests.isEmpty() || !discoveries.isEmpty();
        return new Conclusions(
                scans, grids, contours, limits, tests, discoveries, goodness(plugins), tested ? id : "", failures);
    }

    private <T> void answer(String question, Supplier<T> work, List<T> answers) {
        try {
            answers.add(work.get());
        } catch (FiduciaException e) {
            if (e.kind() != Kind.FIT) {
                throw e;
            }
            failures.put(question, e.getMessage() + "; " + e.remedy());
        }
    }

    private int index(String name) {
        int index = outcome.likelihood().model().indexOf(name);
        if (index < 0) {
            throw new FiduciaException(
                    Kind.USAGE,
                    outcome.file() + " has no parameter " + name,
                    Suggestion.among(
                            name,
                            outcome.parameters().stream().map(Parameter::name).toList()));
        }
        return index;
    }

    /** The parameter of which a value is tested: without a name the only one of interest. */
    private String tested(Questions.Tested asked) {
        String name = asked.name();
        if (name.isEmpty()) {
            List<String> interests = outcome.parameters().stream()
                    .filter(p -> p.role() == Parameter.Role.INTEREST && !p.fixed())
                    .map(Parameter::name)
                    .toList();
            if (interests.size() != 1) {
                throw new FiduciaException(
                        Kind.USAGE,
                        "--test " + asked.value() + ": " + outcome.file() + " has " + interests.size()
                                + " free parameters of interest",
                        "name the one to test: --test NAME=" + asked.value());
            }
            name = interests.get(0);
        }
        Parameter parameter = outcome.parameters().get(index(name));
        if (!(asked.value() >= parameter.lower())) {
            throw new FiduciaException(
                    Kind.USAGE,
                    "--test " + asked.value() + ": the lower limit of " + name + " is " + parameter.lower(),
                    "test a value above it");
        }
        return name;
    }

    private double best(String name) {
        return outcome.fit().parameters()[index(name)];
    }

    private Profile profile() {
        if (profile == null) {
            profile = new Profile(outcome.likelihood(), fitter, outcome.fit(), questions.threads());
        }
        return profile;
    }

    /** All at once; where one of them cannot be, each by itself. */
    private void scan(ProfileScanner scanner, List<String> names, List<Scan> scans) {
        try {
            scans.addAll(scans(scanner, names));
        } catch (FiduciaException e) {
            if (e.kind() != Kind.FIT) {
                throw e;
            }
            for (String name : names) {
                answer("scan of " + name, () -> scans(scanner, List.of(name)).get(0), scans);
            }
        }
    }

    private List<Scan> scans(ProfileScanner scanner, List<String> names) {
        double[][] points = names.stream().map(this::points).toArray(double[][]::new);
        int[] parameters = names.stream().mapToInt(this::index).toArray();
        progress.begin("scan of " + String.join(", ", names), (long) names.size() * questions.points());
        double[][] rises = scanner.scan(profile(), parameters, points, progress);
        return IntStream.range(0, parameters.length)
                .mapToObj(p -> new Scan(names.get(p), best(names.get(p)), points[p], rises[p]))
                .toList();
    }

    private Grid grid(ProfileScanner scanner, String first, String second) {
        double[] a = points(first);
        double[] b = points(second);
        progress.begin("scan of " + first + " and " + second, (long) a.length * b.length);
        double[][] rises = scanner.scan(profile(), index(first), index(second), a, b, progress);
        return new Grid(first, second, new double[] {best(first), best(second)}, a, b, rises);
    }

    /** Evenly over the range asked for, or three standard deviations to both sides, within the limits. */
    private double[] points(String name) {
        Parameter parameter = outcome.parameters().get(index(name));
        double[] range = questions.ranges().get(name);
        if (range == null) {
            double sigma = outcome.scale(name);
            Interval interval = outcome.intervals().get(name);
            boolean lower = interval != null && interval.lowerIsLimit();
            boolean upper = interval != null && interval.upperIsLimit();
            range = new double[] {
                lower ? best(name) - interval.down() : Math.max(parameter.lower(), best(name) - RANGE * sigma),
                upper ? best(name) + interval.up() : Math.min(parameter.upper(), best(name) + RANGE * sigma)
            };
        }
        double[] points = new double[questions.points()];
        for (int k = 0; k < points.length; k++) {
            double share = k / (points.length - 1.0);
            points[k] = share == 1 ? range[1] : range[0] + share * (range[1] - range[0]);
        }
        return points;
    }

    private Contours contours(ProfileScanner scanner, String first, String second) {
        var curves = new ArrayList<List<Point>>();
        for (int k = 0; k < Conclusions.TWO.length; k++) {
            double level = Conclusions.TWO[k];
            String of = (k == 0 ? "68" : "95") + " % contour of " + first + " and " + second;
            progress.begin(of, CONTOUR_POINTS);
            int before = curves.size();
            answer(
                    of,
                    () -> scanner.contour(profile(), index(first), index(second), level, CONTOUR_POINTS, progress),
                    curves);
            if (curves.size() == before) {
                curves.add(null);
            }
        }
        return new Contours(first, second, new double[] {best(first), best(second)}, curves);
    }

    private Setup setup(String name) {
        return new Setup(
                outcome.likelihood(),
                fitter,
                outcome.fit().parameters(),
                index(name),
                0,
                questions.toys(),
                questions.seed(),
                questions.threads());
    }

    private Map<String, GoodnessOfFit.Outcome> goodness(Plugins plugins) {
        var all = new LinkedHashMap<String, GoodnessOfFit.Outcome>();
        if (questions.goodness() > 0) {
            Choice.installed(plugins.goodness(), "goodness of fit");
            for (GoodnessOfFit statistic : plugins.goodness()) {
                if (!statistic.applies(outcome.likelihood())) {
                    continue;
                }
                var found = new ArrayList<GoodnessOfFit.Outcome>();
                progress.begin("goodness of fit, " + statistic.id(), questions.goodness());
                answer(
                        "goodness of fit, " + statistic.id(),
                        () -> statistic.test(
                                outcome.likelihood(),
                                fitter,
                                outcome.fit(),
                                questions.goodness(),
                                questions.seed(),
                                questions.threads(),
                                progress),
                        found);
                found.forEach(value -> all.put(statistic.id(), value));
            }
        }
        return all;
    }
}
