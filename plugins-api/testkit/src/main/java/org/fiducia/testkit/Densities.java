package org.fiducia.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.fiducia.api.fit.ShapeFunction;
import org.fiducia.api.model.Shape;

/** What every density keeps on its window: it is nowhere negative, and its integral is 1. */
final class Densities {
    private static final int PANELS = 110;
    private static final int ORDER = 24;
    private static final double[] NODES = new double[ORDER];
    private static final double[] WEIGHTS = new double[ORDER];

    static {
        // Gauss-Legendre on [0, 1]: roots of the Legendre polynomial by Newton's method
        for (int i = 0; i < ORDER; i++) {
            double z = Math.cos(Math.PI * (i + 0.75) / (ORDER + 0.5));
            double slope = 1;
            for (int step = 0; step < 9; step++) {
                double now = 1;
                double before = 0;
                for (int k = 0; k < ORDER; k++) {
                    double next = ((2 * k + 1) * z * now - k * before) / (k + 1);
                    before = now;
                    now = next;
                }
                slope = ORDER * (z * now - before) / (z * z - 1);
                z -= now / slope;
            }
            NODES[i] = 0.5 * (1 + z);
            WEIGHTS[i] = 1 / ((1 - z * z) * slope * slope);
        }
    }

    private Densities() {}

    /**
     * Looks at a shape. Of a histogram and of a formula the contents are looked at, which are normalised by who uses them; of
     * any other kind the density, where its function is on the class path.
     *
     * @param parameters values of the parameters of the model
     */
    static void check(Shape shape, double lo, double hi, ToDoubleFunction<String> parameters) {
        switch (shape.kind()) {
            case "histogram" -> histogram(shape, lo, hi, parameters);
            case "formula" ->
                IntStream.rangeClosed(0, PANELS)
                        .mapToDouble(k -> lo + (hi - lo) * k / PANELS)
                        .forEach(x -> {
                            double value = Expressions.value(
                                    shape.formula(),
                                    name -> name.equals(Shape.VARIABLE) ? x : parameters.applyAsDouble(name));
                            assertTrue(value >= 0 && Double.isFinite(value), () -> shape + " is " + value + " at " + x);
                        });
            default -> {
                Optional<ShapeFunction> function = DeclaredComponents.of(ShapeFunction.class).stream()
                        .filter(one -> one.id().equals(shape.kind()))
                        .findFirst();
                function.ifPresent(one -> {
                    double[] at = one.parameters(shape).stream()
                            .mapToDouble(
                                    name -> Expressions.value(shape.parameters().get(name), parameters))
                            .toArray();
                    assertEquals(1, integral(one, shape, lo, hi, at), 1e-6, () -> "integral of " + shape);
                });
            }
        }
    }

    private static void histogram(Shape shape, double lo, double hi, ToDoubleFunction<String> parameters) {
        double[] edges = shape.tables().get("edges");
        double[] contents = shape.tables().get("contents").clone();
        shape.parameters().forEach((name, value) -> {
            double[] delta = shape.tables().get("delta." + name);
            for (int k = 0; k < contents.length; k++) {
                contents[k] += Expressions.value(value, parameters) * delta[k];
            }
        });
        assertEquals(edges.length - 1, contents.length, "contents between edges");
        for (int k = 1; k < edges.length; k++) {
            assertTrue(edges[k] > edges[k - 1], () -> "edges rise: " + Arrays.toString(edges));
        }
        assertTrue(
                edges[0] <= lo && edges[edges.length - 1] >= hi,
                () -> "the window is covered: " + Arrays.toString(edges));
        assertTrue(
                Arrays.stream(contents).allMatch(x -> x >= 0 && Double.isFinite(x))
                        && Arrays.stream(contents).sum() > 0,
                () -> "a density: " + Arrays.toString(contents));
    }

    /** The integral of a density over its window, of which no piece may be negative. */
    static double integral(ShapeFunction function, Shape shape, double lo, double hi, double[] parameters) {
        double[] ends = DoubleStream.concat(
                        Arrays.stream(function.breaks(shape, parameters)),
                        IntStream.rangeClosed(0, PANELS).mapToDouble(k -> lo + (hi - lo) * k / PANELS))
                .filter(x -> x >= lo && x <= hi)
                .sorted()
                .distinct()
                .toArray();
        var x = new double[(ends.length - 1) * ORDER];
        for (int i = 0; i < x.length; i++) {
            int panel = i / ORDER;
            x[i] = ends[panel] + (ends[panel + 1] - ends[panel]) * NODES[ORDER - 1 - i % ORDER];
        }
        var density = new double[x.length];
        function.bind(shape, lo, hi, x).evaluate(parameters, density, null);
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            assertTrue(density[i] >= 0, "density of " + shape.kind() + " at " + x[i] + ": " + density[i]);
            sum += (ends[i / ORDER + 1] - ends[i / ORDER]) * WEIGHTS[ORDER - 1 - i % ORDER] * density[i];
        }
        return sum;
    }
}
