package org.fiducia.classification.stxs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.fiducia.api.Settings;
import org.fiducia.api.channel.FourMomentum;
import org.fiducia.api.channel.Role;
import org.fiducia.api.channel.SelectedEvent;
import org.fiducia.api.channel.Selector;
import org.fiducia.api.event.ColumnSpec;
import org.fiducia.api.event.EventBatch;
import org.fiducia.channel.higgs.HiggsCandidate;
import org.fiducia.channel.higgs.HiggsChannel;
import org.fiducia.reader.root.RootReader;
import org.fiducia.testkit.SharedFolder;
import org.junit.jupiter.api.Test;

/** Against the bins that the simulation itself gives its events. */
class StageTest {
    private static final Map<String, String> FILES = Map.of(
            "ggH", "ggH", "VBF", "VBF", "WH", "WH", "qqZH", "qqZH", "ggZH", "ggZH", "ttH", "ttH", "bbH", "bbH", "tH",
            "tH");

    /** Numbers at which bins end, GeV. */
    private static final Set<Double> EDGES = Set.of(10., 30., 60., 75., 120., 150., 200., 250., 300., 450., 650.);

    private long events;
    private long atEdges;
    private final List<String> different = new ArrayList<>();

    private void compare(Definition stage, String process, Path file) throws IOException {
        Selector selector = new HiggsChannel().selector(Settings.none());
        List<String> branches = Stream.concat(
                        selector.columns(Role.SIGNAL).stream().map(ColumnSpec::name), Stream.of("stage12"))
                .toList();
        try (var opened = new RootReader().open(file);
                var cursor = opened.read("Events", branches)) {
            for (EventBatch batch = cursor.next(); batch != null; batch = cursor.next()) {
                var kept = new ArrayList<SelectedEvent>();
                selector.select(batch, Role.SIGNAL, new Selector.Sink() {
                    @Override
                    public void keep(SelectedEvent event) {
                        kept.add(event);
                    }

                    @Override
                    public void pass(int cut, int category, double weight) {}
                });
                assertEquals(batch.size(), kept.size(), "every generated event is kept");
                long[] expected = batch.integers("stage12");
                for (int k = 0; k < batch.size(); k++) {
                    var generated = (HiggsCandidate)
                            java.util.Objects.requireNonNull(kept.get(k).fiducial());
                    int number = stage.of(process, generated).orElseThrow().number();
                    events++;
                    if (number != expected[k] && atEdge(generated)) {
                        atEdges++;
                    } else if (number != expected[k]) {
                        different.add(number + " for " + expected[k] + ": " + generated.pt() + " "
                                + generated.rapidity() + " "
                                + generated.jets().stream()
                                        .map(FourMomentum::pt)
                                        .toList());
                    }
                }
            }
        }
    }

    /** The file has numbers of eight or nine binary digits: on which side of an edge one lay is lost. */
    private static boolean atEdge(HiggsCandidate generated) {
        return EDGES.contains(generated.pt())
                || EDGES.contains(generated.vectorPt())
                || Math.abs(generated.rapidity()) == 2.5
                || generated.jets().stream().anyMatch(jet -> EDGES.contains(jet.pt()));
    }

    @Test
    void everyEventIsInItsBin() throws IOException {
        Path folder = SharedFolder.require("data/stxs");
        Definition stage = Definition.shipped("stage1.2");
        for (Map.Entry<String, String> file : FILES.entrySet()) {
            compare(stage, file.getKey(), folder.resolve(file.getValue() + ".root"));
        }
        assertEquals(111_000, events);
        assertTrue(
                different.size() <= 10,
                () -> different.size() + " differ; 3 are known to, by rounding at edges: " + different);
    }
}
