package org.fiducia.physics.scalings;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fiducia.api.Plugin;
import org.fiducia.api.PluginKind;
import org.fiducia.api.Settings;
import org.fiducia.api.inference.Quantity;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.Parameter;

/** Rates of production times decay in units of the Standard Model, as functions of couplings. */
@PluginKind(plural = "scalings", singular = "scaling", order = 95)
public interface Scaling extends Plugin {
    /**
     * The factors.
     *
     * @param target where rates are wanted
     * @param settings the card's block of physics for it, or what a call gives
     * @throws org.fiducia.api.FiduciaException for settings that it cannot work with, and for a cell of which it knows nothing
     */
    Scaled scaled(Target target, Settings settings);

    /**
     * Settings that a spectrum may tell itself, e.g. {@code C1}, and that are taken where a call does not give them.
     *
     * @return their names
     */
    default Set<String> known() {
        return Set.of();
    }

    /**
     * In which approximations it is asked where a call does not choose one.
     *
     * @param settings of the call
     * @return further settings of each, by its name; the name of the only one may be empty
     */
    default Map<String, Map<String, Object>> approximations(Settings settings) {
        return Map.of("", Map.of());
    }

    /**
     * Rates of an observable.
     *
     * @param observable its id
     * @param cells every production in every bin, or every bin
     */
    record Target(String observable, List<Cell> cells) {
        public Target {
            cells = List.copyOf(cells);
        }
    }

    /**
     * Factors of some cells.
     *
     * @param parameters of interest, which start at the Standard Model
     * @param factors one per cell, 1 in the Standard Model
     */
    record Scaled(List<Parameter> parameters, List<Expression> factors) {
        public Scaled {
            parameters = List.copyOf(parameters);
            factors = List.copyOf(factors);
        }

        /** What is concluded about. */
        public List<Quantity> quantities() {
            return parameters.stream()
                    .map(parameter -> Quantity.of(parameter, ""))
                    .toList();
        }
    }
}
