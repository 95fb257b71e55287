package org.fiducia.exchange.published;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.fiducia.api.model.Constraint;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.model.StatisticalModel;
import org.fiducia.exchange.published.MeasuredValues.Input;
import org.fiducia.exchange.published.MeasuredValues.Source;

/**
 * The likelihood of values with Gaussian uncertainties: −2 ln L = Σ_k ((x_k − m − Σ_s Γ_ks θ_s)/σ_k)² + Σ_s θ_s², σ_k the
 * statistical uncertainty, Γ_s of each further source a factor of its covariance, so that every source has a nuisance for
 * each independent part.
 */
final class Gaussians {
    private Gaussians() {}

    static Constraint of(double observed, Expression mean, double sigma) {
        var parameters = new LinkedHashMap<String, Expression>();
        parameters.put("mean", mean);
        parameters.put("sigma", Expression.constant(sigma));
        return new Constraint(Constraint.GAUSSIAN, observed, parameters);
    }

    static StatisticalModel model(MeasuredValues values) {
        int n = values.inputs().size();
        var means = new ArrayList<List<Expression>>();
        var variance = new double[n];
        for (int k = 0; k < n; k++) {
            means.add(new ArrayList<>(List.of(Expression.ref(values.name()))));
        }
        Blue start = Blue.of(values);
        var parameters = new ArrayList<>(List.of(Parameter.interest(
                values.name(), start.value(), Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, start.total())));
        var constraints = new ArrayList<Constraint>();
        for (Source source : values.sources()) {
            double[] errors = values.errors(source.name());
            if (source.statistical()) {
                for (int k = 0; k < n; k++) {
                    variance[k] += errors[k] * errors[k];
                }
                continue;
            }
            double[][] columns = Matrices.columns(source.correlation());
            for (int s = 0; s < columns.length; s++) {
                String nuisance = columns.length == 1 ? source.name() : source.name() + "_" + (s + 1);
                parameters.add(Parameter.nuisance(nuisance, source.name()));
                constraints.add(Constraint.gaussian(nuisance, 0, 1));
                for (int k = 0; k < n; k++) {
                    if (columns[s][k] * errors[k] != 0) {
                        means.get(k)
                                .add(Expression.product(
                                        Expression.constant(columns[s][k] * errors[k]), Expression.ref(nuisance)));
                    }
                }
            }
        }
        for (int k = 0; k < n; k++) {
            Input input = values.inputs().get(k);
            constraints.add(of(input.value(), new Expression.Sum(means.get(k)), Math.sqrt(variance[k])));
        }
        return new StatisticalModel(parameters, constraints, List.of());
    }
}
