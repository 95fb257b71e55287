package org.fiducia.kernel.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.fiducia.api.Progress;
import org.fiducia.api.fit.FitResult;
import org.fiducia.api.fit.Interval;
import org.fiducia.api.inference.Conclusions;
import org.fiducia.api.inference.Conclusions.Answers;
import org.fiducia.api.inference.Conclusions.Fit;
import org.fiducia.api.inference.Conclusions.Fitted;
import org.fiducia.api.inference.Conclusions.Result;
import org.fiducia.api.inference.Inference;
import org.fiducia.api.inference.Quantity;
import org.fiducia.api.inference.Questions;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.model.Parameter.Role;

/**
 * The best fit of a {@link CountedLikelihood} where it has a closed form: expectations that are linear in the parameters of
 * interest and can be what was observed, with every nuisance at its centre. Fixed parameters are where the fit starts.
 * Uncertainties are those of the expected information Σ_c (∂ν/∂p)(∂ν/∂p)ᵀ/n.
 */
public final class ExactInference implements Inference {
    /** What was asked. */
    public record Asked(Subject subject, List<Quantity> quantities, Questions questions, Tools tools) {}

    /** In the order in which it was asked. */
    public final Queue<Asked> asked = new ConcurrentLinkedQueue<>();

    /** Makes something else of what is found. */
    public volatile UnaryOperator<Conclusions> changed = UnaryOperator.identity();

    @Override
    public Conclusions conclude(
            Subject subject, List<Quantity> quantities, Questions questions, Tools tools, Progress progress) {
        asked.add(new Asked(subject, quantities, questions, tools));
        var likelihood = (CountedLikelihood) subject.likelihood();
        List<Parameter> parameters = likelihood.model().parameters();
        int[] interest = IntStream.range(0, parameters.size())
                .filter(k -> parameters.get(k).role() == Role.INTEREST
                        && !parameters.get(k).fixed()
                        && counts(likelihood, subject.start(), k))
                .toArray();
        int[] free = IntStream.range(0, parameters.size())
                .filter(k -> !parameters.get(k).fixed())
                .toArray();
        double[] best = best(likelihood, subject.start(), interest);
        RealMatrix total = covariance(likelihood, best, free);
        RealMatrix statistical = covariance(likelihood, best, interest);
        var results = new ArrayList<Result>();
        var gradients = new ArrayList<RealVector>();
        for (Quantity quantity : quantities) {
            var gradient = new double[best.length];
            double value = likelihood.evaluate(quantity.value(), best, gradient);
            RealVector slope = new Array2DRowRealMatrix(gradient).getColumnVector(0);
            gradients.add(slope);
            results.add(new Result(
                    quantity,
                    value,
                    Optional.of(interval(value, error(total, slope))),
                    Optional.of(interval(value, error(statistical, slope)))));
        }
        var correlation = new double[quantities.size()][quantities.size()];
        for (int i = 0; i < correlation.length; i++) {
            for (int j = 0; j < correlation.length; j++) {
                correlation[i][j] = gradients.get(i).dotProduct(total.operate(gradients.get(j)))
                        / (error(total, gradients.get(i)) * error(total, gradients.get(j)));
            }
        }
        var fit = new FitResult(
                FitResult.Status.CONVERGED, "", best, likelihood.value(best), 0, 1, total.getData(), 1, List.of());
        var fitted = new ArrayList<Fitted>();
        for (int k = 0; k < best.length; k++) {
            Parameter p = parameters.get(k);
            fitted.add(new Fitted(
                    p.name(),
                    p.group(),
                    p.role() == Role.INTEREST,
                    best[k],
                    fit.error(k),
                    likelihood.constrained(p) ? best[k] : Double.NaN,
                    false));
        }
        return changed.apply(new Conclusions(
                new Fit(fit, new double[0], fitted),
                results,
                correlation,
                0.5,
                List.of(),
                List.of(),
                Answers.NONE,
                Map.of()));
    }

    private static Interval interval(double value, double error) {
        return new Interval(value, error, error, false, false);
    }

    private static double error(RealMatrix covariance, RealVector slope) {
        return Math.sqrt(slope.dotProduct(covariance.operate(slope)));
    }

    private static double[] moved(double[] at, int parameter, double to) {
        double[] moved = at.clone();
        moved[parameter] = to;
        return moved;
    }

    /** ∂ν/∂p of a category, by a difference that is exact where ν is linear. */
    private static double slope(CountedLikelihood likelihood, int category, double[] at, int parameter) {
        double step = 1e-5;
        return (likelihood.expected(category, moved(at, parameter, at[parameter] + step))
                        - likelihood.expected(category, moved(at, parameter, at[parameter] - step)))
                / (2 * step);
    }

    /** Whether any expectation depends on a parameter. */
    private static boolean counts(CountedLikelihood likelihood, double[] at, int parameter) {
        return IntStream.range(0, likelihood.model().categories().size())
                .anyMatch(c -> slope(likelihood, c, at, parameter) != 0);
    }

    /** Least squares with weights 1/n, which leave nothing where the expectation can be what was observed. */
    private static double[] best(CountedLikelihood likelihood, double[] start, int[] interest) {
        double[] best = start.clone();
        for (int k = 0; k < best.length; k++) {
            Parameter p = likelihood.model().parameters().get(k);
            best[k] = p.fixed() ? best[k] : p.initial();
        }
        double[] none = best.clone();
        for (int k : interest) {
            none[k] = 0;
        }
        int n = interest.length;
        var matrix = new Array2DRowRealMatrix(n, n);
        var right = new double[n];
        for (int c = 0; c < likelihood.model().categories().size(); c++) {
            double observed = likelihood.observed(c);
            for (int i = 0; i < n && observed > 0; i++) {
                double slope = slope(likelihood, c, none, interest[i]);
                right[i] += slope * (observed - likelihood.expected(c, none)) / observed;
                for (int j = 0; j < n; j++) {
                    matrix.addToEntry(i, j, slope * slope(likelihood, c, none, interest[j]) / observed);
                }
            }
        }
        RealMatrix solved = new LUDecomposition(matrix).getSolver().solve(new Array2DRowRealMatrix(right));
        for (int i = 0; i < n; i++) {
            best[interest[i]] = solved.getEntry(i, 0);
        }
        return best;
    }

    /** Of all parameters, with zeros for those that are held. */
    private static RealMatrix covariance(CountedLikelihood likelihood, double[] at, int[] free) {
        var information = new Array2DRowRealMatrix(free.length, free.length);
        for (int i = 0; i < free.length; i++) {
            for (int j = 0; j < free.length; j++) {
                for (int c = 0; c < likelihood.model().categories().size(); c++) {
                    double observed = likelihood.observed(c);
                    if (observed > 0) {
                        information.addToEntry(
                                i, j, slope(likelihood, c, at, free[i]) * slope(likelihood, c, at, free[j]) / observed);
                    }
                }
            }
            String name = likelihood.model().parameters().get(free[i]).name();
            int index = i;
            likelihood.model().constraints().stream()
                    .filter(c -> c.gaussianParameter().equals(Optional.of(name)))
                    .forEach(c -> information.addToEntry(index, index, Math.pow(c.gaussianWidth(), -2)));
        }
        RealMatrix inverse = new LUDecomposition(information).getSolver().getInverse();
        var covariance = new Array2DRowRealMatrix(at.length, at.length);
        for (int i = 0; i < free.length; i++) {
            for (int j = 0; j < free.length; j++) {
                covariance.setEntry(free[i], free[j], inverse.getEntry(i, j));
            }
        }
        return covariance;
    }
}
