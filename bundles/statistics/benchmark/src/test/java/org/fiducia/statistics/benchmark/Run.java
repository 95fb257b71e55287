package org.fiducia.statistics.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.fiducia.api.Progress;
import org.fiducia.api.command.Benchmark;
import org.fiducia.api.fit.ShapeFunction;
import org.fiducia.exchange.pyhf.PyhfFormat;
import org.fiducia.statistics.inference.AsymptoticTest;
import org.fiducia.statistics.inference.ProfileScan;
import org.fiducia.statistics.likelihood.UnbinnedCompiler;
import org.fiducia.statistics.newton.NewtonFitter;
import org.fiducia.statistics.profile.ProfileLikelihood;
import org.fiducia.testkit.DeclaredComponents;

/** Prints the table of a workload without a framework, for work on the engine: folder of the inputs, id. */
final class Run {
    private Run() {}

    public static void main(String[] args) throws IOException {
        Benchmark benchmark = switch (args[1]) {
            case "W1" ->
                new MassBenchmark(new UnbinnedCompiler(DeclaredComponents.of(ShapeFunction.class)), new NewtonFitter());
            case "W3" ->
                new BinnedBenchmark(
                        new UnbinnedCompiler(DeclaredComponents.of(ShapeFunction.class)),
                        new NewtonFitter(),
                        List.of(new PyhfFormat()),
                        new AsymptoticTest());
            case "W5" ->
                new SearchBenchmark(
                        new UnbinnedCompiler(DeclaredComponents.of(ShapeFunction.class)),
                        new NewtonFitter(),
                        List.of(new PyhfFormat()),
                        new AsymptoticTest());
            default ->
                new SpectrumBenchmark(
                        new UnbinnedCompiler(DeclaredComponents.of(ShapeFunction.class)),
                        new NewtonFitter(),
                        new ProfileLikelihood(),
                        new ProfileScan());
        };
        for (Benchmark.Row row : benchmark.run(Path.of(args[0]), Progress.NONE)) {
            System.out.printf(
                    "%-50s %16.9g ± %-10.3g %-3s %s%n",
                    row.quantity(),
                    row.value(),
                    row.spread(),
                    row.unit(),
                    Double.isNaN(row.expected()) ? "" : row.asExpected() ? "ok" : "NOT " + row.expected());
        }
    }
}
