package org.fiducia.kernel.card;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.fiducia.kernel.card.CardDifferences.Difference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CardDifferencesTest {
    private static final String STANDARD = """
            {
              "note": "for people", "schemaVersion": 2, "channel": {"id": "x"}, "point": {"mH": 125.38},
              "eras": [{"name": "one", "luminosity": 10}, {"name": "two", "luminosity": 20}],
              "backgrounds": [{"id": "b", "settings": {"n": 3}}, "c"],
              "fit": {"range": [105, 160]}, "writers": ["table", "json"]
            }
            """;

    @TempDir
    Path etc;

    @TempDir
    Path elsewhere;

    @BeforeEach
    void ship() throws IOException {
        Files.writeString(etc.resolve("standard.json"), STANDARD);
        Files.writeString(etc.resolve("other.json"), STANDARD.replace("\"x\"", "\"y\""));
        Files.writeString(etc.resolve("broken.json"), "{");
    }

    private CardDifferences of(String text, String... changes) throws IOException {
        Path card = Files.writeString(elsewhere.resolve("mine.json"), text);
        return CardDifferences.of(card, List.of(changes), etc);
    }

    private static List<String> places(CardDifferences differences) {
        return differences.all().stream().map(Difference::at).toList();
    }

    @Test
    void aCopyDiffersInNothing() throws IOException {
        CardDifferences none = of(STANDARD.replace("for people", "mine")
                .replace("\"c\"", "{\"id\": \"c\"}")
                .replace("20}", "20.0}"));
        assertEquals("standard.json", none.shipped());
        assertEquals(List.of(), none.all());
    }

    /** Lists of named things by name, whatever their order; other lists as a whole. */
    @Test
    void everyChangeIsFoundAtItsPlace() throws IOException {
        CardDifferences found = of(STANDARD.replace(
                        "{\"name\": \"one\", \"luminosity\": 10}, {\"name\": \"two\", \"luminosity\": 20}",
                        "{\"name\": \"two\", \"luminosity\": 21}, {\"name\": \"one\", \"luminosity\": 10}")
                .replace("[105, 160]", "[105, 140]")
                .replace("\"writers\"", "\"label\": \"Test\", \"writers\"")
                .replace(", \"json\"", ""));
        assertEquals(List.of("/eras/two/luminosity", "/fit/range", "/label", "/writers/json"), places(found));
        Difference luminosity = found.all().get(0);
        assertEquals(List.of(21, 20), List.of(luminosity.value(), luminosity.standard()));
        assertEquals(Arrays.asList(105, 140), found.all().get(1).value());
        assertNull(found.all().get(2).standard());
        assertNull(found.all().get(3).value());
    }

    @Test
    void whatTheCommandLineSetIsMarked() throws IOException {
        String mine = STANDARD.replace("125.38", "125");
        CardDifferences found = of(mine, "backgrounds/b/settings/n=4", "eras/one/luminosity=10", "point/mW=80");
        assertEquals(List.of("/point/mH", "/point/mW", "/backgrounds/b/settings/n"), places(found));
        assertEquals(
                List.of(false, true, true),
                found.all().stream().map(Difference::commandLine).toList());
        assertEquals(
                Map.of("at", "/backgrounds/b/settings/n", "value", 4, "default", 3, "commandLine", true),
                ((List<?>) found.values().get("changed")).get(2));
        assertEquals("standard.json", found.values().get("default"));
    }

    /** Without a card of its channel only what was set can differ. */
    @Test
    void aChannelOfOnesOwnHasNoStandard() throws IOException {
        CardDifferences found = of(STANDARD.replace("\"x\"", "\"mine\""), "point/mH=130");
        assertEquals("mine.json", found.shipped());
        assertEquals(List.of("/point/mH"), places(found));
        assertEquals(125.38, found.all().get(0).standard());
    }
}
