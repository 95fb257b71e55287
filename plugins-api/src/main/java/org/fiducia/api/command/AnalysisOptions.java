package org.fiducia.api.command;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/**
 * The options of every verb that works on an analysis card: a field {@code @Mixin AnalysisOptions analysis = new
 * AnalysisOptions()} gives a verb all of them. Not thread-safe; filled before the verb runs.
 */
public final class AnalysisOptions {
    @Option(
            names = "--card",
            paramLabel = "FILE",
            description = "Analysis card; default: etc/analysis.json of the distribution.")
    private String card = "";

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

    /** What the user chose. */
    public CardSelection.Options chosen() {
        return new CardSelection.Options(card, threads, fresh, changes);
    }
}
