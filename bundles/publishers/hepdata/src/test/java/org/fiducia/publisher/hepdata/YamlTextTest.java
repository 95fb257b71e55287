package org.fiducia.publisher.hepdata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

class YamlTextTest {
    /** A number with a dot, as YAML 1.1 has it (https://yaml.org/type/float.html). */
    private static final Pattern FLOAT =
            Pattern.compile("[-+]?([0-9][0-9_]*)?\\.[0-9.]*([eE][-+][0-9]+)?|[-+]?\\.(inf|Inf|INF)");

    private final YamlText yaml = new YamlText();

    private String text(Object value) {
        return new String(yaml.document(Map.of("x", value)), StandardCharsets.UTF_8);
    }

    @Test
    void everyNumberIsOneAndHasAllItsDigits() {
        for (double x : new double[] {
            0,
            1,
            -1,
            .1,
            1.0 / 3,
            13600,
            1e7,
            -2.5e22,
            1.7976931348623157e308,
            4.9e-324,
            1e-5,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY
        }) {
            String word = text(x).strip().substring("x: ".length());
            assertTrue(FLOAT.matcher(word).matches(), word);
            Map<String, Object> read = new Yaml(new SafeConstructor(new LoaderOptions())).load(text(x));
            assertEquals(x, read.get("x"));
        }
    }

    @Test
    void namesOfDigitsStayNames() {
        for (String name : List.of("2022", "-", "1.5", "1e+5", "yes", "$\\sigma$: x", "0x1F", ".inf")) {
            Map<String, Object> read = new Yaml(new SafeConstructor(new LoaderOptions())).load(text(name));
            assertEquals(name, read.get("x"));
        }
    }

    @Test
    void thereAreNoAnchorsAndNoBreaks() {
        var same = List.of(Map.of("name", "a"));
        String text = text(List.of(same, same, "long ".repeat(100)));
        assertFalse(text.contains("&id"), text);
        assertEquals(1, text.lines().filter(line -> line.contains("long")).count());
    }

    @Test
    void documentsFollowOneAnotherAndNothingFollowsTheLast() {
        var all = new ArrayList<>();
        String text = new String(
                yaml.documents(Map.of("a", 1.0), List.of(Map.of("b", 2.0), Map.of("c", 3.0))), StandardCharsets.UTF_8);
        new Yaml(new SafeConstructor(new LoaderOptions())).loadAll(text).forEach(all::add);
        assertEquals(List.of(Map.of("a", 1.0), Map.of("b", 2.0), Map.of("c", 3.0)), all);
        assertEquals("a: 1.0\n---\nb: 2.0\n---\nc: 3.0\n", text);
    }
}
