package org.fiducia.console.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.fiducia.api.FiduciaException;

/**
 * What a request is answered.
 *
 * @param status of HTTP
 * @param headers beside those of every answer, in place of them where they have the same name
 * @param length of the body, bytes; −1 when not known
 * @param body writes it
 */
record Answer(int status, Map<String, String> headers, long length, Body body) {
    static final String JSON = "application/json; charset=utf-8";

    /** Writes and reads all JSON of the console. */
    static final JsonMapper MAPPER = new JsonMapper();

    /** What is sent. */
    interface Body {
        void write(OutputStream out) throws IOException;

        /** Gives back what was taken for it: called once in the end, whether it was written or not. */
        default void release() {}
    }

    Answer {
        headers = Map.copyOf(headers);
    }

    /** Bytes of a type. */
    static Answer of(int status, String type, byte[] bytes) {
        return new Answer(status, Map.of("Content-Type", type), bytes.length, out -> out.write(bytes));
    }

    /** An object of Jackson, or of maps and lists, as JSON. */
    static Answer json(int status, Object value) {
        try {
            return of(status, JSON, MAPPER.writeValueAsBytes(value));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Good news. */
    static Answer json(Object value) {
        return json(200, value);
    }

    /** What is not done, and what to do. */
    static Answer refused(int status, String message, String remedy) {
        var told = new LinkedHashMap<String, Object>();
        told.put("message", message);
        told.put("remedy", remedy);
        return json(status, told);
    }

    /** What a user can mend. */
    static Answer refused(FiduciaException e) {
        return refused(400, String.valueOf(e.getMessage()), e.remedy());
    }

    /** There is nothing of that name. */
    static Answer missing() {
        return refused(404, "there is nothing of that name", "reload the page");
    }

    /** A file. */
    static Answer file(Path file, String type) throws IOException {
        return new Answer(200, Map.of("Content-Type", type), Files.size(file), out -> Files.copy(file, out));
    }

    /** Something that is made while it is sent. */
    static Answer stream(String type, Body body) {
        return new Answer(200, Map.of("Content-Type", type), -1, body);
    }

    /** The same with one more header. */
    Answer with(String header, String value) {
        var all = new LinkedHashMap<>(headers);
        all.put(header, value);
        return new Answer(status, all, length, body);
    }

    /** Its body as text, of which nothing is sent. */
    String text() {
        var out = new java.io.ByteArrayOutputStream();
        try {
            body.write(out);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
