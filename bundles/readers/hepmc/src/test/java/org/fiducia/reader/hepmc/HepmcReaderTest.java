package org.fiducia.reader.hepmc;

import static org.fiducia.reader.hepmc.EventWriter.lepton;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.channel.FourMomentum;
import org.fiducia.api.event.BranchInfo;
import org.fiducia.api.event.EventBatch;
import org.fiducia.api.event.EventFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HepmcReaderTest {
    private static final double EXACT = 1e-9;

    @TempDir
    private Path folder;

    /** The first batch with every column. */
    private static EventBatch batch(Path file) throws IOException {
        try (EventFile open = new HepmcReader().open(file)) {
            List<String> all = open.outline().get(0).branches().stream()
                    .map(BranchInfo::name)
                    .toList();
            try (var cursor = open.read("Events", all)) {
                return cursor.next();
            }
        }
    }

    private EventBatch batch(EventWriter text) throws IOException {
        return batch(text.write(folder.resolve("events.hepmc")));
    }

    private static FiduciaException refused(Path file) {
        return assertThrows(FiduciaException.class, () -> {
            try (EventFile open = new HepmcReader().open(file);
                    var cursor = open.read("Events", List.of("GenJet_pt", "genWeight"))) {
                while (cursor.next() != null) {
                    // goes on
                }
            }
        });
    }

    private FiduciaException refused(String text) throws IOException {
        return refused(Files.writeString(folder.resolve("wrong.hepmc"), text));
    }

    private static EventWriter.Particle tau(EventWriter.Particle... products) {
        return lepton(15, 30, 0, 0).into(products);
    }

    private static EventWriter mixed(String unit) {
        var text = new EventWriter(unit).names("Weight", "MUR2 MUF1", "PDF=1");
        text.event(1, 2, 3)
                .crossSection(.25)
                .higgs(lepton(13, 40, .5, 1), lepton(-13, 35, -.5, -2), tau(lepton(11, 20, 1, 2), lepton(-12, 5, 1, 2)))
                .particle(lepton(111, 50, 2, .5).into(lepton(22, 30, 2, .5), lepton(22, 20, 2, .6)));
        text.event(4, 5, 6)
                .crossSection(.5)
                .higgs(lepton(22, 70, .1, 0), lepton(22, 50, .2, 3))
                .particle(211, 60, 3, 1);
        return text;
    }

    @ParameterizedTest
    @CsvSource({"GEV, false", "MEV, false", "GEV, true", "MEV, true"})
    void readsBothFormsAndUnits(String unit, boolean old) throws IOException {
        EventWriter text = mixed(unit);
        Path file = EventWriter.compressed(folder.resolve("events.gz"), old ? text.ioGenEvent() : text.asciiv3());
        assertTrue(new HepmcReader().accepts(file));
        EventBatch batch = batch(file);
        assertEquals(2, batch.size());
        assertEquals(
                List.of(1., 4.), Arrays.stream(batch.reals("genWeight")).boxed().toList());
        assertEquals(
                List.of(2., 5.),
                Arrays.stream(batch.reals("genWeight_MUR2_MUF1")).boxed().toList());
        assertEquals(
                List.of(3., 6.),
                Arrays.stream(batch.reals("genWeight_PDF=1")).boxed().toList());
        assertEquals(
                List.of(250., 500.),
                Arrays.stream(batch.reals("genCrossSection")).boxed().toList());
        int[] leptons = batch.offsets("GenDressedLepton_pt");
        assertEquals(List.of(0, 3, 3), Arrays.stream(leptons).boxed().toList());
        double[] pt = batch.reals("GenDressedLepton_pt");
        assertEquals(40, pt[0], EXACT);
        assertEquals(35, pt[1], EXACT);
        assertEquals(20, pt[2], EXACT);
        assertEquals(
                List.of(13L, -13L, 11L),
                Arrays.stream(batch.integers("GenDressedLepton_pdgId")).boxed().toList());
        assertEquals(
                List.of(1L, 1L, 1L),
                Arrays.stream(batch.integers("GenDressedLepton_fromH")).boxed().toList());
        assertEquals(
                List.of(0L, 0L, 1L),
                Arrays.stream(batch.integers("GenDressedLepton_hasTauAnc"))
                        .boxed()
                        .toList());
        assertEquals(
                List.of(0, 0, 2),
                Arrays.stream(batch.offsets("GenPhoton_pt")).boxed().toList());
        assertEquals(70, batch.reals("GenPhoton_pt")[0], EXACT);
        assertEquals(50, batch.reals("GenPhoton_pt")[1], EXACT);
        // the photons of the pion are a jet, so is the charged pion; those of the Higgs boson are what else is stable
        var jets = FourMomentum.ofPtEtaPhiM(30, 2, .5, 0).plus(FourMomentum.ofPtEtaPhiM(20, 2, .6, 0));
        assertEquals(jets.pt(), batch.reals("GenJet_pt")[0], EXACT);
        assertEquals(jets.mass(), batch.reals("GenJet_mass")[0], 1e-6);
        assertEquals(
                List.of(0, 1, 4),
                Arrays.stream(batch.offsets("GenJet_pt")).boxed().toList());
    }

    /** Nearest lepton, by the bare direction; what is at .3 dresses none and counts for isolation and jets. */
    @Test
    void photonsDressTheNearestLepton() throws IOException {
        var text = new EventWriter("GEV");
        text.event(1)
                .higgs(lepton(11, 30, 0, 0), lepton(-11, 20, .4, 0))
                .particle(22, 4, .19, 0)
                .particle(22, 2, .21, 0)
                .particle(22, 1, -.2999, 0)
                .particle(22, 16, -.3001, 0);
        EventBatch batch = batch(text);
        var first = FourMomentum.ofPtEtaPhiM(30, 0, 0, 0)
                .plus(FourMomentum.ofPtEtaPhiM(4, .19, 0, 0))
                .plus(FourMomentum.ofPtEtaPhiM(1, -.2999, 0, 0));
        assertEquals(35, first.pt(), EXACT);
        assertEquals(35, batch.reals("GenDressedLepton_pt")[0], EXACT);
        assertEquals(first.mass(), batch.reals("GenDressedLepton_mass")[0], 1e-7);
        assertEquals(first.eta(), batch.reals("GenDressedLepton_eta")[0], EXACT);
        assertEquals(22, batch.reals("GenDressedLepton_pt")[1], EXACT);
        assertEquals(1, batch.reals("GenJet_pt").length);
        assertEquals(16, batch.reals("GenJet_pt")[0], EXACT);
    }

    /** A hadron between the beam and a photon makes it not prompt; the protons of the beam do not. */
    @Test
    void whatDescendsFromHadronsIsNotPrompt() throws IOException {
        var text = new EventWriter("GEV");
        text.event(1)
                .particle(lepton(511, 40, 0, 0).into(lepton(13, 20, 0, 0), lepton(-14, 20, 0, 0)))
                .particle(lepton(23, 40, 0, 2).into(lepton(13, 25, 0, 2), lepton(-13, 15, 0, 2.1)))
                .particle(lepton(111, 2, 0, 2).into(lepton(22, 1, 0, 2), lepton(22, 1.5, 0, 2)))
                .particle(211, 3, .2, 2)
                .particle(12, 50, 0, 2);
        EventBatch batch = batch(text);
        assertEquals(List.of(25., 15.), rounded(batch.reals("GenDressedLepton_pt")));
        assertEquals(
                List.of(0L, 0L),
                Arrays.stream(batch.integers("GenDressedLepton_fromH")).boxed().toList());
        // the photons of the pion and the charged pion, not the other lepton, not the neutrino
        assertEquals(5.5 / 25, batch.reals("GenDressedLepton_relIso03")[0], EXACT);
        assertEquals(5.5 / 15, batch.reals("GenDressedLepton_relIso03")[1], EXACT);
        assertEquals(List.of(20.), rounded(batch.reals("GenJet_pt"))); // the muon of the b hadron
    }

    private static List<Double> rounded(double[] values) {
        return Arrays.stream(values).map(x -> Math.rint(1e6 * x) / 1e6).boxed().toList();
    }

    /** As the generator copies it; a photon of something else is none of them, near it counts for isolation. */
    @Test
    void photonsOfTheHiggsBoson() throws IOException {
        var text = new EventWriter("GEV");
        text.event(1)
                .higgs(lepton(22, 71, 0, 0).into(lepton(22, 70, 0, 0)), lepton(22, 50, 0, 3))
                .particle(22, 6, .1, 0)
                .particle(211, 2, 0, .2)
                .particle(12, 9, 0, .1);
        EventBatch batch = batch(text);
        assertEquals(List.of(70., 50.), rounded(batch.reals("GenPhoton_pt")));
        assertEquals(8, batch.reals("GenPhoton_iso")[0], EXACT);
        assertEquals(0, batch.reals("GenPhoton_iso")[1], EXACT);
    }

    @Test
    void weightsWithoutNames() throws IOException {
        var text = new EventWriter("GEV");
        text.event(1, 7).higgs(lepton(11, 30, 0, 0));
        EventBatch batch = batch(text);
        assertEquals(7, batch.reals("genWeight_1")[0]);
        assertTrue(Double.isNaN(batch.reals("genCrossSection")[0]));
    }

    @Test
    void theNominalWeightIsFoundByItsName() {
        assertEquals(2, WeightNames.of(List.of("a", "b", "Default"), 3).nominal());
        assertEquals(
                List.of("genWeight_a", "genWeight_a_1", "genWeight"),
                WeightNames.of(List.of("a", "a", "nominal"), 3).columns());
    }

    @Test
    void countsOnlyWhenAsked() throws IOException {
        Path file = mixed("GEV").write(folder.resolve("events.hepmc"));
        try (EventFile open = new HepmcReader().open(file)) {
            assertEquals(EventFile.UNKNOWN, open.outline().get(0).entries());
            assertEquals(2, open.trees().get(0).entries());
        }
    }

    @Test
    void severalListingsInOneFile() throws IOException {
        String text = mixed("GEV").asciiv3();
        assertEquals(
                4,
                batch(Files.writeString(folder.resolve("two.hepmc"), text + text))
                        .size());
    }

    /** Cut off anywhere, a file is refused, with the line or the event where it happens. */
    @ParameterizedTest
    @CsvSource({"true", "false"})
    void whatBreaksOffIsRefused(boolean old) throws IOException {
        String text = old ? mixed("GEV").ioGenEvent() : mixed("GEV").asciiv3();
        int end = text.indexOf("END_EVENT") - 30;
        for (int length = 20; length < end; length += 37) {
            FiduciaException e = refused(text.substring(0, length));
            assertFalse(e.remedy().isBlank());
            assertTrue(e.getMessage().matches("(?s).*(line \\d|holds no event|no file of HepMC).*"), e.getMessage());
        }
    }

    @Test
    void aCompressedFileThatBreaksOffIsRefused() throws IOException {
        byte[] whole = Files.readAllBytes(
                EventWriter.compressed(folder.resolve("whole.gz"), mixed("GEV").asciiv3()));
        for (int length : new int[] {5, whole.length / 2, whole.length - 3}) {
            Path cut = Files.write(folder.resolve("cut.gz"), Arrays.copyOf(whole, length));
            assertTrue(
                    refused(cut).getMessage().contains("compression"),
                    refused(cut).getMessage());
        }
    }

    @Test
    void theNumberOfWeightsIsThatOfTheFirstEvent() throws IOException {
        var text = new EventWriter("GEV");
        text.event(1, 2).higgs(lepton(11, 30, 0, 0));
        text.event(1, 2, 3).higgs(lepton(11, 30, 0, 0));
        FiduciaException e = refused(text.asciiv3());
        assertTrue(e.getMessage().contains("event 1") && e.getMessage().contains("3 weights"), e.getMessage());
        text.names("a");
        assertTrue(refused(text.asciiv3()).getMessage().contains("the file names 1"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "U GEV; U PEV; unit PEV",
                "P 4 3; P 5 3; particle 5 where 4",
                "P 4 3; P 4 -9; vertex -9",
                "P 4 3; P 4 7; particle 7, which follows",
                "V -1 0 [1,2]; V -1 0 [1,99]; particle 99",
                "V -1 0 [1,2]; V -1 0 1,2; list of particles",
                "P 3 -1 25 ; P 3 -1 x5 ; an integer belongs",
                "A 0 GenCrossSection 0.25; A 0 GenCrossSection many; a number belongs",
                "START_EVENT_LISTING; START_OTHER_LISTING; nothing is known",
                "Asciiv3-START; Treeroot-START; form HepMC::Treeroot",
                "T program; Q program; line"
            })
    void mistakesAreNamedWithTheirLine(String right, String wrong, String message) throws IOException {
        String text = mixed("GEV").asciiv3();
        assertTrue(text.contains(right.strip()), text);
        String damaged = text.replace(right, wrong);
        if (message.equals("line")) {
            assertEquals(
                    2,
                    batch(Files.writeString(folder.resolve("head.hepmc"), damaged))
                            .size());
            return;
        }
        FiduciaException e = refused(damaged);
        assertTrue(e.getMessage().contains(message) && e.getMessage().contains("line "), e.getMessage());
    }

    @Test
    void numbersAreReadAsJavaReadsThem() throws IOException {
        String[] numbers = {
            "0",
            "-0.0",
            "1",
            "1e0",
            "12345678901234567890",
            "1.0000000000000000000000e+00",
            "2.5e-310",
            "1e22",
            "1e23",
            "9007199254740993",
            "0.1",
            "123456.789e-30",
            "6.799999935e+03",
            "-5.551115123e-17",
            "+3.5"
        };
        Path file = Files.writeString(folder.resolve("numbers"), String.join(" ", numbers) + "\r\n");
        try (var lines = new org.fiducia.reader.hepmc.internal.text.Lines(file)) {
            assertTrue(lines.advance());
            for (String number : numbers) {
                assertEquals(Double.parseDouble(number), lines.real(), number);
            }
            assertFalse(lines.hasNext());
        }
    }
}
