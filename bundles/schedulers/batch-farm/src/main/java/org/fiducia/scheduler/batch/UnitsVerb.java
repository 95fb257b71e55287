package org.fiducia.scheduler.batch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.command.AnalysisVerb;
import org.fiducia.api.command.CardSelection;
import org.fiducia.api.command.CardSelection.Options;
import org.fiducia.api.command.Verb;
import org.fiducia.scheduler.installed.Installed;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code units}. */
@Component(service = Verb.class, scope = ServiceScope.PROTOTYPE)
@Command(
        name = "units",
        description = "Write the selection of events that the store does not hold as units of work for a batch farm.",
        footer = {
            "Every unit is done by `fiducia run-unit DIR K`, K from 0, on any machine that sees the folder, the input and the"
                    + " same distribution; `fiducia fold DIR` puts what came of them into the store. The folder has a"
                    + " description of the jobs for HTCondor: condor_submit DIR/units.sub."
        })
public final class UnitsVerb implements AnalysisVerb {
    /** Ends the selection once the units are written. */
    private static final class Written extends CancellationException {
        private static final long serialVersionUID = 1;

        private final transient UnitList list;

        Written(UnitList list) {
            super("units are written");
            this.list = list;
        }
    }

    private final CardSelection selection;
    private final BatchScheduler scheduler;
    private final BundleContext context;

    @Option(names = "--to", required = true, paramLabel = "DIR", description = "New folder for the units.")
    private String to = "";

    /** With what finds the units. */
    @Activate
    public UnitsVerb(@Reference CardSelection selection, @Reference BatchScheduler scheduler, BundleContext context) {
        this.selection = selection;
        this.scheduler = scheduler;
        this.context = context;
    }

    @Override
    public int run(Terminal terminal, Options options) throws IOException {
        Path folder = terminal.resolve(to).toAbsolutePath();
        requireEmpty(folder);
        Path card = options.card().isEmpty()
                ? terminal.home().resolve("etc/analysis.json")
                : terminal.resolve(options.card());
        try {
            scheduler.select(selection, terminal, options, (task, shared, units, results) -> {
                throw new Written(write(folder, task, card, options.changes(), shared, units));
            });
        } catch (Written written) {
            UnitList list = written.list;
            Files.writeString(
                    folder.resolve("units.sub"),
                    submission(terminal.home(), folder, list.units().size()));
            terminal.out()
                    .println(list.units().size() + " units in " + to + ", from 0 to "
                            + (list.units().size() - 1));
            return 0;
        }
        terminal.out().println("nothing to do: the store holds all that is selected");
        return 0;
    }

    private UnitList write(
            Path folder, String task, Path card, List<String> changes, byte[] shared, List<byte[]> units) {
        try {
            return UnitList.write(folder, task, card.toString(), changes, Installed.bundles(context), shared, units);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void requireEmpty(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                if (files.findAny().isPresent()) {
                    throw new FiduciaException(Kind.USAGE, "--to " + to + " is not empty", "name a new folder");
                }
            }
        }
    }

    /** A description for HTCondor: one job per unit, its number $(Process). */
    static String submission(Path home, Path folder, int units) throws IOException {
        Files.createDirectories(folder.resolve("log"));
        return String.join(
                "\n",
                List.of(
                        "executable = " + home.resolve("bin/fiducia").toAbsolutePath(),
                        "arguments = run-unit " + quoted(folder) + " $(Process)",
                        "initialdir = " + folder,
                        "output = log/$(Process).out",
                        "error = log/$(Process).err",
                        "log = log/units.log",
                        "environment = \"FIDUCIA_SOCKET=none\"",
                        "request_cpus = 1",
                        "request_memory = 1500M",
                        "max_retries = 2",
                        "queue " + units,
                        ""));
    }

    private static String quoted(Path folder) {
        String name = folder.toString();
        return name.contains(" ") ? "\"'" + name + "'\"" : name;
    }
}
