package org.fiducia.reader.hepmc;

import static org.fiducia.reader.hepmc.EventWriter.lepton;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.fiducia.api.event.EventBatch;
import org.fiducia.testkit.SharedFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Higgs bosons and what was produced beside them, in small events of known momenta and in those of a generator. */
class AssociatedTest {
    private static final List<String> NAMES = List.of(
            "GenH_pt",
            "GenH_rapidity",
            "GenH_phi",
            "GenV_pt",
            "GenV_decay",
            "GenAssociatedJet_pt",
            "GenAssociatedJet_eta",
            "GenAssociatedJet_phi",
            "GenAssociatedJet_mass");

    @TempDir
    private Path folder;

    private static EventBatch batch(Path file) throws IOException {
        try (var open = new HepmcReader().open(file);
                var cursor = open.read("Events", NAMES)) {
            return cursor.next();
        }
    }

    private EventBatch batch(EventWriter text) throws IOException {
        return batch(text.write(folder.resolve("events.hepmc")));
    }

    /** 70 + 50 GeV in one direction; a photon beside it makes a jet, those of the Higgs boson do not. */
    @Test
    void theHiggsBosonIsWhatItDecaysTo() throws IOException {
        var text = new EventWriter("GEV");
        text.event(1).higgs(lepton(22, 70, 1, 2), lepton(22, 50, 1, 2)).particle(22, 40, -3, 1);
        text.event(1).particle(22, 40, 6, 1);
        EventBatch batch = batch(text);
        assertEquals(120, batch.reals("GenH_pt")[0], 1e-4);
        assertEquals(1, batch.reals("GenH_rapidity")[0], 1e-4);
        assertEquals(2, batch.reals("GenH_phi")[0], 1e-4);
        assertEquals(0, batch.integers("GenV_decay")[0]);
        assertEquals(
                List.of(0, 1, 2),
                java.util.Arrays.stream(batch.offsets("GenAssociatedJet_pt"))
                        .boxed()
                        .toList());
        assertEquals(40, batch.reals("GenAssociatedJet_pt")[0], 1e-4);
        assertEquals(6, batch.reals("GenAssociatedJet_eta")[1], 1e-4, "whatever its pseudorapidity");
        assertTrue(Double.isNaN(batch.reals("GenH_rapidity")[1]), "no Higgs boson");
    }

    /** A boson of 60 + 40 GeV: its leptons, also neutrinos, make no jet, its quarks do. */
    @ParameterizedTest
    @CsvSource({
        "24, 11, 12, 2, 100, 0",
        "-24, -13, 14, 2, 100, 0",
        "23, 11, -11, 3, 100, 0",
        "23, 12, -12, 4, 100, 0",
        "23, 1, -1, 1, 0, 2"
    })
    void vectorBosonsByTheirDecay(int boson, int a, int b, int decay, double pt, int jets) throws IOException {
        boolean quarks = Math.abs(a) < 10;
        var first = quarks ? lepton(a, 60, 0, 1).into(lepton(211, 60, 0, 1)) : lepton(a, 60, 0, 1);
        var second = quarks ? lepton(b, 40, 2, 1).into(lepton(211, 40, 2, 1)) : lepton(b, 40, 2, 1);
        var text = new EventWriter("GEV");
        text.event(1)
                .higgs(lepton(22, 70, 1, 2), lepton(22, 50, 1, 2))
                .particle(lepton(boson, 100, 1, 1).into(first, second));
        EventBatch batch = batch(text);
        assertEquals(decay, batch.integers("GenV_decay")[0]);
        assertEquals(pt, batch.reals("GenV_pt")[0], 1e-4);
        assertEquals(jets, batch.offsets("GenAssociatedJet_pt")[1]);
    }

    /** H → ZZ → 4ℓ has no boson beside it. */
    @Test
    void bosonsOfTheHiggsBosonAreNotBesideIt() throws IOException {
        var text = new EventWriter("GEV");
        text.event(1).higgs(lepton(23, 60, 0, 0).into(lepton(11, 30, 0, 0), lepton(-11, 30, 0, 0)));
        EventBatch batch = batch(text);
        assertEquals(0, batch.integers("GenV_decay")[0]);
        assertEquals(60, batch.reals("GenH_pt")[0], 1e-4);
        assertEquals(0, batch.offsets("GenAssociatedJet_pt")[1]);
    }

    /** t → Wb, W → ℓν: prompt leptons and neutrinos make no jet, those of hadrons are in theirs. */
    @Test
    void leptonsOfTopsMakeNoJet() throws IOException {
        var text = new EventWriter("GEV");
        text.event(1)
                .higgs(lepton(22, 70, 1, 2), lepton(22, 50, 1, 2))
                .particle(lepton(6, 100, 0, 0)
                        .into(
                                lepton(24, 60, 0, 0).into(lepton(11, 30, 0, 0), lepton(-12, 30, 0, 0)),
                                lepton(511, 40, 0, -1).into(lepton(13, 25, 0, -1), lepton(14, 15, 0, -1))));
        EventBatch batch = batch(text);
        assertEquals(0, batch.integers("GenV_decay")[0]);
        assertEquals(1, batch.offsets("GenAssociatedJet_pt")[1]);
        assertEquals(40, batch.reals("GenAssociatedJet_pt")[0], 1e-4);
    }

    /** The four leptons of the generator's record, with the photons near them, are the Higgs boson but for photons far away. */
    @Test
    void agreesWithTheReference() throws IOException {
        List<String> table = Files.readAllLines(SharedFolder.require("data/hepmc/ggH_reference.tsv"));
        EventBatch batch = batch(SharedFolder.require("data/hepmc/ggH.hepmc3.gz"));
        int same = 0;
        int fiducial = 0;
        for (int event = 0; event < batch.size(); event++) {
            String[] row = table.get(1 + event).split("\t");
            if (row[2].equals("1")) {
                fiducial++;
                boolean close = Math.abs(batch.reals("GenH_pt")[event] - Double.parseDouble(row[5])) < 0.5
                        && Math.abs(Math.abs(batch.reals("GenH_rapidity")[event]) - Double.parseDouble(row[6])) < 0.02;
                same += close ? 1 : 0;
            }
            assertEquals(0, batch.integers("GenV_decay")[event]);
        }
        assertEquals(56, fiducial);
        assertTrue(same >= 0.8 * fiducial, same + " of " + fiducial);
    }
}
