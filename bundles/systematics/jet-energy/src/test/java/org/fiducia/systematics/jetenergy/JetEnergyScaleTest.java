package org.fiducia.systematics.jetenergy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.Settings;
import org.fiducia.api.channel.Candidate;
import org.fiducia.api.channel.Category;
import org.fiducia.api.channel.FourMomentum;
import org.fiducia.api.channel.Region;
import org.fiducia.api.channel.Role;
import org.fiducia.api.channel.SelectedEvent;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.BinnedSample;
import org.fiducia.api.measurement.Era;
import org.fiducia.api.measurement.ModelPart;
import org.fiducia.api.measurement.Nuisance;
import org.fiducia.api.measurement.Nuisance.YieldEffect;
import org.fiducia.api.measurement.NuisanceSource;
import org.fiducia.api.measurement.Response;
import org.fiducia.api.measurement.Sample;
import org.fiducia.api.observable.ObservableInfo;
import org.fiducia.testkit.MassFit;
import org.junit.jupiter.api.Test;

class JetEnergyScaleTest {
    private static final double THRESHOLD = 30;

    /** A candidate with jets at rapidity 0, of which those above the threshold count. */
    private record Jetty(List<FourMomentum> all) implements Candidate {
        static Jetty of(double... pt) {
            var jets = new ArrayList<FourMomentum>();
            for (double one : pt) {
                jets.add(FourMomentum.ofPtEtaPhiM(one, 0, 0, 0));
            }
            return new Jetty(jets);
        }

        @Override
        public FourMomentum p4() {
            return FourMomentum.ofPtEtaPhiM(10, 0, 0, 125);
        }

        @Override
        public List<FourMomentum> jets() {
            return all.stream().filter(jet -> jet.pt() > THRESHOLD).toList();
        }

        @Override
        public Candidate withJets(UnaryOperator<FourMomentum> change) {
            return new Jetty(all.stream().map(change).toList());
        }
    }

    /** Counts jets: bins 0 and at least 1. */
    private record Nominal(List<SelectedEvent> events) implements NuisanceSource.Nominal {
        @Override
        public Analysis analysis() {
            return new Analysis(
                    "",
                    13.6,
                    List.of(new Era("2022", 1)),
                    List.of(new Category("4e", "")),
                    List.of(new Region("SR", "", true)),
                    "",
                    105,
                    160,
                    125);
        }

        @Override
        public ObservableInfo observable() {
            return ObservableInfo.production("n", "n", "", 0, 1, 9);
        }

        private BinnedSample binned(List<SelectedEvent> list) {
            int[] bins = list.stream()
                    .mapToInt(e -> Math.min(1, e.reco().jets().size()))
                    .toArray();
            return MassFit.binned(
                    analysis(), new Sample("s", "p", Role.SIGNAL, MassFit.at(125), "", 1), list, bins, bins);
        }

        @Override
        public List<BinnedSample> samples() {
            return List.of(binned(events));
        }

        @Override
        public Response response() {
            return null;
        }

        @Override
        public List<ModelPart.Contribution> backgrounds() {
            return List.of();
        }

        @Override
        public List<String> components() {
            return List.of("signal");
        }

        @Override
        public List<BinnedSample> varied(String name, UnaryOperator<Candidate> change) {
            return List.of(binned(
                    events.stream().map(e -> e.withReco(change.apply(e.reco()))).toList()));
        }

        @Override
        public Response response(List<BinnedSample> samples) {
            return null;
        }
    }

    private static List<Nuisance> nuisances(Object size, double... pts) {
        var events = new ArrayList<SelectedEvent>();
        for (double pt : pts) {
            events.add(new SelectedEvent(1, 0, 0, Jetty.of(pt), 0, null, true));
        }
        var settings = new Settings("/nuisances/0", Map.of("source", "jet-energy", "name", "jes", "size", size));
        return new JetEnergyScale().part(new Nominal(events), List.of(settings)).nuisances();
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
