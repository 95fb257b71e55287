package org.fiducia.classification.stxs;

import org.fiducia.api.Settings;

/**
 * What a card says of theory: the bins, and how well they are predicted.
 *
 * @param definition of the bins
 * @param uncertainties of their cross sections
 */
record TheorySettings(Definition definition, TheoryUncertainties uncertainties) {
    /** Of the plug-ins. */
    static final String ID = "stxs";

    private static final String FILE = "uncertainties";

    static TheorySettings of(Settings settings) {
        Definition definition = Definition.of(settings, Definition.shipped("stage1.2"));
        return new TheorySettings(
                definition,
                settings.has(FILE) ? TheoryUncertainties.of(settings.file(FILE)) : TheoryUncertainties.shipped());
    }
}
