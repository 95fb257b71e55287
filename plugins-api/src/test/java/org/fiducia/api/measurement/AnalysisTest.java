package org.fiducia.api.measurement;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.fiducia.api.channel.Region;
import org.fiducia.api.channel.Role;
import org.fiducia.api.channel.SelectedEvent;
import org.junit.jupiter.api.Test;

class AnalysisTest {
    private static final Analysis ANALYSIS = new Analysis(
            "",
            13.6,
            List.of(new Era("2022", 1)),
            List.of(),
            List.of(new Region("SR", "", true), new Region("CR", "", false)),
            "m",
            105,
            160,
            125);

    private static BinnedSample sample(String name, Role role, Point point) {
        return new BinnedSample(
                new Sample(name, "p", role, point, "", 1),
                List.of(),
                new int[0],
                new int[0],
                new double[0],
                new boolean[0]);
    }

    private static List<String> names(BinnedSample... samples) {
        return ANALYSIS.nominal(List.of(samples)).stream()
                .map(s -> s.sample().name())
                .toList();
    }

    @Test
    void theSamplesOfThePointStandForIt() {
        BinnedSample far = sample("a", Role.SIGNAL, Point.of("mH", 120));
        BinnedSample there = sample("b", Role.SIGNAL, Point.of("mH", 125));
        BinnedSample too = sample("c", Role.SIGNAL, Point.of("mH", 125));
        BinnedSample other = sample("d", Role.BACKGROUND, Point.of("mH", 125));
        assertEquals(List.of("b", "c"), names(far, there, too, other));
        assertSame(there, ANALYSIS.nominal(List.of(far, there)).get(0), "as it is");
        assertEquals(List.of(), names(other));
    }

    @Test
    void ofOtherCoordinatesTheNearestAreTaken() {
        BinnedSample near = sample("a", Role.SIGNAL, new Point(Map.of("mH", 125.0, "cg", 0.1)));
        BinnedSample far = sample("b", Role.SIGNAL, new Point(Map.of("mH", 125.0, "cg", 0.4)));
        var at = new Analysis(
                "",
                "",
                13.6,
                ANALYSIS.eras(),
                List.of(),
                ANALYSIS.regions(),
                ANALYSIS.fit(),
                new Point(Map.of("mH", 125.0, "cg", 0.2)));
        assertEquals(List.of(near), at.nominal(List.of(far, near)));
    }

    @Test
    void aSampleWithoutCoordinatesServesEveryPoint() {
        assertEquals(List.of("a"), names(sample("a", Role.SIGNAL, Point.NONE)));
        assertEquals(0, Point.of("mH", 125).distance(Point.NONE));
        assertTrue(Double.isNaN(Point.NONE.get("mH")));
        assertThrows(IllegalArgumentException.class, () -> new Point(Map.of("mH", Double.NaN)));
    }

    @Test
    void anEventIsFittedInASignalRegionAndInTheRange() {
        List<SelectedEvent> events = List.of(event(0), event(0), event(1), event(-1), event(0), event(0));
        double[] value = {105, 160, 130, 130, Double.NaN, 159.999};
        boolean[] fitted = BinnedSample.fitted(ANALYSIS, events, value);
        assertArrayEquals(
                new Boolean[] {true, false, false, false, false, true},
                Arrays.asList(fitted[0], fitted[1], fitted[2], fitted[3], fitted[4], fitted[5])
                        .toArray());
        assertFalse(BinnedSample.fitted(ANALYSIS.within(110, 130), events, value)[0]);
    }

    private static SelectedEvent event(int region) {
        return new SelectedEvent(1, region, 0, null, -1, null, false);
    }
}
