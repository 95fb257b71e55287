package org.fiducia.background.analytic.internal;

import java.util.List;
import java.util.stream.IntStream;
import org.fiducia.background.analytic.BackgroundFamily;
import org.fiducia.background.analytic.BackgroundFunction;
import org.osgi.service.component.annotations.Component;

/** Exponentials of polynomials: orders 1, 2, 3, … */
@Component(service = BackgroundFamily.class)
public final class ExponentialPolynomials implements BackgroundFamily {
    @Override
    public String id() {
        return "exponential-polynomial";
    }

    @Override
    public String title() {
        return "exponentials of polynomials";
    }

    @Override
    public List<Integer> orders(int most) {
        return IntStream.rangeClosed(1, most).boxed().toList();
    }

    @Override
    public BackgroundFunction function(int order, String prefix, double lo, double hi) {
        var function = new FunctionBuilder(prefix);
        for (int k = 1; k <= order; k++) {
            function.free("p" + k, k == 1 ? -1 : 0, 0.05, -30, 30);
        }
        return function.build("exponential-polynomial");
    }
}
