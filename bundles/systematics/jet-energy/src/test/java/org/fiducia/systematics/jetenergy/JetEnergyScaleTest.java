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
        var settings = new Settings("/nuisances/0", Map.of("source", "jet-energy", "name", "jes", "size", size));
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
}
