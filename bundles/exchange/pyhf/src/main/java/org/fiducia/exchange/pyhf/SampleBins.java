package org.fiducia.exchange.pyhf;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.model.Component;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.Expression.Function;
import org.fiducia.api.model.Shape;
import org.fiducia.exchange.histfactory.HistFactoryChannel;

/** What a component of a model is in the words of HistFactory, in one bin or in all bins of a channel. */
final class SampleBins {
    /** Contents of each bin. */
    final double[] nominal;

    /** Change of each bin's content at ±1, by nuisance: {up, down}. */
    final Map<String, double[][]> variations = new LinkedHashMap<>();

    /** Parameters that multiply. */
    final List<String> factors = new ArrayList<>();

    /** Factors of interpolation at ±1, by nuisance: {up, down}. */
    final Map<String, double[]> normalisations = new LinkedHashMap<>();

    private final String where;

    /**
     * Takes a component apart.
     *
     * @param where of which component, for messages
     * @throws FiduciaException for a component that is nothing HistFactory knows
     */
    SampleBins(Component component, double[] edges, String where) {
        this.where = where;
        Expression.Sum sum = null;
        double constant = 1;
        for (Expression factor : flat(component.yield())) {
            if (factor instanceof Expression.Constant number) {
                constant *= number.value();
            } else if (factor instanceof Expression.Ref ref) {
                factors.add(ref.parameter());
            } else if (factor instanceof Expression.Sum terms && sum == null) {
                sum = terms;
            } else if (factor instanceof Expression.Call call
                    && call.function() == Function.EXPONENTIAL_INTERPOLATION) {
                double[] ends = {number(call, 1), number(call, 2)};
                if (normalisations.put(nuisance(call), ends) != null) {
                    throw refused("has two normalisation uncertainties of the same parameter " + nuisance(call));
                }
            } else {
                throw refused("has the factor " + factor);
            }
        }
        double total = sum == null ? 1 : 0;
        var changes = new LinkedHashMap<String, double[]>();
        for (Expression term : sum == null ? List.<Expression>of() : sum.terms()) {
            if (term instanceof Expression.Constant number) {
                total += number.value();
            } else if (term instanceof Expression.Call call && call.function() == Function.LINEAR_INTERPOLATION) {
                double[] change = changes.computeIfAbsent(nuisance(call), name -> new double[2]);
                change[0] += number(call, 1);
                change[1] += number(call, 2);
            } else {
                throw refused("has the term " + term);
            }
        }
        nominal = new double[edges.length - 1];
        if (nominal.length == 1) {
            nominal[0] = constant * total;
            for (var change : changes.entrySet()) {
                double up = constant * change.getValue()[0];
                double down = constant * change.getValue()[1];
                variations.put(change.getKey(), new double[][] {{up}, {down}});
            }
            requireFlat(component.shape());
        } else {
            spread(component.shape(), edges, constant, total, changes);
        }
    }

    private static List<Expression> flat(Expression expression) {
        if (!(expression instanceof Expression.Product product)) {
            return List.of(expression);
        }
        return product.factors().stream()
                .flatMap(factor -> flat(factor).stream())
                .toList();
    }

    private String nuisance(Expression.Call call) {
        if (call.arguments().get(0) instanceof Expression.Ref ref) {
            return ref.parameter();
        }
        throw refused("interpolates in " + call.arguments().get(0));
    }

    private double number(Expression.Call call, int argument) {
        if (call.arguments().get(argument) instanceof Expression.Constant number) {
            return number.value();
        }
        throw refused("interpolates to " + call.arguments().get(argument));
    }

    private static double[] table(Shape shape, String name) {
        return Objects.requireNonNull(shape.tables().get(name), name);
    }

    private void requireFlat(Shape shape) {
        boolean flat = shape.kind().equals("uniform")
                || shape.kind().equals("histogram")
                        && shape.parameters().isEmpty()
                        && table(shape, "contents").length == 1;
        if (!flat) {
            throw refused("has a shape of kind " + shape.kind());
        }
    }

    /** The yield times the shape, bin by bin. */
    private void spread(Shape shape, double[] edges, double constant, double total, Map<String, double[]> changes) {
        if (shape.kind().equals("uniform")) {
            for (int b = 0; b < nominal.length; b++) {
                double part = (edges[b + 1] - edges[b]) / (edges[nominal.length] - edges[0]);
                nominal[b] = constant * total * part;
            }
            if (!changes.isEmpty()) {
                throw refused("has a total that changes but a shape that does not");
            }
            return;
        }
        if (!shape.kind().equals("histogram") || !Arrays.equals(shape.tables().get("edges"), edges)) {
            throw refused("has a shape of kind " + shape.kind() + " or with bins other than those of the data");
        }
        double[] contents = table(shape, "contents");
        double scale = constant * total / Arrays.stream(contents).sum();
        for (int b = 0; b < nominal.length; b++) {
            nominal[b] = scale * contents[b];
        }
        for (var parameter : shape.parameters().entrySet()) {
            String coefficient = parameter.getKey();
            String name = coefficient.endsWith(HistFactoryChannel.EVEN)
                    ? coefficient.substring(0, coefficient.length() - HistFactoryChannel.EVEN.length())
                    : coefficient;
            addDelta(shape, coefficient, parameter.getValue(), name, scale);
        }
        for (var variation : variations.entrySet()) {
            String name = variation.getKey();
            double[] change = changes.getOrDefault(name, new double[2]);
            for (int side = 0; side < 2; side++) {
                double sum = Arrays.stream(variation.getValue()[side]).sum();
                if (Math.abs(sum - constant * change[side]) > 1e-9 * Math.abs(constant * total)) {
                    throw refused("changes its shape and its total with " + name + " in different ways");
                }
            }
        }
        if (!variations.keySet().containsAll(changes.keySet())) {
            throw refused("has a total that changes but a shape that does not");
        }
    }

    private void addDelta(Shape shape, String coefficient, Expression expression, String nuisance, double scale) {
        boolean even = !coefficient.equals(nuisance);
        Expression expected = even
                ? Expression.call(
                        Function.LINEAR_INTERPOLATION,
                        Expression.ref(nuisance),
                        Expression.constant(1),
                        Expression.constant(1))
                : Expression.ref(nuisance);
        if (!expression.equals(expected)) {
            throw refused("has a shape that changes with " + expression);
        }
        double[] delta = table(shape, "delta." + coefficient);
        double[][] change = variations.computeIfAbsent(nuisance, name -> new double[2][nominal.length]);
        for (int b = 0; b < nominal.length; b++) {
            change[0][b] += scale * delta[b];
            change[1][b] += (even ? 1 : -1) * scale * delta[b];
        }
    }

    private FiduciaException refused(String what) {
        return new FiduciaException(
                Kind.OUTPUT,
                where + " " + what + ", which a pyhf workspace cannot hold",
                "write the model as HS3; pyhf has factors, normalisations and shapes interpolated by codes 4 and 4p");
    }
}
