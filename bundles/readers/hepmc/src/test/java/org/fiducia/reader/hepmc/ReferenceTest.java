package org.fiducia.reader.hepmc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.fiducia.api.channel.FourMomentum;
import org.fiducia.api.event.EventBatch;
import org.fiducia.api.event.EventFile;
import org.fiducia.testkit.SharedFolder;
import org.junit.jupiter.api.Test;

/** What another program, which never saw the file, computed from the generator's own record. */
class ReferenceTest {
    private static final double RELATIVE = 1e-6;

    private static FourMomentum p4(EventBatch batch, String collection, int i) {
        return FourMomentum.ofPtEtaPhiM(
                batch.reals(collection + "_pt")[i],
                batch.reals(collection + "_eta")[i],
                batch.reals(collection + "_phi")[i],
                batch.reals(collection + "_mass")[i]);
    }

    @Test
    void findsTheJetsOfTheReference() throws Exception {
        var table = Files.readAllLines(SharedFolder.require("data/hepmc/ggH_reference.tsv"));
        var names = new ArrayList<>(
                List.of("GenDressedLepton_relIso03", "GenDressedLepton_pdgId", "GenDressedLepton_fromH", "genWeight"));
        for (String collection : List.of("GenDressedLepton", "GenJet")) {
            for (String quantity : List.of("_pt", "_eta", "_phi", "_mass")) {
                names.add(collection + quantity);
            }
        }
        int events = 0;
        int withJets = 0;
        try (EventFile file = new HepmcReader().open(SharedFolder.require("data/hepmc/ggH.hepmc3.gz"));
                var cursor = file.read("Events", names)) {
            for (EventBatch batch = cursor.next(); batch != null; batch = cursor.next()) {
                for (int event = 0; event < batch.size(); event++) {
                    String[] row =
                            table.get(1 + (int) batch.firstEntry() + event).split("\t");
                    List<FourMomentum> jets = jets(batch, event);
                    String where = "event " + row[0];
                    assertEquals(Double.parseDouble(row[1]), batch.reals("genWeight")[event], where);
                    assertEquals(Integer.parseInt(row[9]), jets.size(), where);
                    if (!jets.isEmpty()) {
                        double pt = Double.parseDouble(row[10]);
                        double eta = Double.parseDouble(row[11]);
                        assertEquals(pt, jets.get(0).pt(), RELATIVE * pt, where);
                        assertEquals(eta, jets.get(0).eta(), RELATIVE * Math.max(1, Math.abs(eta)), where);
                        withJets++;
                    }
                    events++;
                }
            }
        }
        assertEquals(120, events);
        assertTrue(withJets > 40, withJets + " events with jets");
    }

    /** Those that are not near a lepton that passes the requirements on single ones. */
    private static List<FourMomentum> jets(EventBatch batch, int event) {
        var leptons = new ArrayList<FourMomentum>();
        int[] offsets = batch.offsets("GenDressedLepton_pt");
        for (int i = offsets[event]; i < offsets[event + 1]; i++) {
            boolean muon = Math.abs(batch.integers("GenDressedLepton_pdgId")[i]) == 13;
            FourMomentum lepton = p4(batch, "GenDressedLepton", i);
            if (lepton.pt() > (muon ? 5 : 7)
                    && Math.abs(lepton.eta()) < (muon ? 2.4 : 2.5)
                    && batch.reals("GenDressedLepton_relIso03")[i] < .35) {
                leptons.add(lepton);
            }
        }
        var jets = new ArrayList<FourMomentum>();
        int[] all = batch.offsets("GenJet_pt");
        for (int i = all[event]; i < all[event + 1]; i++) {
            FourMomentum jet = p4(batch, "GenJet", i);
            if (jet.pt() > 30
                    && Math.abs(jet.eta()) < 4.7
                    && leptons.stream().allMatch(lepton -> lepton.deltaR(jet) > .4)) {
                jets.add(jet);
            }
        }
        return jets;
    }
}
