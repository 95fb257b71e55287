package org.fiducia.kernel.commands;

import java.util.ArrayList;
import java.util.List;
import org.fiducia.api.command.AnalysisVerb;
import org.fiducia.api.command.CardSelection;
import picocli.CommandLine.Option;

/** The options of every {@link AnalysisVerb}: the command line mixes them in. */
final class AnalysisOptions {
    /** Under which name they are mixed in. */
    static final String NAME = "analysis";

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
            description = "Change a value of the card, e.g. point/mH=125.38, unfolding=ID or"
                    + " backgrounds/ID/settings/NAME=VALUE; may be repeated.")
    private List<String> changes = new ArrayList<>();

    /** What the user chose. */
    CardSelection.Options chosen() {
        return new CardSelection.Options(card, threads, fresh, changes);
    }
}
