package org.fiducia.statistics.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Progress;
import org.fiducia.api.command.Benchmark;
import org.fiducia.api.event.EventReader;
import org.fiducia.api.fit.FitResult;
import org.fiducia.api.fit.Fitter;
import org.fiducia.api.fit.Interval;
import org.fiducia.api.fit.IntervalEstimator;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.fit.LikelihoodCompiler;
import org.fiducia.api.fit.ProfileScanner;
import org.fiducia.api.fit.ProfileScanner.Profile;
import org.fiducia.api.model.Dataset;
import org.fiducia.api.model.StatisticalModel;
import org.fiducia.statistics.discrete.DiscreteProfiling;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Workload {@code anchor}: the mass of a diphoton resonance in five categories, see {@link AnchorModel}. Its check values are
 * those of other programs with the same model.
 */
@Component(service = Benchmark.class)
public final class AnchorBenchmark implements Benchmark {
    private static final int[] EVENTS = {1235, 33235, 32451, 16630, 2501};
    private static final int SCAN_POINTS = 31;
    private static final double RANGE = 0.15;
    private static final int INTERVALS = 800;

    /** DS replaces the list whenever a reader comes or goes. */
    @Reference
    private volatile List<EventReader> readers = List.of();

    private final LikelihoodCompiler compiler;
    private final Fitter fitter;
    private final IntervalEstimator intervals;
    private final ProfileScanner scanner;

    /** With the engine to be measured. */
    @Activate
    public AnchorBenchmark(
            @Reference LikelihoodCompiler compiler,
            @Reference(target = "(fitter=newton)") Fitter fitter,
            @Reference IntervalEstimator intervals,
            @Reference ProfileScanner scanner) {
        this.compiler = compiler;
        this.fitter = fitter;
        this.intervals = intervals;
        this.scanner = scanner;
    }

    @Override
    public String id() {
        return "anchor";
    }

    @Override
    public String title() {
        return "mass of a diphoton resonance: 86 052 events, 22 parameters, and 11 functions in each of 5 categories";
    }

    @Override
    public List<Row> run(Path inputs, Progress progress) throws IOException {
        Dataset data = AnchorData.read(folder(inputs), readers);
        var stopwatch = new Stopwatch(progress);
        var rows = new ArrayList<Row>();
        for (int c = 0; c < EVENTS.length; c++) {
            rows.add(Stopwatch.check("events in category " + c, data.values().get(c).length, EVENTS[c], 0));
        }
        addFit(rows, stopwatch, data);
        addEnvelope(rows, stopwatch, "unbinned", data);
        addEnvelope(rows, stopwatch, "0.1 GeV intervals", AnchorData.binned(data, INTERVALS));
        return rows;
    }

    /** The folder of the samples: given itself, or beside the other inputs. */
    private static Path folder(Path inputs) {
        Path beside = inputs.toAbsolutePath().normalize().resolveSibling("data").resolve("hgg");
        return Files.isDirectory(beside) ? beside : inputs;
    }

    private void addFit(List<Row> rows, Stopwatch stopwatch, Dataset data) {
        StatisticalModel model = AnchorModel.model();
        Likelihood likelihood = compiler.compile(model, data);
        FitResult best = fit(fitter, likelihood, model.initial());
        double[] start = model.initial();
        Interval mass = intervals.interval(likelihood, fitter, best, 0, Progress.NONE);
        rows.add(Stopwatch.check("NLL at the minimum", best.nll(), -430071.9299, 1e-3));
        rows.add(Stopwatch.check("mH (GeV)", mass.value(), 125.5030, 2e-4));
        rows.add(Stopwatch.check("mH, down (GeV)", mass.down(), 0.0456, 1e-4));
        rows.add(Stopwatch.check("mH, up (GeV)", mass.up(), 0.0457, 1e-4));
        rows.add(Stopwatch.check("mu", best.parameters()[1], 0.9050, 2e-4));
        double[] a = best.parameters();
        double[] b = a.clone();
        for (int i = 0; i < b.length; i++) {
            b[i] += 1e-3 * best.error(i);
        }
        double[] gradient = new double[a.length];
        double[][] matrix = new double[a.length][a.length];
        rows.add(stopwatch.time("NLL", 2, () -> likelihood.value(a) + likelihood.value(b)));
        rows.add(stopwatch.time(
                "NLL, gradient", 2, () -> likelihood.gradient(a, gradient) + likelihood.gradient(b, gradient)));
        rows.add(stopwatch.time(
                "NLL, gradient, information",
                2,
                () -> likelihood.information(a, gradient, matrix) + likelihood.information(b, gradient, matrix)));
        rows.add(stopwatch.time(
                "Hessian", 2, () -> likelihood.hessian(a)[0][0] + likelihood.hessian(b)[0][0]));
        rows.add(stopwatch.time(
                "fit",
                1,
                () -> fitter.fit(likelihood, start, false, Progress.NONE).nll()));
        rows.add(stopwatch.time(
                "fit with Hesse",
                1,
                () -> fitter.fit(likelihood, start, true, Progress.NONE).nll()));
        rows.add(stopwatch.time(
                "profile intervals of mH and mu",
                1,
                () -> intervals
                                .interval(likelihood, fitter, best, 0, Progress.NONE)
                                .up()
                        + intervals
                                .interval(likelihood, fitter, best, 1, Progress.NONE)
                                .up()));
    }

    private static FitResult fit(Fitter with, Likelihood likelihood, double[] start) {
        FitResult fit = with.fit(likelihood, start, true, Progress.NONE);
        if (!fit.converged()) {
            throw new FiduciaException(Kind.FIT, "anchor: " + fit.status(), fit.message());
        }
        return fit;
    }

    /** Fits with the choice of functions: the number of fits of everything, the time, and a scan. */
    private void addEnvelope(List<Row> rows, Stopwatch stopwatch, String kind, Dataset data) {
        StatisticalModel model = AnchorModel.envelope();
        Likelihood likelihood = compiler.compile(model, data);
        var counted = new CountingFitter(fitter);
        FitResult best = fit(DiscreteProfiling.over(counted), likelihood, model.initial());
        rows.add(new Row(
                kind + ": joint fits of the envelope",
                counted.joint(),
                Double.NaN,
                "",
                Double.NaN,
                counted.joint() < 60));
        Fitter envelope = DiscreteProfiling.over(fitter);
        rows.add(stopwatch.time(
                kind + ": envelope fit",
                1,
                () -> envelope.fit(likelihood, model.initial(), true, Progress.NONE)
                        .nll()));
        double[] points = new double[SCAN_POINTS];
        for (int k = 0; k < SCAN_POINTS; k++) {
            points[k] = best.parameters()[0] + RANGE * (2.0 * k / (SCAN_POINTS - 1) - 1);
        }
        var profile = new Profile(likelihood, envelope, best, 1);
        rows.add(stopwatch.time(
                kind + ": envelope scan of " + SCAN_POINTS + " points",
                1,
                () -> scanner.scan(profile, 0, points, Progress.NONE)[0]));
        Interval whole = intervals.interval(likelihood, envelope, best, 0, Progress.NONE);
        Likelihood frozen = likelihood.with(model.held(likelihood.choices(), best.parameters()));
        Interval one = intervals.interval(frozen, fitter, best, 0, Progress.NONE);
        addInterval(rows, kind + ": mH", whole);
        addInterval(rows, kind + ", functions frozen: mH", one);
    }

    private static void addInterval(List<Row> rows, String what, Interval interval) {
        double[] values = {interval.value(), interval.down(), interval.up()};
        String[] names = {"", ", down", ", up"};
        for (int k = 0; k < values.length; k++) {
            rows.add(new Row(what + names[k], values[k], Double.NaN, "GeV", Double.NaN, true));
        }
    }

    /** Counts fits in which the mass or the strength floats. */
    private static final class CountingFitter implements Fitter {
        private final Fitter fitter;
        private int joint;

        CountingFitter(Fitter fitter) {
            this.fitter = fitter;
        }

        int joint() {
            return joint;
        }

        @Override
        public String id() {
            return fitter.id();
        }

        @Override
        public String title() {
            return fitter.title();
        }

        @Override
        public FitResult fit(Likelihood likelihood, double[] start, boolean covariance, Progress progress) {
            joint += likelihood.model().parameters().get(0).fixed() ? 0 : 1;
            return fitter.fit(likelihood, start, covariance, progress);
        }
    }
}
