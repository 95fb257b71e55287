package org.fiducia.statistics.likelihood.internal.shape;

import java.util.Arrays;
import java.util.List;
import org.fiducia.api.fit.ShapeFunction;
import org.fiducia.api.model.Shape;
import org.osgi.service.component.annotations.Component;

/**
 * Bernstein polynomial Σ_k b_k C(n, k) t^k (1 − t)^(n−k) with t = (x − lo)/(hi − lo), of parameters b0 … bn: as many as
 * there are, so many less one is its order. Positive when all of them are; only their ratios matter, so one of them is held
 * fixed in a fit.
 */
@Component(service = ShapeFunction.class)
public final class Bernstein implements ShapeFunction {
    @Override
    public String id() {
        return "bernstein";
    }

    @Override
    public String title() {
        return "Bernstein polynomial";
    }

    @Override
    public List<String> parameters(Shape shape) {
        return Coefficients.names(shape, "b");
    }

    @Override
    public Kernel bind(Shape shape, double lo, double hi, double[] x) {
        int n = shape.parameters().size() - 1;
        double[][] basis = new double[n + 1][x.length];
        double[] column = new double[n + 1];
        for (int i = 0; i < x.length; i++) {
            double t = (x[i] - lo) / (hi - lo);
            double rest = (hi - x[i]) / (hi - lo);
            // De Casteljau's scheme: sums of positive numbers only.
            Arrays.fill(column, 0);
            column[0] = 1;
            for (int order = 1; order <= n; order++) {
                for (int k = order; k > 0; k--) {
                    column[k] = rest * column[k] + t * column[k - 1];
                }
                column[0] *= rest;
            }
            for (int k = 0; k <= n; k++) {
                basis[k][i] = column[k];
            }
        }
        double[] integrals = new double[n + 1];
        Arrays.fill(integrals, (hi - lo) / (n + 1));
        return new LinearCombination(basis, integrals, b -> Arrays.stream(b).allMatch(each -> each >= 0));
    }
}
