package org.fiducia.channel.higgs;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
import org.fiducia.objects.production.Produced.VectorDecay;
import org.junit.jupiter.api.Test;

class HiggsChannelTest {
    private static final List<Map<String, Object>> CATEGORIES = List.of(
            Map.of("id", "lepton", "where", List.of("nLeptons >= 1", "pTV >= 75")),
            Map.of("id", "b", "where", List.of("nBJets >= 1", "mjj > 100")),
            Map.of("id", "rest"));

    private final HiggsChannel channel = new HiggsChannel();

    private List<SelectedEvent> select(Role role, Map<String, Object> settings) {
        var kept = new ArrayList<SelectedEvent>();
        channel.selector(new Settings("/channel/settings", settings))
                .select(HiggsEvents.batch(), role, new Selector.Sink() {
                    @Override
                    public void keep(SelectedEvent event) {
                        kept.add(event);
                    }

                    @Override
                    public void pass(int cut, int category, double weight) {}
                });
        return kept;
    }

    @Test
    void everyGeneratedHiggsBosonIsKept() {
        List<SelectedEvent> events = select(Role.SIGNAL, Map.of("categories", CATEGORIES));
        assertEquals(4, events.size());
        assertEquals(
                List.of(1, 0, -1, 2),
                events.stream().map(SelectedEvent::category).toList());
        assertNull(events.get(2).reco());
        var generated = (HiggsCandidate) Objects.requireNonNull(events.get(1).fiducial());
        assertEquals(VectorDecay.LEPTON_NEUTRINO, generated.vectorDecay());
        assertEquals(95, generated.vectorPt());
        assertEquals(31, generated.p4().pt());
        assertEquals(-1, generated.p4().rapidity(), 1e-12);
        assertEquals(125, generated.p4().mass(), 1e-9);
        var first = (HiggsCandidate) Objects.requireNonNull(events.get(0).fiducial());
        assertTrue(Double.isNaN(first.vectorPt()));
        assertEquals(2, first.generatedJets(30).size());
        assertEquals(1, first.generatedJets(31).size());
    }

    @Test
    void backgroundAndDataAreReconstructedOnly() {
        assertEquals(
                3, select(Role.BACKGROUND, Map.of("categories", CATEGORIES)).size());
        List<SelectedEvent> data = select(Role.DATA, Map.of("jets", Map.of("minPt", 40)));
        assertEquals(4, data.size(), "data have no flag");
        assertEquals(1, Objects.requireNonNull(data.get(0).reco()).jets().size());
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThrows(FiduciaException.class, () -> select(Role.DATA, Map.of("windows", List.of(1, 2))));
        assertThrows(FiduciaException.class, () -> select(Role.DATA, Map.of("window", List.of(2, 1))));
        var wrong = Map.<String, Object>of("categories", List.of(Map.of("id", "a", "where", List.of("mll > 3"))));
        var e = assertThrows(FiduciaException.class, () -> select(Role.DATA, wrong));
        assertTrue(e.getMessage().contains("no quantity of a Higgs boson"), e.getMessage());
    }
}
