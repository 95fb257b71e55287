package org.fiducia.api.measurement;

import java.util.List;
import java.util.Map;
import org.fiducia.api.Plugin;
import org.fiducia.api.PluginKind;
import org.fiducia.api.Progress;
import org.fiducia.api.Settings;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.model.Expression;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Adds to the model of a measurement whatever its other plug-ins have no word for: a background with a shape that floats, a
 * control region, a signal region in another variable.
 */
@PluginKind(plural = "parts", singular = "source of model parts", order = 55)
public interface PartSource extends Plugin {
    /**
     * The part for one observable.
     *
     * @param nominal the measurement without systematic uncertainties
     * @param signal the signal as the parameters of interest decide it
     * @param settings the card's block for it
     */
    ModelPart part(NuisanceSource.Nominal nominal, SignalRates signal, Settings settings);

    /**
     * The part once more, for what only fits of the whole model can decide, such as the order of a polynomial.
     *
     * @param nominal as for {@link #part}
     * @param part what that gave
     * @param whole the model with everything that belongs to it
     * @param settings the card's block for it
     * @return the part that is taken, which declares what other parts refer to as the first one did
     */
    default ModelPart settled(NuisanceSource.Nominal nominal, ModelPart part, Whole whole, Settings settings) {
        return part;
    }

    /** The model of which a part is one. */
    @ProviderType
    interface Whole {
        /** The model with a part in the place of that of the source, with the observed data. */
        Likelihood likelihood(ModelPart part);

        /** Shows where fits stand and takes warnings. */
        Progress progress();
    }

    /**
     * Cross sections of the signal.
     *
     * @param processes what the signal consists of
     * @param rates cross section of each, fb
     * @param point coordinates of the point: numbers, or parameters that float
     */
    record SignalRates(List<SignalProcess> processes, List<Expression> rates, Map<String, Expression> point) {
        public SignalRates {
            processes = List.copyOf(processes);
            rates = List.copyOf(rates);
        }

        /** Cross section of all together, fb. */
        public Expression total() {
            return new Expression.Sum(rates);
        }
    }
}
