package org.fiducia.classification.th;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.Settings;
import org.fiducia.api.channel.Channel;
import org.fiducia.api.channel.Role;
import org.fiducia.api.channel.SelectedEvent;
import org.fiducia.api.channel.Selector;
import org.fiducia.api.event.ColumnSpec;
import org.fiducia.api.event.EventBatch;
import org.fiducia.api.observable.Classification;
import org.fiducia.channel.multilepton.MultileptonCandidate;
import org.fiducia.channel.multilepton.internal.MultileptonChannel;
import org.fiducia.classifiers.Scored;
import org.fiducia.classifiers.onnx.OwnClassifier;
import org.fiducia.observable.score.Score;
import org.fiducia.reader.root.RootReader;
import org.junit.jupiter.api.Test;

/** The scores that an independent program gives to events of the simulated data, and the intervals in which they lie. */
class ThScoreTest {
    private static final Channel CHANNEL = new MultileptonChannel();

    /** Scores of events to the digits given; each by the network of the other parity. */
    private static final Map<Long, Double> TWO_LEPTONS = Map.of(391L, .774367, 509L, .576142);

    private static final Map<Long, Double> ONE_LEPTON = Map.of(94L, .637105, 149L, .667734, 49L, .013887);

    private static Map<String, MultileptonCandidate> candidates() throws Exception {
        var found = new HashMap<String, MultileptonCandidate>();
        Selector selector = CHANNEL.selector(Settings.none());
        var sink = new Selector.Sink() {
            @Override
            public void keep(SelectedEvent event) {
                if (CHANNEL.regions().get(event.region()).signal()) {
                    var candidate = (MultileptonCandidate) Objects.requireNonNull(event.reco());
                    found.put(candidate.scoredAs() + " " + candidate.event(), candidate);
                }
            }

            @Override
            public void pass(int cut, int category, double weight) {}
        };
        try (var events = new RootReader().open(ThScoreContractTest.folder().resolve("Data.root"))) {
            var tree = events.trees().stream()
                    .filter(t -> t.name().equals("Events"))
                    .findFirst()
                    .orElseThrow();
            List<String> branches = selector.columns(Role.DATA).stream()
                    .map(ColumnSpec::name)
                    .filter(branch -> tree.branch(branch).isPresent())
                    .toList();
            try (var cursor = events.read("Events", branches)) {
                for (EventBatch batch = cursor.next(); batch != null; batch = cursor.next()) {
                    selector.select(batch, Role.DATA, sink);
                }
            }
        }
        return found;
    }

    @Test
    void scoresWithTheNetworkOfTheOtherParity() throws Exception {
        Map<String, MultileptonCandidate> found = candidates();
        var score = new Score(List.of(new OwnClassifier()))
                .configured(new Settings(
                        "/x",
                        Map.of("networks", ThScoreContractTest.networks("th_2l1tau_fold0.onnx")),
                        ThScoreContractTest.folder()));
        TWO_LEPTONS.forEach((event, value) -> assertEquals(value, score.value(found.get("2l1tau " + event)), 1e-5));
        ONE_LEPTON.forEach((event, value) -> assertEquals(value, score.value(found.get("1l2tau " + event)), 1e-5));
    }

    /** Edges between the scores: the intervals are those of the numbers above. */
    @Test
    void countsInTheIntervalsOfTheScore() throws Exception {
        Map<String, MultileptonCandidate> found = candidates();
        Classification<Scored> th = ThScoreContractTest.configured(Map.of(
                "networks",
                ThScoreContractTest.networks("th_2l1tau_fold0.onnx"),
                "edges",
                Map.of("2l1tau", List.of(0, .57614, .77436, 1), "1l2tau", List.of(0, .0138, .65, 1))));
        assertEquals(1, th.info().binning().size());
        assertEquals(3, th.info().reconstructed().size());
        assertEquals(2, th.reconstructed(found.get("2l1tau 391"), 0));
        assertEquals(1, th.reconstructed(found.get("2l1tau 509"), 0));
        assertEquals(1, th.reconstructed(found.get("1l2tau 94"), 1));
        assertEquals(2, th.reconstructed(found.get("1l2tau 149"), 1));
        assertEquals(1, th.reconstructed(found.get("1l2tau 49"), 1));
        MultileptonCandidate generated = MultileptonCandidate.generated(7);
        assertEquals(0, th.fiducial("tHq", generated));
        assertEquals(-1, th.reconstructed(generated, 0), "nothing is scored");
    }

    @Test
    void networksWithOtherFeaturesAreRefused() throws Exception {
        var refused = assertThrows(
                FiduciaException.class,
                () -> ThScoreContractTest.configured(
                        Map.of("networks", ThScoreContractTest.networks("th_1l2tau_fold0.onnx"))));
        assertTrue(
                refused.getMessage().contains("tau1_pt") && refused.getMessage().contains("lep2_pt"),
                refused::getMessage);
        Map<String, Object> swapped = Map.of(
                "2l1tau",
                List.of("th_1l2tau_fold0.onnx", "th_1l2tau_fold1.onnx"),
                "1l2tau",
                List.of("th_1l2tau_fold0.onnx", "th_1l2tau_fold1.onnx"));
        Classification<Scored> other = ThScoreContractTest.configured(Map.of("networks", swapped));
        MultileptonCandidate candidate = candidates().get("2l1tau 391");
        var features = assertThrows(FiduciaException.class, () -> other.reconstructed(candidate, 0));
        assertTrue(features.getMessage().contains("lep2_pt"), features::getMessage);
    }
}
