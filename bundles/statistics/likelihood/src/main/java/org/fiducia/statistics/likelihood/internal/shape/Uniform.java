package org.fiducia.statistics.likelihood.internal.shape;

import java.util.Arrays;
import java.util.List;
import org.fiducia.api.fit.ShapeFunction;
import org.fiducia.api.model.Shape;
import org.osgi.service.component.annotations.Component;

/** The same density everywhere in the window; no parameters. */
@Component(service = ShapeFunction.class)
public final class Uniform implements ShapeFunction {
    @Override
    public String id() {
        return "uniform";
    }

    @Override
    public String title() {
        return "uniform";
    }

    @Override
    public List<String> parameters(Shape shape) {
        return List.of();
    }

    @Override
    public Kernel bind(Shape shape, double lo, double hi, double[] x) {
        return (parameters, density, derivatives) -> Arrays.fill(density, 1 / (hi - lo));
    }
}
