package org.fiducia.statistics.benchmark;

import java.io.IOException;
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
import org.fiducia.api.fit.HypothesisTest.Limit;
import org.fiducia.api.fit.HypothesisTest.Setup;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.fit.LikelihoodCompiler;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Workload W5: the search for tH in multileptons, 21 bins with up to 38 samples, five free normalisations of misidentified
 * objects, nuisances and the statistics of simulation per bin; and the same together with two more channels. Fit, and upper
 * limit by CLs with its expected bands.
 */
@Component(service = Benchmark.class)
public final class SearchBenchmark implements Benchmark {
    private static final double LEVEL = 0.95;

    /**
     * From a separate program.
     *
     * @param file beside the folder of the inputs
     * @param minimum NLL without constants
     */
    private record Workload(String name, String file, double minimum, double observed, double expected) {}

    private static final List<Workload> WORKLOADS = List.of(
            new Workload("tautau", "reference_tautau.json", -76605.656218, 6.08391, 14.26886),
            new Workload("combined", "reference_combined.json", -160251.603650, 5.13622, 3.83348));

    private final LikelihoodCompiler compiler;
    private final Fitter fitter;
    private final List<ModelFormat> formats;
    private final HypothesisTest test;

    /** With the engine to be measured, and formats to read the workload with. */
    @Activate
    public SearchBenchmark(
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
        return "W5";
    }

    @Override
    public String title() {
        return "fit and limit of a search with control regions";
    }

    @Override
    public List<Row> run(Path inputs, Progress progress) throws IOException {
        var rows = new ArrayList<Row>();
        var stopwatch = new Stopwatch(progress);
        for (Workload workload : WORKLOADS) {
            add(rows, stopwatch, workload, inputs.resolve("../data/th").normalize());
        }
        return rows;
    }

    @Override
    public Map<String, Double> peers(Path inputs, Progress progress) throws IOException {
        return new PythonPeer("w5_numpy.py", "numpy, scipy").run(inputs, progress);
    }

    private void add(List<Row> rows, Stopwatch stopwatch, Workload workload, Path folder) throws IOException {
        String name = workload.name();
        ExchangedModel read = BinnedBenchmark.read(folder.resolve(workload.file()), formats);
        Likelihood likelihood =
                compiler.compile(read.model(), Objects.requireNonNull(read.data(), "the inputs have data"));
        double[] initial = read.model().initial();
        FitResult fit = fitter.fit(likelihood, initial, false, Progress.NONE);
        if (!fit.converged()) {
            throw new FiduciaException(Kind.FIT, "W5, " + name + ": " + fit.status(), fit.message());
        }
        rows.add(Stopwatch.check(name + ": NLL at the minimum", fit.nll(), workload.minimum(), 1e-5));
        var setup = new Setup(likelihood, fitter, initial, read.model().indexOf("mu_tH"), 0, 0, 0, 1);
        Limit limit = test.limit(setup, LEVEL, Progress.NONE);
        rows.add(Stopwatch.check(name + ": observed limit", limit.observed(), workload.observed(), 1e-3));
        rows.add(Stopwatch.check(name + ": expected limit", limit.expected()[2], workload.expected(), 1e-3));
        rows.add(stopwatch.time(
                name + ": fit",
                1,
                () -> fitter.fit(likelihood, initial, false, Progress.NONE).nll()));
        rows.add(stopwatch.time(
                name + ": limit with its expected bands",
                1,
                () -> test.limit(setup, LEVEL, Progress.NONE).observed()));
    }
}
