package org.fiducia.signal.template;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.Progress;
import org.fiducia.api.Settings;
import org.fiducia.api.channel.Category;
import org.fiducia.api.channel.FourMomentum;
import org.fiducia.api.channel.Region;
import org.fiducia.api.channel.Role;
import org.fiducia.api.channel.SelectedEvent;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.BinnedSample;
import org.fiducia.api.measurement.Era;
import org.fiducia.api.measurement.FitRegion;
import org.fiducia.api.measurement.ModelPart;
import org.fiducia.api.measurement.Point;
import org.fiducia.api.measurement.Sample;
import org.fiducia.api.observable.Axis;
import org.fiducia.api.observable.Bin;
import org.fiducia.api.observable.Binning;
import org.fiducia.api.observable.Range;
import org.fiducia.testkit.JetCandidate;
import org.junit.jupiter.api.Test;

class TemplateSignalTest {
    private static final Analysis ANALYSIS = new Analysis(
            "",
            "",
            13,
            List.of(new Era("e", 1)),
            List.of(new Category("a", "", "x"), new Category("b", "", "x")),
            List.of(new Region("SR", "", true)),
            new FitRegion("SR", FitRegion.Use.SIGNAL, "v", new Axis("v", "", 0), 0, 4, 4),
            Point.of(Analysis.MASS, 125));

    private static final Binning BINS = new Binning(List.of(new Bin("all", List.of(Range.ANY))));

    private static BinnedSample sample(double[] values, double[] weights, int... categories) {
        var candidate = new JetCandidate(FourMomentum.ofPtEtaPhiM(1, 0, 0, 1), List.of());
        List<SelectedEvent> events = java.util.stream.IntStream.range(0, values.length)
                .mapToObj(e -> new SelectedEvent(weights[e], 0, categories[e], candidate, 0, candidate, true))
                .toList();
        return new BinnedSample(
                new Sample("s", "ggH", Role.SIGNAL, Point.of(Analysis.MASS, 125), "", 0.5),
                events,
                new int[values.length],
                new int[values.length],
                values,
                BinnedSample.fitted(ANALYSIS, events, values));
    }

    private static double[] contents(ModelPart part, String process, String category) {
        return part.contributions().stream()
                .filter(c -> c.process().equals(process) && c.place().category().equals(category))
                .findFirst()
                .orElseThrow()
                .shape()
                .tables()
                .get("contents");
    }

    private static ModelPart part(BinnedSample sample) {
        return new TemplateSignal()
                .prepare(ANALYSIS, Map.of(), List.of(sample), Settings.none(), Progress.NONE)
                .part(List.of(sample), BINS, Progress.NONE);
    }

    @Test
    void sumsWeightsInTheIntervalsOfTheFit() {
        ModelPart part = part(sample(new double[] {0, 1, 1.5, 3.99, 4}, new double[] {2, 4, 6, 8, 100}, 0, 0, 0, 0, 0));
        assertArrayEquals(new double[] {1, 5, 0, 4}, contents(part, "signal", "a"), 1e-12);
    }

    @Test
    void aPlaceWithoutEventsIsUniformAndNegativeContentsAreNone() {
        ModelPart part = part(sample(new double[] {0.5, 1.5}, new double[] {-2, 4}, 0, 0));
        assertArrayEquals(new double[] {0, 2, 0, 0}, contents(part, "signal", "a"), 1e-12);
        assertArrayEquals(new double[] {1, 1, 1, 1}, contents(part, "signal", "b"), 1e-12);
        assertArrayEquals(new double[] {1, 1, 1, 1}, contents(part, "nonResonant", "a"), 1e-12);
    }

    @Test
    void refusesNoIntervals() {
        var wrong = new Settings("/signal/settings", Map.of("intervals", 0));
        var refused = assertThrows(FiduciaException.class, () -> new TemplateSignal().check(ANALYSIS, wrong));
        assertEquals(FiduciaException.Kind.CARD, refused.kind());
    }
}
