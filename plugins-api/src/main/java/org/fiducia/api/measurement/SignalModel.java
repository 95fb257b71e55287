package org.fiducia.api.measurement;

import java.util.List;
import java.util.Map;
import org.fiducia.api.Plugin;
import org.fiducia.api.PluginKind;
import org.fiducia.api.Progress;
import org.fiducia.api.Settings;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.Shape;

/** The distribution of the signal in the fitted variable. */
@PluginKind(plural = "signals", singular = "signal model", order = 40)
public interface SignalModel extends Plugin {
    /**
     * Shapes of the resonant signal.
     *
     * @param analysis what is fitted, categories and point
     * @param point each coordinate of the point: a number, or a parameter that floats in its place
     * @param samples signal samples of every simulated point
     * @param settings the card's block for it
     * @return one shape per category
     */
    List<Shape> resonant(
            Analysis analysis,
            Map<String, Expression> point,
            List<BinnedSample> samples,
            Settings settings,
            Progress progress);

    /** The same at the point of the analysis. */
    default List<Shape> resonant(Analysis analysis, List<BinnedSample> samples, Settings settings, Progress progress) {
        return resonant(analysis, analysis.point().expressions(), samples, settings, progress);
    }

    /**
     * Shapes of selected signal events of which the objects are not those of the decay.
     *
     * @return one shape per category
     */
    List<Shape> nonResonant(Analysis analysis, List<BinnedSample> samples, Settings settings, Progress progress);
}
