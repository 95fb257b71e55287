package org.fiducia.api.measurement;

import java.util.List;
import org.fiducia.api.Plugin;
import org.fiducia.api.PluginKind;
import org.fiducia.api.Progress;
import org.fiducia.api.Settings;
import org.fiducia.api.model.Shape;

/** The mass distribution of the signal. */
@PluginKind(plural = "signals", singular = "signal model", place = 40)
public interface SignalModel extends Plugin {
    /**
     * Shapes of the resonant signal at the mass hypothesis.
     *
     * @param analysis window, categories and mass hypothesis
     * @param samples signal samples of every simulated mass
     * @param settings the card's block for it
     * @return one shape per category
     */
    List<Shape> resonant(Analysis analysis, List<BinnedSample> samples, Settings settings, Progress progress);

    /**
     * Shapes of selected signal events of which the objects are not those of the decay.
     *
     * @return one shape per category
     */
    List<Shape> nonResonant(Analysis analysis, List<BinnedSample> samples, Settings settings, Progress progress);
}
