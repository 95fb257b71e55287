package org.fiducia.console.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Nullable;

/**
 * What is asked for.
 *
 * @param method of HTTP
 * @param path decoded, begins with a slash
 * @param query the first value of each name, decoded
 * @param body what was sent
 */
record Request(String method, String path, Map<String, String> query, byte[] body) {
    Request {
        query = Map.copyOf(query);
    }

    /** Whether something is to be changed or done. */
    boolean post() {
        return method.equals("POST");
    }

    /** A value of the query, empty for none. */
    String asked(String name) {
        return query.getOrDefault(name, "");
    }

    /** What follows a prefix of the path; empty when it is another path. */
    Optional<String> after(String prefix) {
        return path.startsWith(prefix) ? Optional.of(path.substring(prefix.length())) : Optional.empty();
    }

    /**
     * The body as a JSON object.
     *
     * @throws FiduciaException when it is none
     */
    JsonNode json() {
        try {
            JsonNode tree = Answer.MAPPER.readTree(body);
            if (tree != null && tree.isObject()) {
                return tree;
            }
        } catch (JsonProcessingException e) {
            // said below
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        throw new FiduciaException(Kind.USAGE, "the request is no JSON object", "reload the page");
    }

    /** The parts of a query by name; what cannot be decoded is left out. */
    static Map<String, String> query(@Nullable String raw) {
        var query = new HashMap<String, String>();
        for (String part : raw == null ? new String[0] : raw.split("&")) {
            int equals = part.indexOf('=');
            try {
                query.putIfAbsent(
                        decoded(equals < 0 ? part : part.substring(0, equals)),
                        equals < 0 ? "" : decoded(part.substring(equals + 1)));
            } catch (IllegalArgumentException e) {
                // half of an escape
            }
        }
        return query;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
