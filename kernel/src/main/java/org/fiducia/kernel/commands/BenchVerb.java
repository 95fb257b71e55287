package org.fiducia.kernel.commands;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Nullable;
import org.fiducia.api.command.Benchmark;
import org.fiducia.api.command.ReportVerb;
import org.fiducia.api.command.Verb;
import org.fiducia.api.report.Cell;
import org.fiducia.api.report.Report;
import org.fiducia.api.report.Table;
import org.fiducia.api.report.Table.Column;
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
public final class BenchVerb implements ReportVerb {
    private final Plugins plugins;

    @Parameters(arity = "0..*", paramLabel = "ID", description = "Benchmarks; default: all.")
    private List<String> ids = new ArrayList<>();

    @Option(
            names = "--inputs",
            paramLabel = "DIR",
            description = "Folder with benchmark inputs; default: shared/benchmarks beside this folder or beside the"
                    + " checkout that the distribution was built in, else what the distribution has.")
    private @Nullable String inputs;

    @Option(names = "--no-peers", description = "Do not compare with other programs, even where they are installed.")
    private boolean alone;

    @Activate
    public BenchVerb(@Reference Plugins plugins) {
        this.plugins = plugins;
    }

    @Override
    public List<String> candidates() {
        return plugins.all(Benchmark.class).stream().map(Benchmark::id).toList();
    }

    @Override
    public Report report(Terminal terminal) {
        List<Benchmark> benchmarks = new ArrayList<>();
        if (ids.isEmpty()) {
            benchmarks.addAll(plugins.all(Benchmark.class));
        }
        ids.forEach(id -> benchmarks.add(plugins.get(Benchmark.class, id)));
        if (benchmarks.isEmpty()) {
            throw new FiduciaException(Kind.PLUGIN, "no benchmark is installed", "`list` shows what is");
        }
        var table = Table.of(
                "benchmarks",
                Column.left("benchmark", "benchmark"),
                Column.left("quantity", "quantity"),
                Column.right("value", "value", ""),
                Column.right("spread", "±", ""),
                Column.left("unit", "unit"),
                Column.right("expected", "expected", ""),
                Column.left("check", "check"),
                Column.right("peer", "peer", ""),
                Column.right("ratio", "ratio", ""));
        boolean good = true;
        try {
            for (Benchmark benchmark : benchmarks) {
                terminal.progress().begin(benchmark.id() + ": " + benchmark.title(), 0);
                try {
                    good &= measure(benchmark, terminal, table);
                } catch (FiduciaException e) {
                    if (!ids.isEmpty() || e.kind() != Kind.INPUT) {
                        throw e;
                    }
                    terminal.progress().warn(benchmark.id() + " is left out: " + e.getMessage() + " → " + e.remedy());
                }
            }
        } catch (Throwable e) {
            // What was measured is printed, whatever became of the rest.
            throw new Unfinished(report(table), e);
        }
        return report(table).asExpected(good);
    }

    private static Report report(Table.Rows table) {
        return new Report("bench", "Benchmarks", table.table());
    }

    /** Enters a benchmark into the table, also when a comparison with it fails or is broken off; whether it is right. */
    private boolean measure(Benchmark benchmark, Terminal terminal, Table.Rows table) {
        Measured measured = measure(benchmark, terminal);
        Map<String, Double> peers = Map.of();
        try {
            peers = alone
                    ? Map.of()
                    : Plugins.guard(benchmark, () -> benchmark.peers(measured.folder(), terminal.progress()));
        } catch (FiduciaException e) {
            terminal.progress()
                    .warn("no comparison with " + benchmark.id() + ": " + e.getMessage() + " → " + e.remedy());
        } finally {
            enter(benchmark, measured.rows(), peers, table);
        }
        return measured.rows().stream().allMatch(Benchmark.Row::asExpected);
    }

    private static void enter(
            Benchmark benchmark, List<Benchmark.Row> rows, Map<String, Double> peers, Table.Rows table) {
        for (Benchmark.Row row : rows) {
            double peer = peers.getOrDefault(row.quantity(), Double.NaN);
            boolean compared = Double.isNaN(row.expected()) && !Double.isNaN(peer);
            table.row(
                    Cell.of(benchmark.id()),
                    Cell.of(row.quantity()),
                    number(row.value()),
                    number(row.spread()),
                    Cell.of(row.unit()),
                    number(row.expected()),
                    Cell.of(Double.isNaN(row.expected()) ? "" : row.asExpected() ? "ok" : "WRONG"),
                    number(peer),
                    Cell.of(compared ? peer / row.value() : Double.NaN, "%.1f"));
        }
    }

    private record Measured(List<Benchmark.Row> rows, Path folder) {}

    /** Measures with the first folder that has the inputs. */
    private Measured measure(Benchmark benchmark, Terminal terminal) {
        List<Path> folders = inputs == null ? folders(terminal) : List.of(terminal.resolve(inputs));
        FiduciaException missing = null;
        for (Path folder : folders) {
            try {
                return new Measured(Plugins.guard(benchmark, () -> benchmark.run(folder, terminal.progress())), folder);
            } catch (FiduciaException e) {
                if (e.kind() != Kind.INPUT) {
                    throw e;
                }
                missing = missing == null ? e : missing;
            }
        }
        throw missing;
    }

    private static List<Path> folders(Terminal terminal) {
        var folders = new ArrayList<Path>();
        for (Path beside : List.of(terminal.directory(), terminal.home())) {
            for (Path at = beside; at != null; at = at.getParent()) {
                Path shared = at.resolve("shared").resolve("benchmarks");
                if (Files.isDirectory(shared)) {
                    folders.add(shared);
                    break;
                }
            }
        }
        folders.add(terminal.home().resolve("data").resolve("benchmarks"));
        return folders.stream().distinct().toList();
    }

    private static Cell number(double x) {
        return Cell.of(x, Math.abs(x) >= 1e6 ? "%.10g" : "%.6g");
    }
}
