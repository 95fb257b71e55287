package org.fiducia.background.fakes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.Settings;
import org.fiducia.api.measurement.ModelPart;
import org.fiducia.api.measurement.ModelPart.Contribution;
import org.fiducia.api.measurement.ModelPart.Factor;
import org.fiducia.api.measurement.Nuisance;
import org.fiducia.api.measurement.Nuisance.YieldEffect;
import org.fiducia.api.measurement.Place;
import org.fiducia.api.model.Parameter;
import org.junit.jupiter.api.Test;

class FakePartsTest {
    private static Contribution of(ModelPart part, String process, String region, String bin) {
        return part.contributions().stream()
                .filter(c -> c.process().equals(process)
                        && c.place().region().equals(region)
                        && c.place().bin().equals(bin))
                .findFirst()
                .orElseThrow();
    }

    private static double events(Contribution contribution, Map<String, Double> at) {
        return FakeEvents.value(contribution.yield(), at);
    }

    /** 10 events of weight 2 with two fakes of one kind: 20 NF². */
    @Test
    void twoFakesOfOneKindScaleWithTheSquare() {
        ModelPart part = FakeEvents.search().part(FakeEvents.SETTINGS);
        Contribution two = of(part, "tt_2t", "SR", "0–1");
        assertEquals(20, events(two, Map.of()), 1e-12);
        assertEquals(20 * 2.25, events(two, Map.of("NF_t", 1.5)), 1e-12);
        assertEquals(10 * 1.5, events(of(part, "tt_t", "SR", "0–1"), Map.of("NF_t", 1.5)), 1e-12);
        assertEquals(12 * 1.5, events(of(part, "tt_t", "SR", "1–2"), Map.of("NF_t", 1.5)), 1e-12);
        assertEquals(6, events(of(part, "tt_e", "SR", "0–1"), Map.of("NF_t", 1.5)), 1e-12);
        assertEquals(8, events(of(part, "ttW", "SR", "0–1"), Map.of("NF_t", 1.5, "NF_e", 2.0)), 1e-12);
        assertEquals(60 * 1.5, events(of(part, "tt_t", "CR_b", ""), Map.of("NF_t", 1.5)), 1e-12);
    }

    @Test
    void factorsAreFreeBetweenTheirLimits() {
        ModelPart part = FakeEvents.search().part(FakeEvents.SETTINGS);
        for (String kind : List.of("e", "t")) {
            Parameter factor = parameter(part, "NF_" + kind);
            assertEquals(1, factor.initial());
            assertEquals(0, factor.lower());
            assertEquals(10, factor.upper());
            assertTrue(part.constraints().stream()
                    .noneMatch(constraint -> constraint.references().contains("NF_" + kind)));
        }
    }

    private static Parameter parameter(ModelPart part, String name) {
        return part.parameters().stream()
                .filter(p -> p.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** The signal follows its cross section: 2 events of weight .5 at the predicted one. */
    @Test
    void theSignalOfAControlRegionFollowsItsRate() {
        ModelPart part = FakeEvents.search().part(FakeEvents.SETTINGS);
        Contribution signal = of(part, "signal", "CR_a", "");
        assertEquals(1, events(signal, Map.of("mu", 1.0)), 1e-12);
        assertEquals(3, events(signal, Map.of("mu", 3.0)), 1e-12);
        assertTrue(part.contributions().stream()
                .noneMatch(
                        c -> c.process().equals("signal") && c.place().region().equals("SR")));
    }

    @Test
    void countsTheDataOfControlRegions() {
        ModelPart part = FakeEvents.search().part(FakeEvents.SETTINGS);
        assertEquals(
                List.of("CR_a", "CR_b"),
                part.regions().stream().map(r -> r.region().id()).toList());
        assertArrayEquals(new double[] {55}, part.regions().get(0).observed());
        assertArrayEquals(new double[] {72}, part.regions().get(1).observed());
        assertEquals(1, part.regions().get(0).region().intervals());
    }

    /** In CR_a: 40 + 10 of weight 1 and 2 of weight .5, √(50.5)/51; in the first bin of the signal region 45.5 % less. */
    @Test
    void theStatisticsOfSimulationIsOneFactorPerPlace() {
        ModelPart part = FakeEvents.search().part(FakeEvents.SETTINGS);
        assertEquals(Math.sqrt(50.5) / 51, width(part, "stat_CR_a"), 1e-12);
        double sum = 5 + 20 + 10 + 6 + 8;
        double squares = 5 + 4 * (10 + 5 + 3) + 8;
        assertEquals(Math.sqrt(squares) / sum, width(part, "stat_SR_one_0"), 1e-12);
        Factor factor = part.factors().stream()
                .filter(f -> f.value().references().contains("stat_SR_one_0"))
                .findFirst()
                .orElseThrow();
        assertEquals("", factor.target().process(), "of all processes, the signal too");
        assertEquals(new Place("SR", "run", "one", "0–1"), factor.target().place());
    }

    private static double width(ModelPart part, String name) {
        return part.constraints().stream()
                .filter(c -> c.references().contains(name))
                .findFirst()
                .orElseThrow()
                .gaussianWidth();
    }

    /** 1.05 per genuine τ: 1.05² for two, nothing without; the signal has (4 · 2 + 1)/5 = 1.8 on average. */
    @Test
    void uncertaintiesFollowWhatAProcessHolds() {
        ModelPart part = FakeEvents.search().part(FakeEvents.SETTINGS);
        Nuisance tau = nuisance(part, "tau_id");
        assertEquals(1.05 * 1.05 - 1, effect(tau, "ttW", "SR"), 1e-12);
        assertEquals(.05, effect(tau, "tt_e", "SR"), 1e-12);
        assertEquals(Math.pow(1.05, 1.8) - 1, effect(tau, "signal", "SR"), 1e-12);
        assertTrue(tau.effects().stream().noneMatch(e -> e.target().process().equals("tt_2t")));
        assertTrue(tau.effects().stream()
                .noneMatch(e -> e.target().place().region().equals("CR_a")));
        Nuisance extrapolation = nuisance(part, "extrapolation");
        assertTrue(extrapolation.effects().stream()
                .allMatch(e -> e.target().process().startsWith("tt_")
                        && e.target().place().region().equals("SR")));
        assertEquals(4, extrapolation.effects().size(), "three components in one bin, one in the other");
    }

    private static Nuisance nuisance(ModelPart part, String name) {
        return part.nuisances().stream()
                .filter(n -> n.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static double effect(Nuisance nuisance, String process, String region) {
        return nuisance.effects().stream()
                .filter(e -> e.target().process().equals(process)
                        && e.target().place().region().equals(region))
                .map(YieldEffect.class::cast)
                .findFirst()
                .orElseThrow()
                .up();
    }

    private static String refused(FakeEvents events, Map<String, ?> settings) {
        return assertThrows(FiduciaException.class, () -> events.part(settings)).getMessage();
    }

    @Test
    void aRegionWithoutEventsIsRefusedByName() {
        Map<String, ?> settings = Map.of("regions", List.of("CR_a", "CR_b", "AR_b"));
        assertTrue(refused(FakeEvents.search(), settings).contains("AR_b has no event of the data"));
        FakeEvents data = FakeEvents.search().add("data", "AR_b", 1, 5, 0);
        assertTrue(refused(data, settings).contains("AR_b has no simulated event"));
    }

    @Test
    void aFactorThatNothingConstrainsIsRefusedByName() {
        FakeEvents events = FakeEvents.search().add("tt", "CR_a", .01, 1, 0, "c");
        String message = refused(events, FakeEvents.SETTINGS);
        assertTrue(message.contains("NF_c"), message);
        ModelPart held = events.part(Map.of("regions", List.of("CR_a", "CR_b"), "held", List.of("c")));
        assertTrue(parameter(held, "NF_c").fixed());
    }

    @Test
    void settingsThatMakeNoSenseAreRefused() {
        assertTrue(refused(FakeEvents.search(), Map.of()).contains("/parts/0/settings/regions"));
        assertTrue(
                refused(FakeEvents.search(), Map.of("regions", List.of("CR_x"))).contains("CR_x"));
        assertTrue(
                refused(FakeEvents.search(), Map.of("regions", List.of("SR"))).contains("SR"));
        assertTrue(refused(FakeEvents.search(), Map.of("regions", List.of("CR_a", "CR_a")))
                .contains("twice"));
        String process = refused(
                FakeEvents.search(),
                Map.of(
                        "regions",
                        List.of("CR_a", "CR_b"),
                        "uncertainties",
                        List.of(Map.of("name", "a", "size", .1, "processes", List.of("ttV")))));
        assertTrue(process.contains("ttV"), process);
        var unbinned = FakeEvents.ANALYSIS.within(0, 9);
        var other = new org.fiducia.api.measurement.Analysis(
                unbinned.title(),
                unbinned.energy(),
                unbinned.eras(),
                unbinned.categories(),
                unbinned.regions(),
                "m",
                0,
                10,
                5);
        var fit = assertThrows(
                FiduciaException.class,
                () -> new FakeParts().check(other, new Settings("/parts/0/settings", FakeEvents.SETTINGS)));
        assertTrue(fit.getMessage().contains("/fit/intervals"), fit::getMessage);
    }
}
