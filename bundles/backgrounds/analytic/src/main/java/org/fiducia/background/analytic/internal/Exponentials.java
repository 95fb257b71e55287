package org.fiducia.background.analytic.internal;

import java.util.List;
import java.util.stream.IntStream;
import org.fiducia.background.analytic.BackgroundFamily;
import org.fiducia.background.analytic.BackgroundFunction;
import org.osgi.service.component.annotations.Component;

/** Sums of n exponentials with 2n − 1 parameters: orders 1, 3, 5, … */
@Component(service = BackgroundFamily.class)
public final class Exponentials implements BackgroundFamily {
    @Override
    public String id() {
        return "exponential";
    }

    @Override
    public String title() {
        return "sums of exponentials";
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
        double width = hi - lo;
        var function = new FunctionBuilder(prefix);
        for (int k = 1; k <= terms; k++) {
            function.free("p" + k, (1 + k) / width, 0.1 / width, -20 / width, 40 / width);
        }
        return function.fractions(terms).build("exponential-sum");
    }
}
