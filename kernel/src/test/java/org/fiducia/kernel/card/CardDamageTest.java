package org.fiducia.kernel.card;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever stands in any place of a card, it is read, or refused in words of the card. */
class CardDamageTest {
    private static final JsonMapper JSON = new JsonMapper();

    /** A card with everything in it. */
    private static final String WHOLE = """
            {"schemaVersion": 2, "title": "t", "label": "l", "energy": 13.6,
             "channel": {"id": "c", "settings": {"x": [1, {"y": "z"}]}},
             "fit": {"variable": "m", "range": [100, 120], "intervals": 4}, "point": {"mH": 125}, "directory": "data",
             "rates": {"mH": [120, 125], "crossSections": {"p": [2, 1]}, "branchingRatio": [0.1, 0.2]},
             "eras": [{"name": "E", "luminosity": 10, "data": ["d"], "format": "f"}],
             "formats": {"f": {"reader": "r", "tree": "T",
                "normalisation": {"tree": "R", "crossSection": "x", "sumOfWeights": "w", "unit": "pb", "weights": {"a": "b"}},
                "columns": {"A_pt": {"branch": ["p", 1], "scale": 2}, "A_q": "q"},
                "filters": {"A": {"column": "k", "in": [13]}, "B": {"column": {"branch": "k"}, "range": [1, 2]}}}},
             "samples": [{"name": "s", "process": "p", "role": "signal", "point": {"mH": 120}, "era": "E", "files": ["s"],
                "crossSection": 2, "sumOfWeights": 3, "format": "f"}],
             "signal": "a", "weights": ["w"], "backgrounds": [{"id": "b", "settings": {"n": 1}}], "parts": ["p"],
             "nuisances": [{"name": "n", "size": 0.1}], "nuisanceSources": ["card"],
             "physics": {"production": "p", "decay": {"id": "d"}}, "unfolding": "u", "prediction": "q",
             "likelihood": "l", "fitter": "f", "intervals": "i",
             "binnings": {"y": [0, 1, null], "z": {"fiducial": [{"label": "a", "ranges": [[0, null], "any", "absent"]}],
                "reconstructed": [0, 1]}},
             "writers": ["w"], "eventsInMemory": 5, "plugins": {"k": ["x", {"id": "y"}]}}
            """;

    @TempDir
    static Path folder;

    private static AnalysisCard read(JsonNode card) {
        try {
            return CardReader.read(Files.writeString(folder.resolve("card.json"), card.toString()), List.of());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode whole() {
        try {
            return JSON.readTree(WHOLE);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void collect(JsonNode node, String at, List<String> places) {
        if (!at.isEmpty()) {
            places.add(at);
        }
        node.properties().forEach(field -> collect(field.getValue(), at + "/" + field.getKey(), places));
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            collect(node.get(i), at + "/" + i, places);
        }
    }

    /** Every place in it. */
    static Stream<String> places() {
        var places = new ArrayList<String>();
        collect(whole(), "", places);
        return places.stream();
    }

    private static JsonNode with(String place, JsonNode value) {
        JsonNode card = whole();
        JsonPointer pointer = JsonPointer.compile(place);
        JsonNode parent = card.at(pointer.head());
        if (parent instanceof ObjectNode object) {
            object.set(pointer.last().getMatchingProperty(), value);
        } else {
            ((ArrayNode) parent).set(pointer.last().getMatchingIndex(), value);
        }
        return card;
    }

    @Test
    void theWholeCardIsRead() {
        AnalysisCard card = assertDoesNotThrow(() -> read(whole()));
        assertEquals(5, card.eventsInMemory());
        assertEquals("q", card.prediction().orElseThrow().id());
        assertEquals(2, card.binnings().size());
        assertTrue(places().count() > 100, "places");
    }

    @ParameterizedTest
    @MethodSource("places")
    void whateverStandsThereItIsReadOrRefused(String place) throws IOException {
        for (String text : List.of(
                "null", "\"\"", "\"text\"", "-1", "1.5", "1e400", "true", "[]", "[null]", "{}", "{\"a\": null}")) {
            JsonNode value = JSON.readTree(text);
            String what = place + " = " + text;
            try {
                read(with(place, value));
            } catch (FiduciaException e) {
                assertEquals(Kind.CARD, e.kind(), what);
                assertTrue(e.getMessage().contains("card.json"), what + ": " + e.getMessage());
                assertFalse(e.remedy().isBlank(), what);
                assertFalse(e.getMessage().matches(".*(jackson|Exception|org\\.fiducia).*"), e.getMessage());
            } catch (RuntimeException e) {
                throw new AssertionError(what + " is neither read nor refused", e);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/eras/0",
                "/samples/0",
                "/weights/0",
                "/backgrounds/0",
                "/parts/0",
                "/plugins/k/0",
                "/nuisances/0",
                "/nuisanceSources/0",
                "/writers/0",
                "/formats/f",
                "/formats/f/filters/A",
                "/formats/f/normalisation/weights/a",
                "/samples/0/files/0",
                "/eras/0/data/0",
                "/formats/f/filters/A/in/0",
                "/binnings/y",
                "/point/mH"
            })
    void nothingWhereSomethingIsNeededIsRefusedWithThePlace(String place) {
        try {
            read(with(place, JSON.nullNode()));
        } catch (FiduciaException e) {
            assertTrue(e.getMessage().contains(place), place + ": " + e.getMessage());
            return;
        }
        throw new AssertionError(place + " is nothing, and is taken");
    }
}
