package org.fiducia.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.fiducia.testkit.SharedFolder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The card {@code cms-nanoaod.json} with small files of NanoAOD in the places that it names. Of the 40 events of data all are
 * in luminosity section 205 of run 315267; 39 have all flags set, of which 16 have the trigger of two muons, and one other that
 * of one muon; all of the 40 events of Drell–Yan have the flags, 7 one of the triggers (counted from the columns).
 */
class NanoInputsIT {
    @TempDir
    Path folder;

    private Product product;
    private Path card;
    private Path data;

    @BeforeEach
    void files() throws Exception {
        product = new Product(
                folder, Map.of("FIDUCIA_STORE", folder.resolve("store").toString()));
        data = folder.resolve("data/cms-nanoaod");
        card = folder.resolve("etc/cms-nanoaod.json");
        Files.createDirectories(card.getParent());
        Files.copy(product.home().resolve("etc/cms-nanoaod.json"), card);
        copy("nano_dimuon.root", "2018/DoubleMuon/a/one.root");
        copy("nano_dimuon.root", "2018/SingleMuon/two.root");
        copy("nano_dy.root", "2018/DYJetsToLL/dy.root");
        copy("nano_tt_v15.root", "2022/TTto2L2Nu/tt.root");
        Files.writeString(data.resolve("2018/SingleMuon.txt"), "# one file\nSingleMuon/*.root\n");
        Files.writeString(data.resolve("certified-2018.json"), "{\"315267\": [[1, 100], [205, 205]], \"315270\": []}");
        Files.writeString(data.resolve("certified-2022.json"), "{\"355100\": [[1, 10]]}");
    }

    private void copy(String shared, String place) throws Exception {
        Path to = data.resolve(place);
        Files.createDirectories(to.getParent());
        Files.copy(SharedFolder.require("data/formats/" + shared), to);
        to.toFile().setWritable(true);
    }

    /** No data of 2022; names of an older version, and a sum that the file of top quarks does not have. */
    private JsonNode run(int code, String verb, String... changes) throws Exception {
        var words = new ArrayList<>(List.of(verb, "--card", card.toString(), "--json"));
        var all = new ArrayList<>(List.of("eras/2022/data={}", "formats/v9/normalisation/sumOfWeights=genEventSumw_"));
        all.addAll(List.of(changes));
        all.forEach(change -> words.addAll(List.of("--set", change)));
        Product.Outcome outcome = product.run(words.toArray(String[]::new));
        assertEquals(code, outcome.code(), outcome.err());
        warnings = outcome.err();
        return new JsonMapper().readTree(outcome.out());
    }

    private String warnings = "";

    private static List<String> cutflow(JsonNode selected, String sample, int lines) {
        var found = new ArrayList<String>();
        for (JsonNode one : selected.get("samples")) {
            for (JsonNode cut : one.get("cuts")) {
                if (one.get("name").asText().equals(sample) && found.size() < lines) {
                    found.add(cut.get("cut").asText() + " " + cut.get("events").get("all"));
                }
            }
        }
        return found;
    }

    @Test
    void everyStepIsALineOfTheCutflow() throws Exception {
        JsonNode selected = run(0, "select", "samples/TTto2L2Nu/sumOfWeights=200");
        List<String> all = List.of("event filters 39", "certified luminosity 39");
        List<String> muons = cutflow(selected, "Data_2018_DoubleMuon", 4);
        assertEquals(all, muons.subList(1, 3));
        assertEquals("trigger 16", muons.get(3));
        List<String> single = cutflow(selected, "Data_2018_SingleMuon", 4);
        assertEquals(all, single.subList(1, 3));
        assertEquals("trigger 1", single.get(3), "those with two are counted there");
        assertEquals(
                List.of("event filters 40", "trigger 7"),
                cutflow(selected, "DYJetsToLL", 3).subList(1, 3));
        assertEquals(
                List.of("event filters 200", "trigger 0"),
                cutflow(selected, "TTto2L2Nu", 3).subList(1, 3));
        assertTrue(warnings.isBlank() || !warnings.contains("mask"), warnings);
    }

    @Test
    void aFileThatIsAddedToAFolderIsSelectedToo() throws Exception {
        assertEquals(
                "event filters 40",
                cutflow(run(0, "select", "samples/TTto2L2Nu/sumOfWeights=200"), "DYJetsToLL", 2)
                        .get(1));
        Files.copy(data.resolve("2018/DYJetsToLL/dy.root"), data.resolve("2018/DYJetsToLL/more.root"));
        JsonNode more = run(0, "select", "samples/TTto2L2Nu/sumOfWeights=200");
        assertEquals("event filters 80", cutflow(more, "DYJetsToLL", 2).get(1));
    }

    @Test
    void aMaskOfOtherRunsIsRefused() throws Exception {
        Files.writeString(data.resolve("certified-2018.json"), "{\"1\": [[1, 100]]}");
        Product.Outcome outcome = product.run(
                "select",
                "--card",
                card.toString(),
                "--set",
                "eras/2022/data={}",
                "--set",
                "formats/v9/normalisation/sumOfWeights=genEventSumw_",
                "--set",
                "samples/TTto2L2Nu/sumOfWeights=200");
        assertEquals(4, outcome.code());
        assertTrue(outcome.err().contains("no run of the data is in the mask"), outcome.err());
        assertTrue(outcome.err().contains("315267"), outcome.err());
    }

    @Test
    void aTriggerThatIsNotThereIsNamedWithItsNeighbours() throws Exception {
        Product.Outcome outcome = product.run(
                "select",
                "--card",
                card.toString(),
                "--set",
                "eras/2022/data={}",
                "--set",
                "eras/2018/steps/triggers/settings/dataSets/SingleMuon=[\"HLT_IsoMu25\"]",
                "--set",
                "formats/v9/normalisation/sumOfWeights=genEventSumw_",
                "--set",
                "samples/TTto2L2Nu/sumOfWeights=200");
        assertEquals(4, outcome.code());
        assertTrue(outcome.err().contains("has no branch HLT_IsoMu25"), outcome.err());
        assertTrue(outcome.err().contains("did you mean HLT_IsoMu2"), outcome.err());
    }

    /** Of ten files one is cut, one is empty, and one is there twice; one of another version is that of another sample. */
    @Test
    void whatIsWrongWithTheFilesIsFound() throws Exception {
        byte[] whole = Files.readAllBytes(data.resolve("2018/DYJetsToLL/dy.root"));
        for (int k = 0; k < 10; k++) {
            byte[] more = Arrays.copyOf(whole, whole.length + 1); // what is behind the end tells them apart
            more[whole.length] = (byte) (k == 8 ? 1 : k);
            Files.write(data.resolve("2018/DYJetsToLL/file" + k + ".root"), more);
        }
        Files.write(data.resolve("2018/DYJetsToLL/file3.root"), Arrays.copyOf(whole, whole.length / 2));
        Files.write(data.resolve("2018/DYJetsToLL/file5.root"), new byte[0]);
        copy("nano_tt_v15.root", "2018/DYJetsToLL/other.root");
        var problems = new TreeSet<String>();
        run(1, "check")
                .get("problems")
                .forEach(one -> problems.add(Path.of(one.get("file").asText()).getFileName() + " "
                        + one.get("problem").asText()));
        assertEquals(
                new TreeSet<>(List.of(
                        "file3.root damaged",
                        "file5.root damaged",
                        "file8.root doubled",
                        "other.root branches",
                        "other.root normalisation",
                        "other.root schema",
                        "tt.root doubled",
                        "tt.root normalisation",
                        "two.root doubled")),
                problems);
    }
}
