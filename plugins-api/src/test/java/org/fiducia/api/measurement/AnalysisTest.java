package org.fiducia.api.measurement;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
    void theSamplesNearestToThePointStandForIt() {
        BinnedSample far = sample("a", Role.SIGNAL, Point.of("mH", 120));
        BinnedSample near = sample("b", Role.SIGNAL, Point.of("mH", 126));
        BinnedSample too = sample("c", Role.SIGNAL, Point.of("mH", 126));
        BinnedSample other = sample("d", Role.BACKGROUND, Point.of("mH", 125));
        BinnedSample tied = sample("e", Role.SIGNAL, Point.of("mH", 124));
        assertEquals(List.of("b", "c"), names(far, near, too, other));
        assertEquals(List.of("b", "c"), names(near, too, tied), "of equally near ones the first");
        assertEquals(List.of(), names(other));
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
