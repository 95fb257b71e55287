package org.fiducia.background.zzmc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.Progress;
import org.fiducia.api.Settings;
import org.fiducia.api.channel.Category;
import org.fiducia.api.channel.Region;
import org.fiducia.api.channel.Role;
import org.fiducia.api.channel.SelectedEvent;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.BinnedSample;
import org.fiducia.api.measurement.Era;
import org.fiducia.api.measurement.ModelPart.Contribution;
import org.fiducia.api.measurement.Sample;
import org.fiducia.testkit.Estimates;
import org.fiducia.testkit.MassFit;
import org.fiducia.testkit.PlainCandidate;
import org.junit.jupiter.api.Test;

class SimulatedBackgroundTest {
    private static final Analysis ANALYSIS = new Analysis(
            "test",
            13.6,
            List.of(new Era("2022", 10), new Era("2023", 20)),
            List.of(new Category("a", "a"), new Category("b", "b")),
            List.of(new Region("SR", "signal", true), new Region("CR", "control", false)),
            "m",
            105,
            160,
            125);

    private final SimulatedBackground model = new SimulatedBackground();

    @Test
    void countsLuminosityTimesWeightTimesScale() {
        var sample = sample(
                "qq",
                "",
                0.5,
                kept(2, 0, 0, 110), // category a
                kept(3, 0, 0, 150),
                kept(4, 0, 1, 130), // category b
                kept(100, 1, 0, 130), // control region
                kept(100, 0, 0, 104.9), // outside the window
                kept(100, 0, 0, 160));
        List<Contribution> found = estimate(Map.of("components", Map.of("ZZ", List.of("qq"))), 1, sample);
        assertEquals(4, found.size());
        Contribution a = find(found, 0, 0, 0);
        assertEquals("ZZ", a.process());
        assertEquals(10 * 0.5 * 5, a.estimate().events(), 1e-12);
        assertEquals(10 * 0.5 * Math.sqrt(13), a.estimate().error(), 1e-12);
        assertEquals(20 * 0.5 * 4, find(found, 1, 1, 0).estimate().events(), 1e-12);
    }

    @Test
    void takesTheShapeOfTheCategoryForABinWithoutEvents() {
        var events = IntStream.range(0, 200)
                .mapToObj(i -> kept(1, 0, 0, 105 + 0.25 * i))
                .toArray(SelectedEvent[]::new);
        var bins = IntStream.range(0, 200).map(i -> i < 100 ? 0 : 1).toArray();
        var sample = MassFit.binned(
                ANALYSIS,
                new Sample("qq", "qq", Role.BACKGROUND, MassFit.at(Double.NaN), "", 1),
                Arrays.asList(events),
                bins,
                new int[200]);
        List<Contribution> found = estimate(Map.of("components", Map.of("qq", "qq")), 3, sample);
        Contribution low = find(found, 0, 0, 0);
        Contribution high = find(found, 0, 0, 1);
        Contribution empty = find(found, 0, 0, 2);
        assertEquals(1000, low.estimate().events(), 1e-9);
        assertEquals(1000, high.estimate().events(), 1e-9);
        assertEquals(0, empty.estimate().events());
        double[] whole = empty.shape().tables().get("contents");
        assertTrue(low.shape().tables().get("contents")[2] > 1.5 * whole[2]);
        assertTrue(high.shape().tables().get("contents")[15] > 1.5 * whole[15]);
        assertEquals(whole[2], whole[15], 0.1 * whole[2]);
        assertEquals(21, empty.shape().tables().get("edges").length);
    }

    /**
     * Five events in one place of a category whose 1000 others are spread evenly: with 20 events of the inclusive shape they
     * are a fifth. A bin as full as its category keeps what it is.
     */
    @Test
    void aBinOfFewEventsIsPulledToTheShapeOfItsCategory() {
        int all = 1005;
        var events = new SelectedEvent[all];
        var bins = new int[all];
        for (int i = 0; i < all; i++) {
            events[i] = kept(1, 0, 0, i < 5 ? 152 + i : 105 + 0.055 * (i - 5));
            bins[i] = i < 5 ? 1 : 0;
        }
        var sample = MassFit.binned(
                ANALYSIS,
                new Sample("qq", "qq", Role.BACKGROUND, MassFit.at(Double.NaN), "", 1),
                Arrays.asList(events),
                bins,
                new int[all]);
        Map<String, ?> components = Map.of("qq", "qq");
        double[] own = contents(Map.of("components", components, "inclusiveEntries", 0), 1, sample);
        double[] whole = contents(Map.of("components", components, "minEntries", 6), 1, sample);
        double[] few = contents(Map.of("components", components), 1, sample);
        double[] many = contents(Map.of("components", components), 0, sample);
        double[] manyOwn = contents(Map.of("components", components, "inclusiveEntries", 0), 0, sample);
        assertEquals(0, own[5], 1e-4, "five events know nothing of the other end");
        for (int k = 0; k < few.length; k++) {
            assertEquals(0.05, whole[k], 0.01, "as the category, bin " + k);
            assertEquals((5 * own[k] + 20 * whole[k]) / 25, few[k], 1e-12);
            assertEquals((1000 * manyOwn[k] + 20 * whole[k]) / 1020, many[k], 1e-12);
        }
    }

    private double[] contents(Map<String, ?> settings, int bin, BinnedSample sample) {
        return find(estimate(settings, 2, sample), 0, 0, bin).shape().tables().get("contents");
    }

    @Test
    void takesTheSamplesOfAnEraForIt() {
        var early = sample("qq", "2022", 1, kept(1, 0, 0, 110));
        var late = sample("qq", "2023", 1, kept(7, 0, 0, 110));
        List<Contribution> found = estimate(Map.of("components", Map.of("qq", "qq")), 1, early, late);
        assertEquals(10, find(found, 0, 0, 0).estimate().events(), 1e-12);
        assertEquals(140, find(found, 1, 0, 0).estimate().events(), 1e-12);
    }

    @Test
    void keepsComponentsApartByDefault() {
        var qq = sample("qqZZ", "", 1, kept(1, 0, 0, 110));
        var gg = sample("ggZZ", "", 1, kept(2, 0, 0, 110));
        List<Contribution> found = estimate(Map.of(), 1, qq, gg);
        assertArrayEquals(
                new double[] {10, 20},
                found.stream()
                        .filter(c -> c.place().era().equals("2022")
                                && c.place().category().equals("a"))
                        .mapToDouble(c -> c.estimate().events())
                        .sorted()
                        .toArray());
    }

    @Test
    void saysWhichProcessIsMissing() {
        var sample = sample("qqZZ", "", 1, kept(1, 0, 0, 110));
        var error = assertThrows(
                FiduciaException.class, () -> estimate(Map.of("components", Map.of("ggZZ", "ggZZ")), 1, sample));
        assertTrue(error.getMessage().contains("ggZZ"), error.getMessage());
        assertTrue(error.remedy().contains("qqZZ"), error.remedy());
    }

    private List<Contribution> estimate(Map<String, ?> settings, int bins, BinnedSample... samples) {
        return Estimates.of(
                model, ANALYSIS, List.of(samples), bins, new Settings("/backgrounds/zz-mc", settings), Progress.NONE);
    }

    private static Contribution find(List<Contribution> found, int era, int category, int bin) {
        return Estimates.find(found, ANALYSIS, era, category, bin);
    }

    private static BinnedSample sample(String process, String era, double scale, SelectedEvent... events) {
        return MassFit.binned(
                ANALYSIS,
                new Sample(process + era, process, Role.BACKGROUND, MassFit.at(Double.NaN), era, scale),
                Arrays.asList(events),
                new int[events.length],
                new int[events.length]);
    }

    private static SelectedEvent kept(double weight, int region, int category, double mass) {
        return new SelectedEvent(weight, region, category, PlainCandidate.atRest(mass), -1, null, false);
    }
}
