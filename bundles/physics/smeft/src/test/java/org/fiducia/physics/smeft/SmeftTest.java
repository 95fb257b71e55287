package org.fiducia.physics.smeft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.Settings;
import org.fiducia.api.observable.Bin;
import org.fiducia.api.observable.Range;
import org.fiducia.physics.scalings.Cell;
import org.fiducia.physics.scalings.Scaling.Scaled;
import org.fiducia.physics.scalings.Scaling.Target;
import org.fiducia.testkit.Expressions;
import org.fiducia.testkit.SharedFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmeftTest {
    private final Smeft model = new Smeft();

    @TempDir
    Path folder;

    private static Target bins(double... edges) {
        var cells = new ArrayList<Cell>();
        for (int k = 0; k < edges.length; k++) {
            double hi = k + 1 < edges.length ? edges[k + 1] : Double.POSITIVE_INFINITY;
            cells.add(new Cell("", k, new Bin("bin " + k, List.of(new Range(edges[k], hi)))));
        }
        return new Target("pT4l", cells);
    }

    private double[] factors(Target target, Map<String, Object> settings, Map<String, Double> at) {
        Scaled scaled = model.scaled(target, new Settings("/physics", settings, folder));
        return scaled.factors().stream()
                .mapToDouble(factor -> Expressions.value(factor, name -> at.getOrDefault(name, 0.0)))
                .toArray();
    }

    private static double[] numbers(String text) {
        return java.util.Arrays.stream(text.split(" "))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    private static void same(String expected, double[] factors, double within) {
        double[] values = numbers(expected);
        assertEquals(values.length, factors.length);
        for (int k = 0; k < values.length; k++) {
            assertEquals(values[k], factors[k], within, "bin " + k);
        }
    }

    /** The vectors that come with a toy parametrisation. */
    @Test
    void polynomialsAreThoseOfTheFile() {
        Path file = SharedFolder.require("data/eft/pT4l_parametrisation.json");
        Target target = bins(0, 10, 16, 22, 28, 36, 46, 60, 80, 106, 146);
        var at = Map.of("cG", 0.01, "cT", 0.2, "cBox", 1.0, "cW", -0.5);
        same(
                "1.293153 1.304437 1.313416 1.322837 1.334386 1.350119 1.372644 1.40758 1.460495 1.547761 1.792055",
                factors(target, Map.of("file", file.toString(), "order", "linear"), at),
                1e-6);
        same(
                "1.318402 1.330856 1.340835 1.351366 1.364356 1.382181 1.407945 1.448436 1.510929 1.617026 1.935878",
                factors(target, Map.of("file", file.toString()), at),
                1e-6);
    }

    /** A published parametrisation of 969 terms a bin, by the numbers of an independent evaluation. */
    @Test
    void readsWhatTheFieldWrites() {
        Path file = SharedFolder.require("data/real/smeft/hzz_pt_h.json");
        List<String> names = List.copyOf(Parametrisation.of(file).bins().keySet());
        Target target = bins(names.stream().mapToDouble(Double::parseDouble).toArray());
        var at = Map.of("chg", 0.01, "ctgre", 0.2);
        same(
                "1.048072 1.047623 1.046836 1.045993 1.045406 1.043675 1.042551 1.039851 1.03661",
                factors(target, Map.of("file", file.toString(), "order", "linear"), at),
                1e-6);
        same(
                "1.03616 1.035811 1.035183 1.034458 1.035936 1.0325 1.031799 1.028758 1.017293",
                factors(target, Map.of("file", file.toString()), at),
                1e-6);
        Parametrisation decays = Parametrisation.of(SharedFolder.require("data/real/smeft/decay.json"));
        assertEquals(3.2321, decays.of("tot").a("chg"), 5e-5);
    }

    private Path file(String text) throws IOException {
        return Files.writeString(Files.createTempFile(folder, "p", ".json"), text);
    }

    /** By hand: (1 + A)(1 + A_d)/(1 + A_t), or 1 + A + A_d − A_t. */
    @Test
    void decaysAndTheWidthBelongToIt() throws IOException {
        Path production = file("{\"0\": {\"A_a\": 0.5, \"B_a_2\": 1}}");
        Path decays = file("{\"ZZ\": {\"A_a\": 0.2}, \"tot\": {\"A_a\": 0.1, \"A_b\": 0.3, \"B_a_b\": 2}}");
        var at = Map.of("a", 0.1, "b", -0.2);
        var settings = new HashMap<String, Object>(Map.of("file", production.toString(), "decays", decays.toString()));
        double exact = (1 + 0.05 + 0.01) * (1 + 0.02) / (1 + 0.01 - 0.06 - 0.04);
        assertEquals(exact, factors(bins(0), settings, at)[0], 1e-12);
        settings.put("order", "linear");
        assertEquals(1 + 0.05 + 0.02 - 0.01 + 0.06, factors(bins(0), settings, at)[0], 1e-12);
        settings.put("expand", false);
        assertEquals(1.05 * 1.02 / (1 + 0.01 - 0.06), factors(bins(0), settings, at)[0], 1e-12);
        settings.put("coefficients", List.of("a"));
        assertEquals(1.05 * 1.02 / 1.01, factors(bins(0), settings, at)[0], 1e-12, "b is held at 0");
    }

    @Test
    void namesMayHaveUnderscoresAndPairsAnyOrder() throws IOException {
        Path production = file("{\"x\": {\"A_c_h\": 1, \"A_d\": 1, \"B_d_c_h\": 2, \"B_c_h_d\": 1, \"u_A_d\": 0.1}}");
        var cell = new Cell("", 0, new Bin("x", List.of()));
        double[] factors = factors(
                new Target("y", List.of(cell)), Map.of("file", production.toString()), Map.of("c_h", 2.0, "d", 5.0));
        assertEquals(1 + 2 + 5 + 30, factors[0], 1e-12);
    }

    private String refused(String production, Map<String, Object> further) throws IOException {
        var settings = new HashMap<>(further);
        settings.put("file", file(production).toString());
        var e = assertThrows(FiduciaException.class, () -> factors(bins(0, 10), settings, Map.of()));
        return e.getMessage() + " → " + e.remedy();
    }

    @Test
    void saysWhatIsMissing() throws IOException {
        String two = "{\"0\": {\"A_a\": 1}, \"10\": {\"A_a\": 1}}";
        assertTrue(refused("{\"0\": {\"A_a\": 1}}", Map.of()).contains("begins at 10"));
        assertTrue(refused(two, Map.of("coefficients", List.of("b"))).contains("no term of the coefficient b"));
        assertTrue(refused(two, Map.of("order", "cubic")).contains("quadratic or linear"));
        assertTrue(refused(two, Map.of("expand", true)).contains("expand"));
        assertTrue(refused(two, Map.of("decay", "ZZ")).contains("decay"));
        assertTrue(refused("{\"0\": {\"C_a\": 1}}", Map.of()).contains("no term of a polynomial"));
        assertTrue(refused("{\"0\": 3}", Map.of()).contains("0"));
        assertTrue(refused("{}", Map.of()).contains("no bin"));
    }
}
