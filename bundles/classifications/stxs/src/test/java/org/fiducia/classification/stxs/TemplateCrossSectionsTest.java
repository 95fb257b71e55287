package org.fiducia.classification.stxs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.Settings;
import org.fiducia.api.channel.FourMomentum;
import org.fiducia.api.observable.Classification;
import org.fiducia.channel.higgs.HiggsCandidate;
import org.fiducia.channel.higgs.HiggsCandidate.Besides;
import org.fiducia.objects.jets.CandidateJets;
import org.fiducia.objects.production.Produced;
import org.fiducia.objects.production.Produced.VectorDecay;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The boundaries of stage 1.2, as arXiv:1906.02754 has them: a threshold belongs to the upper bin. */
class TemplateCrossSectionsTest {
    private static final double BELOW = 1 - 1e-9;

    @TempDir
    Path folder;

    private final TemplateCrossSections stage = new TemplateCrossSections();

    private static HiggsCandidate higgs(double pt, double y, VectorDecay decay, double vectorPt, FourMomentum... jets) {
        return new HiggsCandidate(
                125, pt, y, 0, new CandidateJets(List.of(jets)), new Besides(0, 0, vectorPt, 0, decay));
    }

    /** Jets of some transverse momentum, alternately to both sides and beside the beam, so that pairs have a mass. */
    private static FourMomentum[] jets(int n, double pt) {
        var jets = new FourMomentum[n];
        for (int k = 0; k < n; k++) {
            jets[k] = FourMomentum.ofPtEtaPhiM(pt, k, k * Math.PI / 2, 0);
        }
        return jets;
    }

    private static String bin(Classification<Produced> of, String process, HiggsCandidate candidate) {
        int k = of.fiducial(process, candidate);
        return k < 0 ? "none" : of.info().binning().bins().get(k).label();
    }

    private String bin(String process, HiggsCandidate candidate) {
        return bin(stage, process, candidate);
    }

    @ParameterizedTest
    @CsvSource({
        "200, 0, GG2H_PTH_200_300, GG2H_0J_PTH_GT10",
        "300, 2, GG2H_PTH_300_450, GG2H_PTH_200_300",
        "450, 0, GG2H_PTH_450_650, GG2H_PTH_300_450",
        "650, 0, GG2H_PTH_GT650, GG2H_PTH_450_650",
        "10, 0, GG2H_0J_PTH_GT10, GG2H_0J_PTH_0_10",
        "60, 1, GG2H_1J_PTH_60_120, GG2H_1J_PTH_0_60",
        "120, 1, GG2H_1J_PTH_120_200, GG2H_1J_PTH_60_120",
        "60, 2, GG2H_GE2J_MJJ_0_350_PTH_60_120, GG2H_GE2J_MJJ_0_350_PTH_0_60",
        "120, 2, GG2H_GE2J_MJJ_0_350_PTH_120_200, GG2H_GE2J_MJJ_0_350_PTH_60_120"
    })
    void gluonFusionByMomentum(double pt, int jets, String at, String below) {
        var with = jets(jets, 40);
        assertEquals(at, bin("ggH", higgs(pt, 0, VectorDecay.NONE, Double.NaN, with)));
        assertEquals(below, bin("ggH", higgs(pt * BELOW, 0, VectorDecay.NONE, Double.NaN, with)));
    }

    /** Two massless jets back to back in azimuth at ±η: m = 2 pT cosh η; with the Higgs boson at rest pT(Hjj) is 0. */
    private static FourMomentum[] pair(double mass, double unbalanced) {
        double eta = Math.log(mass / 100 + Math.sqrt(mass * mass / 1e4 - 1)); // acosh(m/2pT) at pT = 50
        return new FourMomentum[] {
            FourMomentum.ofPtEtaPhiM(50, eta, 0, 0), FourMomentum.ofPtEtaPhiM(50 - unbalanced, -eta, Math.PI, 0)
        };
    }

    @ParameterizedTest
    @CsvSource({
        "ggH, 349, 0, GG2H_GE2J_MJJ_0_350_PTH_0_60",
        "ggH, 351, 0, GG2H_GE2J_MJJ_350_700_PTH_0_200_PTHJJ_0_25",
        "ggH, 699, 0, GG2H_GE2J_MJJ_350_700_PTH_0_200_PTHJJ_0_25",
        "ggH, 701, 0, GG2H_GE2J_MJJ_GT700_PTH_0_200_PTHJJ_0_25",
        "VBF, 349, 0, QQ2HQQ_GE2J_MJJ_120_350",
        "VBF, 351, 0, QQ2HQQ_GE2J_MJJ_350_700_PTH_0_200_PTHJJ_0_25",
        "VBF, 701, 0, QQ2HQQ_GE2J_MJJ_GT700_PTH_0_200_PTHJJ_0_25",
        "VBF, 119, 0, QQ2HQQ_GE2J_MJJ_60_120"
    })
    void pairsOfJetsByTheirMass(String process, double mass, double unbalanced, String expected) {
        assertEquals(expected, bin(process, higgs(0, 0, VectorDecay.NONE, Double.NaN, pair(mass, unbalanced))));
    }

    @Test
    void pairsOfJetsByTheBalance() {
        var jets = pair(400, 0);
        assertEquals(
                "VBF 24.99 is balanced",
                "VBF 24.99 is "
                        + (bin("VBF", higgs(24.99, 0, VectorDecay.NONE, Double.NaN, jets))
                                        .endsWith("_0_25")
                                ? "balanced"
                                : "not"));
        assertEquals(
                "QQ2HQQ_GE2J_MJJ_350_700_PTH_0_200_PTHJJ_GT25",
                bin("VBF", higgs(25.01, 0, VectorDecay.NONE, Double.NaN, jets)));
        assertEquals("QQ2HQQ_GE2J_MJJ_GT350_PTH_GT200", bin("VBF", higgs(200, 0, VectorDecay.NONE, Double.NaN, jets)));
    }

    @ParameterizedTest
    @CsvSource({
        "WH, LEPTON_NEUTRINO, 74.9, 0, QQ2HLNU_PTV_0_75",
        "WH, LEPTON_NEUTRINO, 75, 0, QQ2HLNU_PTV_75_150",
        "WH, LEPTON_NEUTRINO, 150, 0, QQ2HLNU_PTV_150_250_0J",
        "WH, LEPTON_NEUTRINO, 150, 1, QQ2HLNU_PTV_150_250_GE1J",
        "WH, LEPTON_NEUTRINO, 250, 1, QQ2HLNU_PTV_GT250",
        "WH, HADRONIC, 250, 1, QQ2HQQ_1J",
        "qqZH, HADRONIC, 250, 0, QQ2HQQ_0J",
        "qqZH, NEUTRINOS, 10, 0, QQ2HLL_PTV_0_75",
        "qqZH, LEPTONS, 249, 2, QQ2HLL_PTV_150_250_GE1J",
        "ggZH, LEPTONS, 249, 0, GG2HLL_PTV_150_250_0J",
        "ggZH, HADRONIC, 249, 0, GG2H_0J_PTH_GT10",
        "VBF, NONE, 0, 0, QQ2HQQ_0J",
        "ttH, NONE, 0, 3, TTH_PTH_0_60",
        "bbH, NONE, 0, 0, BBH",
        "tH, NONE, 0, 0, TH",
        "xH, NONE, 0, 0, none"
    })
    void modesHaveTheirGroups(String process, VectorDecay decay, double vectorPt, int jets, String expected) {
        assertEquals(expected, bin(process, higgs(20, 1, decay, vectorPt, jets(jets, 40))));
    }

    @ParameterizedTest
    @CsvSource({"60, TTH_PTH_60_120", "120, TTH_PTH_120_200", "200, TTH_PTH_200_300", "300, TTH_PTH_GT300"})
    void associatedTopsByMomentum(double pt, String expected) {
        assertEquals(expected, bin("ttH", higgs(pt, 0, VectorDecay.NONE, Double.NaN)));
        assertTrue(!expected.equals(bin("ttH", higgs(pt * BELOW, 0, VectorDecay.NONE, Double.NaN))));
    }

    @Test
    void whatLiesForwardIsNotMeasured() {
        assertEquals("none", bin("ggH", higgs(5, 2.5001, VectorDecay.NONE, Double.NaN)));
        assertEquals("GG2H_0J_PTH_0_10", bin("ggH", higgs(5, -2.4999, VectorDecay.NONE, Double.NaN)));
    }

    @Test
    void softJetsDoNotCount() {
        assertEquals("GG2H_0J_PTH_GT10", bin("ggH", higgs(40, 0, VectorDecay.NONE, Double.NaN, jets(2, 29.9))));
        assertEquals(
                "GG2H_GE2J_MJJ_0_350_PTH_0_60", bin("ggH", higgs(40, 0, VectorDecay.NONE, Double.NaN, jets(2, 30.1))));
    }

    private Classification<Produced> configured(Map<String, Object> settings) {
        return stage.configured(new Settings("/plugins/classifications/stxs", settings, folder));
    }

    @Test
    void binsAreMergedUnderANewName() {
        var merged = configured(Map.of(
                "groups",
                List.of("GG2H"),
                "merge",
                Map.of("GG2H_PTH_GT300", List.of("GG2H_PTH_300_450", "GG2H_PTH_450_650", "GG2H_PTH_GT650"))));
        assertEquals(14, merged.info().binning().size());
        assertEquals("GG2H_PTH_GT300", bin(merged, "ggH", higgs(500, 0, VectorDecay.NONE, Double.NaN)));
        assertEquals("GG2H_PTH_GT300", bin(merged, "ggH", higgs(700, 0, VectorDecay.NONE, Double.NaN)));
        assertEquals("none", bin(merged, "ttH", higgs(700, 0, VectorDecay.NONE, Double.NaN)));
        assertEquals(0, merged.reconstructed(higgs(1, 0, VectorDecay.NONE, Double.NaN), 3));
    }

    /** The other definitions split bins of stage 1.2 and change nothing else. */
    @ParameterizedTest
    @ValueSource(strings = {"stage1.2-fine", "stage1.3-proposal"})
    void finerDefinitionsSplit(String name) {
        var fine = configured(Map.of("definition", name));
        var random = new java.util.Random(1);
        var parent = new java.util.HashMap<String, String>();
        String[] processes = {"ggH", "VBF", "ttH", "tH"};
        var seen = new HashSet<String>();
        for (int k = 0; k < 50_000; k++) {
            var jets = new ArrayList<FourMomentum>();
            for (int j = random.nextInt(4); j > 0; j--) {
                jets.add(FourMomentum.ofPtEtaPhiM(
                        30 - 100 * Math.log(random.nextDouble()),
                        4 * random.nextGaussian(),
                        7 * random.nextDouble(),
                        5));
            }
            jets.sort((a, b) -> Double.compare(b.pt(), a.pt()));
            var candidate = higgs(
                    -100 * Math.log(random.nextDouble()),
                    0,
                    VectorDecay.NONE,
                    Double.NaN,
                    jets.toArray(FourMomentum[]::new));
            String process = processes[random.nextInt(4)];
            String coarse = bin(process, candidate);
            String in = bin(fine, process, candidate);
            assertTrue(!in.equals("none"), coarse);
            seen.add(in);
            if (name.equals("stage1.3-proposal") || process.equals("ggH") || process.equals("tH")) {
                assertEquals(coarse, parent.computeIfAbsent(in, bin -> coarse), in);
            }
        }
        assertTrue(seen.size() > 40, seen.size() + " bins are there");
    }

    private String refused(Map<String, Object> settings) {
        var e = assertThrows(FiduciaException.class, () -> configured(settings));
        return e.getMessage() + " → " + e.remedy();
    }

    @Test
    void saysWhatIsWrong() throws IOException {
        assertTrue(
                refused(Map.of("merge", Map.of("A", List.of("GG2H_PTH_200")))).contains("GG2H_PTH_200_300"));
        assertTrue(refused(Map.of("merge", Map.of("A", List.of("TH"), "B", List.of("TH"))))
                .contains("in one merged bin"));
        assertTrue(refused(Map.of("groups", List.of("GGH"))).contains("GG2H"));
        assertTrue(refused(Map.of("definition", "stage1.4")).contains("stage1.3-proposal"));
        assertTrue(refused(Map.of("binning", 1)).contains("binning"));
        Files.writeString(
                folder.resolve("d.json"),
                "{\"name\": \"d\", \"minJetPt\": 30, \"groups\": {\"G\": [[\"ggH\"]]}, \"bins\": [{\"number\": 1, \"name\": \"a\","
                        + " \"group\": \"G\", \"where\": [\"pTX > 3\"]}]}");
        assertTrue(refused(Map.of("definition", "d.json")).contains("pTX is no quantity"));
        Files.writeString(
                folder.resolve("d.json"),
                "{\"name\": \"d\", \"minJetPt\": 30, \"groups\": {\"G\": [[\"ggH\"]], \"F\": [[\"ggH\", \"NONE\"]]}, \"bins\": []}");
        assertTrue(refused(Map.of("definition", "d.json")).contains("it is in"));
    }
}
