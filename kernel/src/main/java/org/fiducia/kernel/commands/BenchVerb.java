package org.fiducia.kernel.commands;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.command.Benchmark;
import org.fiducia.api.command.Verb;
import org.fiducia.kernel.jobs.Job;
import org.fiducia.kernel.plugins.Plugins;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bench [ID...]}. */
@Component(service = Verb.class, scope = ServiceScope.PROTOTYPE)
@Command(
        name = "bench",
        description = "Run benchmarks: medians, half the interquartile range, and check values.",
        footer = "Exit code 1 when a check value is not reproduced.")
public final class BenchVerb implements Verb {
    private final Plugins plugins;

    @Parameters(arity = "0..*", paramLabel = "ID", description = "Benchmarks; default: all.")
    private List<String> ids = new ArrayList<>();

    @Option(
            names = "--inputs",
            paramLabel = "DIR",
            description = "Folder with benchmark inputs; default: ../shared/benchmarks.")
    private String inputs = "../shared/benchmarks";

    @Option(names = "--verbose", description = "Show the stack trace of an error.")
    private boolean verbose;

    @Activate
    public BenchVerb(@Reference Plugins plugins) {
        this.plugins = plugins;
    }

    @Override
    public List<String> candidates() {
        return plugins.all(Benchmark.class).stream().map(Benchmark::id).toList();
    }

    @Override
    public int run(Terminal terminal) {
        List<Benchmark> benchmarks = new ArrayList<>();
        if (ids.isEmpty()) {
            benchmarks.addAll(plugins.all(Benchmark.class));
        }
        ids.forEach(id -> benchmarks.add(plugins.get(Benchmark.class, id)));
        if (benchmarks.isEmpty()) {
            throw new FiduciaException(Kind.PLUGIN, "no benchmark is installed", "`list` shows what is");
        }
        var table = new TextTable("benchmark", "quantity", "value", "±", "unit", "expected", "check");
        boolean good = true;
        for (Benchmark benchmark : benchmarks) {
            terminal.progress().begin(benchmark.id() + ": " + benchmark.title(), 0);
            List<Benchmark.Row> rows =
                    Plugins.guard(benchmark, () -> benchmark.run(terminal.resolve(inputs), terminal.progress()));
            for (Benchmark.Row row : rows) {
                good &= row.asExpected();
                table.row(
                        benchmark.id(),
                        row.quantity(),
                        number(row.value()),
                        number(row.spread()),
                        row.unit(),
                        number(row.expected()),
                        Double.isNaN(row.expected()) ? "" : row.asExpected() ? "ok" : "WRONG");
            }
        }
        ((Job) terminal.progress()).finish();
        table.print(terminal.out());
        return good ? 0 : CommandLineRunner.UNFORESEEN;
    }

    private static String number(double x) {
        return Double.isNaN(x) ? "" : String.format(Locale.ROOT, Math.abs(x) >= 1e6 ? "%.10g" : "%.6g", x);
    }
}
