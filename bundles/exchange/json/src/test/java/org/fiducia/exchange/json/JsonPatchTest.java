package org.fiducia.exchange.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.exchange.Patch;
import org.fiducia.testkit.Warnings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonPatchTest {
    private static final JsonMapper MAPPER = new JsonMapper();

    private static final String SET = """
            {"metadata": {"name": "scan", "description": "", "labels": ["m1", "m2"],
               "digests": {"sha256": "%s"}, "references": {"hepdata": "ins1"}},
             "patches": [
               {"metadata": {"name": "m750_100", "values": [750, 100]},
                "patch": [{"op": "replace", "path": "/a/Z", "value": false}]},
               {"metadata": {"name": "m800_100", "values": [800, 100]},
                "patch": [{"op": "add", "path": "/b/14", "value": 3}, {"op": "remove", "path": "/c"}]}],
             "version": "1.0.0"}
            """;

    /** Every kind of number, of character and of nesting; the digest was made with Python. */
    private static final String DOCUMENT =
            "{\"b\": [1, 2.0, 1e5, 1e16, 1.5e-7, 0.1, -0.0, 123456789012345678, 1e22, 0.0001, 2.5e-5, 5e-324, "
                    + "1.7976931348623157e308, 2e-3], \"a\": {\"ü\": \"x\\\"\\\\\\n\\u0001/€\", \"é\": null, \"Z\": true}, "
                    + "\"c\": [], \"d\": {}}";

    private static final String DIGEST = "f8ce00ada4ef405033540966476fa48ebb83f923f88993a33c371be101ad29ef";

    @TempDir
    Path folder;

    /** Appendix A of RFC 6902 and mistakes. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'foo': 'bar'} | [{'op': 'add', 'path': '/baz', 'value': 'qux'}] | {'baz': 'qux', 'foo': 'bar'}",
                "{'foo': ['a', 'b']} | [{'op': 'add', 'path': '/foo/1', 'value': 'q'}] | {'foo': ['a', 'q', 'b']}",
                "{'baz': 'qux', 'foo': 'bar'} | [{'op': 'remove', 'path': '/baz'}] | {'foo': 'bar'}",
                "{'foo': ['a', 'q', 'b']} | [{'op': 'remove', 'path': '/foo/1'}] | {'foo': ['a', 'b']}",
                "{'baz': 'q', 'foo': 'bar'} | [{'op': 'replace', 'path': '/baz', 'value': 'b'}] | {'baz': 'b', 'foo': 'bar'}",
                "{'foo': {'b': 1, 'w': 2}, 'q': {'c': 3}} | [{'op': 'move', 'from': '/foo/w', 'path': '/q/t'}] | {'foo': {'b': 1}, 'q': {'c': 3, 't': 2}}",
                "{'foo': ['a', 'g', 'c', 'e']} | [{'op': 'move', 'from': '/foo/1', 'path': '/foo/3'}] | {'foo': ['a', 'c', 'e', 'g']}",
                "{'b': 'q', 'f': ['a', 2, 'c']} | [{'op': 'test', 'path': '/b', 'value': 'q'}, {'op': 'test', 'path': '/f/1', 'value': 2.0}] | {'b': 'q', 'f': ['a', 2, 'c']}",
                "{'baz': 'qux'} | [{'op': 'test', 'path': '/baz', 'value': 'bar'}] | expects something else at /baz",
                "{'foo': 'bar'} | [{'op': 'add', 'path': '/child', 'value': {'grand': {}}}] | {'foo': 'bar', 'child': {'grand': {}}}",
                "{'foo': 'bar'} | [{'op': 'add', 'path': '/baz', 'value': 'q', 'xyz': 123}] | {'foo': 'bar', 'baz': 'q'}",
                "{'foo': 'bar'} | [{'op': 'add', 'path': '/baz/bat', 'value': 'qux'}] | has no /baz",
                "{'/': 9, '~1': 10} | [{'op': 'test', 'path': '/~01', 'value': 10}] | {'/': 9, '~1': 10}",
                "{'/': 9, '~1': 10} | [{'op': 'test', 'path': '/~01', 'value': '10'}] | expects something else",
                "{'foo': ['bar']} | [{'op': 'add', 'path': '/foo/-', 'value': ['a', 'd']}] | {'foo': ['bar', ['a', 'd']]}",
                "{'foo': [1, 2]} | [{'op': 'copy', 'from': '/foo/0', 'path': '/foo/-'}] | {'foo': [1, 2, 1]}",
                "{'foo': [1, 2]} | [{'op': 'add', 'path': '/foo/3', 'value': 1}] | has no /foo/3: the list there has 2 members",
                "{'foo': [1, 2]} | [{'op': 'replace', 'path': '/foo/2', 'value': 1}] | has no /foo/2",
                "{'foo': [1, 2]} | [{'op': 'remove', 'path': '/bar'}] | has no /bar",
                "{'foo': [1, 2]} | [{'op': 'add', 'path': '/foo/01', 'value': 1}] | has no /foo/01",
                "{'foo': [1, 2]} | [{'op': 'twist', 'path': '/foo'}] | is no operation of a patch",
                "{'foo': [1, 2]} | [{'op': 'add', 'path': 'foo', 'value': 1}] | begins with /",
                "{'foo': [1, 2]} | [{'op': 'add', 'path': '/foo/0'}] | has no 'value'",
                "{'foo': {'a': 1}} | [{'op': 'move', 'from': '/foo', 'path': '/foo/b'}] | into itself",
                "{'foo': 1} | [{'op': 'replace', 'path': '', 'value': {'bar': null}}] | {'bar': null}",
            })
    void followsTheStandard(String document, String patch, String result) throws IOException {
        Path file = write("model.json", document.replace('\'', '"'));
        Path changes = write("change.json", patch.replace('\'', '"'));
        JsonPatch read = JsonPatch.read(changes, "");
        JsonNode root = JsonFile.tree(file);
        if (result.startsWith("{")) {
            assertEquals(MAPPER.readTree(result.replace('\'', '"')), read.apply(root, "model.json"));
            return;
        }
        var error = assertThrows(FiduciaException.class, () -> read.apply(root, "model.json"));
        assertEquals(Kind.INPUT, error.kind());
        assertTrue(error.getMessage().contains(result), error::getMessage);
        assertTrue(error.getMessage().startsWith("change.json: /0"), error::getMessage);
        assertFalse(error.remedy().isBlank());
    }

    @Test
    void oneOfASetIsNamed() throws IOException {
        Path file = write("model.json", DOCUMENT);
        Path set = write("set.json", SET.formatted(DIGEST));
        var warnings = new Warnings();
        PatchedFile patched = patched(file, new Patch(set, "m750_100"), warnings);
        assertEquals(List.of("patch set.json#m750_100: m1 = 750, m2 = 100"), patched.notes());
        assertFalse(patched.root().get("a").flag("Z", true));
        assertEquals(
                "model.json with set.json#m750_100: /a", patched.root().get("a").place());
        PatchedFile other = patched(file, new Patch(set, "800,100"), warnings);
        assertEquals(15, other.root().get("b").list().size());
        assertEquals(List.of(), warnings.said());
        patched(write("other.json", DOCUMENT.replace("1e5", "2e5")), new Patch(set, "m750_100"), warnings);
        assertEquals(1, warnings.said().size());
        assertTrue(warnings.said().get(0).contains("may not be for this file"), warnings.said()::toString);
    }

    @Test
    void aWrongNameIsRefusedWithTheRightOnes() throws IOException {
        Path set = write("set.json", SET.formatted(DIGEST));
        var error = assertThrows(FiduciaException.class, () -> JsonPatch.read(set, "m750_200"));
        assertEquals(Kind.USAGE, error.kind());
        assertTrue(error.remedy().contains("did you mean m750_100"), error::remedy);
        error = assertThrows(FiduciaException.class, () -> JsonPatch.read(set, ""));
        assertTrue(error.getMessage().contains("2 patches: m750_100, m800_100"), error::getMessage);
        Path single = write("one.json", "[]");
        error = assertThrows(FiduciaException.class, () -> JsonPatch.read(single, "m750_100"));
        assertTrue(error.getMessage().contains("one patch"), error::getMessage);
        Path model = write("model.json", DOCUMENT);
        error = assertThrows(FiduciaException.class, () -> JsonPatch.read(model, ""));
        assertTrue(error.getMessage().contains("neither a JSON patch nor a patch set"), error::getMessage);
    }

    @Test
    void digestsAreThoseOfPython() throws IOException {
        assertEquals(DIGEST, JsonDigest.of(JsonFile.tree(write("model.json", DOCUMENT)), "sha256"));
        assertEquals("", JsonDigest.of(MAPPER.createObjectNode(), "whirlpool"));
        assertEquals("5e-324", JsonDigest.number(Double.MIN_VALUE));
        assertEquals("1.7976931348623157e+308", JsonDigest.number(Double.MAX_VALUE));
        assertEquals("2e-323", JsonDigest.number(2e-323));
        assertEquals("9007199254740992.0", JsonDigest.number(0x1p53));
        assertEquals("-0.0001", JsonDigest.number(-1e-4));
    }

    private static PatchedFile patched(Path file, Patch patch, Warnings warnings) throws IOException {
        return PatchedFile.read(file, List.of(patch), warnings);
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
