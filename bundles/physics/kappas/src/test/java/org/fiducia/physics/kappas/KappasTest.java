package org.fiducia.physics.kappas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.Settings;
import org.fiducia.api.model.Expression;
import org.fiducia.api.observable.Bin;
import org.fiducia.physics.scalings.Cell;
import org.fiducia.physics.scalings.Scaling.Scaled;
import org.fiducia.physics.scalings.Scaling.Target;
import org.fiducia.testkit.Expressions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KappasTest {
    private final Kappas model = new Kappas();

    /** μ of a production, with couplings beside 1. */
    private double mu(String production, Map<String, Object> settings, Map<String, Double> kappas) {
        var cell = new Cell(production, 0, new Bin("b", List.of()));
        Scaled scaled = model.scaled(new Target("x", List.of(cell)), new Settings("/physics", settings));
        return Expressions.value(scaled.factors().get(0), name -> kappas.getOrDefault(name, 1.0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ggH", "VBF", "WH", "ZH", "ttH", "bbH", "tHq", "tHW"})
    void theStandardModelIsOne(String production) {
        for (String decay : List.of("ZZ", "WW", "gammagamma", "bb", "tautau", "mumu", "Zgamma", "gg", "cc")) {
            assertEquals(1, mu(production, Map.of("decay", decay, "couplings", "each"), Map.of()), 1e-12, decay);
            assertEquals(1, mu(production, Map.of("decay", decay), Map.of()), 1e-12, decay);
        }
    }

    /** Everything scaled alike cancels in the branching ratio. */
    /** Every mode of template cross sections is 1 in the Standard Model; a reversed top coupling: tH .83 · 11.42 + .17 · 9.44, gg → ZH 4.28. */
    @Test
    void modesOfTemplateCrossSections() {
        List<Cell> cells = List.of("ggH", "VBF", "WH", "qqZH", "ggZH", "ttH", "bbH", "tH").stream()
                .map(mode -> new Cell(mode, 0, new Bin("b", List.of())))
                .toList();
        var values = new java.util.LinkedHashMap<String, Object>();
        values.put("couplings", "each");
        var factors = new Kappas()
                .scaled(new Target("stxs", cells), new Settings("/physics/settings", values))
                .factors();
        for (Expression factor : factors) {
            assertEquals(1, Expressions.value(factor, name -> 1), 1e-12);
        }
        double branching =
                Expressions.value(factors.get(5), name -> name.equals("kappa_t") ? -1 : 1); // ttH is as it was
        assertEquals(
                0.83 * 11.42 + 0.17 * 9.44,
                Expressions.value(factors.get(7), name -> name.equals("kappa_t") ? -1 : 1) / branching,
                1e-9);
        assertEquals(
                4.28, Expressions.value(factors.get(4), name -> name.equals("kappa_t") ? -1 : 1) / branching, 1e-9);
    }

    @Test
    void acommonFactorIsThatOfTheProduction() {
        var two = Map.of("kappa_V", 1.1, "kappa_f", 1.1);
        for (String production : List.of("ggH", "VBF", "WH", "ZH", "ttH", "tHq")) {
            assertEquals(1.21, mu(production, Map.of(), two), 1e-12, production);
        }
    }

    /** The other sign of the top coupling: 11.4 and 9.4 times the Standard Model, as published. */
    @Test
    void theSignOfTheTopCouplingIsSeenInSingleTop() {
        var settings = Map.<String, Object>of("couplings", "each");
        var flipped = Map.of("kappa_t", -1.0);
        double ttH = mu("ttH", settings, flipped); // what the width of the resolved loops changes
        assertEquals(11.42, mu("tHq", settings, flipped) / ttH, 0.005);
        assertEquals(9.44, mu("tHW", settings, flipped) / ttH, 0.005);
        // the loop with bottom quarks interferes the other way round
        assertEquals((1.04 + 0.002 + 0.04) / 1.002, mu("ggH", settings, flipped) / ttH, 1e-12);
    }

    /** The definition with numbers, by hand: vector boson fusion into two Z bosons with κ_V = 2. */
    @Test
    void theWidthFollowsTheCouplings() {
        double photons = (1.59 * 4 + 0.07 - 0.66 * 2);
        double sum = 0.5824 + 0.2137 + 0.08187 + 0.06272 + 0.02891 + 0.02619 + 0.00227 + 0.001533 + 0.0002176;
        double width = (0.5824
                        + 0.08187
                        + 0.06272
                        + 0.02891
                        + 0.0002176
                        + 4 * (0.2137 + 0.02619 + 0.001533)
                        + photons * 0.00227)
                / sum;
        assertEquals(4 * 4 / width, mu("VBF", Map.of(), Map.of("kappa_V", 2.0)), 1e-12);
    }

    @Test
    void loopsMayHaveCouplingsOfTheirOwn() {
        var settings = new HashMap<String, Object>(Map.of("effective", true, "decay", "gammagamma"));
        double sum = 0.5824 + 0.2137 + 0.08187 + 0.06272 + 0.02891 + 0.02619 + 0.00227 + 0.001533 + 0.0002176;
        double width = 1 + 0.08187 / sum * (1.2 * 1.2 - 1) + 0.00227 / sum * (0.9 * 0.9 - 1);
        assertEquals(1.44 * 0.81 / width, mu("ggH", settings, Map.of("kappa_g", 1.2, "kappa_gamma", 0.9)), 1e-12);
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThrows(FiduciaException.class, () -> mu("xH", Map.of(), Map.of()));
        assertThrows(FiduciaException.class, () -> mu("", Map.of(), Map.of()));
        assertThrows(FiduciaException.class, () -> mu("ggH", Map.of("decay", "xx"), Map.of()));
        assertThrows(FiduciaException.class, () -> mu("ggH", Map.of("couplings", "all"), Map.of()));
        assertThrows(FiduciaException.class, () -> mu("ggH", Map.of("coupling", "each"), Map.of()));
    }
}
