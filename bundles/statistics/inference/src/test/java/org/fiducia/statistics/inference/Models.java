package org.fiducia.statistics.inference;

import static org.fiducia.api.model.Expression.constant;
import static org.fiducia.api.model.Expression.product;
import static org.fiducia.api.model.Expression.ref;
import static org.fiducia.api.model.Expression.sum;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.fiducia.api.Progress;
import org.fiducia.api.fit.FitResult;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.fit.ProfileScanner.Profile;
import org.fiducia.api.model.Component;
import org.fiducia.api.model.Constraint;
import org.fiducia.api.model.Dataset;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.ModelCategory;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.model.Shape;
import org.fiducia.api.model.StatisticalModel;
import org.fiducia.statistics.likelihood.UnbinnedCompiler;
import org.fiducia.statistics.likelihood.internal.shape.Exponential;
import org.fiducia.statistics.likelihood.internal.shape.Histogram;
import org.fiducia.statistics.likelihood.internal.shape.Uniform;
import org.fiducia.statistics.newton.NewtonFitter;

/** Models of which much is known in closed form. */
final class Models {
    static final double INFINITY = Double.POSITIVE_INFINITY;
    static final NewtonFitter FITTER = new NewtonFitter();
    private static final Shape FLAT = Shape.histogram(new double[] {0, 1}, new double[] {1});

    private Models() {}

    static UnbinnedCompiler compiler() {
        return new UnbinnedCompiler(List.of(new Histogram(), new Exponential(), new Uniform()));
    }

    static Parameter free(String name, double start, double lower) {
        return Parameter.interest(name, start, lower, INFINITY, 1);
    }

    /** Counts in categories of one bin. */
    static Likelihood counting(
            List<Parameter> parameters, List<Constraint> constraints, double[] counts, Expression... yields) {
        var categories = new ArrayList<ModelCategory>();
        var edges = new ArrayList<double[]>();
        var entries = new ArrayList<double[]>();
        for (int c = 0; c < counts.length; c++) {
            categories.add(new ModelCategory("c" + c, 0, 1, List.of(new Component("all", yields[c], FLAT)), Map.of()));
            edges.add(new double[] {0, 1});
            entries.add(new double[] {counts[c]});
        }
        return compiler()
                .compile(new StatisticalModel(parameters, constraints, categories), Dataset.histograms(edges, entries));
    }

    /** A count of signal μ·s over a background b that is known. */
    static Likelihood count(double n, double s, double b, double lower) {
        return counting(
                List.of(free("mu", 1, lower)),
                List.of(),
                new double[] {n},
                sum(product(constant(s), ref("mu")), constant(b)));
    }

    /**
     * ½ Σ_k ((observed_k − Σ_i a_ki x_i)/1)²: a Gaussian likelihood of which the Hessian is AᵀA.
     *
     * @param parameters x, y, …
     */
    static Likelihood gaussian(List<Parameter> parameters, double[][] a, double[] observed) {
        var constraints = new ArrayList<Constraint>();
        for (int k = 0; k < a.length; k++) {
            var terms = new Expression[a[k].length];
            for (int i = 0; i < terms.length; i++) {
                terms[i] = product(constant(a[k][i]), ref(parameters.get(i).name()));
            }
            var of = new LinkedHashMap<String, Expression>();
            of.put("mean", sum(terms));
            of.put("sigma", constant(1));
            constraints.add(new Constraint(Constraint.GAUSSIAN, observed[k], of));
        }
        return counting(parameters, constraints, new double[] {1}, constant(1));
    }

    static FitResult fit(Likelihood likelihood) {
        FitResult best = FITTER.fit(likelihood, likelihood.model().initial(), true, Progress.NONE);
        if (!best.converged()) {
            throw new AssertionError(best.message());
        }
        return best;
    }

    static Profile profile(Likelihood likelihood, int threads) {
        return new Profile(likelihood, FITTER, fit(likelihood), threads);
    }

    /** Where a function crosses 0, by bisection. */
    static double root(DoubleUnaryOperator f, double a, double b) {
        double lo = a;
        double hi = b;
        for (int i = 0; i < 200; i++) {
            double middle = 0.5 * (lo + hi);
            if (f.applyAsDouble(lo) < 0 == f.applyAsDouble(middle) < 0) {
                lo = middle;
            } else {
                hi = middle;
            }
        }
        return lo;
    }

    static double[] points(double lo, double hi, int n) {
        double[] points = new double[n];
        for (int i = 0; i < n; i++) {
            points[i] = lo + (hi - lo) * i / (n - 1);
        }
        return points;
    }
}
