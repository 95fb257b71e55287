package org.fiducia.channel.hbb.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.Settings;
import org.fiducia.api.channel.Role;
import org.fiducia.api.channel.SelectedEvent;
import org.fiducia.api.channel.Selector;
import org.fiducia.channel.hbb.MergedJet;
import org.junit.jupiter.api.Test;

class MergedJetSelectorTest {
    private static List<SelectedEvent> select(Role role, Map<String, Object> settings, double[]... jets) {
        var kept = new ArrayList<SelectedEvent>();
        new MergedJetChannel()
                .selector(new Settings("/channel/settings", settings))
                .select(JetEvents.batch(jets), role, new Selector.Sink() {
                    @Override
                    public void keep(SelectedEvent event) {
                        kept.add(event);
                    }

                    @Override
                    public void pass(int cut, int category, double weight) {}
                });
        return kept;
    }

    private static int category(double pt, double tagger) {
        return select(Role.DATA, Map.of(), new double[] {pt, 125, tagger, 1})
                .get(0)
                .category();
    }

    @Test
    void sortsByTaggerAndTransverseMomentum() {
        assertEquals(0, category(450, 0.98), "the threshold passes");
        assertEquals(6, category(450, Math.nextDown(0.98)));
        assertEquals(3, category(600, 1));
        assertEquals(9, category(674.99, 0));
        assertEquals(5, category(1200, 1), "the highest edge");
    }

    @Test
    void keepsWhatIsOutOfTheBoundsOfRhoInARegionOfItsOwn() {
        List<SelectedEvent> kept =
                select(Role.BACKGROUND, Map.of(), new double[] {900, 46.9, 0, 1}, new double[] {900, 47, 0, 1});
        assertEquals(MergedJetChannel.OUTSIDE, kept.get(0).region());
        assertEquals(MergedJetChannel.FITTED, kept.get(1).region());
    }

    @Test
    void everySignalEventIsFiducial() {
        List<SelectedEvent> kept =
                select(Role.SIGNAL, Map.of(), new double[] {449, 125, 1, 2}, new double[] {500, 125, 1, 3});
        assertEquals(2, kept.size());
        assertNull(kept.get(0).reco());
        assertNotNull(kept.get(0).fiducial());
        assertEquals(3, kept.get(1).weight());
        assertTrue(kept.get(1).resonant());
        assertEquals(
                List.of(),
                select(Role.BACKGROUND, Map.of(), new double[] {449, 125, 1, 2}, new double[] {500, 210, 1, 3}));
    }

    /** Masses are stored with few digits, and 201 is one of 200.9. */
    @Test
    void aMassThatWasRoundedToTheEndOfTheRangeIsInIt() {
        var jet = (MergedJet) Objects.requireNonNull(select(Role.DATA, Map.of(), new double[] {900, 201, 1, 1})
                .get(0)
                .reco());
        assertTrue(jet.mass() < 201 && jet.mass() > 200.999);
    }

    @Test
    void takesTheMassThatTheCardChooses() {
        var kept = select(Role.DATA, Map.of("mass", "massSD"), new double[] {900, 200, 1, 1});
        assertEquals(new MergedJet(900, 100, 1), kept.get(0).reco());
    }

    @Test
    void refusesSettingsThatMakeNoSense() {
        for (Map<String, Object> wrong : List.<Map<String, Object>>of(
                Map.of("mass", "massX"),
                Map.of("tagger", 1.5),
                Map.of("pt", List.of(500)),
                Map.of("pt", List.of(500, 450)),
                Map.of("range", List.of(201, 40)),
                Map.of("intervals", 0),
                Map.of("rho", List.of(-2.1, -6)))) {
            var refused = assertThrows(FiduciaException.class, () -> select(Role.DATA, wrong));
            assertTrue(refused.getMessage().contains(wrong.keySet().iterator().next()), refused.getMessage());
        }
    }

    @Test
    void refusesAJetThatCannotBe() {
        var refused =
                assertThrows(FiduciaException.class, () -> select(Role.DATA, Map.of(), new double[] {-3, 125, 1, 1}));
        assertTrue(refused.getMessage().contains("event 0"), refused.getMessage());
    }
}
