package org.fiducia.kernel.card;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A value of the card is set by its path, and nothing else changes. */
class CardChangeTest {
    private static final String CARD = """
            {"mass": 125, "fitter": "a", "list": [1, 2, 3],
             "samples": [{"name": "s", "mass": 120}, {"name": "t", "mass": 130}],
             "backgrounds": [{"id": "zx", "settings": {"method": "OS"}}, "zz"],
             "nested": {"deep": {"x": 1}}, "none": null}""";

    private final JsonMapper json = new JsonMapper();

    private JsonNode card() {
        try {
            return json.readTree(CARD);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    mass=125.38                        | /mass                          | 125.38
                    /mass=125.38                       | /mass                          | 125.38
                    fitter=b                           | /fitter                        | "b"
                    fitter="b"                         | /fitter                        | "b"
                    fitter=true                        | /fitter                        | true
                    fitter=null                        | /fitter                        | null
                    fitter=                            | /fitter                        | ""
                    fitter=a=b                         | /fitter                        | "a=b"
                    fitter=[not json                   | /fitter                        | "[not json"
                    mass=[1, {"a": 2}]                 | /mass                          | [1,{"a":2}]
                    list/1=20                          | /list/1                        | 20
                    samples/t/mass=125                 | /samples/1/mass                | 125
                    samples/1/mass=125                 | /samples/1/mass                | 125
                    samples/s={"name": "u"}            | /samples/0                     | {"name":"u"}
                    backgrounds/zx/settings/method=SS  | /backgrounds/0/settings/method | "SS"
                    backgrounds/1=xx                   | /backgrounds/1                 | "xx"
                    nested/deep/x=2                    | /nested/deep/x                 | 2
                    nested/deep/y=2                    | /nested/deep/y                 | 2
                    nested/new/most/z=2                | /nested/new/most/z             | 2
                    unheard=1                          | /unheard                       | 1
                    """)
    void aValueIsSetAtItsPlace(String change, String pointer, String value) throws Exception {
        JsonNode card = card();
        assertEquals(pointer, CardChange.apply(json, card, change));
        assertEquals(json.readTree(value), card.at(pointer));
        // and nowhere else: put back what was there, and the card is as it was
        JsonNode before = card().at(pointer);
        if (!before.isMissingNode()) {
            CardChange.apply(json, card, pointer + "=" + before);
            assertEquals(card(), card);
        }
    }

    @Test
    void aTextOfDigitsIsANumberAndInQuotesAText() {
        JsonNode card = card();
        CardChange.apply(json, card, "fitter=007");
        assertEquals("007", card.at("/fitter").asText(), "no JSON number begins so");
        CardChange.apply(json, card, "fitter=7");
        assertTrue(card.at("/fitter").isInt());
        CardChange.apply(json, card, "fitter=\"7\"");
        assertTrue(card.at("/fitter").isTextual());
    }

    @Test
    void laterChangesSeeEarlierOnes() {
        JsonNode card = card();
        CardChange.apply(json, card, "nested/fresh={\"list\": [{\"id\": \"a\"}]}");
        assertEquals("/nested/fresh/list/0/id", CardChange.apply(json, card, "nested/fresh/list/a/id=b"));
        assertEquals("b", card.at("/nested/fresh/list/0/id").asText());
    }

    private FiduciaException refused(String change) {
        JsonNode card = card();
        var e = assertThrows(FiduciaException.class, () -> CardChange.apply(json, card, change));
        assertEquals(Kind.USAGE, e.kind());
        assertTrue(e.getMessage().startsWith("--set " + change + " "), e.getMessage());
        return e;
    }

    @ParameterizedTest
    @ValueSource(strings = {"mass", "", "=5"})
    void aChangeWithoutPathOrValueIsRefused(String change) {
        assertTrue(refused(change).getMessage().endsWith("has no value"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"samples/x/mass=1", "list/3=4", "list/-1=4", "samples/2={}", "backgrounds/zz=1"})
    void anElementThatIsNotThereIsRefused(String change) {
        FiduciaException e = refused(change);
        assertTrue(e.getMessage().contains("has no element"), e.getMessage());
        assertEquals("give its number, id or name", e.remedy());
    }

    @ParameterizedTest
    @ValueSource(strings = {"mass/x=1", "mass/x/y=1", "fitter/0=1", "none/x=1", "list/0/x=1"})
    void aPathThroughAValueIsRefused(String change) {
        FiduciaException e = refused(change);
        assertTrue(e.getMessage().contains("leads into"), e.getMessage());
    }
}
