package org.fiducia.statistics.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.fiducia.api.Progress;
import org.fiducia.api.fit.FitResult;
import org.fiducia.api.fit.Interval;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.inference.Inference.Tools;
import org.fiducia.api.inference.Quantity;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.model.StatisticalModel;

/**
 * Intervals of sums of free parameters, such as a cross section in all bins together: the model is written in the sum instead
 * of one of its terms, of which there are no limits, and the sum is a parameter as any other.
 */
final class SumIntervals {
    private SumIntervals() {}

    /** Whether a quantity is a sum of different parameters that are free, at least two. */
    static boolean isSum(Quantity quantity, StatisticalModel model) {
        List<String> names = terms(quantity);
        return names.size() > 1
                && names.stream().distinct().count() == names.size()
                && names.stream().allMatch(name -> isFree(model, name))
                && model.indexOf(quantity.name()) < 0;
    }

    private static boolean isFree(StatisticalModel model, String name) {
        int at = model.indexOf(name);
        if (at < 0) {
            return false;
        }
        Parameter parameter = model.parameters().get(at);
        return !parameter.fixed() && Double.isInfinite(parameter.lower()) && Double.isInfinite(parameter.upper());
    }

    /** Names of the terms; none when not all are parameters. */
    private static List<String> terms(Quantity quantity) {
        if (!(quantity.value() instanceof Expression.Sum sum)
                || !sum.terms().stream().allMatch(Expression.Ref.class::isInstance)) {
            return List.of();
        }
        return sum.terms().stream()
                .map(term -> ((Expression.Ref) term).parameter())
                .toList();
    }

    /**
     * The interval.
     *
     * @param at the minimum, with covariance
     * @param sum a quantity that {@linkplain #isSum is one}
     * @return empty where the likelihood cannot be written so
     * @throws org.fiducia.api.FiduciaException when no end is found
     */
    static Optional<Interval> interval(Likelihood own, FitResult at, Quantity sum, Tools tools, Progress progress) {
        StatisticalModel model = own.model();
        double[][] covariance = at.covariance();
        if (covariance == null) {
            return Optional.empty();
        }
        List<String> names = terms(sum);
        int[] terms = names.stream().mapToInt(model::indexOf).toArray();
        int last = terms[terms.length - 1];
        double[] row = new double[covariance.length];
        for (int term : terms) {
            for (int i = 0; i < row.length; i++) {
                row[i] += covariance[term][i];
            }
        }
        double variance = Arrays.stream(terms).mapToDouble(term -> row[term]).sum();
        if (!(variance > 0)) {
            return Optional.empty();
        }
        double value = Arrays.stream(terms).mapToDouble(i -> at.parameters()[i]).sum();
        Parameter old = model.parameters().get(last);
        var parameters = new ArrayList<>(model.parameters());
        parameters.set(
                last,
                new Parameter(
                        sum.name(),
                        value,
                        Double.NEGATIVE_INFINITY,
                        Double.POSITIVE_INFINITY,
                        Math.sqrt(variance),
                        old.role(),
                        old.group(),
                        false));
        Expression term = difference(sum.name(), names.subList(0, names.size() - 1));
        Optional<Likelihood> other =
                own.compiled(model.replaced(parameters, name -> name.equals(old.name()) ? term : Expression.ref(name)));
        double[] best = at.parameters().clone();
        best[last] = value;
        double[][] inSum = new double[row.length][];
        for (int i = 0; i < row.length; i++) {
            inSum[i] = covariance[i].clone();
            inSum[i][last] = row[i];
        }
        inSum[last] = row.clone();
        inSum[last][last] = variance;
        var moved = new FitResult(
                at.status(),
                at.message(),
                best,
                at.nll(),
                at.edm(),
                at.calls(),
                inSum,
                at.conditionNumber(),
                at.atLimit(),
                at.edges());
        return other.map(likelihood -> tools.intervals().interval(likelihood, tools.fitter(), moved, last, progress));
    }

    private static Expression difference(String sum, List<String> others) {
        var terms = new ArrayList<Expression>(List.of(Expression.ref(sum)));
        others.forEach(name -> terms.add(Expression.product(Expression.constant(-1), Expression.ref(name))));
        return new Expression.Sum(terms);
    }
}
