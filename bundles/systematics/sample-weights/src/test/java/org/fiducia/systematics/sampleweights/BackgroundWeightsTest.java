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
import org.fiducia.api.channel.Category;
import org.fiducia.api.channel.Region;
import org.fiducia.api.channel.Role;
import org.fiducia.api.channel.SelectedEvent;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.BinnedSample;
import org.fiducia.api.measurement.Era;
import org.fiducia.api.measurement.ModelPart.Contribution;
import org.fiducia.api.measurement.Nuisance.Effect;
import org.fiducia.api.measurement.Nuisance.MorphEffect;
import org.fiducia.api.measurement.Nuisance.YieldEffect;
import org.fiducia.api.measurement.Place;
import org.fiducia.api.measurement.Sample;
import org.fiducia.api.measurement.Sample.Variation;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.Shape;
import org.fiducia.api.observable.ObservableInfo;
import org.fiducia.testkit.ExampleNominal;
import org.fiducia.testkit.MassFit;
import org.fiducia.testkit.PlainCandidate;
import org.junit.jupiter.api.Test;

/** Ten events of ZZ in two bins and two intervals of the mass, with weights "w" that favour the second bin and high masses. */
class BackgroundWeightsTest {
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

    private static final double[] EDGES = {105, 130, 160};

    private static ExampleNominal nominal(String process, boolean weighted) {
        var events = new ArrayList<SelectedEvent>();
        int[] bins = new int[10];
        for (int e = 0; e < 10; e++) {
            bins[e] = e < 6 ? 0 : 1;
            double mass = e % 2 == 0 ? 110 : 140;
            float up = (e < 6 ? 1 : 2) * (e % 2 == 0 ? 1 : 1.5f);
            var event = new SelectedEvent(1, 0, 0, PlainCandidate.atRest(mass), -1, null, false);
            events.add(weighted ? event.withVariations(new float[] {up, 1 / up, 2}) : event);
        }
        List<Variation> variations = weighted
                ? List.of(new Variation("w", 0, 1), new Variation("w", 1, 1), new Variation("w", 2, 2))
                : List.of();
        var sample = new Sample("core", process, Role.BACKGROUND, MassFit.at(Double.NaN), "", 0.5, variations);
        List<BinnedSample> samples = List.of(MassFit.binned(ANALYSIS, sample, events, bins, new int[10]));
        var observable = ObservableInfo.production("x", "x", "", 0, 1, 2);
        var backgrounds = new ArrayList<Contribution>();
        for (Era era : ANALYSIS.eras()) {
            observable
                    .reconstructed()
                    .bins()
                    .forEach(bin -> backgrounds.add(new Contribution(
                            Place.of(ANALYSIS.fit(), era, ANALYSIS.categories().get(0), bin),
                            process,
                            Expression.constant(5),
                            Shape.histogram(EDGES, new double[] {0.5, 0.5}))));
        }
        return new ExampleNominal(ANALYSIS, observable)
                .withSamples(samples)
                .withBackgrounds(backgrounds)
                .withComponents("signal", "qqZZ", "ggZZ");
    }

    private static List<Effect> effects(ExampleNominal nominal, Map<String, ?> more) {
        var values = new HashMap<String, Object>(
                Map.of("source", "sample-weights", "name", "zz", "weights", "w", "targets", List.of("qqZZ")));
        values.putAll(more);
        var nuisances = new SampleWeights()
                .part(nominal, List.of(new Settings("/nuisances/0", values)))
                .nuisances();
        return nuisances.isEmpty() ? List.of() : nuisances.get(0).effects();
    }

    /** 6 and 4 events become 3 + 3 · 1.5 = 7.5 and 2 · 2 + 2 · 3 = 10, or 3 + 2 and 1 + 2/3; 10 become 17.5, or 20/3. */
    @Test
    void yieldsMoveBetweenBinsAndTheirSumStays() {
        List<Effect> effects = effects(nominal("qqZZ", true), Map.of("up", 0, "down", 1));
        double[] events = {6, 4};
        double[] up = {7.5 / 17.5 * 10, 10 / 17.5 * 10};
        double[] down = {5 / (20 / 3.0) * 10, (5 / 3.0) / (20 / 3.0) * 10};
        for (int era = 0; era < 2; era++) {
            double sum = 0;
            for (int i = 0; i < 2; i++) {
                var effect = (YieldEffect) effects.get(2 * era + i);
                assertEquals("qqZZ", effect.target().process());
                assertEquals(
                        ANALYSIS.eras().get(era).name(), effect.target().place().era());
                assertEquals(up[i] / events[i] - 1, effect.up(), 1e-6);
                assertEquals(down[i] / events[i] - 1, effect.down(), 1e-6);
                sum += events[i] * effect.up();
            }
            assertEquals(0, sum, 1e-6);
        }
    }

    /** 5 and 5 events at low and high mass become 7 and 10.5 of 17.5, or 4 and 8/3 of 20/3. */
    @Test
    void theTemplateMovesByHalfOfWhatIsBetween() {
        List<Effect> effects = effects(nominal("qqZZ", true), Map.of("up", 0, "down", 1));
        var morph = (MorphEffect) effects.get(effects.size() - 1);
        double up = 7 / 17.5 * 2 - 1;
        double down = 4 / (20 / 3.0) * 2 - 1;
        assertEquals((up - down) / 2, morph.change()[0], 1e-6);
        assertEquals(-(up - down) / 2, morph.change()[1], 1e-6);
        assertEquals("4e", morph.target().place().category());
    }

    @Test
    void theEnvelopeTakesTheLargestChanges() {
        List<Effect> effects = effects(nominal("qqZZ", true), Map.of("envelope", List.of(2, 0, 1)));
        var first = (YieldEffect) effects.get(0);
        assertEquals(7.5 / 17.5 * 10 / 6 - 1, first.down(), 1e-6);
        assertEquals(7.5 / 6 - 1, first.up(), 1e-6);
        var morph = (MorphEffect) effects.get(effects.size() - 1);
        assertEquals(0.2, Math.abs(morph.change()[0]), 1e-6);
    }

    /** A weight that is the same for all events changes the cross section, which is not said here. */
    @Test
    void aChangeOfNormalisationIsNone() {
        for (Effect effect : effects(nominal("qqZZ", true), Map.of("envelope", List.of(2)))) {
            assertTrue(effect instanceof MorphEffect, effect::toString);
            assertEquals(0, ((MorphEffect) effect).change()[0], 1e-9);
        }
    }

    @Test
    void saysWhoseWeightsAreMissing() {
        var refused =
                assertThrows(FiduciaException.class, () -> effects(nominal("qqZZ", false), Map.of("up", 0, "down", 1)));
        assertTrue(refused.getMessage().contains("no sample of qqZZ has the weight w[0]"), refused.getMessage());
        assertTrue(refused.remedy().contains("targets"), refused.remedy());
        refused = assertThrows(
                FiduciaException.class,
                () -> effects(nominal("qqZZ", true), Map.of("up", 0, "down", 1, "targets", List.of("Zjets"))));
        assertTrue(refused.getMessage().contains("Zjets"), refused.getMessage());
        assertThrows(
                FiduciaException.class,
                () -> effects(nominal("qqZZ", true), Map.of("up", 0, "down", 1, "targets", List.of())));
    }
}
