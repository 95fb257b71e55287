package org.fiducia.exchange.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;

/** JSON files, as a whole. */
public final class JsonFile {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private JsonFile() {}

    /** Reads a file; its name without folders stands in messages. */
    public static JsonElement read(Path file) throws IOException {
        String name = file.getFileName().toString();
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new FiduciaException(Kind.INPUT, "there is no readable file " + file, "correct its name");
        }
        try {
            JsonNode root = MAPPER.readTree(file.toFile());
            if (!(root instanceof ObjectNode)) {
                throw new FiduciaException(Kind.INPUT, name + " holds no JSON object", "name a model file");
            }
            return new JsonElement(root, name, "");
        } catch (JsonProcessingException e) {
            String where = e.getLocation() == null
                    ? ""
                    : " at line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr();
            throw new FiduciaException(
                    Kind.INPUT, name + " is no JSON" + where + ": " + e.getOriginalMessage(), "correct the file", e);
        }
    }

    /** Names of the outermost fields of a file; those before the first mistake in one that makes no sense. */
    public static Set<String> fields(Path file) throws IOException {
        var names = new LinkedHashSet<String>();
        try (JsonParser parser = JsonFactory.builder().build().createParser(file.toFile())) {
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    names.add(parser.currentName());
                    parser.nextToken();
                    parser.skipChildren();
                }
            }
        } catch (JsonProcessingException e) {
            return names;
        }
        return names;
    }

    /** An object to fill and write. */
    public static ObjectNode newObject() {
        return MAPPER.createObjectNode();
    }

    /** Writes a file, indented, with a newline at its end. */
    public static void write(ObjectNode root, Path file) throws IOException {
        String text =
                MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root).replace("\r\n", "\n");
        Files.write(file, (text + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
