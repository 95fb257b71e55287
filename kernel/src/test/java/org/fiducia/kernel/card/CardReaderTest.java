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
import org.fiducia.api.observable.Target;
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
        return CardReader.read(file, List.of());
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
        assertEquals(0, read(SECOND.replace(", \"intervals\": 11", "")).fitIntervals());
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
        var e = assertThrows(FiduciaException.class, () -> CardReader.read(folder.resolve("none.json"), List.of()));
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
        var e = assertThrows(FiduciaException.class, () -> CardReader.read(folder.resolve("card.json"), List.of()));
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
        var own = CardReader.read(file, List.of()).channel().settings();
        e = assertThrows(FiduciaException.class, () -> own.text("needed"));
        assertTrue(e.getMessage().contains("card.json: /channel/settings/needed"), e.getMessage());
    }

    @Test
    void pathsAreThoseOfTheFolderOfTheCard() throws IOException {
        String text = GOOD.replace("\"directory\": \"data\"", "\"directory\": \"../elsewhere/./data\"")
                .replace("\"s.root\"", "\"/absolute/s.root\", \"more/t.root\"");
        AnalysisCard card = read(text);
        Path data = folder.resolveSibling("elsewhere").resolve("data");
        assertEquals(List.of(data.resolve("d.root")), card.samples().get(0).files());
        assertEquals(
                List.of(Path.of("/absolute/s.root"), data.resolve("more/t.root")),
                card.samples().get(1).files());
    }

    @Test
    void withoutADirectoryFilesAreBesideTheCard() throws IOException {
        AnalysisCard card = read(GOOD.replace("\"directory\": \"data\",", ""));
        assertEquals(List.of(folder.resolve("d.root")), card.samples().get(0).files());
    }

    @Test
    void whatACardDoesNotSayIsEmpty() throws IOException {
        AnalysisCard card = read(GOOD.replace(",\n  \"writers\": [\"a\"]", ""));
        assertAll(
                () -> assertEquals("", card.label()),
                () -> assertEquals(List.of(), card.weights()),
                () -> assertEquals(List.of(), card.backgrounds()),
                () -> assertEquals(List.of(), card.nuisances()),
                () -> assertEquals(List.of(), card.nuisanceSources()),
                () -> assertEquals(Map.of(), card.physics()),
                () -> assertEquals(Map.of(), card.binnings()),
                () -> assertEquals("", card.samples().get(1).era(), "a sample that serves all eras"));
    }

    @Test
    void aPluginIsNamedAloneOrWithItsSettings() throws IOException {
        AnalysisCard card = read(GOOD.replace(
                "\"title\": \"test\"",
                "\"title\": \"test\", \"signal\": \"peak\", \"backgrounds\": [\"flat\", {\"id\": \"zx\", \"settings\":"
                        + " {\"method\": \"OS\"}}], \"crossSections\": {\"production\": \"p\", \"decay\": {\"id\":"
                        + " \"d\", \"settings\": {\"n\": 3}}}"));
        assertAll(
                () -> assertEquals("peak", card.signal().orElseThrow().id()),
                () -> assertEquals(
                        List.of("flat", "zx"),
                        card.backgrounds().stream().map(AnalysisCard.Choice::id).toList()),
                () -> assertEquals("OS", card.backgrounds().get(1).settings().text("method")),
                () -> assertEquals(
                        "p", card.physics(Target.PRODUCTION).orElseThrow().id()),
                () -> assertEquals(
                        3, card.physics(Target.DECAY).orElseThrow().settings().real("n", 0)));
    }

    @Test
    void oneChoiceServesProductionAndDecay() throws IOException {
        AnalysisCard card =
                read(GOOD.replace("\"title\": \"test\"", "\"title\": \"test\", \"crossSections\": \"one\""));
        assertEquals("one", card.physics(Target.PRODUCTION).orElseThrow().id());
        assertEquals("one", card.physics(Target.DECAY).orElseThrow().id());
        assertTrue(refusal(GOOD.replace(
                        "\"title\": \"test\"",
                        "\"title\": \"test\", \"crossSections\": {\"id\": \"one\", \"decay\": \"two\"}"))
                .contains("/crossSections has both id and production or decay"));
    }

    @Test
    void anErrorInSettingsNamesItsPlace() throws IOException {
        AnalysisCard card = read(GOOD.replace(
                "\"title\": \"test\"",
                "\"title\": \"test\", \"backgrounds\": [\"flat\", {\"id\": \"zx\", \"settings\": {\"n\": \"x\"}}]"));
        var e = assertThrows(
                FiduciaException.class,
                () -> card.backgrounds().get(1).settings().real("n", 0));
        assertTrue(e.getMessage().contains("card.json: /backgrounds/1/settings/n"), e.getMessage());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    "eras": [{"name": "2022", "luminosity": 34.7, "data": ["d.root"]}], | "eras": [],                                            | /eras is empty
                    "name": "2022"          | "name": " "                                                                                         | /eras/0/name is missing
                    [{"name": "2022", "luminosity": 34.7, | [{"name": "2022", "luminosity": 1}, {"name": "2022", "luminosity": 34.7,               | /eras has a name twice
                    "name": "s"             | "name": "Data_2022"                                                                                 | /samples has Data_2022 twice
                    "name": "s", "role"     | "role"                                                                                              | /samples/0/name is missing
                    "process": "p",         | "format": "f",                                                                                      | /samples/0/process is missing
                    "files": ["s.root"]     | "files": []                                                                                         | /samples/0/files is empty
                    "process": "p",         | "process": "p", "format": "g",                                                                       | /samples/0/format is g, which is no format
                    "crossSection": 2.5,    | "label": "x",                                                                                       | label
                    "crossSection": 2.5, "sumOfWeights": 10 | "sumOfWeights": 10                                                                  | /samples/0 has no normalisation
                    "in": [13]              | "in": []                                                                                            | /formats/f/filters/A says not what to keep
                    "in": [13]              | "in": [13], "range": [1, 2]                                                                          | /formats/f/filters/A says not what to keep
                    "in": [13]              | "range": [2, 1]                                                                                     | /formats/f/filters/A/range is no range
                    "column": "lep_type",   | "column": {"scale": 2},                                                                              | /formats/f/filters/A/column/branch is missing
                    "column": "lep_type",   | "column": [true],                                                                                   | /formats/f/filters/A/column is [true]
                    "tree": "Events",       | "tree": "Events", "normalisation": {"tree": "T", "crossSection": "x", "sumOfWeights": "w", "unit": "barn"}, | /formats/f/normalisation/unit is barn
                    "tree": "Events",       | "tree": "Events", "normalisation": {"tree": "T", "crossSection": "x", "unit": "pb"},                  | /formats/f/normalisation/sumOfWeights is missing
                    """)
    void refusesWhatMakesNoSense(String good, String bad, String said) throws IOException {
        assertTrue(GOOD.contains(good), "the pattern is in the card: " + good);
        String message = refusal(GOOD.replace(good, bad));
        assertTrue(message.contains(said), message);
    }

    @Test
    void ratesFollowTheMass() throws IOException {
        String rates = "\"rates\": {\"mH\": [125, 126], \"crossSections\": {\"p\": [50, 40]},"
                + " \"branchingRatio\": [0.1, 0.2]}, \"directory\"";
        assertEquals(0, read(GOOD).rates().mass().length);
        assertEquals(1.6, read(GOOD.replace("\"directory\"", rates)).rates().ratio("p", 126, 125), 1e-12);
        List<String> wrong = List.of(
                rates.replace("[125, 126]", "[126, 125]"),
                rates.replace("[50, 40]", "[50, -40]"),
                rates.replace("[50, 40]", "[50]"),
                rates.replace("[50, 40]", "null"));
        for (String bad : wrong) {
            var e = assertThrows(FiduciaException.class, () -> read(GOOD.replace("\"directory\"", bad)));
            assertTrue(e.getMessage().contains("/rates"), e.getMessage());
            assertTrue(e.remedy().contains("rising masses"), e.remedy());
        }
    }

    @Test
    void normalisationIsInFemtobarn() throws IOException {
        for (var unit : Map.of("pb", 1000.0, "fb", 1.0).entrySet()) {
            AnalysisCard card = read(GOOD.replace("\"crossSection\": 2.5,", "")
                    .replace("\"sumOfWeights\": 10", "\"mass\": 125")
                    .replace("\"mass\": 125, \"files\"", "\"files\"")
                    .replace(
                            "\"tree\": \"Events\",",
                            "\"tree\": \"Events\", \"normalisation\": {\"tree\": \"T\", \"crossSection\": \"x\","
                                    + " \"sumOfWeights\": \"w\", \"unit\": \"" + unit.getKey() + "\"},"));
            AnalysisCard.SampleFiles sample = card.samples().get(1);
            assertEquals(unit.getValue(), sample.format().normalisation().factor());
            assertTrue(Double.isNaN(sample.crossSection()), "it is in the file");
        }
    }

    @Test
    void aFilterKeepsValuesOrAHalfOpenRange() throws IOException {
        var values = read(GOOD).samples().get(1).format().filters().get("A");
        assertTrue(values.keeps(13) && !values.keeps(-13) && !values.keeps(11));
        var range = read(GOOD.replace("\"in\": [13]", "\"range\": [10, 13]"))
                .samples()
                .get(1)
                .format()
                .filters()
                .get("A");
        assertTrue(range.keeps(10)
                && range.keeps(12.9)
                && !range.keeps(13)
                && !range.keeps(9)
                && !range.keeps(Double.NaN));
    }

    @Test
    void aColumnIsABranchANumberOrAListOfThem() throws IOException {
        String column = "{\"branch\": \"lep_pt\", \"scale\": 0.001}";
        assertEquals(
                new AnalysisCard.ColumnSource(List.of("a", 5.0), true, 1),
                read(GOOD.replace(column, "[\"a\", 5]"))
                        .samples()
                        .get(1)
                        .format()
                        .columns()
                        .get("A_pt"));
        assertEquals(
                new AnalysisCard.ColumnSource(List.of(7.0), false, 1),
                read(GOOD.replace(column, "7"))
                        .samples()
                        .get(1)
                        .format()
                        .columns()
                        .get("A_pt"));
        assertEquals(
                new AnalysisCard.ColumnSource(List.of("a", "b"), true, 2),
                read(GOOD.replace(column, "{\"branch\": [\"a\", \"b\"], \"scale\": 2}"))
                        .samples()
                        .get(1)
                        .format()
                        .columns()
                        .get("A_pt"));
    }

    @Test
    void pluginsOfAnyKindMayBeChosen() throws IOException {
        AnalysisCard card = read(GOOD.replace(
                "\"title\": \"test\"",
                "\"title\": \"test\", \"plugins\": {\"toys\": [\"ball\", {\"id\": \"rope\", \"settings\": {\"n\": 3}}],"
                        + " \"tools\": []}"));
        assertEquals(List.of("toys", "tools"), List.copyOf(card.plugins().keySet()));
        assertEquals("ball", card.plugins().get("toys").get(0).id());
        assertEquals(3, card.plugins().get("toys").get(1).settings().real("n", 0));
        assertEquals(Map.of(), read(GOOD).plugins());
        Path file = Files.writeString(folder.resolve("card.json"), GOOD);
        assertEquals(
                "rope",
                CardReader.read(file, List.of("plugins/toys=[\"ball\"]", "plugins/toys/0=rope"))
                        .plugins()
                        .get("toys")
                        .get(0)
                        .id());
        assertTrue(
                refusal(GOOD, "plugins/toys=[{}]").contains("--set plugins/toys=[{}]: /plugins/toys/0/id is missing"));
        assertTrue(refusal(GOOD, "plugins/toys=ball").contains("/plugins/toys a list is expected"));
        assertTrue(refusal(GOOD, "plugins/toys=null").contains("/plugins/toys is nothing"));
    }

    @Test
    void dataOfSeveralErasSayOfWhichTheyAre() throws IOException {
        String one = GOOD.replace(
                "\"samples\": [", "\"samples\": [{\"name\": \"more\", \"role\": \"data\", \"files\": [\"m.root\"]}, ");
        assertEquals("data", read(one).samples().get(1).process());
        String two = one.replace("\"eras\": [", "\"eras\": [{\"name\": \"2021\", \"luminosity\": 1}, ");
        String message = refusal(two);
        assertTrue(message.contains("card.json: /samples/0/era is missing → say of which era the data are"), message);
        AnalysisCard card = read(two.replace("\"role\": \"data\"", "\"role\": \"data\", \"era\": \"2021\""));
        assertEquals("2021", card.samples().get(1).era());
    }

    @Test
    void theKeyOfACardIsItsTextWithWhatWasChanged() throws IOException {
        Path file = Files.writeString(folder.resolve("card.json"), GOOD);
        assertEquals(GOOD, CardReader.read(file, List.of()).text());
        String changed = CardReader.read(file, List.of("title=a")).text();
        assertTrue(changed.startsWith(GOOD) && changed.contains("title=a"));
        assertFalse(changed.equals(CardReader.read(file, List.of("title=b")).text()));
    }
}
