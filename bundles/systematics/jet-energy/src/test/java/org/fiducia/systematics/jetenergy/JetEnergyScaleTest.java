package org.fiducia.systematics.jetenergy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.Settings;
import org.fiducia.api.channel.Category;
import org.fiducia.api.channel.FourMomentum;
import org.fiducia.api.channel.Region;
import org.fiducia.api.channel.Role;
import org.fiducia.api.channel.SelectedEvent;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.BinnedSample;
import org.fiducia.api.measurement.Era;
import org.fiducia.api.measurement.Nuisance;
import org.fiducia.api.measurement.Nuisance.YieldEffect;
import org.fiducia.api.measurement.Sample;
import org.fiducia.api.observable.ObservableInfo;
import org.fiducia.testkit.ExampleNominal;
import org.fiducia.testkit.JetCandidate;
import org.fiducia.testkit.MassFit;
import org.junit.jupiter.api.Test;

class JetEnergyScaleTest {
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

    /** Candidates with one jet at rapidity 0, in bins of no jet and of one or more. */
    private static List<Nuisance> nuisances(Object size, double... pts) {
        return declared(Map.of("source", "jet-energy", "name", "jes", "size", size), pts);
    }

    private static List<Nuisance> declared(Map<String, ?> declaration, double... pts) {
        var events = new ArrayList<SelectedEvent>();
        for (double pt : pts) {
            var candidate = new JetCandidate(
                    FourMomentum.ofPtEtaPhiM(10, 0, 0, 125), List.of(FourMomentum.ofPtEtaPhiM(pt, 0, 0, 0)));
            events.add(new SelectedEvent(1, 0, 0, candidate, 0, null, true));
        }
        int[] bins =
                events.stream().mapToInt(event -> event.reco().jets().size()).toArray();
        BinnedSample sample =
                MassFit.binned(ANALYSIS, new Sample("s", "p", Role.SIGNAL, MassFit.at(125), "", 1), events, bins, bins);
        var nominal = new ExampleNominal(ANALYSIS, ObservableInfo.production("n", "n", "", 0, 1, 9))
                .withSamples(List.of(sample));
        var settings = new Settings("/nuisances/0", declaration);
        return new JetEnergyScale().part(nominal, List.of(settings)).nuisances();
    }

    @Test
    void jetsMoveAcrossTheThreshold() {
        // up: 29.5 and 29.8 join 30.2, 50, 60; down: 30.2 leaves
        List<Nuisance> nuisances = nuisances(0.02, 10, 29.5, 29.8, 30.2, 50, 60);
        assertEquals(1, nuisances.size());
        var none = (YieldEffect) nuisances.get(0).effects().get(0);
        var some = (YieldEffect) nuisances.get(0).effects().get(1);
        assertEquals(1 / 3.0 - 1, none.up(), 1e-12);
        assertEquals(4 / 3.0 - 1, none.down(), 1e-12);
        assertEquals(5 / 3.0 - 1, some.up(), 1e-12);
        assertEquals(2 / 3.0 - 1, some.down(), 1e-12);
    }

    @Test
    void nothingThatMovesIsNoNuisance() {
        assertTrue(nuisances(0.02, 10, 50).isEmpty());
        assertTrue(nuisances(0.0, 29.99, 30.01).isEmpty());
    }

    @Test
    void sizesFollowRapidity() {
        assertEquals(
                1,
                nuisances(List.of(List.of(2.5, 0.02), List.of(4.7, 0.04)), 29.5, 50)
                        .size());
        assertThrows(FiduciaException.class, () -> nuisances(List.of(List.of(4.7, 0.04), List.of(2.5, 0.02)), 50));
        assertThrows(FiduciaException.class, () -> nuisances(0.5, 50));
    }

    @Test
    void eachSourceIsANuisance() {
        Map<String, Object> first = Map.of("name", "one", "size", 0.02);
        Map<String, Object> second = Map.of("name", "two", "size", List.of(List.of(2.5, 0.01), List.of(4.7, 0.1)));
        Map<String, Object> third = Map.of("name", "forward", "size", List.of(List.of(2.5, 0), List.of(4.7, 0.1)));
        List<Nuisance> nuisances =
                declared(Map.of("name", "jes", "sources", List.of(first, second, third)), 10, 29.5, 29.8, 30.2, 50, 60);
        assertEquals(
                List.of("jes_one", "jes_two"),
                nuisances.stream().map(Nuisance::name).toList());
        // by 1 % only 29.8 joins 30.2, 50, 60, and 30.2 leaves
        var some = (YieldEffect) nuisances.get(1).effects().get(1);
        assertEquals(4 / 3.0 - 1, some.up(), 1e-12);
        assertEquals(2 / 3.0 - 1, some.down(), 1e-12);
    }

    @Test
    void refusesTwoOfOneName() {
        Map<String, Object> one = Map.of("name", "one", "size", 0.02);
        assertThrows(
                FiduciaException.class, () -> declared(Map.of("name", "jes", "sources", List.of(one, one)), 29.5, 50));
        assertThrows(
                FiduciaException.class,
                () -> declared(Map.of("name", "jes", "size", 0.02, "sources", List.of(one)), 29.5));
        assertThrows(FiduciaException.class, () -> declared(Map.of("name", "jes", "sources", List.of()), 29.5));
        assertThrows(
                FiduciaException.class,
                () -> declared(Map.of("name", "jes", "size", 0.02, "uncorrelated", List.of("category")), 29.5));
    }

    /** The yields of an era change by its nuisance alone, and by as much as a correlated source would change them. */
    @Test
    void sourcesOfAnEraActOnIt() {
        var settings = new Settings("/nuisances/0", Map.of("name", "jes", "size", 0.1, "uncorrelated", List.of("era")));
        var together = new Settings("/nuisances/0", Map.of("name", "jes", "size", 0.1));
        ExampleNominal nominal = ExampleNominal.jets();
        List<Nuisance> own =
                new JetEnergyScale().part(nominal, List.of(settings)).nuisances();
        Nuisance all = new JetEnergyScale()
                .part(nominal, List.of(together))
                .nuisances()
                .get(0);
        assertEquals(
                nominal.analysis().eras().stream()
                        .map(era -> "jes_" + era.name())
                        .toList(),
                own.stream().map(Nuisance::name).toList());
        for (int era = 0; era < own.size(); era++) {
            assertEquals(all.effects().size(), own.get(era).effects().size());
            for (int k = 0; k < all.effects().size(); k++) {
                var one = (YieldEffect) own.get(era).effects().get(k);
                var common = (YieldEffect) all.effects().get(k);
                assertEquals(
                        nominal.analysis().eras().get(era).name(),
                        one.target().place().era());
                assertEquals(common.target().place().bin(), one.target().place().bin());
                assertEquals(common.up(), one.up(), 1e-12);
                assertEquals(common.down(), one.down(), 1e-12);
            }
        }
    }

    /** Jets of unknown origin are smeared; what that does is undone in the other direction. */
    @Test
    void resolutionOfUnknownJetsIsMirrored() {
        double[] pts = new double[2000];
        for (int k = 0; k < pts.length; k++) {
            pts[k] = 24.5 + 0.004 * k; // most of them below the threshold, so that more come up than go down
        }
        List<Nuisance> nuisances = declared(Map.of("name", "jer", "resolution", Map.of("size", 0.1)), pts);
        assertEquals(1, nuisances.size());
        var some = (YieldEffect) nuisances.get(0).effects().get(1);
        assertTrue(some.up() > 0.01, some.toString());
        assertEquals(1, (1 + some.up()) * (1 + some.down()), 1e-12);
    }
}
