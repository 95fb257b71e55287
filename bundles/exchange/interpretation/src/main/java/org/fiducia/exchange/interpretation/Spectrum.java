package org.fiducia.exchange.interpretation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.NonPositiveDefiniteMatrixException;
import org.apache.commons.math3.linear.RealMatrix;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.model.Constraint;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.model.StatisticalModel;
import org.fiducia.api.observable.Bin;
import org.fiducia.physics.scalings.Cell;
import org.fiducia.physics.scalings.Scaling.Scaled;
import org.fiducia.physics.scalings.Scaling.Target;

/**
 * Measured cross sections with their covariance.
 *
 * @param title for people
 * @param observable its id
 * @param bins their labels and ranges
 * @param sigma measured, fb
 * @param predicted by the Standard Model, fb, &gt; 0
 * @param covariance of the measured ones, fb²
 * @param parts of the predicted ones; empty where they are not known
 */
record Spectrum(
        String title,
        String observable,
        List<Bin> bins,
        double[] sigma,
        double[] predicted,
        double[][] covariance,
        List<Part> parts) {
    private static final double ASYMMETRY = 1e-6;

    Spectrum {
        bins = List.copyOf(bins);
        parts = List.copyOf(parts);
    }

    /**
     * Of what a prediction is made.
     *
     * @param production mode; empty for all together
     * @param member finer class in the bin; empty for none
     * @param share of the prediction of the bin, in any unit
     */
    record Part(String production, String member, int bin, double share) {}

    /** The same, had the prediction been measured. */
    Spectrum expectingPrediction() {
        return new Spectrum(title, observable, bins, predicted, predicted, covariance, parts);
    }

    /** The parts, or every bin as one. */
    private List<Part> whole() {
        return parts.isEmpty()
                ? IntStream.range(0, bins.size())
                        .mapToObj(j -> new Part("", "", j, 1))
                        .toList()
                : parts;
    }

    /** Where rates are wanted: every part, or every bin. */
    Target target() {
        return new Target(
                observable,
                whole().stream()
                        .map(part -> new Cell(part.production(), part.bin(), bins.get(part.bin()), part.member()))
                        .toList());
    }

    /** Cross section of each bin as factors of the cells make it, fb. */
    List<Expression> expected(Scaled scaled) {
        var sums = new double[bins.size()];
        whole().forEach(part -> sums[part.bin()] += part.share());
        var terms = new ArrayList<List<Expression>>();
        bins.forEach(bin -> terms.add(new ArrayList<>()));
        for (int k = 0; k < whole().size(); k++) {
            Part part = whole().get(k);
            terms.get(part.bin())
                    .add(Expression.product(
                            // shares may be rounded
                            Expression.constant(predicted[part.bin()] * part.share() / sums[part.bin()]),
                            scaled.factors().get(k)));
        }
        return terms.stream().map(each -> (Expression) new Expression.Sum(each)).toList();
    }

    /**
     * The likelihood −2 ln L = (σ̂ − σ(θ))ᵀ C⁻¹ (σ̂ − σ(θ)), as one Gaussian for each row of the inverse of the Cholesky factor of C.
     *
     * @param expected cross section of each bin, fb
     */
    StatisticalModel model(List<Parameter> parameters, List<Expression> expected) {
        double[][] whitening = whitening();
        var constraints = new ArrayList<Constraint>();
        for (int k = 0; k < sigma.length; k++) {
            var terms = new ArrayList<Expression>();
            double observed = 0;
            for (int j = 0; j <= k; j++) {
                terms.add(Expression.product(Expression.constant(whitening[k][j]), expected.get(j)));
                observed += whitening[k][j] * sigma[j];
            }
            var gaussian = new LinkedHashMap<String, Expression>();
            gaussian.put("mean", new Expression.Sum(terms));
            gaussian.put("sigma", Expression.constant(1));
            constraints.add(new Constraint(Constraint.GAUSSIAN, observed, gaussian));
        }
        return new StatisticalModel(parameters, constraints, List.of());
    }

    private double[][] whitening() {
        var matrix = new Array2DRowRealMatrix(covariance);
        try {
            double least = IntStream.range(0, sigma.length)
                    .mapToDouble(j -> covariance[j][j])
                    .min()
                    .orElse(1);
            RealMatrix lower = new CholeskyDecomposition(matrix, ASYMMETRY, 1e-12 * least).getL();
            return MatrixUtils.inverse(lower).getData();
        } catch (NonPositiveDefiniteMatrixException e) {
            double least = java.util.Arrays.stream(new EigenDecomposition(matrix).getRealEigenvalues())
                    .min()
                    .orElse(0);
            throw new FiduciaException(
                    Kind.INPUT,
                    title + ": the covariance is not positive definite, its least eigenvalue is " + least,
                    "give it with more digits, or without bins that follow from the others",
                    e);
        }
    }
}
