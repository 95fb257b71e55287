package org.fiducia.statistics.inference;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Nullable;
import org.fiducia.api.Plugin;
import org.fiducia.api.Progress;
import org.fiducia.api.Suggestion;
import org.fiducia.api.fit.FitResult;
import org.fiducia.api.fit.GoodnessOfFit;
import org.fiducia.api.fit.HypothesisTest;
import org.fiducia.api.fit.HypothesisTest.Setup;
import org.fiducia.api.fit.Interval;
import org.fiducia.api.fit.ProfileScanner;
import org.fiducia.api.fit.ProfileScanner.Point;
import org.fiducia.api.fit.ProfileScanner.Profile;
import org.fiducia.api.inference.Conclusions;
import org.fiducia.api.inference.Conclusions.Answers;
import org.fiducia.api.inference.Conclusions.Contours;
import org.fiducia.api.inference.Conclusions.Discovery;
import org.fiducia.api.inference.Conclusions.Grid;
import org.fiducia.api.inference.Conclusions.Limit;
import org.fiducia.api.inference.Conclusions.Method;
import org.fiducia.api.inference.Conclusions.Scan;
import org.fiducia.api.inference.Conclusions.Test;
import org.fiducia.api.inference.Inference.Subject;
import org.fiducia.api.inference.Inference.Tools;
import org.fiducia.api.inference.Questions;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.model.StatisticalModel;

/** Scans, contours, tests and goodness of fit. A question without answer does not keep the others from theirs. */
final class FurtherAnswers {
    private static final int CONTOUR_POINTS = 96;
    private static final double RANGE = 3;

    private final Subject subject;
    private final Fits fits;
    private final Tools tools;
    private final Map<String, Interval> intervals;
    private final Questions questions;
    private final Map<String, FiduciaException> failures;
    private final Progress progress;
    private @Nullable Profile profile;
    private @Nullable Profile held;
    private @Nullable Profile frozen;

    /**
     * Nothing is answered yet.
     *
     * @param intervals that are known, by parameter
     * @param failures out, what has no answer
     */
    FurtherAnswers(
            Subject subject,
            Fits fits,
            Tools tools,
            Map<String, Interval> intervals,
            Questions questions,
            Map<String, FiduciaException> failures,
            Progress progress) {
        this.subject = subject;
        this.fits = fits;
        this.tools = tools;
        this.intervals = intervals;
        this.questions = questions;
        this.failures = failures;
        this.progress = progress;
    }

    Answers all() {
        List<List<String>> asked = questions.profiles().scans();
        asked.forEach(names -> names.forEach(this::index));
        questions.profiles().contours().forEach(names -> names.forEach(this::index));
        if (fits.weighted()) {
            refuse();
            return Answers.NONE;
        }
        var scans = new ArrayList<Scan>();
        List<String> single = asked.stream()
                .filter(names -> names.size() == 1)
                .map(names -> names.get(0))
                .toList();
        if (!single.isEmpty()) {
            scan(single, scans);
        }
        var grids = new ArrayList<Grid>();
        for (List<String> names : asked) {
            if (names.size() > 1) {
                String of = "scan of " + String.join(" and ", names);
                answer(of, () -> grid(names.get(0), names.get(1)), grids);
            }
        }
        var contours = questions.profiles().contours().stream()
                .map(names -> contours(names.get(0), names.get(1)))
                .toList();
        var limits = new ArrayList<Limit>();
        double level = questions.tests().level();
        for (String name : questions.tests().limits()) {
            Setup setup = setup(name);
            String of = "limit on " + name;
            progress.begin(of, 0);
            answer(of, () -> new Limit(name, level, test().limit(setup, level, progress)), limits);
            limits.stream().filter(limit -> limit.parameter().equals(name)).forEach(limit -> warn(limit, setup));
        }
        var tests = new ArrayList<Test>();
        for (Questions.Value value : questions.tests().values()) {
            String name = tested(value);
            Setup setup = setup(name);
            String of = "test of " + name + " = " + value.value();
            progress.begin(of, 0);
            answer(of, () -> new Test(name, value.value(), test().cls(setup, value.value(), progress)), tests);
        }
        var discoveries = new ArrayList<Discovery>();
        for (String name : questions.tests().significances()) {
            Setup setup = setup(name);
            String of = "significance of " + name;
            progress.begin(of, 0);
            answer(of, () -> new Discovery(name, test().discovery(setup, progress)), discoveries);
        }
        boolean tested = !limits.isEmpty() || !tests.isEmpty() || !discoveries.isEmpty();
        Method method =
                tested ? new Method(test().id(), questions.tests().toys(), questions.seed()) : Answers.NONE.method();
        return new Answers(scans, grids, contours, limits, tests, discoveries, goodness(), method);
    }

    /** A limit of few events needs toys. */
    private void warn(Limit limit, Setup setup) {
        if (setup.toys() == 0 && Double.isFinite(limit.value().observed())) {
            FewEvents.warning(
                            setup.likelihood(),
                            setup.start(),
                            setup.parameter(),
                            setup.background(),
                            limit.value().observed())
                    .ifPresent(progress::warn);
        }
    }

    /** What 2ΔNLL of weighted events cannot tell. */
    private void refuse() {
        var all = new ArrayList<String>();
        questions.profiles().scans().forEach(names -> all.add("scan of " + String.join(" and ", names)));
        questions.profiles().contours().forEach(names -> all.add("contours of " + String.join(" and ", names)));
        questions.tests().limits().forEach(name -> all.add("limit on " + name));
        questions.tests().values().forEach(value -> all.add("test of " + value.value()));
        questions.tests().significances().forEach(name -> all.add("significance of " + name));
        if (questions.goodness() > 0) {
            all.add("goodness of fit");
        }
        var why = new FiduciaException(
                Kind.FIT,
                "events have weights, and 2ΔNLL of weighted events does not have the distribution that this needs",
                "take the corrected uncertainties, or fit events without weights");
        all.forEach(question -> failures.put(question, why));
    }

    private <T> void answer(String question, Supplier<T> work, List<T> answers) {
        try {
            answers.add(work.get());
        } catch (FiduciaException e) {
            if (e.kind() != Kind.FIT) {
                throw e;
            }
            failures.put(question, e);
        }
    }

    private static <T extends Plugin> T installed(List<T> plugins, String kind) {
        if (plugins.isEmpty()) {
            throw new FiduciaException(
                    Kind.PLUGIN, "no " + kind + " is installed", "install the bundle statistics-inference");
        }
        return plugins.get(0);
    }

    private ProfileScanner scanner() {
        return installed(tools.scanners(), "profile scanner");
    }

    private HypothesisTest test() {
        String id = questions.tests().toys() > 0 ? "toys" : "asymptotic";
        return installed(tools.tests().stream().filter(t -> t.id().equals(id)).toList(), "hypothesis test " + id);
    }

    private int index(String name) {
        int index = fits.model().indexOf(name);
        if (index < 0) {
            throw new FiduciaException(
                    Kind.USAGE,
                    subject.name() + " has no parameter " + name,
                    Suggestion.among(
                            name,
                            fits.model().parameters().stream()
                                    .map(Parameter::name)
                                    .toList()));
        }
        return index;
    }

    private Parameter parameter(String name) {
        return fits.model().parameters().get(index(name));
    }

    /** The parameter of which a value is tested: without a name the only one of interest. */
    private String tested(Questions.Value asked) {
        String name = asked.parameter();
        if (name.isEmpty()) {
            List<String> interests = fits.model().parameters().stream()
                    .filter(p -> p.role() == Parameter.Role.INTEREST && !p.fixed())
                    .map(Parameter::name)
                    .toList();
            if (interests.size() != 1) {
                throw new FiduciaException(
                        Kind.USAGE,
                        "--test " + asked.value() + ": " + subject.name() + " has " + interests.size()
                                + " free parameters of interest",
                        "name the one to test: --test NAME=" + asked.value());
            }
            name = interests.get(0);
        }
        if (!(asked.value() >= parameter(name).lower())) {
            throw new FiduciaException(
                    Kind.USAGE,
                    "--test " + asked.value() + ": the lower limit of " + name + " is "
                            + parameter(name).lower(),
                    "test a value above it");
        }
        return name;
    }

    private double best(String name) {
        return fits.best().parameters()[index(name)];
    }

    private Profile profile() {
        if (profile == null) {
            profile = new Profile(fits.own(Integer.MAX_VALUE), tools.fitter(), fits.best());
        }
        return profile;
    }

    /** The same with all constrained nuisances held at the best fit. */
    private Profile held() {
        if (held == null) {
            held = profile(fits::systematic);
        }
        return held;
    }

    /** The same with the functions that were chosen, too. */
    private Profile frozen() {
        if (frozen == null) {
            List<Integer> choices = fits.choices();
            frozen = profile(k -> fits.systematic(k) || choices.contains(k));
        }
        return frozen;
    }

    private Profile profile(IntPredicate which) {
        StatisticalModel model = fits.held(which);
        var own = fits.own(Integer.MAX_VALUE).stream()
                .map(likelihood -> likelihood.with(model))
                .toList();
        FitResult best = fits.fit(own.get(0), fits.best().parameters(), true);
        return new Profile(own, tools.fitter(), best);
    }

    /** All at once; where one of them cannot be, each by itself. */
    private void scan(List<String> names, List<Scan> scans) {
        try {
            scans.addAll(scans(names));
        } catch (FiduciaException e) {
            if (e.kind() != Kind.FIT) {
                throw e;
            }
            for (String name : names) {
                answer("scan of " + name, () -> scans(List.of(name)).get(0), scans);
            }
        }
    }

    private List<Scan> scans(List<String> names) {
        double[][] points = names.stream().map(this::points).toArray(double[][]::new);
        double[][] rises = rises(profile(), names, points, "scan of ");
        // a parameter that is minimised over in its bin cannot be held
        boolean split =
                questions.statistical() && fits.likelihood().eliminated().isEmpty();
        boolean uncertain = split && !fits.systematics().isEmpty();
        boolean choice = split && !fits.choices().isEmpty();
        double[][] statistical = uncertain
                ? without(this::held, names, points, "scan without systematic uncertainties of ")
                : new double[names.size()][0];
        double[][] frozen = choice
                ? without(this::frozen, names, points, "scan without choice of functions of ")
                : new double[names.size()][0];
        return IntStream.range(0, names.size())
                .mapToObj(
                        p -> new Scan(names.get(p), best(names.get(p)), points[p], rises[p], statistical[p], frozen[p]))
                .toList();
    }

    /** Curves of those parameters that are not held themselves; nothing for the others. */
    private double[][] without(Supplier<Profile> profile, List<String> names, double[][] points, String what) {
        List<Integer> choices = fits.choices();
        List<Integer> free = IntStream.range(0, names.size())
                .filter(p -> !fits.systematic(index(names.get(p))) && !choices.contains(index(names.get(p))))
                .boxed()
                .toList();
        double[][] curves = new double[names.size()][0];
        if (!free.isEmpty()) {
            double[][] found = rises(
                    profile.get(),
                    free.stream().map(names::get).toList(),
                    free.stream().map(p -> points[p]).toArray(double[][]::new),
                    what);
            for (int i = 0; i < found.length; i++) {
                curves[free.get(i)] = found[i];
            }
        }
        return curves;
    }

    private double[][] rises(Profile of, List<String> names, double[][] points, String what) {
        int[] parameters = names.stream().mapToInt(this::index).toArray();
        progress.begin(
                what + String.join(", ", names),
                (long) names.size() * questions.profiles().points());
        return scanner().scan(of, parameters, points, progress);
    }

    private Grid grid(String first, String second) {
        double[] a = points(first);
        double[] b = points(second);
        progress.begin("scan of " + first + " and " + second, (long) a.length * b.length);
        double[][] rises = scanner().scan(profile(), index(first), index(second), a, b, progress);
        return new Grid(first, second, new double[] {best(first), best(second)}, a, b, rises);
    }

    /** Evenly over the range asked for, or three standard deviations to both sides, within the limits. */
    private double[] points(String name) {
        Parameter parameter = parameter(name);
        double[] range = questions.profiles().ranges().get(name);
        if (range == null) {
            double sigma = scale(name);
            Interval interval = intervals.get(name);
            range = new double[] {
                interval != null && interval.lowerIsLimit()
                        ? best(name) - interval.down()
                        : Math.max(parameter.lower(), best(name) - RANGE * sigma),
                interval != null && interval.upperIsLimit()
                        ? best(name) + interval.up()
                        : Math.min(parameter.upper(), best(name) + RANGE * sigma)
            };
        }
        double[] points = new double[questions.profiles().points()];
        for (int k = 0; k < points.length; k++) {
            double share = k / (points.length - 1.0);
            points[k] = share == 1 ? range[1] : range[0] + share * (range[1] - range[0]);
        }
        return points;
    }

    /** Rough uncertainty of a parameter: its interval where there is one, else of the Hessian, else its step. */
    private double scale(String name) {
        Interval interval = intervals.get(name);
        double hesse = fits.best().error(index(name));
        return interval != null && interval.up() > 0
                ? Math.max(interval.up(), interval.down())
                : hesse > 0 ? hesse : parameter(name).step();
    }

    private Contours contours(String first, String second) {
        var curves = new ArrayList<List<Point>>();
        for (int k = 0; k < Conclusions.TWO.length; k++) {
            double level = Conclusions.TWO[k];
            String of = (k == 0 ? "68" : "95") + " % contour of " + first + " and " + second;
            progress.begin(of, CONTOUR_POINTS);
            int before = curves.size();
            answer(
                    of,
                    () -> scanner().contour(profile(), index(first), index(second), level, CONTOUR_POINTS, progress),
                    curves);
            if (curves.size() == before) {
                curves.add(List.of());
            }
        }
        return new Contours(first, second, new double[] {best(first), best(second)}, curves);
    }

    private Setup setup(String name) {
        return new Setup(
                fits.likelihood(),
                tools.fitter(),
                fits.best().parameters(),
                index(name),
                0,
                questions.tests().toys(),
                questions.seed(),
                tools.threads());
    }

    private Map<String, GoodnessOfFit.Outcome> goodness() {
        var all = new LinkedHashMap<String, GoodnessOfFit.Outcome>();
        if (questions.goodness() > 0) {
            installed(tools.goodness(), "goodness of fit");
            for (GoodnessOfFit statistic : tools.goodness()) {
                if (!statistic.applies(fits.likelihood())) {
                    continue;
                }
                var found = new ArrayList<GoodnessOfFit.Outcome>();
                String of = "goodness of fit, " + statistic.id();
                progress.begin(of, questions.goodness());
                answer(
                        of,
                        () -> statistic.test(
                                fits.likelihood(),
                                tools.fitter(),
                                fits.best(),
                                questions.goodness(),
                                questions.seed(),
                                tools.threads(),
                                progress),
                        found);
                found.forEach(value -> all.put(statistic.id(), value));
            }
        }
        return all;
    }
}
