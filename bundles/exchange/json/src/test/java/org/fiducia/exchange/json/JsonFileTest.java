package org.fiducia.exchange.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonFileTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\": NaN} | number that is not finite at line 1",
                "{\"a\": Infinity} | number that is not finite at line 1",
                "{\"a\": -Infinity} | number that is not finite at line 1",
                "{\"a\": 1} x | more text after the end",
                "{\"a\": 1} {\"b\": 2} | has more text after the end of its JSON at line 1",
                "{\"a\": 1}] | more text after the end",
                "{\"a\": 1, \"a\": 2} | has the field 'a' twice",
                "{\"a\": 1, | ends too early",
                "{\"a\": [1, 2 | ends too early",
                "{\"a\": 01} | no JSON at line 1",
                "{\"a\": tru} | 'tru' is neither a number nor a text in quotes",
                "{a: 1} | unexpected character 'a'",
                "[1] | holds no JSON object",
            })
    void mistakesAreSaidInWordsOfTheFile(String text, String expected) throws IOException {
        Path file = folder.resolve("model.json");
        Files.writeString(file, text);
        refused(file, expected);
    }

    @Test
    void absurdNestingIsRefusedAsSuch() throws IOException {
        Path file = folder.resolve("deep.json");
        Files.writeString(file, "{\"a\": " + "[".repeat(200_000) + "]".repeat(200_000) + "}");
        refused(file, "is nested more than 1000 deep");
        assertEquals(Set.of("a"), JsonFile.fields(file));
    }

    @Test
    void aByteOrderMarkIsNoMistake() throws IOException {
        Path file = folder.resolve("mark.json");
        Files.write(file, "\uFEFF{\"ü\": 1}".getBytes(StandardCharsets.UTF_8));
        assertEquals(1, JsonFile.read(file, List.of()).get("ü").number());
        assertEquals(Set.of("ü"), JsonFile.fields(file));
        Files.write(file, "\uFEFF{\"ü\": 1}".getBytes(StandardCharsets.UTF_16LE));
        assertEquals(1, JsonFile.read(file, List.of()).get("ü").number());
    }

    private static void refused(Path file, String expected) {
        var error = assertThrows(FiduciaException.class, () -> JsonFile.read(file, List.of()));
        assertEquals(Kind.INPUT, error.kind());
        assertTrue(error.getMessage().contains(expected), error::getMessage);
        assertTrue(error.getMessage().startsWith(file.getFileName().toString()), error::getMessage);
        assertFalse(error.getMessage().matches("(?s).*(jackson|JsonNode|JsonRead|Stream|Token).*"), error::getMessage);
        assertFalse(error.remedy().isBlank());
    }
}
