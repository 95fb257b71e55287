package org.fiducia.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class SuggestionTest {
    private static final List<String> KNOWN = List.of("Muon_pt", "Muon_eta", "Electron_pt", "event");

    @Test
    void findsAMisspelledName() {
        assertEquals("Muon_pt", Suggestion.nearest("Moun_pt", KNOWN).get(0));
        assertEquals("Muon_pt", Suggestion.nearest("muon_pT", KNOWN).get(0));
        assertEquals(List.of("event"), Suggestion.nearest("events", KNOWN));
    }

    @Test
    void isSilentWhenNothingIsNear() {
        assertEquals(List.of(), Suggestion.nearest("luminosity", KNOWN));
        assertEquals("", Suggestion.sentence("luminosity", KNOWN));
        assertEquals(
                List.of(), Suggestion.nearest("", List.of("a")).stream().skip(1).toList());
    }

    @Test
    void asksInASentence() {
        assertEquals("did you mean event?", Suggestion.sentence("evnt", KNOWN));
    }
}
