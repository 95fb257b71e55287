package org.fiducia.statistics.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Progress;
import org.fiducia.api.command.Benchmark;
import org.fiducia.api.exchange.ExchangedModel;
import org.fiducia.api.exchange.ModelFormat;
import org.fiducia.api.fit.FitResult;
import org.fiducia.api.fit.Fitter;
import org.fiducia.api.fit.HypothesisTest;
import org.fiducia.api.fit.HypothesisTest.Setup;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.fit.LikelihoodCompiler;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Workload W3: 90 binned channels of 1 or 10 bins, three samples, a signal strength and 49 nuisances that change
 * normalisations and shapes. Twice the NLL has all constants.
 */
@Component(service = Benchmark.class)
public final class BinnedBenchmark implements Benchmark {
    /** From a separate program that minimises the same sum with numerical derivatives. */
    private record Expected(double start, double minimum, double strength, double error, double cls) {}

    /** Where CLs is found: 3.3 standard deviations above the best fit of the smaller workload. */
    private static final double TESTED = 1.5;

    private static final Expected ONE_BIN =
            new Expected(535.810779315473, 532.8587746906514, 0.9769118954537102, 0.1556880501755819, 4.99375e-4);
    private static final Expected TEN_BINS =
            new Expected(2143.251321232859, 2137.8872982641915, 0.994294244664145, 0.07839936204169612, Double.NaN);

    private final LikelihoodCompiler compiler;
    private final Fitter fitter;
    private final List<ModelFormat> formats;
    private final HypothesisTest test;

    /** With the engine to be measured, and formats to read the workload with. */
    @Activate
    public BinnedBenchmark(
            @Reference LikelihoodCompiler compiler,
            @Reference(target = "(fitter=newton)") Fitter fitter,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) List<ModelFormat> formats,
            @Reference HypothesisTest test) {
        this.compiler = compiler;
        this.fitter = fitter;
        this.formats = List.copyOf(formats);
        this.test = test;
    }

    @Override
    public String id() {
        return "W3";
    }

    @Override
    public String title() {
        return "fit of 90 binned channels, signal strength and 49 nuisances";
    }

    @Override
    public List<Row> run(Path inputs, Progress progress) throws IOException {
        var rows = new ArrayList<Row>();
        var stopwatch = new Stopwatch(progress);
        addSize(rows, stopwatch, "1 bin", inputs.resolve("w3_workspace_1bin.json"), ONE_BIN);
        addSize(rows, stopwatch, "10 bins", inputs.resolve("w3_workspace_10bin.json"), TEN_BINS);
        return rows;
    }

    @Override
    public Map<String, Double> peers(Path inputs, Progress progress) throws IOException {
        return new PythonPeer("w3_numpy.py", "numpy, scipy").run(inputs, progress);
    }

    private void addSize(List<Row> rows, Stopwatch stopwatch, String size, Path file, Expected expected)
            throws IOException {
        ExchangedModel read = read(file, formats);
        Likelihood likelihood =
                compiler.compile(read.model(), Objects.requireNonNull(read.data(), "the inputs have data"));
        double[] initial = read.model().initial();
        double constant = likelihood.constant();
        rows.add(Stopwatch.check(
                size + ": 2 NLL at the start",
                2 * (likelihood.value(initial) + constant),
                expected.start(),
                1e-9 * expected.start()));
        FitResult fit = fitter.fit(likelihood, initial, true, Progress.NONE);
        if (!fit.converged()) {
            throw new FiduciaException(Kind.FIT, "W3, " + size + ": " + fit.status(), fit.message());
        }
        rows.add(Stopwatch.check(
                size + ": 2 NLL at the minimum",
                2 * (fit.nll() + constant),
                expected.minimum(),
                1e-9 * expected.minimum()));
        int mu = read.model().indexOf("mu");
        rows.add(Stopwatch.check(size + ": mu", fit.parameters()[mu], expected.strength(), 1e-3 * expected.error()));
        rows.add(Stopwatch.check(size + ": error of mu", fit.error(mu), expected.error(), 1e-3 * expected.error()));
        double[] gradient = new double[initial.length];
        double[][] information = new double[initial.length][initial.length];
        double[] other = fit.parameters().clone();
        other[mu] += 1e-3 * fit.error(mu);
        rows.add(stopwatch.time(
                size + ": NLL, gradient",
                2,
                () -> likelihood.gradient(fit.parameters(), gradient) + likelihood.gradient(other, gradient)));
        rows.add(stopwatch.time(
                size + ": NLL, gradient, information",
                2,
                () -> likelihood.information(fit.parameters(), gradient, information)
                        + likelihood.information(other, gradient, information)));
        rows.add(stopwatch.time(size + ": exact Hessian", 1, () -> likelihood.hessian(fit.parameters())[mu][mu]));
        rows.add(stopwatch.time(
                size + ": fit",
                1,
                () -> fitter.fit(likelihood, initial, false, Progress.NONE).nll()));
        var setup = new Setup(likelihood, fitter, initial, mu, 0, 0, 0, 1);
        if (!Double.isNaN(expected.cls())) {
            rows.add(Stopwatch.check(
                    size + ": CLs of mu = " + TESTED,
                    test.cls(setup, TESTED, Progress.NONE).observed(),
                    expected.cls(),
                    1e-9));
        }
        rows.add(stopwatch.time(
                size + ": CLs with its expected band",
                1,
                () -> test.cls(setup, TESTED, Progress.NONE).observed()));
    }

    /** Reads a model with the first format that knows its file. */
    static ExchangedModel read(Path file, List<ModelFormat> formats) throws IOException {
        if (!Files.isReadable(file)) {
            throw new FiduciaException(
                    Kind.INPUT, "there is no file " + file, "name the folder with the benchmark inputs");
        }
        for (ModelFormat format : formats) {
            if (format.recognises(file)) {
                return format.read(file, "", Progress.NONE);
            }
        }
        throw new FiduciaException(
                Kind.PLUGIN, "no installed format reads " + file, "install the bundle of its format");
    }
}
