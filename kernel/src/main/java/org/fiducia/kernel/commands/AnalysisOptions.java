package org.fiducia.kernel.commands;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.command.Verb.Terminal;
import org.fiducia.kernel.card.AnalysisCard;
import org.fiducia.kernel.card.CardReader;
import org.fiducia.kernel.jobs.Job;
import org.fiducia.kernel.pipeline.Pipeline;
import org.fiducia.kernel.plugins.Plugins;
import org.fiducia.kernel.store.Store;
import picocli.CommandLine.Option;

/** Options of every verb that works on an analysis. */
final class AnalysisOptions {
    @Option(
            names = "--card",
            paramLabel = "FILE",
            description = "Analysis card; default: etc/analysis.json of the distribution.")
    private String card;

    @Option(names = "--threads", paramLabel = "N", description = "Number of threads; default: all cores.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(names = "--fresh", description = "Compute everything anew, whatever the store holds.")
    private boolean fresh;

    @Option(
            names = "--set",
            paramLabel = "PATH=VALUE",
            description = "Change a value of the card, e.g. massHypothesis=125.38, unfolding=ID or"
                    + " backgrounds/ID/settings/NAME=VALUE; may be repeated.")
    private List<String> changes = new ArrayList<>();

    @Option(names = "--verbose", description = "Show the stack trace of an error.")
    private boolean verbose;

    Pipeline pipeline(Terminal terminal, Plugins plugins) {
        return pipeline(terminal, plugins, card, changes, threads, fresh);
    }

    /** The same with one more change of the card. */
    Pipeline pipeline(Terminal terminal, Plugins plugins, String change) {
        var all = new ArrayList<>(changes);
        all.add(change);
        return pipeline(terminal, plugins, card, all, threads, fresh);
    }

    /** A pipeline for a card; null is the card of the distribution. */
    static Pipeline pipeline(
            Terminal terminal, Plugins plugins, String card, List<String> changes, int threads, boolean fresh) {
        if (threads < 1) {
            throw new FiduciaException(Kind.USAGE, "--threads " + threads, "give a number of threads, at least 1");
        }
        Path file = card == null ? terminal.home().resolve("etc/analysis.json") : terminal.resolve(card);
        AnalysisCard analysis = CardReader.read(file, changes);
        return new Pipeline(
                analysis, plugins, new Store(storeFolder(terminal), !fresh), (Job) terminal.progress(), threads);
    }

    /** The folder of the store: FIDUCIA_STORE, else store/ of the distribution, else the temporary folder. */
    static Path storeFolder(Terminal terminal) {
        String chosen = System.getenv("FIDUCIA_STORE");
        if (chosen != null && !chosen.isBlank()) {
            return Path.of(chosen);
        }
        Path own = terminal.home().resolve("store");
        try {
            Files.createDirectories(own);
            if (Files.isWritable(own)) {
                return own;
            }
        } catch (IOException e) {
            // a distribution that is not ours to write
        }
        return Path.of(System.getProperty("java.io.tmpdir"), "fiducia-store-" + System.getProperty("user.name"));
    }
}
