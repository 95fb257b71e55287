package org.fiducia.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.model.Component;
import org.fiducia.api.model.Dataset;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.ModelCategory;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.model.Shape;
import org.fiducia.api.model.StatisticalModel;

/**
 * Counts n_b with expectations that are linear in the parameters, ν_b = a_b + Σ_i c_bi x_i: the smallest likelihood with an
 * edge of positive expectation. NLL = Σ_b (ν_b − n_b log ν_b), ∞ where a ν_b is negative.
 */
public final class CountingLikelihood implements Likelihood {
    private final StatisticalModel model;
    private final Dataset data;
    private final double[][] coefficients;

    /**
     * @param coefficients [count]: a_b, then c_bi of each parameter
     * @param counts n_b
     */
    public CountingLikelihood(List<Parameter> parameters, double[][] coefficients, double... counts) {
        this(model(parameters, counts.length), data(counts), coefficients);
    }

    private CountingLikelihood(StatisticalModel model, Dataset data, double[][] coefficients) {
        this.model = model;
        this.data = data;
        this.coefficients = coefficients;
    }

    private static StatisticalModel model(List<Parameter> parameters, int counts) {
        var component = new Component("all", Expression.constant(1), new Shape("uniform", Map.of()));
        var categories = new ArrayList<ModelCategory>();
        for (int b = 0; b < counts; b++) {
            categories.add(new ModelCategory("c" + b, 0, 1, List.of(component), Map.of()));
        }
        return new StatisticalModel(parameters, List.of(), categories);
    }

    private static Dataset data(double[] counts) {
        var values = new ArrayList<double[]>();
        var weights = new ArrayList<double[]>();
        var edges = new ArrayList<double[]>();
        for (double count : counts) {
            values.add(new double[] {0.5});
            weights.add(new double[] {count});
            edges.add(new double[] {0, 1});
        }
        return new Dataset(values, weights, edges);
    }

    @Override
    public StatisticalModel model() {
        return model;
    }

    @Override
    public Dataset data() {
        return data;
    }

    private double nu(int b, double[] x) {
        double nu = coefficients[b][0];
        for (int i = 0; i < x.length; i++) {
            nu += coefficients[b][i + 1] * x[i];
        }
        return nu;
    }

    private double count(int b) {
        return data.weights().get(b)[0];
    }

    private boolean possible(int b, double[] x) {
        return count(b) > 0 ? nu(b, x) > 0 : nu(b, x) >= -1e-14;
    }

    @Override
    public double value(double[] x) {
        double sum = 0;
        for (int b = 0; b < coefficients.length; b++) {
            if (!possible(b, x)) {
                return Double.POSITIVE_INFINITY;
            }
            sum += nu(b, x) - (count(b) > 0 ? count(b) * Math.log(nu(b, x)) : 0);
        }
        return sum;
    }

    @Override
    public double gradient(double[] x, double[] gradient) {
        double value = value(x);
        for (int i = 0; i < x.length; i++) {
            gradient[i] = Double.isFinite(value) ? 0 : Double.NaN;
            for (int b = 0; b < coefficients.length && free(i); b++) {
                gradient[i] += coefficients[b][i + 1] * (1 - (count(b) > 0 ? count(b) / nu(b, x) : 0));
            }
        }
        return value;
    }

    private boolean free(int i) {
        return !model.parameters().get(i).fixed();
    }

    @Override
    public double information(double[] x, double[] gradient, double[][] information) {
        double[][] hessian = hessian(x);
        for (int i = 0; i < x.length; i++) {
            System.arraycopy(hessian[i], 0, information[i], 0, x.length);
        }
        return gradient(x, gradient);
    }

    @Override
    public double[][] hessian(double[] x) {
        int n = x.length;
        double[][] hessian = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                for (int b = 0; b < coefficients.length && free(i) && free(j); b++) {
                    double nu = nu(b, x);
                    double bend = count(b) > 0 ? count(b) / (nu * nu) : 0;
                    hessian[i][j] += bend * coefficients[b][i + 1] * coefficients[b][j + 1];
                }
            }
        }
        return hessian;
    }

    @Override
    public double difference(double[] from, double[] to) {
        return value(to) - value(from);
    }

    @Override
    public List<Place> forbidden(double[] x) {
        var places = new ArrayList<Place>();
        for (int b = 0; b < coefficients.length; b++) {
            if (!possible(b, x)) {
                places.add(new Place(b, 0, 1));
            }
        }
        return places;
    }

    @Override
    public double expected(Place place, double[] x) {
        return nu(place.category(), x);
    }

    @Override
    public double[] expected(int category, int component, double[] x, double[] edges) {
        return new double[] {nu(category, x)};
    }

    @Override
    public double constant() {
        return 0;
    }

    @Override
    public Likelihood toy(double[] parameters, long seed, long number) {
        var random = new SplittableRandom(31 * seed + number);
        return with(data(IntStream.range(0, coefficients.length)
                .mapToDouble(b -> poisson(nu(b, parameters), random))
                .toArray()));
    }

    /** By the inverse of the distribution function; for numbers as small as those of tests. */
    private static int poisson(double mean, SplittableRandom random) {
        double u = random.nextDouble();
        double term = Math.exp(-mean);
        int n = 0;
        for (double sum = term; sum < u && term > 0; sum += term) {
            n++;
            term *= mean / n;
        }
        return n;
    }

    @Override
    public Likelihood asimov(double[] parameters) {
        return with(data(IntStream.range(0, coefficients.length)
                .mapToDouble(b -> nu(b, parameters))
                .toArray()));
    }

    @Override
    public Likelihood with(Dataset other) {
        return new CountingLikelihood(model, other, coefficients);
    }

    @Override
    public Likelihood with(StatisticalModel other) {
        return new CountingLikelihood(other, data, coefficients);
    }

    @Override
    public Likelihood copy() {
        return this;
    }
}
