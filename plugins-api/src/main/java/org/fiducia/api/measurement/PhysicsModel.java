package org.fiducia.api.measurement;

import java.util.List;
import org.fiducia.api.Plugin;
import org.fiducia.api.PluginKind;
import org.fiducia.api.Settings;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.observable.ObservableInfo;

/** Chooses the parameters of interest: how the rate of each signal process follows from them. */
@PluginKind(plural = "physics", singular = "physics model", order = 90)
public interface PhysicsModel extends Plugin {
    /**
     * The rates of the signal processes of an observable, and what is concluded about.
     *
     * @param processes every production (one with an empty name unless {@link #byProduction}), in it every category, in it
     *     every fiducial bin
     */
    Interest interest(Analysis analysis, ObservableInfo observable, List<SignalProcess> processes, Settings settings);

    /** Whether the rates differ between productions of one category and bin. */
    default boolean byProduction(Settings settings) {
        return false;
    }

    /**
     * Coordinates of the analysis's point that float, such as the mass of the resonance: the shape of the signal follows
     * them.
     *
     * @param simulated points of the signal samples
     * @return parameters with the names of coordinates, starting at the point of the analysis
     */
    default List<Parameter> floating(Analysis analysis, List<Point> simulated, Settings settings) {
        return List.of();
    }
}
