package org.fiducia.kernel.commands;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Suggestion;
import org.fiducia.api.command.CardSelection;
import org.fiducia.api.command.Verb.Terminal;
import org.fiducia.kernel.card.AnalysisCard;
import org.fiducia.kernel.card.CardDifferences;
import org.fiducia.kernel.card.CardReader;
import org.fiducia.kernel.jobs.RunningJob;
import org.fiducia.kernel.pipeline.InputNames;
import org.fiducia.kernel.pipeline.Pipeline;
import org.fiducia.kernel.plugins.Plugins;
import org.fiducia.kernel.store.Stamp;
import org.fiducia.kernel.store.Store;
import org.fiducia.kernel.store.StoreFolder;

/** Pipelines for the verbs that work on an analysis. */
final class CardPipelines {
    private CardPipelines() {}

    /** A pipeline for what the user chose. */
    static Pipeline of(Terminal terminal, Plugins plugins, CardSelection.Options options) {
        return of(terminal, plugins, options, card(terminal, plugins, options));
    }

    /** The same for whoever looks after the files: one that is named twice is not refused. */
    static Pipeline ofFiles(Terminal terminal, Plugins plugins, CardSelection.Options options) {
        return of(
                terminal,
                plugins,
                options,
                CardReader.readLeniently(file(terminal, options), options.changes(), new InputNames(plugins)::remote));
    }

    private static Pipeline of(
            Terminal terminal, Plugins plugins, CardSelection.Options options, AnalysisCard analysis) {
        if (options.threads() < 1) {
            throw new FiduciaException(
                    Kind.USAGE, "--threads " + options.threads(), "give a number of threads, at least 1");
        }
        var store = new Store(
                StoreFolder.of(terminal.home(), terminal.environment()),
                !options.fresh(),
                StoreFolder.limit(terminal.environment()),
                terminal.progress()::warn,
                RunningJob.recording(terminal.progress())::read);
        return new Pipeline(
                analysis,
                plugins,
                store,
                (RunningJob) terminal.progress(),
                options.threads(),
                ChosenScheduler.chosen(terminal.environment(), plugins));
    }

    /** The settings of the card that the user chose that differ from those of a shipped one. */
    static CardDifferences differences(Terminal terminal, CardSelection.Options options) {
        return CardDifferences.of(
                file(terminal, options), options.changes(), terminal.home().resolve("etc"));
    }

    private static Path file(Terminal terminal, CardSelection.Options options) {
        return options.card().isEmpty()
                ? terminal.home().resolve("etc/analysis.json")
                : terminal.resolve(options.card());
    }

    /** The answer depends on a card. */
    private static void note(Terminal terminal, Path card) {
        try {
            RunningJob.recording(terminal.progress()).read(card, Stamp.of(card));
        } catch (IOException e) {
            // whoever reads it says so
        }
    }

    /** The card that the user chose; of kinds it names there must be a bundle. */
    static AnalysisCard card(Terminal terminal, Plugins plugins, CardSelection.Options options) {
        Path file = file(terminal, options);
        note(terminal, file);
        AnalysisCard card =
                CardReader.read(file, options.changes(), seen -> note(terminal, seen), new InputNames(plugins)::remote);
        List<String> kinds = card.plugins().isEmpty() ? List.of() : plugins.kinds();
        for (String kind : card.plugins().keySet()) {
            if (!kinds.contains(kind)) {
                throw new FiduciaException(
                        Kind.CARD,
                        file + ": /plugins/" + kind + " is no kind of plug-in",
                        Suggestion.among(kind, kinds));
            }
        }
        return card;
    }
}
