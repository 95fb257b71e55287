package org.fiducia.exchange.hs3;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Nullable;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.Shape;
import org.fiducia.exchange.json.JsonFile;

/** Writes the densities of components. */
final class DensityWriter {
    private static final Map<String, String> CRYSTAL_BALL = Map.of(
            "m0", "mean", "sigma_L", "sigma", "sigma_R", "sigma", "alpha_L", "alphaL", "alpha_R", "alphaR", "n_L", "nL",
            "n_R", "nR");

    private final ArrayNode distributions;
    private final FunctionWriter functions;

    DensityWriter(ArrayNode distributions, FunctionWriter functions) {
        this.distributions = distributions;
        this.functions = functions;
    }

    /**
     * Writes a density.
     *
     * @param name of the distribution
     * @param where of which component, for messages
     */
    void write(String name, Shape shape, Observable x, String where) {
        switch (shape.kind()) {
            case "gaussian" ->
                named(add(name, "gaussian_dist", "x", x), shape, Map.of("mean", "mean", "sigma", "sigma"));
            case "landau" ->
                named(add(name, "landau_dist", "x", x), shape, Map.of("mean", "location", "sigma", "width"));
            case "dscb" -> named(add(name, "crystalball_doublesided_dist", "m", x), shape, CRYSTAL_BALL);
            case "exponential" -> exponential(name, shape, x);
            case "crystal-ball" ->
                named(
                        add(name, "crystalball_dist", "m", x),
                        shape,
                        Map.of("m0", "mean", "sigma", "sigma", "alpha", "alpha", "n", "n"));
            case "bernstein" -> coefficients(add(name, "bernstein_poly_dist", "x", x), shape);
            case "polynomial" -> coefficients(add(name, "polynomial_dist", "x", x), shape);
            case "uniform" -> add(name, "uniform_dist", "x", x);
            case "formula" ->
                add(name, "generic_dist", null, x).put("expression", functions.text(formula(shape), x.name()));
            case "histogram" -> histogram(name, shape, x);
            default -> generic(name, shape, x, where);
        }
    }

    /** One that HS3 has no type for, as a formula. */
    private void generic(String name, Shape shape, Observable x, String where) {
        Expression formula = SmoothFormulas.of(shape, x.lo(), x.hi())
                .orElseThrow(() -> new FiduciaException(
                        Kind.OUTPUT,
                        where + " has a shape of kind " + shape.kind() + ", which HS3 has no distribution for",
                        "write the model in another format, or give the shape as a formula"));
        add(name, "generic_dist", null, x).put("expression", functions.text(formula, x.name()));
    }

    private static Expression formula(Shape shape) {
        return Objects.requireNonNull(shape.formula(), "a formula has one");
    }

    private static Expression parameter(Shape shape, String name) {
        return Objects.requireNonNull(shape.parameters().get(name), name);
    }

    private static double[] table(Shape shape, String name) {
        return Objects.requireNonNull(shape.tables().get(name), name);
    }

    private ObjectNode add(String name, String type, @Nullable String variable, Observable x) {
        ObjectNode distribution = distributions.addObject();
        distribution.put("name", name);
        distribution.put("type", type);
        if (variable != null) {
            distribution.put(variable, x.name());
        }
        return distribution;
    }

    private void named(ObjectNode distribution, Shape shape, Map<String, String> fields) {
        fields.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(entry -> {
            String wish = distribution.get("name").asText() + "_" + entry.getValue();
            distribution.set(entry.getKey(), functions.reference(parameter(shape, entry.getValue()), wish));
        });
    }

    private void coefficients(ObjectNode distribution, Shape shape) {
        ArrayNode list = distribution.putArray("coefficients");
        shape.parameters()
                .forEach((parameter, coefficient) -> list.add(functions.reference(
                        coefficient, distribution.get("name").asText() + "_" + parameter)));
    }

    /** HS3 has e^(−cx), this product e^(kx). */
    private void exponential(String name, Shape shape, Observable x) {
        Expression slope = parameter(shape, "slope");
        Expression c = slope instanceof Expression.Constant constant
                ? Expression.constant(-constant.value())
                : Expression.product(Expression.constant(-1), slope);
        add(name, "exponential_dist", "x", x).set("c", functions.reference(c, name + "_c"));
    }

    /**
     * A template; with morphing it is the mixture of the template and of the positive and the negative part of each
     * change, with the coefficients that make the same sum: they are normalised by their sum.
     */
    private void histogram(String name, Shape shape, Observable x) {
        double[] edges = table(shape, "edges");
        double[] contents = table(shape, "contents");
        if (shape.parameters().isEmpty()) {
            if (contents.length == 1) {
                add(name, "uniform_dist", "x", x);
            } else {
                histogram(name, edges, contents, x);
            }
            return;
        }
        String nominal = functions.unique(name + "_nominal");
        histogram(nominal, edges, contents, x);
        var summands = distributions.arrayNode();
        var coefficients = distributions.arrayNode();
        summands.add(nominal);
        coefficients.add(x.integral(edges, contents));
        shape.parameters().forEach((parameter, coefficient) -> {
            double[] delta = table(shape, "delta." + parameter);
            for (int sign = 1; sign >= -1; sign -= 2) {
                double s = sign;
                double[] part =
                        Arrays.stream(delta).map(d -> Math.max(0, s * d)).toArray();
                double size = x.integral(edges, part);
                if (size > 0) {
                    String summand = functions.unique(name + (sign > 0 ? "_up_" : "_down_") + parameter);
                    histogram(summand, edges, part, x);
                    summands.add(summand);
                    coefficients.add(functions.reference(
                            Expression.product(Expression.constant(sign * size), coefficient), summand + "_size"));
                }
            }
        });
        ObjectNode mixture = add(name, "mixture_dist", null, x);
        mixture.put("extended", false);
        mixture.set("summands", summands);
        mixture.set("coefficients", coefficients);
    }

    private void histogram(String name, double[] edges, double[] contents, Observable x) {
        ObjectNode data = add(name, "histogram_dist", null, x).putObject("data");
        ModelWriter.axis(data, x.name(), edges);
        JsonFile.add(data.putArray("contents"), contents);
    }
}
