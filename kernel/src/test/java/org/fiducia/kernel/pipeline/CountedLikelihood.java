package org.fiducia.kernel.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.special.Erf;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.model.Constraint;
import org.fiducia.api.model.Dataset;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.ModelCategory;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.model.Shape;
import org.fiducia.api.model.StatisticalModel;

/** Counts the events of each category: NLL = Σ (ν − n log ν) + ½ Σ ((θ − centre)/width)². Every density is flat, but for Gaussian ones in what is expected. */
record CountedLikelihood(StatisticalModel model, Dataset data) implements Likelihood {
    /** The only shape there is. */
    static final Shape FLAT = new Shape("flat", Map.of());

    private static final double STEP = 1e-4;

    /** Value of an expression of numbers, parameters, sums, products and exponentials. */
    static double value(Expression expression, ToDoubleFunction<String> parameters) {
        if (expression instanceof Expression.Constant constant) {
            return constant.value();
        }
        if (expression instanceof Expression.Ref ref) {
            return parameters.applyAsDouble(ref.parameter());
        }
        if (expression instanceof Expression.Sum sum) {
            return sum.terms().stream().mapToDouble(t -> value(t, parameters)).sum();
        }
        if (expression instanceof Expression.Product product) {
            return product.factors().stream()
                    .mapToDouble(f -> value(f, parameters))
                    .reduce(1, (a, b) -> a * b);
        }
        var call = (Expression.Call) expression;
        if (call.function() != Expression.Function.EXP) {
            throw new IllegalArgumentException("no value of " + call.function());
        }
        return Math.exp(value(call.arguments().get(0), parameters));
    }

    /** A function of the parameters. */
    double value(Expression expression, double[] parameters) {
        return value(expression, name -> parameters[model.indexOf(name)]);
    }

    /** Expected events of a category. */
    double expected(int category, double[] parameters) {
        return model.categories().get(category).components().stream()
                .mapToDouble(component -> value(component.yield(), parameters))
                .sum();
    }

    /** Observed events of a category. */
    double observed(int category) {
        return Dataset.join(List.of(new Dataset(
                        List.of(data.values().get(category)),
                        data.weights() == null ? null : List.of(data.weights().get(category)))))
                .sumOfWeights();
    }

    @Override
    public double value(double[] parameters) {
        double sum = 0;
        for (int c = 0; c < model.categories().size(); c++) {
            double nu = expected(c, parameters);
            sum += nu - (observed(c) > 0 ? observed(c) * Math.log(nu) : 0);
        }
        for (Constraint constraint : model.constraints()) {
            double theta =
                    parameters[model.indexOf(constraint.gaussianParameter().orElseThrow())];
            sum += 0.5 * Math.pow((theta - constraint.observed()) / constraint.gaussianWidth(), 2);
        }
        return sum;
    }

    @Override
    public double[] expected(int category, int component, double[] parameters, double[] edges) {
        ModelCategory place = model.categories().get(category);
        double all = value(place.components().get(component).yield(), parameters);
        var events = new double[edges.length - 1];
        Shape shape = place.components().get(component).shape();
        for (int i = 0; i < events.length; i++) {
            events[i] = all
                    * (shape.kind().equals("gaussian")
                            ? gaussian(shape, edges[i], edges[i + 1], parameters)
                            : (edges[i + 1] - edges[i]) / (place.hi() - place.lo()));
        }
        return events;
    }

    private double gaussian(Shape shape, double lo, double hi, double[] parameters) {
        double mean = value(shape.parameters().get("mean"), parameters);
        double scale = Math.sqrt(2) * value(shape.parameters().get("sigma"), parameters);
        return 0.5 * Erf.erf((lo - mean) / scale, (hi - mean) / scale);
    }

    @Override
    public double evaluate(Expression function, double[] parameters, double[] gradient) {
        for (int k = 0; gradient != null && k < parameters.length; k++) {
            double[] up = parameters.clone();
            double[] down = parameters.clone();
            up[k] += STEP;
            down[k] -= STEP;
            gradient[k] = (value(function, up) - value(function, down)) / (2 * STEP);
        }
        return value(function, parameters);
    }

    @Override
    public Likelihood asimov(double[] parameters) {
        var values = new ArrayList<double[]>();
        var weights = new ArrayList<double[]>();
        for (int c = 0; c < model.categories().size(); c++) {
            ModelCategory category = model.categories().get(c);
            values.add(new double[] {(category.lo() + category.hi()) / 2});
            weights.add(new double[] {expected(c, parameters)});
        }
        return with(new Dataset(values, weights));
    }

    @Override
    public Likelihood with(Dataset other) {
        return new CountedLikelihood(model, other);
    }

    @Override
    public Likelihood with(StatisticalModel other) {
        return new CountedLikelihood(other, data);
    }

    @Override
    public Likelihood copy() {
        return this;
    }

    @Override
    public double difference(double[] from, double[] to) {
        return value(to) - value(from);
    }

    @Override
    public double constant() {
        return 0;
    }

    @Override
    public double gradient(double[] parameters, double[] gradient) {
        throw new UnsupportedOperationException();
    }

    @Override
    public double information(double[] parameters, double[] gradient, double[][] information) {
        throw new UnsupportedOperationException();
    }

    @Override
    public double[][] hessian(double[] parameters) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Likelihood toy(double[] parameters, long seed, long number) {
        throw new UnsupportedOperationException();
    }

    /** Whether a parameter has a constraint. */
    boolean constrained(Parameter parameter) {
        return model.constraints().stream().anyMatch(c -> c.references().contains(parameter.name()));
    }
}
