package org.fiducia.distribution;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.fiducia.api.Settings;
import org.fiducia.api.channel.Role;
import org.fiducia.api.channel.SelectedEvent;
import org.fiducia.api.channel.Selector;
import org.fiducia.api.event.ColumnSpec;
import org.fiducia.api.event.EventBatch;
import org.fiducia.channel.hzz4l.FourLepton;
import org.fiducia.channel.hzz4l.internal.FourLeptonChannel;
import org.fiducia.reader.root.RootReader;

/**
 * Four-lepton candidates of the shipped signal simulation between 105 and 160 GeV.
 *
 * @param reco reconstructed, in the signal region
 * @param fiducial at generator level
 */
record SimulatedCandidates(List<FourLepton> reco, List<FourLepton> fiducial) {
    /** Of gluon fusion and, for events with two jets, vector-boson fusion. */
    static SimulatedCandidates read() throws IOException {
        var candidates = new SimulatedCandidates(new ArrayList<>(), new ArrayList<>());
        for (String file : List.of("ggH_M125.root", "VBF_M125.root")) {
            select(file, Role.SIGNAL, candidates::keep);
        }
        return candidates;
    }

    List<FourLepton> all() {
        var all = new ArrayList<>(reco);
        all.addAll(fiducial);
        return all;
    }

    private void keep(SelectedEvent event) {
        if (inSignalRegion(event)) {
            reco.add((FourLepton) event.reco());
        }
        if (event.fiducial() instanceof FourLepton candidate) {
            fiducial.add(candidate);
        }
    }

    /** Whether an event is one of those that a measurement fits. */
    static boolean inSignalRegion(SelectedEvent event) {
        return event.region() == 0 && event.reco() instanceof FourLepton candidate && inWindow(candidate);
    }

    /** Selects the events of a shipped file. */
    static void select(String name, Role role, Consumer<SelectedEvent> keep) throws IOException {
        Selector selector = new FourLeptonChannel().selector(Settings.none());
        var sink = new Selector.Sink() {
            @Override
            public void keep(SelectedEvent event) {
                keep.accept(event);
            }

            @Override
            public void pass(int cut, int category, double weight) {}
        };
        try (var file = new RootReader().open(Path.of("data/run3", name))) {
            var tree = file.trees().stream()
                    .filter(t -> t.name().equals("Events"))
                    .findFirst()
                    .orElseThrow();
            List<String> branches = selector.columns(role).stream()
                    .map(ColumnSpec::name)
                    .filter(branch -> tree.branch(branch).isPresent())
                    .toList();
            try (var cursor = file.read("Events", branches)) {
                for (EventBatch batch = cursor.next(); batch != null; batch = cursor.next()) {
                    selector.select(batch, role, sink);
                }
            }
        }
    }

    private static boolean inWindow(FourLepton candidate) {
        double mass = candidate.p4().mass();
        return mass >= 105 && mass < 160;
    }
}
