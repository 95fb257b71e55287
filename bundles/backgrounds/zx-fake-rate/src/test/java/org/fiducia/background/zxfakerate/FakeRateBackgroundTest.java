package org.fiducia.background.zxfakerate;

import static org.fiducia.channel.hzz4l.Flavour.ELECTRON;
import static org.fiducia.channel.hzz4l.Flavour.MUON;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.Progress;
import org.fiducia.api.Settings;
import org.fiducia.api.channel.Candidate;
import org.fiducia.api.channel.Category;
import org.fiducia.api.channel.Region;
import org.fiducia.api.channel.Role;
import org.fiducia.api.channel.SelectedEvent;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.BackgroundModel.Background;
import org.fiducia.api.measurement.BinnedSample;
import org.fiducia.api.measurement.Era;
import org.fiducia.api.measurement.Sample;
import org.fiducia.channel.hzz4l.Flavour;
import org.fiducia.channel.hzz4l.FourLepton;
import org.fiducia.channel.hzz4l.Lepton;
import org.fiducia.channel.hzz4l.Z;
import org.fiducia.channel.hzz4l.ZPlusLepton;
import org.junit.jupiter.api.Test;

/** Small numbers of events, so that every answer can be had by hand. */
class FakeRateBackgroundTest {
    private static final int FAILING = 1;
    private static final int SAME_SIGN = 2;
    private static final int Z_PLUS_LEPTON = 3;

    private final List<SelectedEvent> data = new ArrayList<>();
    private final List<Integer> bins = new ArrayList<>();
    private final List<BinnedSample> others = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private Map<String, ?> settings = Map.of("method", "SS");

    @Test
    void multipliesTheFakeRatesOfBothLeptons() {
        zPlusLepton(ELECTRON, 15, 20, 80); // f = 0.2
        fourLeptons(FAILING, ELECTRON, 15, false, 8, 0);
        fourLeptons(SAME_SIGN, ELECTRON, 15, false, 4, 0); // R = 8 / 4
        fourLeptons(SAME_SIGN, ELECTRON, 15, true, 6, 0);
        Background found = estimate(1).get(0);
        assertEquals("ZX", found.component());
        assertEquals(2 * 10 * 0.2 * 0.2, found.events(), 1e-12);
        // region: 10 w²; rate: dN/df = 2 N/f, σ_f² = f(1 − f)/100; R: 1/8 + 1/4
        double n = 0.8;
        double expected = 10 * 0.08 * 0.08 + Math.pow(2 * n / 0.2, 2) * 0.2 * 0.8 / 100 + n * n * (1.0 / 8 + 1.0 / 4);
        assertEquals(Math.sqrt(expected), found.error(), 1e-12);
    }

    @Test
    void honoursPrescales() {
        zPlusLepton(ELECTRON, 15, 20, 80);
        data.replaceAll(e -> new SelectedEvent(750, e.region(), e.category(), e.reco(), -1, null, false));
        fourLeptons(FAILING, ELECTRON, 15, false, 4, 0);
        fourLeptons(SAME_SIGN, ELECTRON, 15, false, 4, 0);
        assertEquals(4 * 0.04, estimate(1).get(0).events(), 1e-12);
    }

    @Test
    void subtractsPromptLeptons() {
        zPlusLepton(ELECTRON, 15, 20, 80);
        fourLeptons(FAILING, ELECTRON, 15, false, 4, 0);
        fourLeptons(SAME_SIGN, ELECTRON, 15, false, 4, 0);
        // 5 events of weight 2 at 0.1 per fb⁻¹ and 10 fb⁻¹: 10 passing
        var wz = new ArrayList<SelectedEvent>();
        for (int i = 0; i < 5; i++) {
            wz.add(new SelectedEvent(2, Z_PLUS_LEPTON, 0, three(ELECTRON, 15, 0.5, true), -1, null, false));
        }
        others.add(new BinnedSample(
                new Sample("WZ", "WZ", Role.BACKGROUND, Double.NaN, "", 0.1), wz, new int[5], new int[5]));
        double f = 10.0 / 90;
        assertEquals(4 * f * f, estimate(1).get(0).events(), 1e-12);
    }

    @Test
    void distinguishesBarrelAndEndcapAndMomentum() {
        zPlusLepton(ELECTRON, 15, 20, 80); // barrel 0.2
        zPlusLepton(ELECTRON, 25, 30, 70); // 0.3
        for (int i = 0; i < 100; i++) { // endcap 0.4
            data.add(new SelectedEvent(1, Z_PLUS_LEPTON, 0, three(ELECTRON, 15, 2, i < 40), -1, null, false));
            bins.add(0);
        }
        fourLeptons(FAILING, ELECTRON, 15, false, 1, 0);
        add(SAME_SIGN, 0, four(ELECTRON, 15, 0.5, false, 25, -0.5), 0);
        add(SAME_SIGN, 0, four(ELECTRON, 15, -1.6, true, 25, 0.5), 0);
        fourLeptons(SAME_SIGN, ELECTRON, 15, false, 0, 0);
        // R = 1 / 1: one same-sign pair fails with both
        assertEquals(0.2 * 0.3 + 0.4 * 0.3, estimate(1).get(0).events(), 1e-12);
    }

    @Test
    void mergesBinsWithFewEntriesAndSaysSoOnce() {
        zPlusLepton(MUON, 15, 10, 30);
        zPlusLepton(MUON, 25, 2, 3); // 5 entries
        zPlusLepton(MUON, 100, 3, 2); // 5 entries: together with the last 15 of 50 pass
        fourLeptons(FAILING, MUON, 25, false, 2, 0);
        fourLeptons(SAME_SIGN, MUON, 25, false, 2, 0);
        assertEquals(2 * 0.3 * 0.3, find(estimate(1), 0, 1, 0).events(), 1e-12);
        assertEquals(1, warnings.stream().filter(w -> w.contains("merged")).count(), warnings.toString());
        assertTrue(warnings.get(0).contains("2022 muon barrel 10–80 GeV"), warnings.get(0));
    }

    @Test
    void takesTheOtherEndOfTheDetectorWhereThereIsNothing() {
        zPlusLepton(ELECTRON, 15, 20, 80);
        fourLeptons(FAILING, ELECTRON, 15, false, 1, 0);
        fourLeptons(SAME_SIGN, ELECTRON, 15, false, 1, 0);
        add(SAME_SIGN, 0, four(ELECTRON, 15, -1.6, true, 25, 0.5), 0);
        assertEquals(2 * 0.2 * 0.2, estimate(1).get(0).events(), 1e-12);
    }

    @Test
    void mergesSparseBinsAtTheBottomUpwards() {
        zPlusLepton(MUON, 6, 5, 5);
        zPlusLepton(MUON, 15, 15, 25);
        for (int i = 0; i < 2; i++) {
            add(FAILING, 1, four(MUON, 6, 0.5, false, 25, 0.5), 0);
            add(SAME_SIGN, 1, four(MUON, 6, 0.5, false, 25, 0.5), 0);
        }
        assertEquals(2 * 0.4 * 0.4, find(estimate(1), 0, 1, 0).events(), 1e-12);
    }

    @Test
    void clampsWhatTheSubtractionMakesNegative() {
        zPlusLepton(ELECTRON, 15, 0, 100);
        fourLeptons(FAILING, ELECTRON, 15, false, 2, 0);
        fourLeptons(SAME_SIGN, ELECTRON, 15, false, 2, 0);
        Background found = estimate(1).get(0);
        assertEquals(0, found.events());
        assertTrue(found.error() >= 0);
    }

    @Test
    void splitsIntoBinsAndFallsBackForEmptyOnes() {
        zPlusLepton(ELECTRON, 15, 50, 50);
        zPlusLepton(MUON, 15, 50, 50);
        fourLeptons(FAILING, ELECTRON, 15, false, 10, 0);
        fourLeptons(SAME_SIGN, ELECTRON, 15, false, 8, 0);
        fourLeptons(SAME_SIGN, ELECTRON, 15, false, 2, 1);
        fourLeptons(FAILING, MUON, 15, false, 10, 0);
        fourLeptons(SAME_SIGN, MUON, 15, false, 10, 0);
        List<Background> found = estimate(2);
        assertEquals(8 * 0.25, find(found, 0, 0, 0).events(), 1e-12);
        assertEquals(2 * 0.25, find(found, 0, 0, 1).events(), 1e-12);
        assertEquals(10 * 0.25, find(found, 0, 1, 0).events(), 1e-12);
        // no 4μ event in bin 1: the fraction of that bin in all final states, 2/20, with 100 % uncertainty
        assertEquals(0.1 * 10 * 0.25, find(found, 0, 1, 1).events(), 1e-12);
        assertEquals(find(found, 0, 1, 1).events(), find(found, 0, 1, 1).error());
        for (Background background : found) {
            double[] contents = background.shape().tables().get("contents");
            assertEquals(20, contents.length);
            assertTrue(Arrays.stream(contents).allMatch(x -> x > 0));
        }
    }

    @Test
    void saysWhenThereIsNoZPlusLepton() {
        fourLeptons(SAME_SIGN, ELECTRON, 15, false, 8, 0);
        var error = assertThrows(FiduciaException.class, () -> estimate(1));
        assertTrue(error.getMessage().contains("ZL"), error.getMessage());
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        settings = Map.of("method", "both");
        assertTrue(assertThrows(FiduciaException.class, () -> estimate(1))
                .getMessage()
                .contains("method"));
        settings = Map.of("methd", "SS");
        assertTrue(assertThrows(FiduciaException.class, () -> estimate(1))
                .getMessage()
                .contains("methd"));
        settings = Map.of("zMassSS", List.of(120, 40));
        assertTrue(assertThrows(FiduciaException.class, () -> estimate(1))
                .getMessage()
                .contains("zMassSS"));
    }

    private List<Background> estimate(int binCount) {
        var analysis = new Analysis(
                "test",
                13.6,
                List.of(new Era("2022", 10)),
                List.of(new Category("4e", ""), new Category("4mu", ""), new Category("2e2mu", "")),
                List.of(
                        new Region("SR", "", true),
                        new Region("2P2F", "", false),
                        new Region("SS", "", false),
                        new Region("ZL", "", false),
                        new Region("3P1F", "", false)),
                "m",
                105,
                160,
                125);
        var samples = new ArrayList<>(others);
        samples.add(new BinnedSample(
                new Sample("data", "data", Role.DATA, Double.NaN, "2022", 1),
                data,
                bins.stream().mapToInt(i -> i).toArray(),
                new int[data.size()]));
        var progress = new Progress() {
            @Override
            public void warn(String message) {
                warnings.add(message);
            }
        };
        return new FakeRateBackground().estimate(analysis, samples, binCount, new Settings("/zx", settings), progress);
    }

    private static Background find(List<Background> found, int era, int category, int bin) {
        return found.stream()
                .filter(b -> b.era() == era && b.category() == category && b.bin() == bin)
                .findFirst()
                .orElseThrow();
    }

    private void add(int region, int category, Candidate candidate, int bin) {
        data.add(new SelectedEvent(1, region, category, candidate, -1, null, false));
        bins.add(bin);
    }

    private void zPlusLepton(Flavour flavour, double pt, int pass, int fail) {
        for (int i = 0; i < pass + fail; i++) {
            add(Z_PLUS_LEPTON, 0, three(flavour, pt, 0.5, i < pass), 0);
        }
    }

    private void fourLeptons(int region, Flavour flavour, double pt, boolean pass, int count, int bin) {
        for (int i = 0; i < count; i++) {
            add(region, flavour == ELECTRON ? 0 : 1, four(flavour, pt, 0.5, pass, pt, -0.5), bin);
        }
    }

    private static Z goodZ(Flavour flavour) {
        return new Z(Lepton.of(flavour, -1, 45, 0.1, 0), Lepton.of(flavour, 1, 45, -0.1, Math.PI));
    }

    private static ZPlusLepton three(Flavour flavour, double pt, double eta, boolean pass) {
        return new ZPlusLepton(goodZ(ELECTRON), lepton(flavour, pt, eta, pass), List.of());
    }

    /** Mass inside the window for the momenta used here. */
    private static FourLepton four(Flavour flavour, double pt3, double eta3, boolean pass, double pt4, double eta4) {
        return new FourLepton(
                goodZ(flavour), new Z(lepton(flavour, pt3, eta3, pass), lepton(flavour, pt4, eta4, false)), List.of());
    }

    private static Lepton lepton(Flavour flavour, double pt, double eta, boolean pass) {
        return new Lepton(flavour, 1, pt, eta, Math.PI / 2, flavour.mass(), pass, null);
    }
}
