package org.fiducia.objects.jets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.Settings;
import org.fiducia.api.channel.FourMomentum;
import org.fiducia.api.event.Column;
import org.fiducia.api.event.EventBatch;
import org.fiducia.objects.columns.BatchColumns;
import org.junit.jupiter.api.Test;

class JetColumnsTest {
    private static final JetCuts CUTS = JetCuts.of(Settings.none());

    /** Two events: the second without jets. */
    private static JetColumns columns(String collection, double[][] jets) {
        var columns = new LinkedHashMap<String, Column>();
        String[] fields = {"pt", "eta", "phi", "mass"};
        for (int f = 0; f < fields.length; f++) {
            double[] values = new double[jets.length];
            for (int j = 0; j < jets.length; j++) {
                values[j] = jets[j][f];
            }
            String name = collection + "_" + fields[f];
            columns.put(name, Column.reals(name, new int[] {0, jets.length, jets.length}, values));
        }
        return new JetColumns(new BatchColumns(new EventBatch("memory", 0, 2, columns)), collection, CUTS);
    }

    private static final double[][] JETS = {
        {35, 0.4, 3.0, 5}, {60, 2, 0, 8}, {90, -2, 1, 9}, {27, 1, 1, 3}, {23, 1, -1, 3}, {80, 4.71, 0, 3}
    };

    private static List<Long> pt(List<FourMomentum> jets) {
        return jets.stream().map(jet -> Math.round(jet.pt())).toList();
    }

    @Test
    void areInTheAcceptanceAndInOrder() {
        JetColumns jets = columns("Jet", JETS);
        assertEquals(List.of(90L, 60L, 35L), pt(jets.select(0, (eta, phi, distance2) -> false)));
        assertEquals(List.of(), jets.select(1, (eta, phi, distance2) -> false));
    }

    /** Across the end of the azimuth, and just outside. */
    @Test
    void areCleaned() {
        JetColumns jets = columns("Jet", JETS);
        double across = 3.0 + 0.39 - 2 * Math.PI;
        Cleaning near = (eta, phi, distance2) -> Distance.squared(eta, phi, 0.4, across) <= distance2;
        assertEquals(List.of(90L, 60L), pt(jets.select(0, near)));
        Cleaning far = (eta, phi, distance2) -> Distance.squared(eta, phi, 0.4, across + 0.02) <= distance2;
        assertEquals(List.of(90L, 60L, 35L), pt(jets.select(0, far)));
    }

    @Test
    void knowWhatTheyComeFrom() {
        JetColumns generated = columns("GenJet", new double[][] {{88, -2.1, 1, 5}, {29, 1.1, 1.1, 3}, {70, 0, 0, 3}});
        CandidateJets jets =
                columns("Jet", JETS).ofCandidate(0, (eta, phi, distance2) -> false, Optional.of(generated));
        assertEquals(List.of(90L, 60L, 35L), pt(jets.selected()));
        assertEquals(List.of(27L), pt(jets.soft()), "within a fifth of the threshold");
        assertEquals(List.of(88.0, Double.NaN, Double.NaN, 29.0), jets.generatedPt());
        assertEquals(30, jets.minPt());
        CandidateJets none =
                columns("Jet", JETS).ofCandidate(1, (eta, phi, distance2) -> false, Optional.of(generated));
        assertEquals(new CandidateJets(List.of()), none);
    }

    @Test
    void refuseAMarginThatIsNone() {
        for (double margin : new double[] {-0.1, 1}) {
            assertThrows(
                    FiduciaException.class, () -> JetCuts.of(new Settings("/jets", Map.of("shiftMargin", margin))));
        }
    }
}
