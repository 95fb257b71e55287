package org.fiducia.console.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Progress;
import org.fiducia.api.command.CardPlugins;
import org.fiducia.api.command.CardSelection.Options;
import org.fiducia.api.command.Publisher;
import org.fiducia.api.command.Verb.Terminal;
import org.fiducia.drawing.Label;

/** Analysis cards, their schema, and what the kernel says of a card with changes. */
final class CardResource implements Resource {
    private final Premises premises;
    private final Cards cards;
    private final CardPlugins reader;

    CardResource(Premises premises, Cards cards, CardPlugins reader) {
        this.premises = premises;
        this.cards = cards;
        this.reader = reader;
    }

    @Override
    public Optional<Answer> answer(Request request) throws IOException {
        return switch (request.path()) {
            case "/api/cards" -> request.post() ? Optional.empty() : Optional.of(list());
            case "/api/card" -> request.post() ? Optional.empty() : Optional.of(card(request.asked("id")));
            case "/api/card/check" -> request.post() ? Optional.of(check(request.json())) : Optional.empty();
            case "/api/schema" ->
                request.post()
                        ? Optional.empty()
                        : Optional.of(Answer.file(premises.home().resolve("etc/analysis.schema.json"), Answer.JSON));
            default -> Optional.empty();
        };
    }

    private Answer list() {
        var all = new ArrayList<Map<String, Object>>();
        for (Cards.Found card : cards.all()) {
            var shown = new LinkedHashMap<String, Object>();
            shown.put("id", card.id());
            shown.put("title", card.title());
            shown.put("label", Label.of(card.title()).html());
            all.add(shown);
        }
        return Answer.json(all);
    }

    private Answer card(String id) throws IOException {
        Path file = cards.file(id);
        try {
            return Answer.json(Answer.MAPPER.readTree(file.toFile()));
        } catch (JsonProcessingException e) {
            throw new FiduciaException(
                    Kind.CARD,
                    Files.exists(file) ? id + " is no JSON, line " + line(e) : id + " is gone",
                    "mend it in an editor",
                    e);
        }
    }

    private static int line(JsonProcessingException e) {
        return e.getLocation() == null ? 0 : e.getLocation().getLineNr();
    }

    /** Reads the card as a verb would, with the changes one after the other, so that the first that does not serve is known. */
    private Answer check(JsonNode asked) {
        String file = cards.file(asked.path("card").asText()).toString();
        List<String> changes = texts(asked.path("changes"));
        for (int k = 0; k < changes.size(); k++) {
            if (!changes.get(k).isEmpty()) {
                VerbForm.checked(changes.get(k));
            }
        }
        var told = new LinkedHashMap<String, Object>();
        told.put("ok", true);
        try {
            read(file, changes);
        } catch (FiduciaException e) {
            told.put("ok", false);
            told.put("message", String.valueOf(e.getMessage()));
            told.put("remedy", e.remedy());
            told.put("change", guilty(file, changes));
        }
        return Answer.json(told);
    }

    /** The change without which the card would do, −1 when it is not one alone. */
    private int guilty(String file, List<String> changes) {
        for (int k = 0; k < changes.size(); k++) {
            var others = new ArrayList<>(changes);
            others.remove(k);
            try {
                read(file, others);
                return k;
            } catch (FiduciaException e) {
                // another one
            }
        }
        return -1;
    }

    private void read(String file, List<String> changes) {
        var nowhere = new PrintWriter(Writer.nullWriter());
        var terminal = new Terminal(
                nowhere, nowhere, premises.directory(), premises.home(), Progress.NONE, 0, premises.environment());
        reader.chosen(terminal, new Options(file, 1, false, changes), Publisher.class);
    }

    /** The texts of a list. */
    static List<String> texts(JsonNode list) {
        var texts = new ArrayList<String>();
        list.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
