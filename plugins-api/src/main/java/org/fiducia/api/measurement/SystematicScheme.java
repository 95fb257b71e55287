package org.fiducia.api.measurement;

import org.fiducia.api.Plugin;
import org.fiducia.api.PluginKind;

/** Turns alternative measurements of one quantity into a central value with an uncertainty. */
@PluginKind(plural = "schemes", singular = "systematic scheme", order = 80)
public interface SystematicScheme extends Plugin {
    /**
     * Combines.
     *
     * @param values the alternatives, the nominal one first; at least two
     * @param statData statistical uncertainty in data
     * @param statSimulation statistical uncertainty in simulation
     * @param altSimulation difference to an alternative simulation
     */
    Combination combine(double[] values, double statData, double statSimulation, double altSimulation);

    /**
     * The outcome.
     *
     * @param central central value
     * @param total total uncertainty
     */
    record Combination(double central, double total) {}
}
