package org.fiducia.statistics.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Progress;
import org.fiducia.api.command.Benchmark;
import org.fiducia.api.fit.FitResult;
import org.fiducia.api.fit.Fitter;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.fit.LikelihoodCompiler;
import org.fiducia.api.model.Dataset;
import org.fiducia.api.model.StatisticalModel;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Workload W1: a peak on an exponential, see {@link MassModel}. */
@Component(service = Benchmark.class)
public final class MassBenchmark implements Benchmark {
    private final LikelihoodCompiler compiler;
    private final Fitter fitter;

    /** A size of the workload with its check value. */
    private record Size(int events, int free, double minimum, double tolerance) {
        String name() {
            return events + " events, " + free + " parameters";
        }
    }

    private static final List<Size> SIZES = List.of(
            new Size(10_000, 4, -46828.2103585, 5e-5),
            new Size(10_000, 8, -46829.176845, 5e-5),
            new Size(10_000, 9, -46830.054873, 5e-5),
            new Size(100_000, 9, -699596.587769, 5e-4),
            new Size(1_000_000, 4, -9293413.596469, 5e-3),
            new Size(1_000_000, 8, -9293415.521917, 5e-3));

    /** With the engine to be measured. */
    @Activate
    public MassBenchmark(@Reference LikelihoodCompiler compiler, @Reference(target = "(fitter=newton)") Fitter fitter) {
        this.compiler = compiler;
        this.fitter = fitter;
    }

    @Override
    public String id() {
        return "W1";
    }

    @Override
    public String title() {
        return "fit of a mass peak in one category, up to a million events";
    }

    @Override
    public List<Row> run(Path inputs, Progress progress) throws IOException {
        var stopwatch = new Stopwatch(progress);
        var rows = new ArrayList<Row>();
        for (Size size : SIZES) {
            StatisticalModel model = MassModel.model(size.events(), size.free());
            Dataset data = MassModel.data(inputs, size.events());
            Likelihood likelihood = compiler.compile(model, data);
            FitResult fit = fitter.fit(likelihood, model.initial(), true, progress);
            if (!fit.converged()) {
                throw new FiduciaException(Kind.FIT, "W1, " + size.name() + ": " + fit.status(), fit.message());
            }
            rows.add(
                    Stopwatch.check(size.name() + ": NLL at the minimum", fit.nll(), size.minimum(), size.tolerance()));
            double[] a = fit.parameters();
            double[] b = a.clone();
            b[2] += 1e-3 * fit.error(2);
            double[] gradient = new double[a.length];
            rows.add(stopwatch.time(size.name() + ": NLL", 2, () -> likelihood.value(a) + likelihood.value(b)));
            rows.add(stopwatch.time(
                    size.name() + ": NLL, gradient",
                    2,
                    () -> likelihood.gradient(a, gradient) + likelihood.gradient(b, gradient)));
            rows.add(stopwatch.time(
                    size.name() + ": fit",
                    1,
                    () -> fitter.fit(likelihood, model.initial(), false, progress)
                            .nll()));
        }
        return rows;
    }
}
