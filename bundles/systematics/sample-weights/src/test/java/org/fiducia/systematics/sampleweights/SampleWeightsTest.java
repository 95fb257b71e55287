package org.fiducia.systematics.sampleweights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.Settings;
import org.fiducia.api.channel.Candidate;
import org.fiducia.api.channel.Category;
import org.fiducia.api.channel.FourMomentum;
import org.fiducia.api.channel.Region;
import org.fiducia.api.channel.Role;
import org.fiducia.api.channel.SelectedEvent;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.Era;
import org.fiducia.api.measurement.Nuisance.YieldEffect;
import org.fiducia.api.measurement.Sample;
import org.fiducia.api.measurement.Sample.Variation;
import org.fiducia.api.measurement.Uncertainty;
import org.fiducia.api.observable.ObservableInfo;
import org.fiducia.testkit.ExampleNominal;
import org.fiducia.testkit.MassFit;
import org.fiducia.testkit.PlainCandidate;
import org.junit.jupiter.api.Test;

/** Four fiducial events of weight 1 in one bin, of which two are selected, with weights "w" of means 2 and 1. */
class SampleWeightsTest {
    private static final List<Variation> VARIATIONS = List.of(new Variation("w", 0, 2), new Variation("w", 1, 1));

    private static final Analysis ANALYSIS = new Analysis(
            "",
            13.6,
            List.of(new Era("2022", 1)),
            List.of(new Category("4e", "")),
            List.of(new Region("SR", "", true)),
            "",
            105,
            160,
            125);

    private static ExampleNominal nominal() {
        var events = new ArrayList<SelectedEvent>();
        Candidate candidate = new PlainCandidate(FourMomentum.ofPtEtaPhiM(10, 0, 0, 125), List.of());
        for (int e = 0; e < 4; e++) {
            boolean selected = e < 2;
            events.add(new SelectedEvent(
                            1,
                            selected ? 0 : -1,
                            selected ? 0 : -1,
                            selected ? candidate : null,
                            0,
                            candidate,
                            selected)
                    .withVariations(new float[] {selected ? 3 : 2, selected ? .8f : 1}));
        }
        int[] reco = {0, 0, -1, -1};
        int[] fiducial = {0, 0, 0, 0};
        var sample = new Sample("ggH", "ggH", Role.SIGNAL, MassFit.at(125), "", 1, VARIATIONS);
        return new ExampleNominal(ANALYSIS, ObservableInfo.production("x", "x", "", 0, 1))
                .withSamples(List.of(MassFit.binned(ANALYSIS, sample, events, reco, fiducial)));
    }

    private static Settings declaration(Map<String, Object> more) {
        var values =
                new java.util.HashMap<String, Object>(Map.of("source", "sample-weights", "name", "n", "weights", "w"));
        values.putAll(more);
        return new Settings("/nuisances/0", values);
    }

    @Test
    void onlyTheEfficiencyChanges() {
        var nuisance = new SampleWeights()
                .part(nominal(), List.of(declaration(Map.of("up", 0, "down", 1))))
                .nuisances()
                .get(0);
        var effect = (YieldEffect) nuisance.effects().get(0);
        assertEquals((6 / 10.0) / .5 - 1, effect.up(), 1e-6);
        assertEquals((1.6 / 3.6) / .5 - 1, effect.down(), 1e-6);
    }

    /** Between masses of which only one has weights, they do as much as there. */
    @Test
    void weightsOfOneMassTellWhatTheyDoAtOthers() {
        var known = nominal().samples().get(0);
        var samples = new ArrayList<>(List.of(known));
        for (double mass : new double[] {124, 126}) {
            var other = new Sample("ggH " + mass, "ggH", Role.SIGNAL, MassFit.at(mass), "", 1);
            samples.add(MassFit.binned(ANALYSIS, other, known.events(), known.recoBin(), known.fiducialBin()));
        }
        var between = new Analysis(
                ANALYSIS.title(),
                "",
                13.6,
                ANALYSIS.eras(),
                ANALYSIS.categories(),
                ANALYSIS.regions(),
                ANALYSIS.fit(),
                MassFit.at(125.4));
        var at = new ExampleNominal(between, ObservableInfo.production("x", "x", "", 0, 1)).withSamples(samples);
        var nuisance = new SampleWeights()
                .part(at, List.of(declaration(Map.of("up", 0, "down", 1))))
                .nuisances()
                .get(0);
        var effect = (YieldEffect) nuisance.effects().get(0);
        assertEquals((6 / 10.0) / .5 - 1, effect.up(), 1e-6);
        var scale = new Settings("/p", Map.of("scale", Map.of("weights", "w", "use", List.of(0))));
        Uncertainty all = new WeightedPrediction().uncertainties(at, scale).get(0);
        double sigma = at.response().sm(0);
        double statistics = new WeightedPrediction()
                .uncertainties(at, new Settings("/p", Map.of()))
                .get(0)
                .up();
        // the weight makes 10 / 2 of 4 events
        assertEquals(Math.hypot(.25 * sigma, statistics), all.up(), 1e-6);
    }

    @Test
    void theEnvelopeTakesTheLargestChanges() {
        var nuisance = new SampleWeights()
                .part(nominal(), List.of(declaration(Map.of("envelope", List.of(1, 0)))))
                .nuisances()
                .get(0);
        var effect = (YieldEffect) nuisance.effects().get(0);
        assertEquals(.2, effect.up(), 1e-6);
        assertEquals(1.6 / 1.8 - 1, effect.down(), 1e-6);
    }

    @Test
    void unknownWeightsAreRefused() {
        var unknown = List.of(declaration(Map.of("up", 0, "down", 7)));
        var refused = assertThrows(FiduciaException.class, () -> new SampleWeights().part(nominal(), unknown));
        assertTrue(refused.remedy().contains("w[0], w[1]"), refused.remedy());
    }

    @Test
    void predictionAddsInclusiveAndShape() {
        var settings = new Settings(
                "/prediction/settings",
                Map.of(
                        "scale", Map.of("weights", "w", "use", List.of(0)),
                        "pdf", Map.of("weights", "w", "use", List.of(1)),
                        "branchingRatio", 0.02,
                        "processes", Map.of("ggH", Map.of("scale", List.of(.1, .05), "pdf", .03, "alphaS", .04))));
        List<Uncertainty> all = new WeightedPrediction().uncertainties(nominal(), settings);
        // 4 ± √4 fb of 4 events; scale weight: 10 / 2 = 5 fb, density weight: 3.6 fb
        double up = Math.sqrt(4 + .2 * .2 + 1 + .12 * .12 + .16 * .16 + .08 * .08);
        double down = Math.sqrt(4 + .4 * .4 + .12 * .12 + .4 * .4 + .16 * .16 + .08 * .08);
        assertEquals(2, all.size());
        for (Uncertainty u : all) {
            assertEquals(up, u.up(), 1e-6);
            assertEquals(down, u.down(), 1e-6);
        }
    }
}
