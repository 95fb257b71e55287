package org.fiducia.kernel.card;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.fiducia.api.FiduciaException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CardFilesTest {
    private static final String CARD = """
            {"schemaVersion": 2, "title": "t", "energy": 13, "channel": "x", "fit": {"range": [0, 1]}, "directory": "in",
             "eras": [{"name": "E", "luminosity": 1, "data": %s}],
             "samples": [{"name": "s", "process": "p", "role": "background", "crossSection": 1, "sumOfWeights": 1,
                          "files": %s}]}
            """;

    @TempDir
    Path folder;

    private final List<Path> seen = new ArrayList<>();

    @BeforeEach
    void files() throws IOException {
        for (String name :
                List.of("b.root", "a.root", "c.dat", ".hidden.root", "x/a10.root", "x/y/z/a2.root", "x/.q/a.root")) {
            Path file = folder.resolve("in").resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, name);
        }
    }

    private AnalysisCard card(String data, String sample) throws IOException {
        Path card = Files.writeString(folder.resolve("card.json"), CARD.formatted(data, sample));
        return CardReader.read(card, List.of(), seen::add, CardReader::nobody);
    }

    private List<String> names(AnalysisCard card, int sample) {
        return card.samples().get(sample).files().stream()
                .map(file -> folder.resolve("in").relativize(file).toString().replace('\\', '/'))
                .toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            *.root          | a.root b.root
            ?.dat           | c.dat
            {b,c}.*         | b.root c.dat
            [ac].*          | a.root c.dat
            **              | a.root b.root c.dat x/a10.root x/y/z/a2.root
            **/*.root       | a.root b.root x/a10.root x/y/z/a2.root
            x/**/a*.root    | x/a10.root x/y/z/a2.root
            x/*/z/*         | x/y/z/a2.root
            ./x/../*.dat    | c.dat
            .h*             | .hidden.root
            """)
    void aPatternStandsForItsFilesInTheOrderOfTheirNames(String pattern, String files) throws IOException {
        AnalysisCard card = card("[\"missing.root\"]", "[\"" + pattern + "\"]");
        assertEquals(List.of(files.split(" ")), names(card, 1));
        assertEquals(List.of("missing.root"), names(card, 0), "who reads it says that it is not there");
    }

    @Test
    void aListNamesFilesAndPatternsRelativeToItself() throws IOException {
        Path list = Files.writeString(
                folder.resolve("in/x/files.txt"), "# comment\n\n  ../b.root\ny/**/*.root\n" + folder + "/in/c.dat\n");
        assertEquals(List.of("b.root", "x/y/z/a2.root", "c.dat"), names(card("[\"x/files.txt\"]", "[\"a.root\"]"), 0));
        assertTrue(seen.contains(list), "the answer depends on the list");
    }

    @Test
    void everyFolderInWhichAPatternLooksIsTold() throws IOException {
        card("[\"**/*.root\"]", "[\"c.dat\"]");
        assertEquals(
                List.of("", "x", "x/y", "x/y/z"),
                seen.stream()
                        .map(file -> folder.resolve("in").relativize(file).toString())
                        .distinct()
                        .sorted()
                        .toList());
    }

    @Test
    void dataMayBeOfSeveralPrimaryDataSets() throws IOException {
        AnalysisCard card = card("{\"Muon\": [\"x/**/*.root\"], \"EGamma\": [\"b.root\"]}", "[\"a.root\"]");
        assertEquals(
                List.of("Data_E_Muon Muon", "Data_E_EGamma EGamma", "s "),
                card.samples().stream().map(s -> s.name() + " " + s.dataSet()).toList());
        assertEquals(List.of("x/a10.root", "x/y/z/a2.root"), names(card, 0));
    }

    /** Finds every remote file in a folder of this machine. */
    private Path found(String name) {
        if (name.startsWith("no:")) {
            throw new FiduciaException(FiduciaException.Kind.INPUT, name + ": unknown protocol", "copy it");
        }
        return folder.resolve("remote").resolve(name.replaceAll("[:/?=&]+", "_"));
    }

    private AnalysisCard remote(String data, String directory) throws IOException {
        String text = CARD.formatted(data, "[\"" + folder + "/in/a.root\"]");
        Path card = Files.writeString(
                folder.resolve("card.json"),
                text.replace("\"directory\": \"in\"", "\"directory\": \"" + directory + "\""));
        return CardReader.read(card, List.of(), seen::add, this::found);
    }

    private List<String> remoteNames(String data) throws IOException {
        return remote(data, "in").samples().get(0).files().stream()
                .map(file -> folder.relativize(file).toString())
                .toList();
    }

    @Test
    void namesWithASchemeAreOfFilesThatAreElsewhere() throws IOException {
        Files.writeString(folder.resolve("in/far.txt"), "far://host/l1.root\nb.root\n# no\nfar://host/l2.root?a=b\n");
        assertEquals(
                List.of(
                        "remote/far_host_a%2A.root",
                        "remote/far_host_x.root_authz_a*b_c_1",
                        "remote/far_host_l1.root",
                        "in/b.root",
                        "remote/far_host_l2.root_a_b"),
                remoteNames("[\"far://host/a%2A.root\", \"far://host/x.root?authz=a*b&c=1\", \"far.txt\"]"));
        assertEquals(
                folder.resolve("remote/far_host_store/c.root"),
                remote("[\"c.root\"]", "far://host/store")
                        .samples()
                        .get(0)
                        .files()
                        .get(0));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            far://host/*.root?authz=secret | is far://host/*.root, a pattern of files that are elsewhere
            far://host/{a,b}.root          | a pattern of files that are elsewhere
            no://host/a.root               | /eras/0/data/0 is no://host/a.root: unknown protocol
            """)
    void whatCannotBeFoundElsewhereIsRefused(String name, String said) {
        var e = assertThrows(FiduciaException.class, () -> remote("[\"" + name + "\"]", "in"));
        assertEquals(FiduciaException.Kind.CARD, e.kind());
        assertTrue(String.valueOf(e.getMessage()).contains(said), e.getMessage());
        assertTrue(
                !String.valueOf(e.getMessage()).contains("secret")
                        && !e.remedy().isBlank(),
                e.getMessage());
    }

    @Test
    void aRemoteFileIsNamedOnce() {
        var e = assertThrows(
                FiduciaException.class, () -> remote("[\"far://host/a.root\", \"far://host/a.root\"]", "in"));
        assertTrue(String.valueOf(e.getMessage()).contains("/eras/0/data/0 has, too"), e.getMessage());
    }

    private String refusal(String data, String sample) {
        var e = assertThrows(FiduciaException.class, () -> card(data, sample));
        assertEquals(FiduciaException.Kind.CARD, e.kind());
        assertTrue(!e.remedy().isBlank());
        return e.getMessage();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ["no/*.root"]         | ["a.root"]           | /eras/0/data/0 is no/*.root, of which no file is found in %s/in/no, which is no folder
            ["*.rot"]             | ["a.root"]           | /eras/0/data/0 is *.rot, of which no file is found in %s/in
            ["[.root"]            | ["a.root"]           | /eras/0/data/0 is [.root, which is no pattern
            ["no.txt"]            | ["a.root"]           | /eras/0/data/0 is the list %s/in/no.txt, which does not exist
            ["none.txt"]          | ["a.root"]           | /eras/0/data/0 is the list %s/in/none.txt, which names no file
            ["nest.txt"]          | ["a.root"]           | /eras/0/data/0 names, line 1 of %s/in/nest.txt, another list, none.txt
            ["a.root", "*.root"]  | ["c.dat"]            | /eras/0/data/1 has the file %s/in/a.root, which %s/card.json: /eras/0/data/0 has, too
            ["a.root"]            | ["b.root", "a.root"] | /samples/0/files/1 has the file %s/in/a.root, which %s/card.json: /eras/0/data/0 has, too
            ["b.root"]            | ["a.root", "x/../a.root"] | /samples/0/files/1 has the file %s/in/a.root, which %s/card.json: /samples/0/files/0 has, too
            ["twice.txt"]         | ["c.dat"]            | /eras/0/data/0 has, line 2 of %s/in/twice.txt, the file %s/in/a.root, which
            {"Muon": []}          | ["a.root"]           | /eras/0/data/Muon is empty
            [3]                   | ["a.root"]           | /eras/0/data/0 a text is expected, 3 was given
            "a.root"              | ["b.root"]           | /eras/0/data a list is expected, "a.root" was given
            """)
    void whatMakesNoSenseIsRefusedWithItsPlace(String data, String sample, String said) throws IOException {
        Files.writeString(folder.resolve("in/none.txt"), "# nothing\n\n");
        Files.writeString(folder.resolve("in/nest.txt"), "none.txt\n");
        Files.writeString(folder.resolve("in/twice.txt"), "a.root\n*.root\n");
        String message = refusal(data, sample);
        assertTrue(message.contains(said.replace("%s", folder.toString())), message);
    }

    @Test
    void aLinkToAFileIsThatFile() throws IOException {
        Files.createSymbolicLink(folder.resolve("in/link.root"), folder.resolve("in/a.root"));
        assertTrue(refusal("[\"link.root\"]", "[\"a.root\"]").contains("/samples/0/files/0 has the file"));
        Files.createSymbolicLink(folder.resolve("in/x/up"), folder.resolve("in"));
        assertEquals(List.of("x/a10.root", "x/y/z/a2.root"), names(card("[\"x/**\"]", "[\"a.root\"]"), 0), "no circle");
    }

    @Test
    void whoLooksAfterTheFilesGetsAll() throws IOException {
        Path file = Files.writeString(
                folder.resolve("card.json"), CARD.formatted("[\"a.root\", \"*.root\"]", "[\"c.dat\"]"));
        assertEquals(
                List.of("a.root", "a.root", "b.root"),
                names(CardReader.readLeniently(file, List.of(), CardReader::nobody), 0));
    }
}
