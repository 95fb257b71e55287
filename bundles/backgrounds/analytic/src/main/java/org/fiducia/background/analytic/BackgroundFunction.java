package org.fiducia.background.analytic;

import java.util.List;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.model.Shape;

/**
 * A function of a {@link BackgroundFamily}.
 *
 * @param parameters what its shape depends on
 * @param shape density on the window
 */
public record BackgroundFunction(List<Parameter> parameters, Shape shape) {
    public BackgroundFunction {
        parameters = List.copyOf(parameters);
    }
}
