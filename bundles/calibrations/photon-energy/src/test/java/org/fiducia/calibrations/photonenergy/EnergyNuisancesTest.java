package org.fiducia.calibrations.photonenergy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.Settings;
import org.fiducia.api.channel.Candidate;
import org.fiducia.api.channel.Role;
import org.fiducia.api.channel.SelectedEvent;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.BinnedSample;
import org.fiducia.api.measurement.Nuisance;
import org.fiducia.api.measurement.Nuisance.ShapeEffect;
import org.fiducia.api.measurement.NuisanceSource.Nominal;
import org.fiducia.api.measurement.Sample;
import org.fiducia.testkit.ExampleNominal;
import org.fiducia.testkit.NuisanceContract;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events of two photons in the barrel, half of them converted; all have the mass 125 GeV ± 2 %. */
class EnergyNuisancesTest extends NuisanceContract {
    @TempDir
    static Path folder;

    EnergyNuisancesTest() {
        super(new EnergyNuisances(), constants(), declared("linearity", 64), declared("common", 38));
    }

    @BeforeAll
    static void write() throws IOException {
        for (Constants stage : Examples.stages()) {
            Files.write(folder.resolve(ConstantsChain.file(stage.stage())), stage.bytes());
        }
    }

    private static Settings constants() {
        return new Settings(
                "/nuisances/0",
                Map.of("source", "photon-energy", "kind", "constants", "constants", String.valueOf(folder)));
    }

    private static Settings declared(String kind, double size, Object... more) {
        var values = new HashMap<String, Object>(Map.of(
                "source", "photon-energy", "kind", kind, "name", "of " + kind, "group", "photons", "size", size));
        for (int i = 0; i < more.length; i += 2) {
            values.put((String) more[i], more[i + 1]);
        }
        return new Settings("/nuisances/" + kind, values);
    }

    private static BinnedSample sample(Analysis analysis, String process, List<Candidate> candidates, double scale) {
        int n = candidates.size();
        var events = new ArrayList<SelectedEvent>();
        var value = new double[n];
        var fitted = new boolean[n];
        for (int e = 0; e < n; e++) {
            events.add(new SelectedEvent(1, 0, 0, candidates.get(e), -1, null, true));
            value[e] = 125 * (1 + 0.02 * Normal.quantile((e + 0.5) / n));
            fitted[e] = true;
        }
        var origin = new Sample(process, process, Role.SIGNAL, analysis.point(), "", scale);
        return new BinnedSample(origin, events, new int[n], new int[n], value, fitted);
    }

    private static ExampleNominal with(BinnedSample... samples) {
        ExampleNominal jets = ExampleNominal.jets();
        return new ExampleNominal(
                jets.analysis(), jets.observable(), List.of(samples), null, List.of(), List.of("signal"));
    }

    @Override
    protected Nominal nominal() {
        Analysis analysis = ExampleNominal.jets().analysis();
        var ggH = new ArrayList<Candidate>();
        var other = new ArrayList<Candidate>();
        for (int e = 0; e < 1000; e++) {
            ggH.add(ExamplePair.barrel(e % 2 == 0 ? 0.9 : 0.97));
            other.add(ExamplePair.barrel(e % 2 == 0 ? 0.9 : 0.97));
        }
        return with(sample(analysis, "ggH", ggH, 3), sample(analysis, "VBF", other, 1));
    }

    private Map<String, ShapeEffect> effects(Settings... settings) {
        var effects = new HashMap<String, ShapeEffect>();
        for (Nuisance nuisance :
                new EnergyNuisances().part(nominal(), List.of(settings)).nuisances()) {
            assertEquals(1, nuisance.effects().size(), "one category has events");
            effects.put(nuisance.name(), (ShapeEffect) nuisance.effects().get(0));
        }
        return effects;
    }

    @Test
    void constantsMoveTheMeanByHalfOfEachPhoton() {
        Map<String, ShapeEffect> effects = effects(constants());
        double error = 0.002;
        // bins 0 and 1 are converted photons below and above 45 GeV, 2 and 3 others: each is one photon of half the
        // events
        for (int k = 0; k < 4; k++) {
            assertEquals(
                    0.25 * error, effects.get("photon_scale_mumugamma_" + k).size(), 1e-12);
        }
        assertTrue(!effects.containsKey("photon_scale_mumugamma_4"), "no photon is there");
        // cells 0 and 1 of two eras with shares ¼ and ¾, each one photon per event, ½ of it
        double share = Math.sqrt(0.25 * 0.25 + 0.75 * 0.75);
        assertEquals(
                0.5 * Math.sqrt(2) * share * 0.0005,
                effects.get("photon_scale_ee_0").size(),
                1e-12);
        // bins 9 and 11 in η, a photon each in half of the events
        assertEquals(
                0.25 * Math.sqrt(2) * error, effects.get("photon_uniformity_0").size(), 1e-12);
        assertEquals("mean", effects.get("photon_uniformity_0").parameter());
    }

    /** σ² has ¼ s² of each photon: δσ/σ = ¼ s δs/σ² for each, with σ = 2 %. */
    @Test
    void resolutionsMoveTheWidth() {
        ShapeEffect effect = effects(constants()).get("photon_resolution_0");
        double first = 0.25 * 0.01 * 0.25;
        double second = 0.75 * 0.02 * 0.25;
        double expected = Math.sqrt(2 * (first * first + second * second)) * 0.0005 / (0.02 * 0.02);
        assertEquals(expected, effect.size(), 0.01 * expected);
        assertEquals("sigma", effect.parameter());
        assertTrue(effect.relative());
    }

    /**
     * Leading photons in the barrel at R9 = .9, the others at R9 = .97, and momenta over mass that are uniform in the logarithm
     * from the limits on: over .5 for the leading one, over .25 for the other. So one part in .5 and in .25 of the events
     * crosses the limits per relative change.
     */
    @Test
    void eventsCrossTheLimitsOfTheMomenta() {
        int n = 20_000;
        var candidates = new ArrayList<Candidate>();
        for (int e = 0; e < n; e++) {
            double first = Math.exp(0.5 * ((e * 7L) % n + 0.5) / n) / 3 * 125;
            double second = Math.exp(0.25 * (e + 0.5) / n) / 4 * 125;
            candidates.add(ExamplePair.of(first, 0.9, second, 0.97));
        }
        Analysis analysis = ExampleNominal.jets().analysis();
        BinnedSample sample = sample(analysis, "ggH", candidates, 1);
        java.util.Arrays.fill(sample.value(), 125);
        double[] events = SignalPhotons.of(with(sample)).eventsByScale(0);
        assertEquals(0.5 * (1 / 0.5 - 1 / 0.25), events[0], 0.02);
        assertEquals(0.5 * (1 / 0.25 - 1 / 0.5), events[1], 0.02);
        assertEquals(0, events[2]);
        double[] photons = SignalPhotons.of(with(sample)).eventsByPhoton(0);
        assertEquals(-1, photons[0] + photons[1], 0.02);
    }

    @Test
    void declaredSizesMoveTheMeanMass() {
        Map<String, ShapeEffect> effects = effects(
                declared("linearity", 64),
                declared("common", 38),
                declared("shower", 23),
                declared("process", 27, "processes", List.of("ggH")));
        assertEquals(64 / 125e3, effects.get("of linearity").size(), 1e-12);
        assertEquals(38 / 125e3, effects.get("of common").size(), 1e-12);
        assertEquals(23 / 125e3, effects.get("of shower").size(), 1e-12);
        assertEquals(0.75 * 27 / 125e3, effects.get("of process").size(), 1e-12, "three in four are of this process");
    }

    @Test
    void refusesChannelsWithoutPhotons() {
        var refused = assertThrows(
                FiduciaException.class,
                () -> new EnergyNuisances().part(ExampleNominal.jets(), List.of(declared("common", 38))));
        assertTrue(refused.getMessage().contains("no photons"), refused.getMessage());
    }
}
