package org.fiducia.exchange.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;

/** JSON files, as a whole. */
public final class JsonFile {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .build();

    private JsonFile() {}

    /**
     * Reads a file that is changed before anybody looks at it; its name without folders stands in messages.
     *
     * @param patches that were read, applied in their order
     */
    public static JsonElement read(Path file, List<JsonPatch> patches) throws IOException {
        String name = file.getFileName().toString();
        JsonNode root = tree(file);
        if (!(root instanceof ObjectNode)) {
            throw new FiduciaException(Kind.INPUT, name + " holds no JSON object", "name a model file");
        }
        for (JsonPatch patch : patches) {
            root = patch.apply(root, name);
            name += " with " + patch.name();
        }
        if (!(root instanceof ObjectNode)) {
            throw new FiduciaException(Kind.INPUT, name + " holds no JSON object", "look at what the patch replaces");
        }
        return new JsonElement(root, name, "");
    }

    /** The whole of a file. */
    static JsonNode tree(Path file) throws IOException {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new FiduciaException(Kind.INPUT, "there is no readable file " + file, "correct its name");
        }
        String name = file.getFileName().toString();
        try (JsonParser parser = MAPPER.createParser(file.toFile())) {
            JsonNode root = MAPPER.readTree(parser);
            if (isMore(parser)) {
                throw JsonMistake.after(name, parser.currentTokenLocation());
            }
            return root == null ? MissingNode.getInstance() : root;
        } catch (JsonProcessingException e) {
            throw JsonMistake.in(name, e);
        }
    }

    /** Whether anything follows, sensible or not. */
    private static boolean isMore(JsonParser parser) throws IOException {
        try {
            return parser.nextToken() != null;
        } catch (JsonProcessingException e) {
            return true;
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

    /** Adds numbers to an array. */
    public static void add(ArrayNode array, double[] numbers) {
        for (double number : numbers) {
            array.add(number);
        }
    }

    /** Writes a file, indented, with a newline at its end. */
    public static void write(ObjectNode root, Path file) throws IOException {
        String text =
                MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root).replace("\r\n", "\n");
        Files.write(file, (text + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
