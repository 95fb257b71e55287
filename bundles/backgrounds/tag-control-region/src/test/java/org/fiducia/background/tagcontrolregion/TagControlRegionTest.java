package org.fiducia.background.tagcontrolregion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.Settings;
import org.fiducia.api.measurement.ModelPart;
import org.fiducia.api.measurement.PartSource.SignalRates;
import org.fiducia.api.model.Expression;
import org.fiducia.channel.hbb.BoostedExample;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TagControlRegionTest {
    @TempDir
    Path folder;

    private static final SignalRates NONE = new SignalRates(List.of(), List.of(), Map.of());

    private static ModelPart part(Path file, String process) {
        return new TagControlRegion()
                .part(
                        BoostedExample.nominal(),
                        NONE,
                        new Settings("/parts/0/settings", Map.of("process", process, "file", file.toString())));
    }

    private static double value(Expression expression, double k, double t) {
        if (expression instanceof Expression.Constant constant) {
            return constant.value();
        } else if (expression instanceof Expression.Sum sum) {
            return sum.terms().stream().mapToDouble(term -> value(term, k, t)).sum();
        } else if (expression instanceof Expression.Product product) {
            return product.factors().stream()
                    .mapToDouble(factor -> value(factor, k, t))
                    .reduce(1, (a, b) -> a * b);
        }
        return expression.equals(Expression.ref("k_tt")) ? k : t;
    }

    private static double expected(ModelPart part, String region, double k, double t) {
        return part.contributions().stream()
                .filter(c -> c.place().region().equals(region))
                .mapToDouble(c -> value(c.yield(), k, t))
                .sum();
    }

    /** Of 200 + 1000 events with k = .9 and t = .8: 144 and 936 pass and fail, and 10 and 100 others. */
    @Test
    void expectsWhatRateAndTaggerSay() {
        ModelPart part = part(Path.of("src/test/resources/region.json"), "tt");
        assertEquals(144 + 10, expected(part, "CR_tt_pass", 0.9, 0.8), 1e-9);
        assertEquals(936 + 100, expected(part, "CR_tt_fail", 0.9, 0.8), 1e-9);
        assertEquals(210, expected(part, "CR_tt_pass", 1, 1), 1e-9);
        assertArrayEquals(new double[] {178}, part.regions().get(0).observed());
        assertArrayEquals(new double[] {1012}, part.regions().get(1).observed());
    }

    /** The rate of the process in a bin of transverse momentum is k, whatever the tagger does. */
    @Test
    void movesEventsBetweenPassAndFailOfTheMeasurement() {
        ModelPart part = part(Path.of("src/test/resources/region.json"), "tt");
        double before = 0;
        double after = 0;
        for (var c : BoostedExample.nominal().backgrounds()) {
            if (c.process().equals("tt")) {
                before += c.estimate().events();
                after += c.estimate().events()
                        * part.factors().stream()
                                .filter(f -> f.target().matches("tt", c.place()))
                                .mapToDouble(f -> value(f.value(), 1.3, 0.6))
                                .reduce(1, (a, b) -> a * b);
            }
        }
        assertEquals(1.3 * before, after, 1e-9 * before);
    }

    @Test
    void namesARegionThatSaysNothing() throws Exception {
        for (String wrong : List.of(
                "{\"simulation\": {\"tt_pass\": 0, \"tt_fail\": 1, \"other_pass\": 0, \"other_fail\": 0},"
                        + " \"data\": {\"pass\": 1, \"fail\": 1}}",
                "{\"simulation\": {\"tt_pass\": 1, \"tt_fail\": 1, \"other_pass\": 0, \"other_fail\": 0},"
                        + " \"data\": {\"pass\": 0, \"fail\": 1}}",
                "{\"simulation\": {\"tt_pass\": 1, \"tt_fail\": -1, \"other_pass\": 0, \"other_fail\": 0},"
                        + " \"data\": {\"pass\": 1, \"fail\": 1}}",
                "{\"data\": {\"pass\": 1, \"fail\": 1}}")) {
            Path file = Files.writeString(folder.resolve("region.json"), wrong);
            var refused = assertThrows(FiduciaException.class, () -> part(file, "tt"));
            assertTrue(refused.getMessage().contains("region.json"), refused.getMessage());
        }
        assertThrows(FiduciaException.class, () -> part(folder.resolve("none.json"), "tt"));
        var other = assertThrows(FiduciaException.class, () -> part(Path.of("src/test/resources/region.json"), "Wqq"));
        assertTrue(other.getMessage().contains("Wqq"), other.getMessage());
    }
}
