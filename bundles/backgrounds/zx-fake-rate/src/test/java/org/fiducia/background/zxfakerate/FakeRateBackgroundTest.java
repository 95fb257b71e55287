package org.fiducia.background.zxfakerate;

import static org.fiducia.background.zxfakerate.SmallEvents.BOTH_FAIL;
import static org.fiducia.background.zxfakerate.SmallEvents.ONE_FAILS;
import static org.fiducia.background.zxfakerate.SmallEvents.SAME_SIGN;
import static org.fiducia.background.zxfakerate.SmallEvents.Z_PLUS_LEPTON;
import static org.fiducia.background.zxfakerate.SmallEvents.four;
import static org.fiducia.background.zxfakerate.SmallEvents.three;
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
import org.fiducia.api.channel.SelectedEvent;
import org.fiducia.api.measurement.BinnedSample;
import org.fiducia.api.measurement.ModelPart.Contribution;
import org.fiducia.api.measurement.ModelPart.Variation;
import org.fiducia.api.measurement.Nuisance;
import org.fiducia.api.measurement.Nuisance.MorphEffect;
import org.fiducia.channel.hzz4l.ZPlusLepton;
import org.fiducia.testkit.Estimates;
import org.fiducia.testkit.Warnings;
import org.junit.jupiter.api.Test;

/** Small numbers of events, so that every answer can be had by hand. */
class FakeRateBackgroundTest {
    private final SmallEvents events = new SmallEvents();
    private final Warnings warnings = new Warnings();
    private Map<String, ?> settings = Map.of("method", "SS");

    @Test
    void multipliesTheFakeRatesOfBothLeptons() {
        events.zPlusLepton(ELECTRON, 15, 20, 80); // f = 0.2
        events.fourLeptons(BOTH_FAIL, ELECTRON, 15, false, 8, 0);
        events.fourLeptons(SAME_SIGN, ELECTRON, 15, false, 4, 0); // R = 8 / 4
        events.fourLeptons(SAME_SIGN, ELECTRON, 15, true, 6, 0);
        Contribution found = estimate(1).get(0);
        assertEquals("ZX", found.process());
        assertEquals(2 * 10 * 0.2 * 0.2, found.estimate().events(), 1e-12);
        // region: 10 w²; rate: dN/df = 2 N/f, σ_f² = f(1 − f)/100; R: 1/8 + 1/4
        double n = 0.8;
        double expected = 10 * 0.08 * 0.08 + Math.pow(2 * n / 0.2, 2) * 0.2 * 0.8 / 100 + n * n * (1.0 / 8 + 1.0 / 4);
        assertEquals(Math.sqrt(expected), found.estimate().error(), 1e-12);
    }

    @Test
    void honoursPrescales() {
        events.zPlusLepton(ELECTRON, 15, 20, 80);
        events.data.replaceAll(e -> new SelectedEvent(750, e.region(), e.category(), e.reco(), -1, null, false));
        events.fourLeptons(BOTH_FAIL, ELECTRON, 15, false, 4, 0);
        events.fourLeptons(SAME_SIGN, ELECTRON, 15, false, 4, 0);
        assertEquals(4 * 0.04, estimate(1).get(0).estimate().events(), 1e-12);
    }

    @Test
    void weighsPrescaledDataAgainstSimulation() {
        events.zPlusLepton(ELECTRON, 15, 20, 80);
        events.data.replaceAll(e -> new SelectedEvent(5, e.region(), e.category(), e.reco(), -1, null, false));
        for (int i = 0; i < 60; i++) { // of another prescale
            events.add(Z_PLUS_LEPTON, 0, three(ELECTRON, 15, 0.5, i < 10), 0);
        }
        events.fourLeptons(BOTH_FAIL, ELECTRON, 15, false, 4, 0);
        events.fourLeptons(SAME_SIGN, ELECTRON, 15, false, 4, 0);
        var wz = new ArrayList<SelectedEvent>();
        for (int i = 0; i < 10; i++) {
            wz.add(new SelectedEvent(1, Z_PLUS_LEPTON, 0, three(ELECTRON, 15, 0.5, true), -1, null, false));
        }
        events.simulated("WZ", wz);
        double f = (5.0 * 20 + 10 - 10) / (5 * 100 + 60 - 10);
        assertEquals(4 * f * f, estimate(1).get(0).estimate().events(), 1e-12);
    }

    @Test
    void subtractsPromptLeptons() {
        events.zPlusLepton(ELECTRON, 15, 20, 80);
        events.fourLeptons(BOTH_FAIL, ELECTRON, 15, false, 4, 0);
        events.fourLeptons(SAME_SIGN, ELECTRON, 15, false, 4, 0);
        // 5 events of weight 2 at 0.1 per fb⁻¹ and 10 fb⁻¹: 10 passing
        var wz = new ArrayList<SelectedEvent>();
        for (int i = 0; i < 5; i++) {
            wz.add(new SelectedEvent(2, Z_PLUS_LEPTON, 0, three(ELECTRON, 15, 0.5, true), -1, null, false));
        }
        events.simulated("WZ", wz);
        double f = 10.0 / 90;
        assertEquals(4 * f * f, estimate(1).get(0).estimate().events(), 1e-12);
    }

    @Test
    void distinguishesBarrelAndEndcapAndMomentum() {
        events.zPlusLepton(ELECTRON, 15, 20, 80); // barrel 0.2
        events.zPlusLepton(ELECTRON, 25, 30, 70); // 0.3
        for (int i = 0; i < 100; i++) { // endcap 0.4
            events.add(Z_PLUS_LEPTON, 0, three(ELECTRON, 15, 2, i < 40), 0);
        }
        events.fourLeptons(BOTH_FAIL, ELECTRON, 15, false, 1, 0);
        events.add(SAME_SIGN, 0, four(ELECTRON, 15, 0.5, false, 25, -0.5), 0);
        events.add(SAME_SIGN, 0, four(ELECTRON, 15, -1.6, true, 25, 0.5), 0);
        events.fourLeptons(SAME_SIGN, ELECTRON, 15, false, 0, 0);
        // R = 1 / 1: one same-sign pair fails with both
        assertEquals(0.2 * 0.3 + 0.4 * 0.3, estimate(1).get(0).estimate().events(), 1e-12);
    }

    @Test
    void mergesBinsWithFewEntriesAndSaysSoOnce() {
        events.zPlusLepton(MUON, 15, 10, 30);
        events.zPlusLepton(MUON, 25, 2, 3); // 5 entries
        events.zPlusLepton(MUON, 100, 3, 2); // 5 entries: together with the last 15 of 50 pass
        events.fourLeptons(BOTH_FAIL, MUON, 25, false, 2, 0);
        events.fourLeptons(SAME_SIGN, MUON, 25, false, 2, 0);
        assertEquals(2 * 0.3 * 0.3, find(estimate(1), 0, 1, 0).estimate().events(), 1e-12);
        assertEquals(
                1,
                warnings.said().stream().filter(w -> w.contains("merged")).count(),
                warnings.said().toString());
        assertTrue(
                warnings.said().get(0).contains("2022 muon barrel 10–80 GeV"),
                warnings.said().get(0));
    }

    @Test
    void takesTheOtherEndOfTheDetectorWhereThereIsNothing() {
        events.zPlusLepton(ELECTRON, 15, 20, 80);
        events.fourLeptons(BOTH_FAIL, ELECTRON, 15, false, 1, 0);
        events.fourLeptons(SAME_SIGN, ELECTRON, 15, false, 1, 0);
        events.add(SAME_SIGN, 0, four(ELECTRON, 15, -1.6, true, 25, 0.5), 0);
        assertEquals(2 * 0.2 * 0.2, estimate(1).get(0).estimate().events(), 1e-12);
    }

    @Test
    void mergesSparseBinsAtTheBottomUpwards() {
        events.zPlusLepton(MUON, 6, 5, 5);
        events.zPlusLepton(MUON, 15, 15, 25);
        for (int i = 0; i < 2; i++) {
            events.add(BOTH_FAIL, 1, four(MUON, 6, 0.5, false, 25, 0.5), 0);
            events.add(SAME_SIGN, 1, four(MUON, 6, 0.5, false, 25, 0.5), 0);
        }
        assertEquals(2 * 0.4 * 0.4, find(estimate(1), 0, 1, 0).estimate().events(), 1e-12);
    }

    @Test
    void clampsWhatTheSubtractionMakesNegative() {
        events.zPlusLepton(ELECTRON, 15, 0, 100);
        events.fourLeptons(BOTH_FAIL, ELECTRON, 15, false, 2, 0);
        events.fourLeptons(SAME_SIGN, ELECTRON, 15, false, 2, 0);
        Contribution found = estimate(1).get(0);
        assertEquals(0, found.estimate().events());
        assertTrue(found.estimate().error() >= 0);
    }

    @Test
    void splitsIntoBinsAndFallsBackForEmptyOnes() {
        events.zPlusLepton(ELECTRON, 15, 50, 50);
        events.zPlusLepton(MUON, 15, 50, 50);
        events.fourLeptons(BOTH_FAIL, ELECTRON, 15, false, 10, 0);
        events.fourLeptons(SAME_SIGN, ELECTRON, 15, false, 8, 0);
        events.fourLeptons(SAME_SIGN, ELECTRON, 15, false, 2, 1);
        events.fourLeptons(BOTH_FAIL, MUON, 15, false, 10, 0);
        events.fourLeptons(SAME_SIGN, MUON, 15, false, 10, 0);
        List<Contribution> found = estimate(2);
        assertEquals(8 * 0.25, find(found, 0, 0, 0).estimate().events(), 1e-12);
        assertEquals(2 * 0.25, find(found, 0, 0, 1).estimate().events(), 1e-12);
        assertEquals(0.9 * 10 * 0.25, find(found, 0, 1, 0).estimate().events(), 1e-12);
        // no 4μ event in bin 1: the fraction of that bin in all final states, 2/20, with 100 % uncertainty
        assertEquals(0.1 * 10 * 0.25, find(found, 0, 1, 1).estimate().events(), 1e-12);
        assertEquals(
                find(found, 0, 1, 1).estimate().events(),
                find(found, 0, 1, 1).estimate().error());
        for (Contribution background : found) {
            double[] contents = background.shape().tables().get("contents");
            assertEquals(20, contents.length);
            assertTrue(Arrays.stream(contents).allMatch(x -> x > 0));
        }
    }

    /** Whatever is replaced in a bin is taken from the others. */
    @Test
    void allBinsTogetherHaveWhatOneBinHas() {
        events.zPlusLepton(ELECTRON, 15, 20, 80);
        events.zPlusLepton(MUON, 15, 20, 80);
        events.fourLeptons(ONE_FAILS, ELECTRON, 15, true, 40, 0);
        events.fourLeptons(ONE_FAILS, ELECTRON, 15, true, 9, 2);
        events.fourLeptons(BOTH_FAIL, ELECTRON, 15, false, 16, 1);
        events.fourLeptons(SAME_SIGN, ELECTRON, 15, false, 16, 2);
        events.fourLeptons(ONE_FAILS, MUON, 15, true, 40, 0);
        events.fourLeptons(BOTH_FAIL, MUON, 15, false, 4, 0);
        events.fourLeptons(SAME_SIGN, MUON, 15, false, 6, 0);
        for (String method : List.of("OS", "SS", "combined")) {
            settings = Map.of("method", method);
            List<Contribution> inThree = estimate(3);
            List<BinnedSample> samples = events.samples().stream()
                    .map(s -> s.withBins(new int[s.events().size()], s.fiducialBin()))
                    .toList();
            List<Contribution> inOne = Estimates.of(
                    new FakeRateBackground(),
                    SmallEvents.ANALYSIS,
                    samples,
                    1,
                    new Settings("/zx", settings),
                    warnings);
            assertTrue(sum(inOne) > 0.1);
            for (int c = 0; c < 2; c++) {
                double three = 0;
                for (int i = 0; i < 3; i++) {
                    three += find(inThree, 0, c, i).estimate().events();
                }
                assertEquals(find(inOne, 0, c, 0).estimate().events(), three, 1e-12, method);
            }
        }
    }

    /** The templates of both methods differ: one standard deviation is their difference over √2. */
    @Test
    void theMassIsAsUncertainAsTheMethodsDiffer() {
        settings = Map.of("templateBins", 2);
        events.zPlusLepton(ELECTRON, 15, 20, 80);
        events.fourLeptons(ONE_FAILS, ELECTRON, 15, true, 40, 0);
        events.fourLeptons(SAME_SIGN, ELECTRON, 25, false, 16, 0);
        List<Nuisance> both = nuisances();
        assertEquals(
                List.of("shape_ZX_4e", "landau_ZX_4e"),
                both.stream().map(Nuisance::name).toList());
        double[] change = ((MorphEffect) both.get(0).effects().get(0)).change();
        settings = Map.of("templateBins", 2, "method", "OS");
        assertEquals(
                List.of("landau_ZX_4e"),
                nuisances().stream().map(Nuisance::name).toList());
        double[] os = estimate(1).get(0).shape().tables().get("contents");
        settings = Map.of("templateBins", 2, "method", "SS");
        double[] ss = estimate(1).get(0).shape().tables().get("contents");
        assertTrue(Math.abs(os[0] - ss[0]) > 1e-3, "the templates differ");
        double expected = (os[0] - ss[0]) / Math.sqrt(2) / ss[0];
        assertEquals(Math.max(-0.45, Math.min(0.45, expected)), change[0], 1e-9);
    }

    private List<Nuisance> nuisances() {
        return new FakeRateBackground()
                .prepare(SmallEvents.ANALYSIS, events.samples(), new Settings("/zx", settings), warnings)
                .part(events.samples(), Estimates.bins(1), warnings)
                .nuisances();
    }

    @Test
    void addsSingleFailuresAndSubtractsZzAndDoubleFailures() {
        settings = Map.of("method", "OS");
        events.zPlusLepton(ELECTRON, 15, 20, 80); // f = 0.2: f/(1 − f) = 0.25, its derivative 1/0.8² = 1.5625
        events.fourLeptons(ONE_FAILS, ELECTRON, 15, true, 40, 0);
        events.fourLeptons(BOTH_FAIL, ELECTRON, 15, false, 16, 0);
        prompt("qqZZ", 4); // 4 events of weight 2 at 0.1 per fb⁻¹ and 10 fb⁻¹
        prompt("ttZ", 4); // is not asked for
        Contribution found = estimate(1).get(0);
        assertEquals(40 * 0.25 - 8 * 0.25 - 16 * 0.0625, found.estimate().events(), 1e-12);
        double slope = (40 - 8) * 1.5625 - 16 * 2 * 0.25 * 1.5625;
        double expected = 40 * 0.0625 + 4 * 0.25 + 16 * 0.0625 * 0.0625 + slope * slope * 0.2 * 0.8 / 100;
        assertEquals(Math.sqrt(expected), found.estimate().error(), 1e-12);
    }

    @Test
    void takesTheFakeRateOfTheLeptonThatFails() {
        settings = Map.of("method", "OS");
        events.zPlusLepton(ELECTRON, 15, 20, 80);
        events.zPlusLepton(ELECTRON, 25, 50, 50);
        events.add(ONE_FAILS, 0, four(ELECTRON, 15, 0.5, true, 25, 0.5), 0);
        assertEquals(1, estimate(1).get(0).estimate().events(), 1e-12);
        events.add(ONE_FAILS, 0, four(ELECTRON, 25, 0.5, true, 15, 0.5), 0);
        assertEquals(1.25, estimate(1).get(0).estimate().events(), 1e-12);
    }

    @Test
    void measuresTheRatesOfTheOppositeSignMethodOnTheZ() {
        events.zPlusLepton(ELECTRON, 15, 20, 80);
        for (int i = 0; i < 100; i++) { // m(Z) = 70 GeV: half the rate in the wide window
            events.add(
                    Z_PLUS_LEPTON,
                    0,
                    new ZPlusLepton(
                            SmallEvents.z(ELECTRON, 35), SmallEvents.lepton(ELECTRON, 15, 0.5, false), List.of()),
                    0);
        }
        events.fourLeptons(ONE_FAILS, ELECTRON, 15, true, 4, 0);
        events.fourLeptons(BOTH_FAIL, ELECTRON, 15, false, 4, 0);
        events.fourLeptons(SAME_SIGN, ELECTRON, 15, false, 4, 0);
        settings = Map.of("method", "OS");
        assertEquals(4 * 0.25 - 4 * 0.0625, estimate(1).get(0).estimate().events(), 1e-12);
        settings = Map.of("method", "SS");
        assertEquals(4 * 0.1 * 0.1, estimate(1).get(0).estimate().events(), 1e-12);
    }

    @Test
    void setsAFinalStateBelowZeroToZeroAndSaysSoOnce() {
        settings = Map.of("method", "OS");
        events.zPlusLepton(ELECTRON, 15, 20, 80);
        events.zPlusLepton(MUON, 15, 20, 80);
        events.fourLeptons(ONE_FAILS, ELECTRON, 15, true, 2, 0);
        events.fourLeptons(BOTH_FAIL, ELECTRON, 15, false, 16, 0);
        events.fourLeptons(BOTH_FAIL, MUON, 15, false, 16, 0);
        List<Contribution> found = estimate(1);
        assertEquals(0, find(found, 0, 0, 0).estimate().events());
        assertEquals(0, find(found, 0, 1, 0).estimate().events());
        assertTrue(find(found, 0, 0, 0).estimate().error() > 0);
        assertEquals(1, warnings.said().size(), warnings.said().toString());
        assertTrue(
                warnings.said().get(0).contains("below zero, set to zero: OS 2022 4e (-0.5 ±"),
                warnings.said().get(0));
        assertTrue(
                warnings.said().get(0).contains("OS 2022 4mu (-1.0 ±"),
                warnings.said().get(0));
    }

    @Test
    void keepsTheSumOfAFinalStateWhereABinIsBelowZero() {
        settings = Map.of("method", "OS");
        events.zPlusLepton(ELECTRON, 15, 20, 80);
        events.fourLeptons(ONE_FAILS, ELECTRON, 15, true, 40, 0);
        events.fourLeptons(BOTH_FAIL, ELECTRON, 15, false, 16, 1);
        List<Contribution> found = estimate(2);
        assertEquals(9, find(found, 0, 0, 0).estimate().events(), 1e-12);
        assertEquals(0, find(found, 0, 0, 1).estimate().events());
    }

    @Test
    void combinesByInverseVarianceUnlessToldOtherwise() {
        events.zPlusLepton(ELECTRON, 15, 20, 80);
        events.fourLeptons(ONE_FAILS, ELECTRON, 15, true, 12, 0);
        events.fourLeptons(BOTH_FAIL, ELECTRON, 15, false, 16, 0);
        events.fourLeptons(SAME_SIGN, ELECTRON, 15, false, 16, 0);
        settings = Map.of("method", "OS");
        Contribution os = estimate(1).get(0);
        settings = Map.of("method", "SS");
        Contribution ss = estimate(1).get(0);
        assertEquals(2, os.estimate().events(), 1e-12);
        assertEquals(0.64, ss.estimate().events(), 1e-12);
        settings = Map.of();
        Contribution both = estimate(1).get(0);
        // variances expected for n events, by the regions and by what the events share: the slope of all by the fake
        // rate,
        // (12 − 16/2) / 0.8², and 2 N/f; and R of 16 and 16
        double n = both.estimate().events();
        double rate = 0.2 * 0.8 / 100;
        double a = n * (12 * 0.0625 + 16 * 0.00390625) / 2 + n * n * 6.25 * 6.25 * rate / (2 * 2);
        double b = n * 0.04 + n * n * (4 / 0.04 * rate + 2.0 / 16);
        assertEquals((2 * b + 0.64 * a) / (a + b), n, 1e-9);
        double w = b / (a + b);
        assertEquals(
                Math.hypot(w * os.estimate().error(), (1 - w) * ss.estimate().error()),
                both.estimate().error(),
                1e-9);
        settings = Map.of("weightsOS", Map.of("2022", Map.of("4e", 0.25)));
        assertEquals(0.25 * 2 + 0.75 * 0.64, estimate(1).get(0).estimate().events(), 1e-12);
    }

    private void prompt(String process, int count) {
        var list = new ArrayList<SelectedEvent>();
        for (int i = 0; i < count; i++) {
            list.add(new SelectedEvent(2, ONE_FAILS, 0, four(ELECTRON, 15, 0.5, true, 15, -0.5), -1, null, false));
        }
        events.simulated(process, list);
    }

    @Test
    void saysWhenThereIsNoZPlusLepton() {
        events.fourLeptons(SAME_SIGN, ELECTRON, 15, false, 8, 0);
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

    @Test
    void refusesWeightsOfWhatThereIsNot() {
        for (Map<String, ?> weights : List.of(
                Map.of("2021", Map.of("4e", 0.5)),
                Map.of("2022", Map.of("4tau", 0.5)),
                Map.of("2022", Map.of("4e", 2)))) {
            settings = Map.of("weightsOS", weights);
            var error = assertThrows(FiduciaException.class, () -> estimate(1));
            assertTrue(error.getMessage().contains("/zx/weightsOS/202"), error.getMessage());
        }
    }

    @Test
    void refusesWeightsWhereThereIsNothingToWeigh() {
        settings = Map.of("method", "OS", "weightsOS", Map.of("2022", Map.of("4e", 0.5)));
        var error = assertThrows(FiduciaException.class, () -> estimate(1));
        assertTrue(error.getMessage().contains("weightsOS"), error.getMessage());
    }

    @Test
    void knowsTheSharesOfBinsAsWellAsTheMethodsAgree() {
        settings = Map.of("weightsOS", Map.of("2022", Map.of("4e", 0.5)));
        events.zPlusLepton(ELECTRON, 15, 20, 80);
        events.fourLeptons(ONE_FAILS, ELECTRON, 15, true, 40, 0);
        events.fourLeptons(ONE_FAILS, ELECTRON, 15, true, 40, 1);
        events.fourLeptons(BOTH_FAIL, ELECTRON, 15, false, 1, 0);
        events.fourLeptons(SAME_SIGN, ELECTRON, 15, false, 30, 0);
        events.fourLeptons(SAME_SIGN, ELECTRON, 15, false, 10, 1);
        List<Contribution> both = estimate(2);
        settings = Map.of("method", "OS");
        List<Contribution> os = estimate(2);
        settings = Map.of("method", "SS");
        List<Contribution> ss = estimate(2);
        assertEquals(List.of(), os.get(0).estimate().variations());
        double share = find(both, 0, 0, 0).estimate().events() / sum(both);
        double spread = (find(ss, 0, 0, 0).estimate().events() / sum(ss)
                        - find(os, 0, 0, 0).estimate().events() / sum(os))
                / Math.sqrt(2);
        double kappa = Math.sqrt(Math.log1p(Math.pow(spread / share, 2)));
        List<Variation> first = shares(find(both, 0, 0, 0));
        List<Variation> second = shares(find(both, 0, 0, 1));
        assertEquals(
                List.of("share_ZX_4e_0", "share_ZX_4e_1"),
                first.stream().map(Variation::name).toList());
        assertEquals(
                first.stream().map(Variation::name).toList(),
                second.stream().map(Variation::name).toList());
        // events move: the one bin gains by κ more than the other, and the sum stays
        double ratio = (1 + first.get(0).up()) / (1 + second.get(0).up());
        assertEquals(Math.exp(kappa), ratio, 1e-12);
        for (int k = 0; k < 2; k++) {
            double up = share * first.get(k).up() + (1 - share) * second.get(k).up();
            double down =
                    share * first.get(k).down() + (1 - share) * second.get(k).down();
            assertEquals(0, up, 1e-12);
            assertEquals(0, down, 1e-12);
        }
    }

    private static List<Variation> shares(Contribution contribution) {
        return contribution.estimate().variations().stream()
                .filter(variation -> variation.name().startsWith("share_"))
                .toList();
    }

    @Test
    void measuresTheRatesOnceForAllObservables() {
        settings = Map.of();
        events.zPlusLepton(ELECTRON, 15, 20, 80);
        events.fourLeptons(ONE_FAILS, ELECTRON, 15, true, 40, 0);
        events.fourLeptons(BOTH_FAIL, ELECTRON, 15, false, 16, 1);
        events.fourLeptons(SAME_SIGN, ELECTRON, 15, false, 30, 0);
        events.fourLeptons(SAME_SIGN, ELECTRON, 15, false, 10, 1);
        List<BinnedSample> inTwo = events.samples();
        List<BinnedSample> inOne = inTwo.stream()
                .map(s -> s.withBins(new int[s.events().size()], s.fiducialBin()))
                .toList();
        var block = new Settings("/zx", settings);
        var prepared = new FakeRateBackground().prepare(SmallEvents.ANALYSIS, inTwo, block, Progress.NONE);
        assertEquals(
                numbers(estimate(2)),
                numbers(prepared.part(inTwo, Estimates.bins(2), Progress.NONE).contributions()));
        List<Contribution> direct = Estimates.of(
                new FakeRateBackground(), SmallEvents.ANALYSIS, inOne, 1, new Settings("/zx", settings), Progress.NONE);
        assertEquals(
                numbers(direct),
                numbers(prepared.part(inOne, Estimates.bins(1), Progress.NONE).contributions()));
    }

    private static List<List<Double>> numbers(List<Contribution> backgrounds) {
        return backgrounds.stream()
                .map(b -> List.of(b.estimate().events(), b.estimate().error()))
                .toList();
    }

    private static double sum(List<Contribution> backgrounds) {
        return backgrounds.stream().mapToDouble(c -> c.estimate().events()).sum();
    }

    private List<Contribution> estimate(int binCount) {
        return Estimates.of(
                new FakeRateBackground(),
                SmallEvents.ANALYSIS,
                events.samples(),
                binCount,
                new Settings("/zx", settings),
                warnings);
    }

    private static Contribution find(List<Contribution> found, int era, int category, int bin) {
        return Estimates.find(found, SmallEvents.ANALYSIS, era, category, bin);
    }
}
