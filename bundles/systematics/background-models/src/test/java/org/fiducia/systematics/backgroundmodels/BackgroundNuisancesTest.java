package org.fiducia.systematics.backgroundmodels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.Settings;
import org.fiducia.api.channel.Category;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.Era;
import org.fiducia.api.measurement.ModelPart.Contribution;
import org.fiducia.api.measurement.ModelPart.Estimate;
import org.fiducia.api.measurement.ModelPart.Variation;
import org.fiducia.api.measurement.Nuisance;
import org.fiducia.api.measurement.Nuisance.Target;
import org.fiducia.api.measurement.Nuisance.YieldEffect;
import org.fiducia.api.measurement.Place;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.Shape;
import org.fiducia.api.observable.ObservableInfo;
import org.fiducia.testkit.ExampleNominal;
import org.junit.jupiter.api.Test;

class BackgroundNuisancesTest {
    private static final Shape FLAT = Shape.histogram(new double[] {105, 160}, new double[] {1});
    private static final Analysis ANALYSIS = new Analysis(
            "",
            13.6,
            List.of(new Era("2022", 10), new Era("2023", 20)),
            List.of(new Category("4e", "")),
            List.of(),
            "",
            105,
            160,
            125);

    private static ExampleNominal nominal(Contribution... backgrounds) {
        return new ExampleNominal(ANALYSIS, ObservableInfo.production("x", "x", "", 0, 1, 2))
                .withBackgrounds(List.of(backgrounds))
                .withComponents("signal", "ZX");
    }

    private static Contribution background(String era, String bin, Variation... variations) {
        return new Contribution(
                new Place("SR", era, "4e", bin),
                "ZX",
                Expression.constant(4),
                FLAT,
                new Estimate(4, 2, Set.of(), List.of(variations)));
    }

    @Test
    void oneNuisancePerName() {
        var nominal = nominal(
                background("2022", "0–1", new Variation("a", "Z+X", 0.1, -0.1), new Variation("b", "other", 0.2, -0.2)),
                background("2023", "1–2", new Variation("a", "Z+X", -0.3, 0.3)));
        List<Nuisance> nuisances =
                new BackgroundNuisances().part(nominal, List.of()).nuisances();
        assertEquals(
                List.of(
                        new Nuisance(
                                "a",
                                "Z+X",
                                List.of(
                                        new YieldEffect(
                                                new Target("ZX", new Place("SR", "2022", "4e", "0–1")), 0.1, -0.1),
                                        new YieldEffect(
                                                new Target("ZX", new Place("SR", "2023", "4e", "1–2")), -0.3, 0.3))),
                        new Nuisance(
                                "b",
                                "other",
                                List.of(new YieldEffect(
                                        new Target("ZX", new Place("SR", "2022", "4e", "0–1")), 0.2, -0.2)))),
                nuisances);
    }

    @Test
    void takesNoDeclarations() {
        var block = new Settings("/nuisances/0", Map.of("source", "background-models"));
        var error =
                assertThrows(FiduciaException.class, () -> new BackgroundNuisances().part(nominal(), List.of(block)));
        assertTrue(error.getMessage().contains("/nuisances/0"), error.getMessage());
    }
}
