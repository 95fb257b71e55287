package org.fiducia.console.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.fiducia.drawing.Label;

/** The plug-ins there are: rows of {@code list}, each with its title as a page shows it. */
final class PluginsResource implements Resource {
    private final Verbs verbs;

    PluginsResource(Verbs verbs) {
        this.verbs = verbs;
    }

    @Override
    public Optional<Answer> answer(Request request) {
        return request.path().equals("/api/plugins") && !request.post()
                ? Optional.of(Answer.of(200, Answer.JSON, rows().getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                : Optional.empty();
    }

    /** The rows as one line of JSON. */
    String rows() {
        ArrayNode rows = Answer.MAPPER.createArrayNode();
        for (JsonNode row : verbs.json("list").path("plugins").path("rows")) {
            ObjectNode shown = rows.addObject();
            row.properties().forEach(cell -> shown.put(cell.getKey(), text(cell.getValue())));
            shown.put("label", Label.of(text(row.path("title"))).html());
        }
        try {
            return Answer.MAPPER.writeValueAsString(rows);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(JsonNode cell) {
        return cell.isNull() || cell.isMissingNode() ? "" : cell.asText();
    }
}
