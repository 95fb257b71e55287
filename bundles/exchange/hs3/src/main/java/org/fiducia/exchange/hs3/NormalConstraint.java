package org.fiducia.exchange.hs3;

import static org.fiducia.api.model.Expression.constant;
import static org.fiducia.api.model.Expression.product;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.fiducia.api.model.Constraint;
import org.fiducia.api.model.Expression;
import org.fiducia.exchange.json.JsonElement;

/**
 * A multivariate normal distribution as auxiliary measurement: with the covariance C = U D Uᵀ, U lower triangular with ones
 * on its diagonal, it is the product of independent Gaussians of widths √D_ii in U⁻¹ (x − μ), constants included.
 */
final class NormalConstraint {
    /** Asymmetry of a covariance that rounding explains, relative to its diagonal. */
    private static final double ROUNDING = 1e-9;

    private final JsonElement distribution;
    private final Functions functions;
    private final Parameters parameters;

    NormalConstraint(JsonElement distribution, Functions functions, Parameters parameters) {
        this.distribution = distribution;
        this.functions = functions;
        this.parameters = parameters;
    }

    List<Constraint> read() {
        List<JsonElement> x = distribution.get("x").list();
        List<JsonElement> mean = distribution.get("mean").list();
        int n = x.size();
        if (mean.size() != n) {
            throw distribution.wrong("has " + n + " variables and " + mean.size() + " means", "");
        }
        double[] observed = new double[n];
        double[] sign = new double[n];
        var expected = new ArrayList<Expression>();
        for (int i = 0; i < n; i++) {
            // symmetric in the two: the parameter and the observation come in either order
            boolean turned = !isObserved(x.get(i)) && isObserved(mean.get(i));
            observed[i] = value(turned ? mean.get(i) : x.get(i));
            expected.add(functions.of(turned ? x.get(i) : mean.get(i), distribution));
            sign[i] = turned ? -1 : 1;
        }
        double[][] inverse = inverse(covariances(n));
        var all = new ArrayList<Constraint>();
        for (int i = 0; i < n; i++) {
            double result = 0;
            var terms = new ArrayList<Expression>();
            for (int j = 0; j <= i; j++) {
                double factor = inverse[i][j] * sign[i] * sign[j];
                result += factor * observed[j];
                if (factor != 0) {
                    terms.add(factor == 1 ? expected.get(j) : product(constant(factor), expected.get(j)));
                }
            }
            var of = new LinkedHashMap<String, Expression>();
            of.put("mean", terms.size() == 1 ? terms.get(0) : new Expression.Sum(terms));
            of.put("sigma", constant(Math.sqrt(inverse[i][n])));
            all.add(new Constraint(Constraint.GAUSSIAN, result, of));
        }
        return all;
    }

    private boolean isObserved(JsonElement element) {
        return element.isNumber() || parameters.isKnown(element.text()) && parameters.isObserved(element.text());
    }

    private double value(JsonElement element) {
        return element.isNumber() ? element.number() : parameters.value(element.text(), distribution);
    }

    private double[][] covariances(int n) {
        JsonElement given = distribution.get("covariances");
        List<JsonElement> rows = given.list();
        if (rows.size() != n) {
            throw given.wrong("has " + rows.size() + " rows for " + n + " variables", "");
        }
        double[][] c = new double[n][];
        for (int i = 0; i < n; i++) {
            c[i] = rows.get(i).numbers(n);
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                if (Math.abs(c[i][j] - c[j][i]) > ROUNDING * Math.sqrt(Math.abs(c[i][i] * c[j][j]))) {
                    throw given.wrong(
                            "is not symmetric: " + c[i][j] + " in row " + (i + 1) + ", column " + (j + 1) + ", and "
                                    + c[j][i] + " the other way round",
                            "");
                }
            }
        }
        return c;
    }

    /** Rows of U⁻¹, each followed by zeros up to column n, in which is D_ii. */
    private double[][] inverse(double[][] c) {
        int n = c.length;
        double[][] u = new double[n][n];
        double[] d = new double[n];
        double[][] inverse = new double[n][n + 1];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = c[i][j];
                for (int k = 0; k < j; k++) {
                    sum -= u[i][k] * u[j][k] * d[k];
                }
                if (j < i) {
                    u[i][j] = sum / d[j];
                } else if (sum > 0) {
                    d[i] = sum;
                } else {
                    throw distribution
                            .get("covariances")
                            .wrong("is not positive definite", "leave out what follows from the other variables");
                }
            }
            inverse[i][i] = 1;
            inverse[i][n] = d[i];
            for (int j = 0; j < i; j++) {
                double sum = 0;
                for (int k = j; k < i; k++) {
                    sum -= u[i][k] * inverse[k][j];
                }
                inverse[i][j] = sum;
            }
        }
        return inverse;
    }
}
