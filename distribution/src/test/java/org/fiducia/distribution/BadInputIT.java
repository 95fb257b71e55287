package org.fiducia.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bad input gives one clear message, a code of its own, and nothing left behind. */
class BadInputIT {
    @TempDir
    Path folder;

    private Product product() {
        return new Product(
                folder, Map.of("FIDUCIA_STORE", folder.resolve("store").toString()));
    }

    private String refused(int code, String... words) throws Exception {
        Product.Outcome outcome = product().run(words);
        assertEquals(code, outcome.code(), outcome.out() + outcome.err());
        String err = outcome.err();
        assertEquals(1, err.lines().filter(l -> l.startsWith("error: ")).count(), err);
        assertTrue(err.lines().anyMatch(l -> l.startsWith("  → ") && l.length() > 6), err);
        assertFalse(err.contains("\tat "), err);
        assertEquals(List.of(), Product.files(folder.resolve("results")), "nothing left behind");
        return err;
    }

    /** The shipped card with its data folder made absolute and one text replaced. */
    private String card(String from, String to) throws Exception {
        String text = Files.readString(product().home().resolve("etc/analysis.json"));
        assertTrue(text.contains(from), from);
        String data = product().home().resolve("data/run3").toAbsolutePath().toString();
        Path card = folder.resolve("card.json");
        Files.writeString(card, text.replace(from, to).replace("\"../data/run3\"", '"' + data + '"'));
        return card.toString();
    }

    @Test
    void unknownNames() throws Exception {
        assertTrue(refused(2, "measure", "pT4ll").contains("did you mean pT4l"));
        assertTrue(refused(2, "list", "writer5").contains("writers"));
        assertTrue(refused(2, "measure").contains("--all"));
        assertTrue(refused(2, "measure", "pT4l", "--threads", "0").contains("--threads"));
    }

    @Test
    void badCards() throws Exception {
        assertTrue(refused(3, "measure", "pT4l", "--card", "none.json").contains("none.json"));
        assertTrue(refused(3, "measure", "pT4l", "--card", card("\"luminosity\": 34.7", "\"luminosity\": -3"))
                .contains("/eras/0/luminosity"));
        assertTrue(refused(3, "measure", "pT4l", "--card", card("\"channel\": {", "\"channel\": {\"ider\": 1, "))
                .contains("/channel/ider"));
        assertTrue(refused(
                        3,
                        "measure",
                        "pT4l",
                        "--card",
                        card(
                                "\"channel\": {\"id\": \"hzz4l\"}",
                                "\"channel\": {\"id\": \"hzz4l\", \"settings\": {\"x\": 1}}"))
                .contains("/channel/settings/x"));
        assertTrue(refused(3, "measure", "pT4l", "--card", card("[\"qqZZ\"]", "[\"qqZZZ\"]"))
                .contains("no component"));
        assertTrue(refused(2, "measure", "pT4l", "--card", card("\"fitter\": \"newton\"", "\"fitter\": \"newtn\""))
                .contains("did you mean newton?"));
    }

    /** Settings of every plug-in are read before any event is. */
    @Test
    void badSettingsAreFoundBeforeWork() throws Exception {
        for (String change : List.of(
                "channel/settings/leptn=1",
                "signal/settings/nonsense=1",
                "backgrounds/zx-fake-rate/settings/method=XX",
                "backgrounds/zz-mc/settings/normalisation=flating",
                "physics/settings/nonsense=1",
                "unfolding/settings/nonsense=1",
                "nuisances/0/sizes=huge",
                "prediction/settings/branchingRatio=some")) {
            String set = change.startsWith("physics")
                    ? "physics={\"id\": \"same-flavour\", \"settings\": " + "{\"nonsense\": 1}}"
                    : change;
            String err = refused(3, "measure", "m4l", "--set", set);
            assertFalse(err.contains("reading"), err);
            assertTrue(err.contains("error: ") && err.contains("--set " + set), err);
        }
    }

    @Test
    void badFiles() throws Exception {
        assertTrue(refused(4, "inspect", "none.root").contains("does not exist"));
        byte[] noise = new byte[5000];
        new Random(1).nextBytes(noise);
        Files.write(folder.resolve("noise.root"), noise);
        assertTrue(refused(4, "inspect", "noise.root").contains("noise.root"));
        byte[] whole = Files.readAllBytes(product().home().resolve("data/run3/Data_2022.root"));
        Files.write(folder.resolve("short.root"), Arrays.copyOf(whole, whole.length / 2));
        String data = folder.resolve("short.root").toString();
        assertTrue(refused(4, "measure", "pT4l", "--card", card("\"Data_2022.root\"", '"' + data + '"'))
                .contains("short.root"));
        assertTrue(refused(4, "measure", "pT4l", "--card", card("\"Data_2022.root\"", "\"Data_1999.root\""))
                .contains("Data_1999.root"));
    }

    @Test
    void missingBranchesAndNumbersThatAreNone() throws Exception {
        assertTrue(refused(
                        4,
                        "measure",
                        "pT4l",
                        "--card",
                        card(
                                "\"tree\": \"Events\",",
                                "\"tree\": \"Events\", \"columns\": {\"Muon_pt\": \"Muon_ptx\"},"))
                .contains("no branch Muon_ptx"));
        Files.writeString(folder.resolve("bad.csv"), "pt1,pt2\n1,2\n3,nan\n");
        Files.writeString(folder.resolve("csv.json"), """
                {"schemaVersion": 1, "title": "t", "energy": 8, "channel": {"id": "hzz4l"}, "window": [105, 160],
                 "massHypothesis": 125, "eras": [{"name": "e", "luminosity": 1, "data": ["bad.csv"]}],
                 "formats": {"f": {"columns": {
                   "Muon_pt": ["pt1", "pt2"], "Muon_eta": [0, 0], "Muon_phi": [0, 0], "Muon_charge": [1, -1],
                   "Electron_pt": [], "Electron_eta": [], "Electron_phi": [], "Electron_charge": []}}}}
                """);
        assertTrue(refused(4, "select", "--card", "csv.json").contains("bad.csv"));
    }

    @Test
    void nothingSelected() throws Exception {
        String cut = "\"settings\": {\"candidate\": {\"leptonPt\": [9000, 8000]}}";
        String harsh = card("\"channel\": {\"id\": \"hzz4l\"}", "\"channel\": {\"id\": \"hzz4l\", " + cut + "}");
        assertTrue(refused(4, "measure", "pT4l", "--card", harsh).contains("passes the cut \"lepton pT\""));
        String narrow = card("\"range\": [105, 160]", "\"range\": [105.0, 105.001]");
        assertTrue(refused(4, "measure", "pT4l", "--card", narrow).contains("fit range"));
    }

    @Test
    void outputThatCannotBeWritten() throws Exception {
        Files.writeString(folder.resolve("file"), "");
        String err = refused(7, "measure", "m4l", "--out", "file/results");
        assertTrue(err.contains("file/results"), err);
    }

    /** A limit on the size of files stands in for a full disk: the write fails midway just the same. */
    @Test
    void aFullDisk() throws Exception {
        product().run("measure", "m4l", "--out", "before"); // unpacks what needs unpacking, and fills the store
        var command = "ulimit -f 20; exec " + product().home().resolve("bin/fiducia") + " measure m4l";
        var builder = new ProcessBuilder("sh", "-c", command).directory(folder.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("FIDUCIA_STORE", folder.resolve("store").toString());
        builder.environment().put("FIDUCIA_OPTS", "-XX:-UsePerfData");
        Process process = builder.redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(7, process.waitFor(), text);
        assertTrue(text.contains("cannot write"), text);
        assertEquals(List.of(), Product.files(folder.resolve("results")), "nothing half written");
    }
}
