package org.fiducia.kernel.commands;

import java.nio.file.Path;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.command.CardSelection;
import org.fiducia.api.command.Verb.Terminal;
import org.fiducia.kernel.card.AnalysisCard;
import org.fiducia.kernel.card.CardReader;
import org.fiducia.kernel.jobs.RunningJob;
import org.fiducia.kernel.pipeline.Pipeline;
import org.fiducia.kernel.plugins.Plugins;
import org.fiducia.kernel.store.Store;

/** Pipelines for the verbs that work on an analysis. */
final class CardPipelines {
    private CardPipelines() {}

    /** A pipeline for what the user chose. */
    static Pipeline of(Terminal terminal, Plugins plugins, CardSelection.Options options) {
        if (options.threads() < 1) {
            throw new FiduciaException(
                    Kind.USAGE, "--threads " + options.threads(), "give a number of threads, at least 1");
        }
        Path file = options.card().isEmpty()
                ? terminal.home().resolve("etc/analysis.json")
                : terminal.resolve(options.card());
        AnalysisCard analysis = CardReader.read(file, options.changes());
        var store = new Store(
                StoreFolder.of(terminal.home()), !options.fresh(), StoreFolder.limit(), terminal.progress()::warn);
        return new Pipeline(analysis, plugins, store, (RunningJob) terminal.progress(), options.threads());
    }
}
