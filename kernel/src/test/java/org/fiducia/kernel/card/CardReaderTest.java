package org.fiducia.kernel.card;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.channel.Role;
import org.fiducia.api.measurement.Point;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CardReaderTest {
    private static final String GOOD = """
            {
              "schemaVersion": 1, "title": "test", "energy": 13.6, "channel": {"id": "x"},
              "window": [105, 160], "massHypothesis": 125,
              "directory": "data",
              "eras": [{"name": "2022", "luminosity": 34.7, "data": ["d.root"]}],
              "formats": {"f": {"tree": "Events", "columns": {"A_pt": {"branch": "lep_pt", "scale": 0.001}},
                          "filters": {"A": {"column": "lep_type", "in": [13]}}}},
              "samples": [{"name": "s", "role": "signal", "process": "p", "mass": 125, "files": ["s.root"],
                           "crossSection": 2.5, "sumOfWeights": 10}],
              "writers": ["a"]
            }
            """;

    @TempDir
    Path folder;

    private AnalysisCard read(String text) throws IOException {
        Path file = folder.resolve("card.json");
        Files.writeString(file, text);
        return CardReader.read(file);
    }

    @Test
    void readsWhatTheUserWrote() throws IOException {
        AnalysisCard card = read(GOOD);
        AnalysisCard.SampleFiles data = card.samples().get(0);
        AnalysisCard.SampleFiles signal = card.samples().get(1);
        assertAll(
                () -> assertEquals(Role.DATA, data.role()),
                () -> assertEquals("2022", data.era()),
                () -> assertEquals(folder.resolve("data/d.root"), data.files().get(0)),
                () -> assertEquals(2.5, signal.crossSection()),
                () -> assertEquals(0.001, signal.format().columns().get("A_pt").scale()),
                () -> assertEquals(13L, signal.format().filters().get("A").in().get(0)));
    }

    private static final String SECOND = GOOD.replace("\"schemaVersion\": 1", "\"schemaVersion\": 2")
            .replace(
                    "\"window\": [105, 160], \"massHypothesis\": 125",
                    "\"fit\": {\"variable\": \"m\", \"range\": [105, 160], \"intervals\": 11}, \"point\": {\"mH\": 125}")
            .replace("\"mass\": 125", "\"point\": {\"mH\": 120, \"width\": 4}");

    @Test
    void bothVersionsSayTheSame() throws IOException {
        AnalysisCard first = read(GOOD);
        AnalysisCard second = read(SECOND);
        assertEquals(Point.of("mH", 125), first.point());
        assertEquals(first.point(), second.point());
        assertEquals("", first.variable());
        assertEquals("m", second.variable());
        assertEquals(first.fitLo(), second.fitLo());
        assertEquals(first.fitHi(), second.fitHi());
        assertEquals(0, first.fitIntervals());
        assertEquals(11, second.fitIntervals());
        assertEquals(Point.NONE, second.samples().get(0).point());
        assertEquals(Point.of("mH", 125), first.samples().get(1).point());
        assertEquals(
                new Point(Map.of("mH", 120.0, "width", 4.0)),
                second.samples().get(1).point());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    "range": [105, 160]     | "range": [160, 105]                       | /fit/range
                    "intervals": 11         | "intervals": -1                           | /fit/intervals
                    "point": {"mH": 125}    | "massHypothesis": 125                     | /massHypothesis
                    "point": {"mH": 120     | "mass": 120, "point": {"mH": 120          | /samples/0/mass
                    "title": "test"         | "title": "test", "window": [105, 160]     | /window
                    "schemaVersion": 2      | "schemaVersion": 1                        | /fit
                    """)
    void aFieldOfTheOtherVersionIsRefused(String good, String bad, String place) {
        var e = assertThrows(FiduciaException.class, () -> read(SECOND.replace(good, bad)));
        assertTrue(e.getMessage().contains(place), e.getMessage());
        assertTrue(!e.remedy().isBlank());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    "schemaVersion": 1      | "schemaVersion": 9      | /schemaVersion
                    "window": [105, 160]    | "window": [160, 105]    | /window
                    "luminosity": 34.7      | "luminosity": -1        | /eras/0/luminosity
                    "luminosity": 34.7      | "luminosity": "much"    | /eras/0/luminosity
                    "role": "signal"        | "role": "sgnal"         | /samples/0/role
                    "massHypothesis": 125,  | "mass": 125,            | /mass
                    "sumOfWeights": 10      | "era": "1999"           | /samples/0/era
                    "mass": 125, "files"    | "files"                 | /samples/0/mass
                    "crossSection": 2.5,    | "process": "p",         | process
                    "channel": {"id": "x"}, | "channel": {},          | /channel/id
                    "title": "test",        | "title": "test"         | line
                    "branch": "lep_pt",     | "brnch": "lep_pt",      | /formats/f/columns/A_pt
                    """)
    void refusesWithThePlaceAndTheRemedy(String good, String bad, String place) {
        var e = assertThrows(FiduciaException.class, () -> read(GOOD.replace(good, bad)));
        assertAll(
                () -> assertEquals(FiduciaException.Kind.CARD, e.kind()),
                () -> assertTrue(e.getMessage().contains(place), e.getMessage()),
                () -> assertTrue(e.getMessage().contains("card.json"), e.getMessage()),
                () -> assertTrue(!e.remedy().isBlank()));
    }

    @Test
    void refusesAMissingCard() {
        var e = assertThrows(FiduciaException.class, () -> CardReader.read(folder.resolve("none.json")));
        assertTrue(e.getMessage().contains("none.json"));
    }

    private String refusal(String text, String... changes) throws IOException {
        Path file = Files.writeString(folder.resolve("card.json"), text);
        var e = assertThrows(FiduciaException.class, () -> CardReader.read(file, List.of(changes)));
        String message = e.getMessage() + " → " + e.remedy();
        for (String foreign :
                List.of("fasterxml", "jackson", "Jackson", "Card$", "`", "deserial", "token", "org.fiducia")) {
            assertFalse(message.contains(foreign), message);
        }
        return message;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    "channel": {"id": "x"}  | "channel": 3            | /channel an object with id, or the name of a plug-in, is expected, 3 was given
                    "luminosity": 34.7      | "luminosity": "much"    | /eras/0/luminosity a number is expected, "much" was given
                    "role": "signal"        | "role": "sgnal"         | /samples/0/role one of data, signal, background is expected, "sgnal" was given
                    "schemaVersion": 1      | "schemaVersion": 1.5    | /schemaVersion a whole number is expected, 1.5 was given
                    "writers": ["a"]        | "writers": "a"          | /writers a list is expected, "a" was given
                    "window": [105, 160]    | "window": 105           | /window a list of numbers is expected, 105 was given
                    "title": "test"         | "title": ["a"]          | /title a text is expected, ["a"] was given
                    "title": "test",        | "title": "test"         | line 2, column
                    "title": "test",        | "title": "a", "title": "b", | a name is given twice
                    """)
    void saysWhatIsExpectedInWordsOfTheCard(String good, String bad, String said) throws IOException {
        String message = refusal(GOOD.replace(good, bad));
        assertTrue(message.contains(said), message);
        assertTrue(message.contains("card.json"), message);
    }

    @Test
    void takesAByteOrderMarkAndNothingBehindTheCard() throws IOException {
        assertEquals("test", read("\uFEFF" + GOOD).title());
        assertTrue(refusal(GOOD + "{}").contains("text follows after the end of the card"));
        assertTrue(refusal(GOOD.strip().replaceFirst("}$", "")).contains("ends before it is complete"));
        assertTrue(refusal("").contains("is empty"));
        assertTrue(refusal("[1]").contains("an object is expected, [1] was given"));
        assertTrue(refusal("[".repeat(100_000)).contains("too deep"));
        Files.write(folder.resolve("card.json"), GOOD.getBytes(java.nio.charset.StandardCharsets.UTF_16));
        var e = assertThrows(FiduciaException.class, () -> CardReader.read(folder.resolve("card.json")));
        assertTrue(e.getMessage().contains("UTF-16"), e.getMessage());
    }

    @Test
    void anErrorOfTheCommandLineIsSaidToBeOne() throws IOException {
        String message = refusal(GOOD, "massHypothesis=heavy");
        assertTrue(message.startsWith("--set massHypothesis=heavy: /massHypothesis a number is expected"), message);
        message = refusal(GOOD, "samples/s/mass=-1");
        assertTrue(message.startsWith("--set samples/s/mass=-1: /samples/0/mass"), message);
        message = refusal(GOOD, "nonsense=1");
        assertTrue(message.startsWith("--set nonsense=1: /nonsense is not a name"), message);
        Path file = Files.writeString(folder.resolve("card.json"), GOOD);
        var settings = CardReader.read(file, List.of("channel/settings/pt=much"))
                .channel()
                .settings();
        var e = assertThrows(FiduciaException.class, () -> settings.real("pt", 5));
        assertTrue(
                e.getMessage().startsWith("--set channel/settings/pt=much: /channel/settings/pt is much"),
                e::getMessage);
        var own = CardReader.read(file).channel().settings();
        e = assertThrows(FiduciaException.class, () -> own.text("needed"));
        assertTrue(e.getMessage().contains("card.json: /channel/settings/needed"), e.getMessage());
    }
}
