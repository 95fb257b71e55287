package org.fiducia.kernel.pipeline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.channel.Category;
import org.fiducia.api.channel.Region;
import org.fiducia.api.channel.Role;
import org.fiducia.api.channel.SelectedEvent;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.Era;
import org.fiducia.api.measurement.Response;
import org.fiducia.api.measurement.Sample;
import org.fiducia.api.observable.ObservableInfo;
import org.fiducia.testkit.MassFit;
import org.fiducia.testkit.PlainCandidate;
import org.junit.jupiter.api.Test;

class ResponseBuilderTest {
    private static final Analysis ANALYSIS = new Analysis(
            "test",
            13.6,
            List.of(new Era("2022", 10)),
            List.of(new Category("c", "c")),
            List.of(new Region("SR", "", true), new Region("CR", "", false)),
            "m",
            105,
            160,
            125);
    private static final ObservableInfo OBSERVABLE = ObservableInfo.production("x", "x", "", 0, 1, 2);

    private final List<SelectedEvent> events = new ArrayList<>();
    private final List<int[]> bins = new ArrayList<>();

    private void event(double weight, int region, double mass, int reco, int fiducial, boolean resonant) {
        boolean selected = reco >= 0;
        events.add(new SelectedEvent(
                weight,
                selected ? region : -1,
                selected ? 0 : -1,
                selected ? PlainCandidate.atRest(mass) : null,
                fiducial >= 0 ? 0 : -1,
                fiducial >= 0 ? PlainCandidate.atRest(125) : null,
                resonant));
        bins.add(new int[] {reco, fiducial});
    }

    private Response build() {
        return build(ANALYSIS);
    }

    private Response build(Analysis analysis) {
        var sample = new Sample("s", "p", Role.SIGNAL, MassFit.at(125), "", 0.5);
        int[] reco = bins.stream().mapToInt(b -> b[0]).toArray();
        int[] fiducial = bins.stream().mapToInt(b -> b[1]).toArray();
        return ResponseBuilder.build(
                analysis, OBSERVABLE, List.of(MassFit.binned(analysis, sample, events, reco, fiducial)));
    }

    @Test
    void countsByHand() {
        event(3, 0, 125, 0, 0, true); // selected where it was made
        event(1, 0, 125, 1, 0, true); // migrated
        event(4, 0, 0, -1, 0, true); // lost
        event(2, 0, 125, 1, 1, true);
        event(6, 0, 0, -1, 1, true); // lost
        event(1, 0, 125, 1, -1, true); // not fiducial
        event(5, 0, 125, 0, -1, false); // wrong objects
        event(7, 0, 90, 0, 0, true); // selected outside the fit window: fiducial only
        event(9, 1, 125, 0, -1, true); // control region
        Response response = build();
        assertEquals(0.5 * 15, response.sm()[0][0], 1e-12);
        assertEquals(0.5 * 8, response.sm()[0][1], 1e-12);
        assertEquals(3.0 / 15, response.efficiency()[0][0][0][0], 1e-12);
        assertEquals(1.0 / 15, response.efficiency()[0][0][1][0], 1e-12);
        assertEquals(2.0 / 8, response.efficiency()[0][0][1][1], 1e-12);
        assertEquals(1.0 / 3, response.nonFiducial()[0][0][1], 1e-12);
        assertEquals(0.5 * 5, response.nonResonant()[0][0][0], 1e-12);
    }

    /** A generated event is one of all classes of resolution; what one of them does not select another may. */
    @Test
    void categoriesMayShareWhatIsGenerated() {
        var analysis = new Analysis(
                "test",
                13.6,
                ANALYSIS.eras(),
                List.of(new Category("other", ""), new Category("good", "", "gg"), new Category("bad", "", "gg")),
                ANALYSIS.regions(),
                "m",
                105,
                160,
                125);
        assertEquals(List.of("other", "gg"), analysis.generatedClasses());
        kept(2, 0, 0); // weight, category, generated class
        kept(3, 1, 1);
        kept(4, 2, 1);
        kept(5, 2, 0);
        kept(6, 0, -1);
        events.add(new SelectedEvent(8, -1, -1, null, 1, PlainCandidate.atRest(125), false));
        bins.add(new int[] {-1, 0});
        events.add(new SelectedEvent(1, -1, -1, null, 0, PlainCandidate.atRest(125), false));
        bins.add(new int[] {-1, 1});
        events.add(new SelectedEvent(1, -1, -1, null, 1, PlainCandidate.atRest(125), false));
        bins.add(new int[] {-1, 1});
        Response response = build(analysis);
        assertArrayEquals(new int[] {0, 1, 1}, response.generatedClass());
        assertArrayEquals(new double[] {0.5 * 7, 0.5}, response.sm()[0], 1e-12);
        assertArrayEquals(new double[] {0.5 * 15, 0.5}, response.smOf(1), 1e-12);
        assertArrayEquals(response.smOf(1), response.smOf(2));
        assertEquals(0.5 * 22, response.sm(0), 1e-12, "nothing is counted twice");
        assertEquals(2.0 / 7, response.efficiency()[0][0][0][0], 1e-12);
        assertEquals(3.0 / 15, response.efficiency()[0][1][0][0], 1e-12);
        assertEquals(4.0 / 15, response.efficiency()[0][2][0][0], 1e-12);
        assertEquals(6.0 / 2, response.nonFiducial()[0][0][0], 1e-12);
        assertEquals(5.0 / 4, response.nonFiducial()[0][2][0], 1e-12, "fiducial, but of another class");
        var quality = ResponseQuality.of(analysis, response);
        assertEquals(9.0 / 22, quality.efficiency()[0], 1e-12, "of all that is generated");
    }

    private void kept(double weight, int category, int generated) {
        var candidate = PlainCandidate.atRest(125);
        events.add(
                new SelectedEvent(weight, 0, category, candidate, generated, generated < 0 ? null : candidate, true));
        bins.add(new int[] {0, generated < 0 ? -1 : 0});
    }

    @Test
    void hasBinomialErrorsForUnitWeights() {
        for (int i = 0; i < 100; i++) {
            event(1, 0, 125, i < 30 ? 0 : -1, 0, true);
            event(1, 0, 125, 1, 1, true);
        }
        assertEquals(Math.sqrt(0.3 * 0.7 / 100), build().efficiencyError()[0][0][0][0], 1e-12, "√(ε(1 − ε)/N)");
    }

    @Test
    void refusesABinWithoutSimulation() {
        event(1, 0, 125, 0, 0, true);
        var e = assertThrows(FiduciaException.class, this::build);
        assertTrue(e.getMessage().contains("1–2"), e.getMessage());
    }
}
