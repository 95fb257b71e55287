package org.fiducia.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.model.Component;
import org.fiducia.api.model.Dataset;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.ModelCategory;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.model.Shape;
import org.fiducia.api.model.StatisticalModel;

/** A function in the place of a likelihood: derivatives by differences, information as far as it can be had. */
public final class FunctionLikelihood implements Likelihood {
    private static final double H = 1e-4;

    private final StatisticalModel model;
    private final Function function;
    private final boolean events;

    /** What is minimised. */
    public interface Function {
        double at(double[] x);
    }

    public FunctionLikelihood(List<Parameter> parameters, Function function) {
        this(parameters, function, true);
    }

    public FunctionLikelihood(List<Parameter> parameters, Function function, boolean events) {
        var component = new Component("all", Expression.constant(1), new Shape("none", Map.of()));
        model = new StatisticalModel(
                parameters, List.of(), List.of(new ModelCategory("c", 0, 1, List.of(component), Map.of())));
        this.function = function;
        this.events = events;
    }

    public static List<Parameter> free(int n) {
        var parameters = new ArrayList<Parameter>();
        for (int i = 0; i < n; i++) {
            parameters.add(within("p" + i, 0, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY));
        }
        return parameters;
    }

    public static Parameter within(String name, double start, double lower, double upper) {
        return Parameter.interest(name, start, lower, upper, 1);
    }

    @Override
    public StatisticalModel model() {
        return model;
    }

    @Override
    public Dataset data() {
        return Dataset.unweighted(List.of(events ? new double[] {0.5} : new double[0]));
    }

    @Override
    public double value(double[] x) {
        return function.at(x);
    }

    /** Fourth-order differences: exact for polynomials of that degree. */
    @Override
    public double gradient(double[] x, double[] gradient) {
        for (int i = 0; i < x.length; i++) {
            if (model.parameters().get(i).fixed()) {
                gradient[i] = 0;
                continue;
            }
            double h = H * (1 + Math.abs(x[i]));
            gradient[i] =
                    (8 * (moved(x, i, h) - moved(x, i, -h)) - (moved(x, i, 2 * h) - moved(x, i, -2 * h))) / (12 * h);
        }
        return function.at(x);
    }

    private double moved(double[] x, int i, double h) {
        double[] y = x.clone();
        y[i] += h;
        return function.at(y);
    }

    /** The Hessian with its diagonal made dominant: positive, and not exact. */
    @Override
    public double information(double[] x, double[] gradient, double[][] information) {
        double value = gradient(x, gradient);
        double[][] hessian = hessian(x);
        for (int i = 0; i < x.length; i++) {
            double row = 0;
            for (int j = 0; j < x.length; j++) {
                information[i][j] = hessian[i][j];
                row += i == j ? 0 : Math.abs(hessian[i][j]);
            }
            if (!model.parameters().get(i).fixed()) {
                information[i][i] = Math.max(Math.abs(hessian[i][i]), row);
            }
        }
        return value;
    }

    @Override
    public double[][] hessian(double[] x) {
        int n = x.length;
        double[][] hessian = new double[n][n];
        double[] up = new double[n];
        double[] down = new double[n];
        for (int i = 0; i < n; i++) {
            if (model.parameters().get(i).fixed()) {
                continue;
            }
            double h = H * (1 + Math.abs(x[i]));
            double[] y = x.clone();
            y[i] = x[i] + h;
            gradient(y, up);
            y[i] = x[i] - h;
            gradient(y, down);
            for (int j = 0; j < n; j++) {
                hessian[i][j] += 0.5 * (up[j] - down[j]) / (2 * h);
                hessian[j][i] += 0.5 * (up[j] - down[j]) / (2 * h);
            }
        }
        return hessian;
    }

    @Override
    public double difference(double[] from, double[] to) {
        return function.at(to) - function.at(from);
    }

    @Override
    public double[] expected(int category, int component, double[] parameters, double[] edges) {
        throw new UnsupportedOperationException();
    }

    @Override
    public double constant() {
        return 0;
    }

    @Override
    public Likelihood toy(double[] parameters, long seed, long number) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Likelihood asimov(double[] parameters) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Likelihood with(Dataset other) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Likelihood with(StatisticalModel other) {
        return new FunctionLikelihood(other.parameters(), function, events);
    }

    @Override
    public Likelihood copy() {
        return this;
    }
}
