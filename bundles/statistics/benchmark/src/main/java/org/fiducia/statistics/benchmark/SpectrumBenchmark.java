package org.fiducia.statistics.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Progress;
import org.fiducia.api.command.Benchmark;
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
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Workload W2: the fit of a spectrum, see {@link SpectrumModel}. */
@Component(service = Benchmark.class)
public final class SpectrumBenchmark implements Benchmark {
    private static final int SCAN_POINTS = 30;

    private final LikelihoodCompiler compiler;
    private final Fitter fitter;
    private final IntervalEstimator intervals;
    private final ProfileScanner scanner;

    /** With the engine to be measured. */
    @Activate
    public SpectrumBenchmark(
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
        return "W2";
    }

    @Override
    public String title() {
        return "fit of a spectrum: 90 categories, 10 cross sections, 40 nuisances";
    }

    @Override
    public List<Row> run(Path inputs, Progress progress) throws IOException {
        SpectrumModel w2 = SpectrumModel.read(inputs);
        var stopwatch = new Stopwatch(progress);
        var rows = new ArrayList<Row>();
        addSize(rows, stopwatch, "x1", w2.model(1), w2.data("x1"), 2058.7238190019, 2053.95335324, 10);
        addToys(rows, stopwatch, w2);
        addSize(rows, stopwatch, "x100", w2.model(100), w2.data("x100"), -318466.1588634594, -318484.9556406, 1);
        return rows;
    }

    @Override
    public Map<String, Double> peers(Path inputs, Progress progress) throws IOException {
        return new PythonPeer("w2_iminuit.py", "iminuit, numba, numpy").run(inputs, progress);
    }

    private void addSize(
            List<Row> rows,
            Stopwatch stopwatch,
            String size,
            StatisticalModel model,
            Dataset data,
            double nllStart,
            double nllMinimum,
            int interests) {
        Likelihood likelihood = compiler.compile(model, data);
        double[] start = model.initial();
        rows.add(Stopwatch.check(
                size + " NLL at the start", likelihood.value(start), nllStart, 1e-9 * Math.abs(nllStart)));
        FitResult best = fitter.fit(likelihood, start, true, Progress.NONE);
        if (!best.converged()) {
            throw new FiduciaException(Kind.FIT, "W2 " + size + ": " + best.status(), best.message());
        }
        rows.add(Stopwatch.check(size + " NLL at the minimum", best.nll(), nllMinimum, 1e-9 * Math.abs(nllMinimum)));
        double[] gradient = new double[start.length];
        double[][] matrix = new double[start.length][start.length];
        double[] a = best.parameters().clone();
        double[] b = start.clone();
        for (int i = 0; i < b.length; i++) {
            b[i] = a[i] + 1e-3 * best.error(i);
        }
        rows.add(stopwatch.time(
                size + " compile",
                1,
                () -> compiler.compile(model, data).data().values().size()));
        rows.add(stopwatch.time(size + " NLL", 2, () -> likelihood.value(a) + likelihood.value(b)));
        rows.add(stopwatch.time(
                size + " NLL, gradient", 2, () -> likelihood.gradient(a, gradient) + likelihood.gradient(b, gradient)));
        rows.add(stopwatch.time(
                size + " NLL, gradient, information",
                2,
                () -> likelihood.information(a, gradient, matrix) + likelihood.information(b, gradient, matrix)));
        rows.add(stopwatch.time(
                size + " Hessian",
                2,
                () -> likelihood.hessian(a)[0][0] + likelihood.hessian(b)[0][0]));
        rows.add(stopwatch.time(
                size + " fit",
                1,
                () -> fitter.fit(likelihood, start, false, Progress.NONE).nll()));
        rows.add(stopwatch.time(
                size + " fit with Hesse",
                1,
                () -> fitter.fit(likelihood, start, true, Progress.NONE).nll()));
        rows.add(stopwatch.time(size + " profile intervals of " + interests, 1, () -> {
            double sum = 0;
            for (int j = 0; j < interests; j++) {
                Interval interval = intervals.interval(likelihood, fitter, best, j, Progress.NONE);
                sum += interval.up() + interval.down();
            }
            return sum;
        }));
        addScans(rows, stopwatch, size, likelihood, best, interests);
    }

    /** Scans of some cross sections within 3 standard deviations: by one thread, and by two for the ratio. */
    private void addScans(
            List<Row> rows, Stopwatch stopwatch, String size, Likelihood likelihood, FitResult best, int interests) {
        double[][] points = new double[interests][SCAN_POINTS];
        for (int j = 0; j < interests; j++) {
            for (int k = 0; k < SCAN_POINTS; k++) {
                double pull = -3 + 6.0 * k / (SCAN_POINTS - 1);
                points[j][k] = best.parameters()[j] + pull * best.error(j);
            }
        }
        String what = size + " scan " + interests + " × " + SCAN_POINTS;
        var profile = new Profile(likelihood, fitter, best, 2);
        var alone = new Profile(likelihood, fitter, best, 1);
        rows.add(stopwatch.time(what, 1, () -> scans(alone, points)));
        addRatio(rows, stopwatch, what, threads -> scans(threads == 1 ? alone : profile, points));
    }

    private double scans(Profile profile, double[][] points) {
        int[] interests = IntStream.range(0, points.length).toArray();
        double sum = 0;
        for (double[] rises : scanner.scan(profile, interests, points, Progress.NONE)) {
            for (double rise : rises) {
                sum += rise;
            }
        }
        return sum;
    }

    /** Time that passes with two threads, and how much faster that is than one; twice the same result is checked. */
    private static void addRatio(List<Row> rows, Stopwatch stopwatch, String what, Threaded work) {
        rows.add(Stopwatch.check(what + ", two threads: the same", work.run(2), work.run(1), 0));
        Row one = stopwatch.timePassed(what + ", one thread, time passed", () -> work.run(1));
        Row two = stopwatch.timePassed(what + ", two threads, time passed", () -> work.run(2));
        rows.add(one);
        rows.add(two);
        rows.add(new Row(what + ", gain of two threads", one.value() / two.value(), Double.NaN, "", Double.NaN, true));
    }

    /** Work for a number of threads. */
    private interface Threaded {
        double run(int threads);
    }

    private void addToys(List<Row> rows, Stopwatch stopwatch, SpectrumModel w2) throws IOException {
        List<SpectrumModel.Toy> toys = w2.toys();
        StatisticalModel model = w2.model(1);
        Likelihood likelihood = compiler.compile(model, toys.get(0).data());
        List<StatisticalModel> models = toys.stream()
                .map(toy -> new StatisticalModel(model.parameters(), w2.constraints(toy.centres()), model.categories()))
                .toList();
        var toyFits = new ToyFits(fitter, likelihood, toys, models);
        String what = "x1 fits of " + toys.size() + " toys";
        rows.add(stopwatch.time(what, 1, () -> toyFits.run(1)));
        addRatio(rows, stopwatch, what, toyFits::run);
    }
}
