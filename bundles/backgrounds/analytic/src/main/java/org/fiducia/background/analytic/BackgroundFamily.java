package org.fiducia.background.analytic;

import java.util.List;
import org.fiducia.api.Plugin;
import org.fiducia.api.PluginKind;

/**
 * A family of smooth functions of rising order, for backgrounds that follow from the data alone. Stateless and thread-safe. A
 * function of a higher order contains those of lower ones: their likelihoods are compared.
 */
@PluginKind(plural = "families", singular = "background family", order = 56)
public interface BackgroundFamily extends Plugin {
    /**
     * Its orders.
     *
     * @param most largest order that is wanted
     * @return numbers of parameters that float, rising, from 1 on
     */
    List<Integer> orders(int most);

    /**
     * A function.
     *
     * @param order one of {@link #orders}
     * @param prefix with which the names of its parameters begin
     * @param lo lower end of the window
     * @param hi upper end of the window
     * @return a density that is positive everywhere in the window within the limits of its parameters, of which as many float
     *     as its order says
     */
    BackgroundFunction function(int order, String prefix, double lo, double hi);
}
