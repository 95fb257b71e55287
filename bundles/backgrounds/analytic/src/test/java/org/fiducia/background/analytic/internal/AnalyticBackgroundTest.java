package org.fiducia.background.analytic.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.Progress;
import org.fiducia.api.Settings;
import org.fiducia.api.channel.Role;
import org.fiducia.api.measurement.BinnedSample;
import org.fiducia.api.measurement.ModelPart;
import org.fiducia.api.measurement.ModelPart.Contribution;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.report.Figure;
import org.fiducia.api.report.Report;
import org.fiducia.testkit.Estimates;
import org.fiducia.testkit.ExampleMeasurements;
import org.fiducia.testkit.ExampleSamples;
import org.junit.jupiter.api.Test;

class AnalyticBackgroundTest {
    private static ModelPart part(int bins, Map<String, ?> settings) {
        return part(ExampleSamples.binned(bins), bins, settings);
    }

    private static ModelPart part(List<BinnedSample> samples, int bins, Map<String, ?> settings) {
        return Tools.background()
                .prepare(ExampleMeasurements.ANALYSIS, samples, new Settings("/b", settings), Progress.NONE)
                .part(samples, Estimates.bins(bins), Progress.NONE);
    }

    /** Eras of a category and bin have one shape and their own numbers of events, those of the data. */
    @Test
    void erasShareAShape() {
        ModelPart part = part(1, Map.of());
        assertEquals(9, part.contributions().size());
        double events = 0;
        for (Contribution one : part.contributions()) {
            assertEquals("background", one.process());
            events += one.estimate().events();
            for (Contribution other : part.contributions()) {
                if (one.place().category().equals(other.place().category())) {
                    assertEquals(one.shape(), other.shape());
                }
            }
        }
        double data = 0;
        for (BinnedSample sample : ExampleSamples.binned(1)) {
            for (int e = 0; sample.sample().role() == Role.DATA && e < sample.fitted().length; e++) {
                data += sample.fitted()[e] ? 1 : 0;
            }
        }
        assertEquals(data, events);
    }

    @Test
    void envelopeHasFunctionsOfAllFamilies() {
        ModelPart part = part(1, Map.of());
        var alternatives =
                Objects.requireNonNull(part.contributions().get(0).shape().alternatives());
        assertTrue(alternatives.names().size() >= 3, () -> alternatives.names().toString());
        Parameter index = part.parameters().stream()
                .filter(p -> p.name().equals(alternatives.index()))
                .findFirst()
                .orElseThrow();
        assertEquals(alternatives.names().size() - 1, index.upper());
    }

    /** The report tells the functions that the model has, and why. */
    @Test
    void theReportShowsWhatTheModelTakes() {
        ModelPart part = part(1, Map.of());
        var analysis = ExampleMeasurements.ANALYSIS;
        var tried = Tools.background()
                .tried(analysis, ExampleSamples.binned(1), new Settings("/b", Map.of()), Progress.NONE);
        Report report = FunctionsReport.of(analysis, tried);
        assertEquals(analysis.categories().size(), tried.size());
        for (int c = 0; c < tried.size(); c++) {
            var of = tried.get(c);
            String category = of.category().id();
            Contribution contribution = part.contributions().stream()
                    .filter(one -> one.place().category().equals(category))
                    .findFirst()
                    .orElseThrow();
            var taken = of.tested().stream()
                    .filter(OrderTest.Tested::taken)
                    .map(tested -> tested.trial().name())
                    .sorted()
                    .toList();
            var alternatives = assertNotNull2(contribution.shape().alternatives());
            assertEquals(alternatives.names().stream().sorted().toList(), taken);
            Trial before = null;
            for (OrderTest.Tested tested : of.tested()) {
                if (!Double.isNaN(tested.gain())) {
                    assertEquals(OrderTest.gainIsChance(assertNotNull2(before), tested.trial()), tested.gain());
                    assertEquals(tested.gain() < OrderTest.BETTER, tested.taken());
                }
                before = tested.taken() ? tested.trial() : before;
                double sum = java.util.Arrays.stream(tested.trial().expected()).sum();
                assertTrue(sum > 0.5 * of.values().length, "expected in the whole window");
            }
        }
        assertEquals(tried.size(), report.all(Figure.class).size());
        assertTrue(report.lines().stream().anyMatch(line -> line.contains("best")));
    }

    @Test
    void oneFunctionByName() {
        ModelPart part = part(1, Map.of("function", "bernstein 2", "process", "smooth"));
        for (Contribution one : part.contributions()) {
            assertEquals("bernstein", one.shape().kind());
            assertEquals(3, one.shape().parameters().size());
            assertEquals("smooth", one.process());
        }
        assertNull(part(1, Map.of("envelope", false))
                .contributions()
                .get(0)
                .shape()
                .alternatives());
    }

    /** With fewer events than it takes, a bin has the shape of its category, and its own number of events. */
    @Test
    void thinBinsFollowTheirCategory() {
        ModelPart part = part(3, Map.of("minEvents", 60, "orderEvents", 60));
        boolean fixed = false;
        boolean free = false;
        for (Contribution one : part.contributions()) {
            boolean floats = one.shape().parameters().values().stream()
                    .anyMatch(value -> !value.references().isEmpty());
            fixed |= !floats;
            free |= floats;
            assertEquals(1, one.yield().references().size());
        }
        assertTrue(fixed && free);
        ModelPart lowest = part(3, Map.of("orderEvents", 1e6));
        var alternatives = assertNotNull2(lowest.contributions().get(0).shape().alternatives());
        assertTrue(alternatives.names().stream().allMatch(name -> name.endsWith(" 1")));
    }

    private static <T> T assertNotNull2(T value) {
        assertNotNull(value);
        return value;
    }

    /** Events in one place, without a signal to explain them, are described by nothing: the best of all functions is taken. */
    @Test
    void whereNoFunctionDescribesTheDataTheBestIsTaken() {
        List<BinnedSample> narrow = ExampleSamples.binned(1).stream()
                .filter(sample -> sample.sample().role() == Role.DATA)
                .map(sample -> {
                    double[] value = sample.value().clone();
                    for (int e = 0; e < value.length; e++) {
                        value[e] = sample.fitted()[e] ? 125.5 + 1e-3 * e : value[e];
                    }
                    return new BinnedSample(
                            sample.sample(),
                            sample.events(),
                            sample.recoBin(),
                            sample.fiducialBin(),
                            value,
                            sample.fitted());
                })
                .toList();
        ModelPart part = part(narrow, 1, Map.of("orderEvents", 10));
        assertEquals(9, part.contributions().size());
        part.contributions().forEach(one -> assertNull(one.shape().alternatives()));
    }

    @Test
    void categoriesWithoutEnoughDataAreRefusedByName() {
        var refused =
                assertThrows(FiduciaException.class, () -> part(1, Map.of("minEvents", 1000, "orderEvents", 1000)));
        assertTrue(refused.getMessage().contains("category 4e"), refused::getMessage);
        List<BinnedSample> simulated = ExampleSamples.binned(1).stream()
                .filter(sample -> sample.sample().role() != Role.DATA)
                .toList();
        var none = assertThrows(FiduciaException.class, () -> part(simulated, 1, Map.of()));
        assertTrue(none.getMessage().contains("data"), none::getMessage);
    }

    @Test
    void settingsThatMakeNoSenseAreRefused() {
        for (Map<String, ?> wrong : List.of(
                Map.of("families", List.of("spline")),
                Map.of("function", "bernstein 9"),
                Map.of("maxOrder", 0),
                Map.of("minEvents", 0),
                Map.of("orderEvents", 5))) {
            assertThrows(FiduciaException.class, () -> part(1, wrong));
        }
    }
}
