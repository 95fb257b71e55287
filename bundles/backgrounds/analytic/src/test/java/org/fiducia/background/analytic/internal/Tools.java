package org.fiducia.background.analytic.internal;

import java.util.List;
import org.fiducia.api.fit.ShapeFunction;
import org.fiducia.background.analytic.BackgroundFamily;
import org.fiducia.statistics.likelihood.UnbinnedCompiler;
import org.fiducia.statistics.likelihood.internal.shape.ExponentialPolynomial;
import org.fiducia.statistics.likelihood.internal.shape.ExponentialSum;
import org.fiducia.statistics.likelihood.internal.shape.Laurent;
import org.fiducia.statistics.likelihood.internal.shape.PowerSum;
import org.fiducia.statistics.newton.NewtonFitter;
import org.fiducia.testkit.DeclaredComponents;

/** What the background works with. */
final class Tools {
    static final List<BackgroundFamily> FAMILIES = List.of(
            new BernsteinPolynomials(),
            new ExponentialPolynomials(),
            new Exponentials(),
            new LaurentSeries(),
            new PowerLaws());

    private Tools() {}

    static UnbinnedCompiler compiler() {
        var shapes = new java.util.ArrayList<>(DeclaredComponents.of(ShapeFunction.class));
        for (ShapeFunction each :
                List.of(new ExponentialSum(), new PowerSum(), new Laurent(), new ExponentialPolynomial())) {
            if (shapes.stream().noneMatch(shape -> shape.id().equals(each.id()))) {
                shapes.add(each);
            }
        }
        return new UnbinnedCompiler(shapes);
    }

    static AnalyticBackground background() {
        return new AnalyticBackground(compiler(), new NewtonFitter(), FAMILIES);
    }
}
