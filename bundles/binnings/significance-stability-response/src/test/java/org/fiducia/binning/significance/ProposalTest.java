package org.fiducia.binning.significance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.fiducia.api.Progress;
import org.fiducia.api.measurement.BinnedSample;
import org.fiducia.api.observable.Bin;
import org.fiducia.api.observable.Binning;
import org.fiducia.api.observable.Range;
import org.fiducia.api.observable.Rectangles;
import org.fiducia.drawing.FigurePicture;
import org.fiducia.testkit.ExampleMeasurements;
import org.junit.jupiter.api.Test;

class ProposalTest {
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    private static Proposal proposal(double resolution, int trials, long seed) {
        List<BinnedSample> samples = List.of(Flat.signal(40_000, 200, resolution), Flat.background(20_000));
        Simulation simulation = Simulation.of(ExampleMeasurements.ANALYSIS, Flat.OBSERVABLE, samples);
        return Proposal.of(
                ExampleMeasurements.ANALYSIS,
                Flat.INFO,
                simulation,
                Flat.backgrounds(samples, 100.0 / 20_000),
                "VBF",
                trials,
                seed,
                Progress.NONE);
    }

    private static double[] edges(Proposal proposal) {
        return Slice.of(proposal.after().binning()).get(0).edges();
    }

    /** With two signal and one background event per GeV, a bin closes at the first step at which AMS(2w, w) ≥ 3. */
    @Test
    void binsCloseAsSoonAsTheyAreSignificant() {
        double width = 0;
        while (Significance.ams(2 * width, width) < 3) {
            width += 0.2;
        }
        double[] edges = edges(proposal(0.01, 0, 1));
        assertEquals(0, edges[0]);
        assertEquals(INFINITY, edges[edges.length - 1]);
        for (int i = 1; i + 1 < edges.length; i++) {
            assertEquals(edges[i - 1] + width, edges[i], 0.21, Arrays.toString(edges));
        }
        assertEquals((int) (Flat.RANGE / width), edges.length - 1); // the rest joins the last
    }

    @Test
    void defaultBinsAreJudgedAlike() {
        Figures before = proposal(0.01, 0, 1).before();
        assertArrayEquals(new double[] {40, 60, 40, 60}, before.signal(), 0.1);
        assertArrayEquals(new double[] {20, 30, 20, 30}, before.background(), 0.1);
        assertEquals(1, before.migration().score(), 1e-2);
        assertEquals(1, before.migration().conditionNumber(), 1e-2);
    }

    @Test
    void trialsAreReproducibleAndNeverWorse() {
        List<BinnedSample> samples = List.of(Flat.signal(40_000, 200, 5), Flat.background(20_000));
        Simulation simulation = Simulation.of(ExampleMeasurements.ANALYSIS, Flat.OBSERVABLE, samples);
        List<Slice> start = Slice.of(Binning.ofEdges(0, 12, 40, 60, 80, INFINITY));
        Yields yields = Yields.of(start, simulation, Flat.backgrounds(samples, 100.0 / 20_000), Progress.NONE);
        var events = new Migration.Events(start, simulation.matched());
        var trials = new ResponseTrials(yields, events, start);
        double[] before = start.get(0).edges();
        double[] after = trials.best(200, 1, Progress.NONE).get(0).edges();
        assertArrayEquals(after, trials.best(200, 1, Progress.NONE).get(0).edges());
        assertTrue(merit(events, start.get(0).with(after)) > merit(events, start.get(0)));
        assertEquals(before.length, after.length);
        for (int i = 0; i + 1 < before.length; i++) {
            double below = i == 0 ? 0 : before[i] - before[i - 1];
            double above = i == 0 ? 0 : Math.min(before[i + 1] - before[i], Flat.RANGE);
            assertTrue(after[i] >= before[i] - 0.1 * below - 0.1, Arrays.toString(after));
            assertTrue(after[i] <= before[i] + 0.1 * above + 0.1, Arrays.toString(after));
            assertTrue(yields.ams(0, after[i], after[i + 1]) >= 3);
        }
    }

    private static double merit(Migration.Events events, Slice slice) {
        Migration migration = Migration.of(events.events(List.of(slice)));
        return migration.score() / migration.conditionNumber();
    }

    /** With a resolution far worse than the bins M_ii falls below ε erf(…). */
    @Test
    void unstableBinsAreMerged() {
        assertEquals(0.5 * 0.6826894921, Stability.threshold(0.5, 2, 1), 1e-9);
        assertEquals(0.5, Stability.threshold(0.5, INFINITY, 1));
        List<BinnedSample> samples = List.of(Flat.signal(40_000, 200, 80));
        Simulation simulation = Simulation.of(ExampleMeasurements.ANALYSIS, Flat.OBSERVABLE, samples);
        List<Slice> slices = Slice.of(Binning.ofEdges(0, 20, 40, 60, 80, INFINITY));
        List<Slice> merged = new Stability(slices, simulation).merge(slices);
        assertTrue(merged.get(0).size() < 5);
        List<BinnedSample> sharp = List.of(Flat.signal(40_000, 200, 1));
        Simulation good = Simulation.of(ExampleMeasurements.ANALYSIS, Flat.OBSERVABLE, sharp);
        assertEquals(5, new Stability(slices, good).merge(slices).get(0).size());
        assertArrayEquals(
                new double[] {0, 20, 60, 80, INFINITY},
                Stability.without(slices.get(0), 2).edges());
    }

    /** Singular values of [[.8, .2], [.3, .7]]: roots of x² − 1.26 x + .25 for their squares. */
    @Test
    void matricesHaveTheKnownFigures() {
        Migration migration = Migration.of(new double[][] {{8, 2}, {3, 7}});
        assertEquals(0.75, migration.score(), 1e-12);
        double root = Math.sqrt(1.26 * 1.26 - 1);
        assertEquals(Math.sqrt((1.26 + root) / (1.26 - root)), migration.conditionNumber(), 1e-9);
        assertEquals(0.7, migration.purity(1), 1e-12);
        assertEquals(0, Migration.of(new double[][] {{0, 0}, {3, 7}}).purity(0));
    }

    /** VBF lies beyond 5 and 600, the rest everywhere: the purest significant corner starts just there. */
    @Test
    void theCornerIsMadePure() {
        var points = new ArrayList<Simulation.Point>();
        for (double x = 0.05; x < 10; x += 0.1) {
            for (double y = 5; y < 1000; y += 10) {
                points.add(Flat.point("ggH", 0.002, x, y));
                if (x > 5 && y > 600) {
                    points.add(Flat.point("VBF", 0.02, x, y));
                }
            }
        }
        var simulation = new Simulation(points, points, points);
        Binning binning = new Rectangles("a", "b")
                .bin("none", Range.ABSENT, Range.ABSENT)
                .rectangle(new Range(0, 3), Range.ANY)
                .alongSecond(new Range(3, 10), 0, 450, INFINITY)
                .binning();
        List<Slice> slices =
                Corner.of(binning).purify("VBF", simulation, Flat.backgrounds(List.of(), 0), Progress.NONE);
        List<Bin> bins = Slice.binning(slices).bins();
        assertEquals(new Range(5, 10), bins.get(3).ranges().get(0));
        assertEquals(new Range(600, INFINITY), bins.get(3).ranges().get(1));
        assertEquals("a 5–10, b > 600", bins.get(3).label());
        assertEquals(new Range(0, 5), bins.get(1).ranges().get(0));
        assertEquals(new Range(0, 600), bins.get(2).ranges().get(1));
        assertEquals(Range.ABSENT, bins.get(0).ranges().get(0));
    }

    @Test
    void isWrittenInEveryForm() throws Exception {
        Proposal proposal = proposal(2, 10, 1);
        JsonNode json = new JsonMapper().valueToTree(ProposalReport.of(proposal).data());
        var card = json.path("binnings").path("flat");
        assertEquals(proposal.after().binning().size() + 1, card.size());
        assertTrue(card.get(0).isIntegralNumber() && card.get(card.size() - 1).isNull());
        String text = String.join("\n", ProposalReport.of(proposal).lines());
        assertTrue(text.contains("migration score"));
        String svg = new String(FigurePicture.of(MigrationFigure.of(proposal)).svg(), StandardCharsets.UTF_8);
        assertFalse(svg.contains("NaN"));
        Binning pair = new Rectangles("a", "b")
                .bin("none", Range.ABSENT, Range.ANY)
                .rectangle(new Range(0, 3.5), new Range(450, INFINITY))
                .binning();
        assertEquals(
                "[{\"label\":\"none\",\"ranges\":[\"absent\",\"any\"]},"
                        + "{\"label\":\"a 0–3.5, b > 450\",\"ranges\":[[0,3.5],[450,null]]}]",
                ProposalReport.json(ProposalReport.card(pair)));
    }
}
