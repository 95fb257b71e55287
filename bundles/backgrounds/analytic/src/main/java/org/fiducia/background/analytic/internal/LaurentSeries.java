package org.fiducia.background.analytic.internal;

import java.util.List;
import java.util.stream.IntStream;
import org.fiducia.background.analytic.BackgroundFamily;
import org.fiducia.background.analytic.BackgroundFunction;
import org.osgi.service.component.annotations.Component;

/** Sums of n fixed powers with n − 1 fractions: orders 1, 2, 3, … */
@Component(service = BackgroundFamily.class)
public final class LaurentSeries implements BackgroundFamily {
    /** Powers that there are. */
    private static final int TERMS = 8;

    @Override
    public String id() {
        return "laurent";
    }

    @Override
    public String title() {
        return "Laurent series";
    }

    @Override
    public List<Integer> orders(int most) {
        return IntStream.rangeClosed(1, most)
                .filter(order -> order < TERMS)
                .boxed()
                .toList();
    }

    @Override
    public BackgroundFunction function(int order, String prefix, double lo, double hi) {
        return new FunctionBuilder(prefix).fractions(order + 1).build("laurent");
    }
}
