package org.fiducia.api.command;

import org.fiducia.api.command.CardSelection.Options;

/**
 * A verb that works on an analysis card. The command line gives it the options that all of these have ({@code --card},
 * {@code --set}, {@code --threads}, {@code --fresh}); it declares only what is its own.
 */
public interface AnalysisVerb extends Verb {
    /**
     * Does what the verb is for, see {@link Verb#run}.
     *
     * @param terminal where the verb was called
     * @param options what the user chose of the analysis
     * @return exit code, 0 for success
     */
    int run(Terminal terminal, Options options) throws Exception;

    /** With the card of the distribution as it is, on all cores. */
    @Override
    default int run(Terminal terminal) throws Exception {
        return run(terminal, new Options("", Runtime.getRuntime().availableProcessors(), false));
    }
}
