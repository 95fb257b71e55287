package org.fiducia.background.analytic.internal;

import java.util.List;
import java.util.stream.IntStream;
import org.fiducia.background.analytic.BackgroundFamily;
import org.fiducia.background.analytic.BackgroundFunction;
import org.osgi.service.component.annotations.Component;

/** Bernstein polynomials with positive coefficients, the first of which is 1: orders 1, 2, 3, … */
@Component(service = BackgroundFamily.class)
public final class BernsteinPolynomials implements BackgroundFamily {
    @Override
    public String id() {
        return "bernstein";
    }

    @Override
    public String title() {
        return "Bernstein polynomials";
    }

    @Override
    public List<Integer> orders(int most) {
        return IntStream.rangeClosed(1, most).boxed().toList();
    }

    @Override
    public BackgroundFunction function(int order, String prefix, double lo, double hi) {
        var function = new FunctionBuilder(prefix).constant("b0", 1);
        for (int k = 1; k <= order; k++) {
            function.free("b" + k, Math.exp(-2.0 * k / order), 0.05, 0, 50);
        }
        return function.build("bernstein");
    }
}
