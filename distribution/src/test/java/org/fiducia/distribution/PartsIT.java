package org.fiducia.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What no other plug-in has a word for is added to a measurement by one jar, and nothing else changes. */
class PartsIT {
    private static final String SOURCE = """
            package example;

            import java.util.*;
            import org.fiducia.api.Settings;
            import org.fiducia.api.measurement.*;
            import org.fiducia.api.measurement.ModelPart.*;
            import org.fiducia.api.model.*;
            import org.fiducia.api.observable.Axis;
            import org.osgi.service.component.annotations.Component;

            @Component(service = PartSource.class)
            public final class Example implements PartSource {
                private static final double INF = Double.POSITIVE_INFINITY;

                public String id() {
                    return "extra";
                }

                public String title() {
                    return "an example";
                }

                private static Parameter free(String name, double start, double lo, double hi) {
                    return new Parameter(name, start, lo, hi, 0.1 * Math.abs(start), Parameter.Role.NUISANCE, "", false);
                }

                private static Expression ref(String name) {
                    return Expression.ref(name);
                }

                private static Expression times(double factor, Expression of) {
                    return Expression.product(Expression.constant(factor), of);
                }

                private static Expression exponential(Expression slope, double from) {
                    Expression x = Expression.sum(Expression.ref("x"), Expression.constant(-from));
                    return new Expression.Call(Expression.Function.EXP, List.of(Expression.product(times(-1, slope), x)));
                }

                public ModelPart part(NuisanceSource.Nominal nominal, PartSource.SignalRates signal, Settings settings) {
                    %s
                }
            }
            """;

    @TempDir
    Path folder;

    private Product product() {
        return new Product(folder, java.util.Map.of());
    }

    private Path jar() {
        return product().deploy().resolve("extra.jar");
    }

    private Product.Outcome measure(String part) throws Exception {
        PluginJar.compile(jar(), folder, "extra", "1.0.0", SOURCE.formatted(part));
        return product()
                .run("measure", "m4l", "--out", "out", "--set", "parts=[\"extra\"]", "--set", "writers=[\"json\"]");
    }

    private JsonNode result(Product.Outcome outcome) throws Exception {
        assertEquals(0, outcome.code(), outcome.out() + outcome.err());
        return new ObjectMapper().readTree(Files.readString(folder.resolve("out/m4l/result.json")));
    }

    private static JsonNode named(JsonNode list, String key, String name) {
        return StreamSupport.stream(list.spliterator(), false)
                .filter(node -> node.path(key).asText().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + name + " in " + list));
    }

    @AfterEach
    void clear() throws Exception {
        Files.deleteIfExists(jar());
    }

    @Test
    void aBackgroundWhoseSlopeFloats() throws Exception {
        JsonNode result = result(measure("""
                var parameters = List.of(free("extra_events", 5, 0, INF), free("extra_slope", 0.01, -0.2, 0.2));
                Shape shape = Shape.formula(exponential(ref("extra_slope"), 105));
                return ModelPart.of(
                        parameters, List.of(new Contribution(Place.ANY, "extra", ref("extra_events"), shape)));
                """));
        assertEquals("converged", result.path("status").asText());
        named(result.path("parameters"), "name", "extra_events");
        JsonNode slope = named(result.path("parameters"), "name", "extra_slope");
        assertTrue(Math.abs(slope.path("value").asDouble()) <= 0.2);
        named(result.path("yields"), "component", "extra");
    }

    /** 25 events where 20 are expected: the scale is 1.25 and its Hesse uncertainty √25 / 20. */
    @Test
    void aRegionInWhichEventsAreCounted() throws Exception {
        JsonNode result = result(measure("""
                var region = new FitRegion("CR", FitRegion.Use.CONTROL, "", new Axis("events", "", 0), 0, 1, 1);
                var flat = Shape.histogram(new double[] {0, 1}, new double[] {1});
                return ModelPart.of(
                                List.of(free("cr_scale", 1, 0, INF)),
                                List.of(new Contribution(Place.in("CR"), "other", times(20, ref("cr_scale")), flat)))
                        .withRegions(List.of(new ObservedRegion(Place.ANY, region, new double[] {25})));
                """));
        JsonNode scale = named(result.path("parameters"), "name", "cr_scale");
        assertEquals(1.25, scale.path("value").asDouble(), 1e-6);
        assertEquals(0.25, scale.path("error").asDouble(), 1e-4);
        JsonNode other = named(result.path("yields"), "component", "other");
        assertEquals("CR", other.path("bin").asText());
        assertEquals(25, other.path("fitted").asDouble(), 1e-4);
    }

    /** 25 events where 20 are expected change nothing but what is said of the region. */
    @Test
    void aRegionThatIsLookedAt() throws Exception {
        JsonNode result = result(measure("""
                var region = new FitRegion("VR", FitRegion.Use.VALIDATION, "", new Axis("events", "", 0), 0, 1, 1);
                var flat = Shape.histogram(new double[] {0, 1}, new double[] {1});
                return ModelPart.of(
                                List.of(),
                                List.of(new Contribution(Place.in("VR"), "other", times(7, signal.total()), flat)))
                        .withRegions(List.of(new ObservedRegion(Place.ANY, region, new double[] {25})));
                """));
        JsonNode other = named(result.path("yields"), "component", "other");
        assertEquals("VR", other.path("bin").asText());
        double sigma = result.at("/inclusive/sigma").asDouble();
        assertEquals(7 * sigma, other.path("fitted").asDouble(), 1e-6);
        product().run("measure", "m4l", "--out", "plain", "--set", "writers=[\"json\"]");
        JsonNode plain = new ObjectMapper().readTree(Files.readString(folder.resolve("plain/m4l/result.json")));
        assertEquals(plain.at("/inclusive/sigma").asDouble(), sigma, 1e-9, "as without the region");
    }

    /** Twice the signal for the same cross section: half of it is found. */
    @Test
    void aFactorOnAProcess() throws Exception {
        JsonNode result = result(measure("""
                var target = new Nuisance.Target("signal", Place.ANY);
                return ModelPart.EMPTY.withFactors(List.of(new Factor(target, Expression.constant(2))));
                """));
        product().run("measure", "m4l", "--out", "plain", "--set", "writers=[\"json\"]");
        JsonNode plain = new ObjectMapper().readTree(Files.readString(folder.resolve("plain/m4l/result.json")));
        double sigma = result.at("/inclusive/sigma").asDouble();
        assertEquals(plain.at("/inclusive/sigma").asDouble() / 2, sigma, 1e-5);
    }

    /** 200 events where 100 times the cross section is expected: that weighs more than all others. */
    @Test
    void aSignalRegionInAnotherVariable() throws Exception {
        JsonNode result = result(measure("""
                var region = new FitRegion("SR2", FitRegion.Use.SIGNAL, "pT4l", new Axis("p_T", "GeV", 0), 0, 200, 0);
                double[] events = new double[200];
                for (int e = 0; e < events.length; e++) {
                    events[e] = 200 * (e + .5) / events.length;
                }
                Shape shape = Shape.formula(exponential(ref("pt_slope"), 0));
                return ModelPart.of(
                                List.of(free("pt_slope", 0.001, -0.1, 0.1)),
                                List.of(new Contribution(
                                        Place.in("SR2"), "signal", times(100, signal.total()), shape)))
                        .withRegions(List.of(new ObservedRegion(Place.ANY, region, events)));
                """));
        assertEquals(
                0,
                named(result.path("parameters"), "name", "pt_slope")
                        .path("value")
                        .asDouble(),
                1e-4);
        double sigma = result.at("/inclusive/sigma").asDouble();
        assertTrue(sigma > 2 && sigma < 2.6, "between 2 fb of the new region and 2.9 fb of the old: " + sigma);
    }

    @Test
    void aPartThatMakesNoSenseIsRefusedByName() throws Exception {
        Product.Outcome undeclared = measure("""
                Shape flat = Shape.histogram(new double[] {105, 160}, new double[] {1});
                return ModelPart.of(List.of(), List.of(new Contribution(Place.ANY, "extra", ref("nowhere"), flat)));
                """);
        assertRefused(undeclared, "its process extra in everywhere depends on the parameter nowhere");
        Product.Outcome unequal = measure("""
                var mine = new Parameter("sigma_m4l_0", 7, 0, 9, 1, Parameter.Role.INTEREST, "", false);
                return ModelPart.of(List.of(mine), List.of());
                """);
        assertRefused(unequal, "but free from 7.0 in [0.0, 9.0], step 1.0 in extra (extra 1.0.0");
        Product.Outcome nameless = measure("""
                var region = new FitRegion("SR2", FitRegion.Use.SIGNAL, "", new Axis("x", "", 0), 0, 1, 0);
                return ModelPart.EMPTY.withRegions(
                        List.of(new ObservedRegion(Place.ANY, region, new double[0])));
                """);
        assertRefused(nameless, "its region SR2 names no variable");
    }

    private void assertRefused(Product.Outcome outcome, String why) {
        assertEquals(6, outcome.code(), outcome.err());
        assertTrue(outcome.err().contains(why), outcome.err());
        assertTrue(outcome.err().contains("→"), outcome.err());
        assertFalse(outcome.err().contains("\tat "), outcome.err());
    }
}
