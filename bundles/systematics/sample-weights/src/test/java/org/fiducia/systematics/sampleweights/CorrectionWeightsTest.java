package org.fiducia.systematics.sampleweights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.Settings;
import org.fiducia.api.channel.Candidate;
import org.fiducia.api.channel.Category;
import org.fiducia.api.channel.EventStep.Side;
import org.fiducia.api.channel.Region;
import org.fiducia.api.channel.Role;
import org.fiducia.api.channel.SelectedEvent;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.BinnedSample;
import org.fiducia.api.measurement.Era;
import org.fiducia.api.measurement.Nuisance;
import org.fiducia.api.measurement.Nuisance.YieldEffect;
import org.fiducia.api.measurement.Sample;
import org.fiducia.api.measurement.Sample.Variation;
import org.fiducia.api.observable.ObservableInfo;
import org.fiducia.testkit.ExampleNominal;
import org.fiducia.testkit.MassFit;
import org.fiducia.testkit.PlainCandidate;
import org.junit.jupiter.api.Test;

/**
 * Signal of one era and a background of both in two bins; corrections "flat" of what is reconstructed (2 % up, 1 % down),
 * "slope" of the same (10 % in the second bin) and "pile-up" of the event.
 */
class CorrectionWeightsTest {
    private static final Analysis ANALYSIS = new Analysis(
            "",
            13.6,
            List.of(new Era("2022", 10), new Era("2023", 20)),
            List.of(new Category("4e", "")),
            List.of(new Region("SR", "", true)),
            "",
            105,
            160,
            125);

    private static final List<Variation> VARIATIONS = List.of(
            new Variation("LHEScaleWeight", 0, 1.5),
            new Variation("flat", 0, 1, "up", Side.RECONSTRUCTED),
            new Variation("flat", 1, 1, "down", Side.RECONSTRUCTED),
            new Variation("slope", 0, 1, "up", Side.RECONSTRUCTED),
            new Variation("slope", 1, 1, "down", Side.RECONSTRUCTED),
            new Variation("pile-up", 0, 1, "up", Side.EVENT),
            new Variation("pile-up", 1, 1, "down", Side.EVENT));

    private static SelectedEvent event(int bin, boolean reconstructed, boolean fiducial, float pileup) {
        Candidate candidate = PlainCandidate.atRest(125);
        float slope = reconstructed && bin == 1 ? 1.1f : 1;
        float flat = reconstructed ? 1.02f : 1;
        return new SelectedEvent(
                        1,
                        reconstructed ? 0 : -1,
                        reconstructed ? 0 : -1,
                        reconstructed ? candidate : null,
                        fiducial ? 0 : -1,
                        fiducial ? candidate : null,
                        fiducial)
                .withFactor(reconstructed ? 0.5 : 1)
                .withVariations(new float[] {7, flat, reconstructed ? 0.99f : 1, slope, 2 - slope, pileup, 1 / pileup});
    }

    /** Of four generated signal events in each bin two are reconstructed there; of the background two and four events. */
    private static ExampleNominal nominal(String era) {
        var signal = new ArrayList<SelectedEvent>();
        var events = new ArrayList<SelectedEvent>();
        int[] reco = {0, 0, -1, -1, 1, 1, -1, -1};
        int[] fiducial = {0, 0, 0, 0, 1, 1, 1, 1};
        for (int e = 0; e < 8; e++) {
            signal.add(event(fiducial[e], reco[e] >= 0, true, e < 2 ? 1.5f : 1));
        }
        int[] bins = {0, 0, 1, 1, 1, 1};
        for (int bin : bins) {
            events.add(event(bin, true, false, bin == 0 ? 1.5f : 1));
        }
        var of = new Sample("ggH", "ggH", Role.SIGNAL, MassFit.at(125), era, 1, VARIATIONS);
        var other = new Sample("qqZZ", "qqZZ", Role.BACKGROUND, MassFit.at(Double.NaN), "", 1, VARIATIONS);
        List<BinnedSample> samples = List.of(
                MassFit.binned(ANALYSIS, of, signal, reco, fiducial),
                MassFit.binned(ANALYSIS, other, events, bins, new int[] {-1, -1, -1, -1, -1, -1}));
        return new ExampleNominal(ANALYSIS, ObservableInfo.production("x", "x", "", 0, 1, 2))
                .withSamples(samples)
                .withComponents("signal", "qqZZ", "Z+X");
    }

    private static Map<String, double[]> effects(ExampleNominal nominal, Map<String, Object> more) {
        var values = new HashMap<String, Object>(Map.of("source", "corrections", "name", "n"));
        values.putAll(more);
        List<Nuisance> nuisances = new CorrectionWeights()
                .part(nominal, List.of(new Settings("/nuisances/0", values)))
                .nuisances();
        var effects = new HashMap<String, double[]>();
        for (Nuisance one : nuisances) {
            for (Nuisance.Effect effect : one.effects()) {
                var change = (YieldEffect) effect;
                effects.put(
                        change.target().process() + " "
                                + change.target().place().era() + " "
                                + change.target().place().bin(),
                        new double[] {change.up(), change.down()});
            }
        }
        return effects;
    }

    private static void assertEffect(Map<String, double[]> effects, String where, double up, double down) {
        assertTrue(effects.containsKey(where), () -> where + " is not in " + effects.keySet());
        assertEquals(up, effects.get(where)[0], 1e-6, where);
        assertEquals(down, effects.get(where)[1], 1e-6, where);
    }

    @Test
    void twoPercentOfWhatIsReconstructedAreTwoPercentOfEveryYield() {
        Map<String, double[]> effects = effects(nominal(""), Map.of("correction", "flat"));
        assertEquals(8, effects.size());
        for (String process : List.of("signal", "qqZZ")) {
            for (String era : List.of("2022", "2023")) {
                assertEffect(effects, process + " " + era + " 0–1", 0.02, -0.01);
                assertEffect(effects, process + " " + era + " 1–2", 0.02, -0.01);
            }
        }
    }

    @Test
    void aCorrectionThatDependsOnTheBinChangesTheDistribution() {
        Map<String, double[]> effects = effects(nominal(""), Map.of("correction", "slope"));
        assertEquals(4, effects.size(), "the first bin stays");
        assertEffect(effects, "signal 2022 1–2", 0.1, -0.1);
        assertEffect(effects, "qqZZ 2023 1–2", 0.1, -0.1);
    }

    /** In the first bin 2 · 1.5 of 2 · 1.5 + 2 are reconstructed in place of 2 of 4; of the background there are more. */
    @Test
    void aWeightOfTheEventIsOneOfWhatWasGeneratedToo() {
        Map<String, double[]> effects = effects(nominal(""), Map.of("correction", "pile-up"));
        assertEffect(effects, "signal 2022 0–1", 3 / 5.0 / 0.5 - 1, (2 / 1.5) / (2 / 1.5 + 2) / 0.5 - 1);
        assertEffect(effects, "qqZZ 2022 0–1", 0.5, 1 / 1.5 - 1);
        assertEquals(4, effects.size(), "the second bin stays");
    }

    @Test
    void targetsAndErasAreThoseOfTheSamples() {
        Map<String, double[]> effects =
                effects(nominal("2023"), Map.of("correction", "flat", "targets", List.of("signal")));
        assertEquals(2, effects.size());
        assertEffect(effects, "signal 2023 0–1", 0.02, -0.01);
    }

    @Test
    void variationsThatNobodyHasAreRefused() {
        var refused = assertThrows(
                FiduciaException.class, () -> effects(nominal(""), Map.of("correction", "flat", "up", "sfup")));
        assertTrue(refused.getMessage().contains("has the weight flat/sfup"), refused.getMessage());
        assertTrue(refused.remedy().contains("flat/up, flat/down"), refused.remedy());
        refused = assertThrows(FiduciaException.class, () -> effects(nominal(""), Map.of("correction", "electrons")));
        assertTrue(refused.getMessage().contains("electrons/up"), refused.getMessage());
        refused = assertThrows(
                FiduciaException.class,
                () -> effects(nominal(""), Map.of("correction", "flat", "targets", List.of("Zjets"))));
        assertTrue(refused.getMessage().contains("Zjets"), refused.getMessage());
        assertThrows(
                FiduciaException.class, () -> effects(nominal(""), Map.of("correction", "flat", "targets", List.of())));
    }
}
