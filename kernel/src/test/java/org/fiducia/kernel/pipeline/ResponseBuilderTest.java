package org.fiducia.kernel.pipeline;

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
        var sample = new Sample("s", "p", Role.SIGNAL, MassFit.at(125), "", 0.5);
        int[] reco = bins.stream().mapToInt(b -> b[0]).toArray();
        int[] fiducial = bins.stream().mapToInt(b -> b[1]).toArray();
        return ResponseBuilder.build(
                ANALYSIS, OBSERVABLE, List.of(MassFit.binned(ANALYSIS, sample, events, reco, fiducial)));
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
