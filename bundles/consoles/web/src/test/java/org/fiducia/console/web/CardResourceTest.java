package org.fiducia.console.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Plugin;
import org.fiducia.api.command.CardPlugins;
import org.fiducia.api.command.CardSelection.Options;
import org.fiducia.api.command.Verb.Terminal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cards of the distribution and of the caller, and what is said of their changes. */
class CardResourceTest {
    private static final String CARD = "{\"schemaVersion\": 2, \"title\": \"$H$ <b>x</b>\", \"channel\": \"x\"}";

    @TempDir
    private Path folder;

    private final List<Options> read = new ArrayList<>();

    /** Refuses every change to a word that is bad. */
    private final CardPlugins reader = new CardPlugins() {
        @Override
        public <T extends Plugin> List<Chosen<T>> chosen(Terminal terminal, Options options, Class<T> kind) {
            read.add(options);
            for (String change : options.changes()) {
                if (change.endsWith("=bad")) {
                    throw new FiduciaException(Kind.CARD, "--set " + change + ": is bad", "make it good");
                }
            }
            return List.of();
        }
    };

    private CardResource resource;

    @BeforeEach
    void make() throws Exception {
        Files.createDirectories(folder.resolve("home/etc"));
        Files.createDirectories(folder.resolve("work/cards"));
        Files.writeString(folder.resolve("home/etc/analysis.json"), CARD);
        Files.writeString(folder.resolve("home/etc/analysis.schema.json"), "{\"title\": \"schema\"}");
        Files.writeString(folder.resolve("work/cards/mine.json"), CARD);
        Files.writeString(folder.resolve("work/cards/other.json"), "{\"a\": 1}");
        Files.writeString(folder.resolve("work/broken.json"), "{\"schemaVersion\": 2, \"channel\": \"x\",");
        Files.writeString(folder.resolve("secret.json"), CARD);
        var premises = new Premises(
                folder.resolve("home"), folder.resolve("work"), folder.resolve("work/results"), Map.of(), false);
        resource = new CardResource(premises, new Cards(premises), reader);
    }

    private JsonNode get(String path, Map<String, String> query) throws Exception {
        return Answer.MAPPER.readTree(resource.answer(new Request("GET", path, query, new byte[0]))
                .orElseThrow()
                .text());
    }

    private JsonNode check(String changes) throws Exception {
        byte[] body =
                ("{\"card\": \"home:analysis.json\", \"changes\": [" + changes + "]}").getBytes(StandardCharsets.UTF_8);
        return Answer.MAPPER.readTree(resource.answer(new Request("POST", "/api/card/check", Map.of(), body))
                .orElseThrow()
                .text());
    }

    @Test
    void cardsOfTheDistributionAndOfTheCallerAreFound() throws Exception {
        JsonNode cards = get("/api/cards", Map.of());
        var ids = new ArrayList<String>();
        cards.forEach(card -> ids.add(card.path("id").asText()));
        assertEquals(List.of("home:analysis.json", "here:broken.json", "here:cards/mine.json"), ids);
        assertEquals("<i>H</i> &lt;b&gt;x&lt;/b&gt;", cards.get(0).path("label").asText());
    }

    @Test
    void aCardIsGivenAsItIs() throws Exception {
        assertEquals(Answer.MAPPER.readTree(CARD), get("/api/card", Map.of("id", "here:cards/mine.json")));
        assertEquals("schema", get("/api/schema", Map.of()).path("title").asText());
        FiduciaException broken =
                assertThrows(FiduciaException.class, () -> get("/api/card", Map.of("id", "here:broken.json")));
        assertTrue(String.valueOf(broken.getMessage()).contains("no JSON"), broken.getMessage());
    }

    @Test
    void noCardFromElsewhere() {
        for (String id : List.of(
                "here:../secret.json", "home:../../secret.json", "/etc/passwd", "", "there:x.json", "here:cards")) {
            assertThrows(FiduciaException.class, () -> get("/api/card", Map.of("id", id)), id);
        }
    }

    @Test
    void theCardIsReadWithItsChanges() throws Exception {
        assertTrue(check("\"energy=13\", \"label=good\"").path("ok").asBoolean());
        assertEquals(List.of("energy=13", "label=good"), read.get(0).changes());
        assertEquals(
                folder.resolve("home/etc/analysis.json").toString(), read.get(0).card());
    }

    @Test
    void theChangeThatDoesNotServeIsNamed() throws Exception {
        JsonNode told = check("\"energy=13\", \"label=bad\", \"title=x\"");
        assertFalse(told.path("ok").asBoolean());
        assertEquals(1, told.path("change").asInt());
        assertEquals("--set label=bad: is bad", told.path("message").asText());
        assertEquals("make it good", told.path("remedy").asText());
        assertEquals(-1, check("\"energy=bad\", \"label=bad\"").path("change").asInt());
    }

    @Test
    void whatIsNoChangeIsRefused() {
        assertThrows(FiduciaException.class, () -> check("\"--out=/tmp\""));
    }
}
