package org.fiducia.background.analytic.internal;

import java.util.List;
import java.util.stream.IntStream;
import org.fiducia.background.analytic.BackgroundFamily;
import org.fiducia.background.analytic.BackgroundFunction;
import org.osgi.service.component.annotations.Component;

/** Sums of n power laws with 2n − 1 parameters: orders 1, 3, 5, … */
@Component(service = BackgroundFamily.class)
public final class PowerLaws implements BackgroundFamily {
    @Override
    public String id() {
        return "power-law";
    }

    @Override
    public String title() {
        return "sums of power laws";
    }

    @Override
    public List<Integer> orders(int most) {
        return IntStream.rangeClosed(1, most)
                .filter(order -> order % 2 == 1)
                .boxed()
                .toList();
    }

    @Override
    public BackgroundFunction function(int order, String prefix, double lo, double hi) {
        int terms = (order + 1) / 2;
        var function = new FunctionBuilder(prefix);
        for (int k = 1; k <= terms; k++) {
            function.free("p" + k, 2 + 2 * k, 0.2, -20, 50);
        }
        return function.fractions(terms).build("power-sum");
    }
}
