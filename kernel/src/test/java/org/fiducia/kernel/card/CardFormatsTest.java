package org.fiducia.kernel.card;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.fiducia.api.FiduciaException;
import org.fiducia.kernel.card.AnalysisCard.Friend;
import org.fiducia.kernel.card.AnalysisCard.InputFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CardFormatsTest {
    private static final String CARD = """
            {"schemaVersion": 2, "title": "t", "energy": 13, "channel": "x", "fit": {"range": [0, 1]},
             "eras": [{"name": "E", "luminosity": 1, "data": ["a.root"], "format": "new"}],
             "formats": {
               "old": {"reader": "root", "tree": "Events", "columns": {"A_pt": "Muon_pt", "A_id": "Muon_tightId"},
                       "filters": {"A": {"column": "Muon_pt", "range": [5, 10]}}, "friends": [{"tree": "Extra"}],
                       "normalisation": {"tree": "Runs", "crossSection": "x", "sumOfWeights": "w", "unit": "pb"}},
               "new": %s,
               "newer": {"like": "new", "tree": "Other"}}}
            """;

    @TempDir
    Path folder;

    private InputFormat format(String text, String... changes) throws IOException {
        Path file = Files.writeString(folder.resolve("card.json"), CARD.formatted(text));
        return CardReader.read(file, List.of(changes)).samples().get(0).format();
    }

    @Test
    void aFormatSaysOnlyWhatDiffers() throws IOException {
        InputFormat format = format("{\"like\": \"old\", \"columns\": {\"A_id\": \"Muon_mediumId\", \"B\": 3}}");
        assertEquals("root", format.reader());
        assertEquals("Events", format.tree());
        assertEquals(List.of("A_pt", "A_id", "B"), List.copyOf(format.columns().keySet()));
        assertEquals(List.of("Muon_mediumId"), format.columns().get("A_id").terms());
        assertEquals(List.of("Muon_pt"), format.columns().get("A_pt").terms());
        assertEquals(5, format.filters().get("A").lo());
        assertEquals("Runs", format.normalisation().tree());
        assertEquals(List.of(new Friend("Extra", "")), format.friends());
        InputFormat further = format("{\"like\": \"old\", \"friends\": []}", "eras/E/format=newer");
        assertEquals("Other", further.tree());
        assertEquals(List.of(), further.friends());
        assertEquals("root", further.reader());
    }

    @Test
    void friendsAreBesideTheirFile() {
        Path events = Path.of("/data/a/nano_1.root");
        assertEquals(events, new Friend("T", "").beside(events));
        assertEquals(
                Path.of("/data/friends/nano_1_sf.root"), new Friend("T", "../friends/{name}_sf.root").beside(events));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"like": "odl"}                            | /formats/new/like is odl, which is no format
            {"like": "newer"}                          | /formats/new/like leads back to new
            {"friends": [{}]}                          | /formats/new/friends/0/tree is missing
            {"friends": [{"tree": "T"}, {"tree": "T"}]} | /formats/new/friends/1/tree is T twice
            """)
    void refusesWhatMakesNoSense(String text, String said) {
        var e = assertThrows(FiduciaException.class, () -> format(text));
        assertTrue(e.getMessage().contains(said), e.getMessage());
    }
}
