package org.fiducia.distribution;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
        Selector selector = new FourLeptonChannel().selector(Settings.none());
        for (String file : List.of("ggH_M125.root", "VBF_M125.root")) {
            candidates.add(selector, Path.of("data/run3", file));
        }
        return candidates;
    }

    List<FourLepton> all() {
        var all = new ArrayList<>(reco);
        all.addAll(fiducial);
        return all;
    }

    private void add(Selector selector, Path path) throws IOException {
        var sink = new Selector.Sink() {
            @Override
            public void keep(SelectedEvent event) {
                if (event.region() == 0 && event.reco() instanceof FourLepton candidate && inWindow(candidate)) {
                    reco.add(candidate);
                }
                if (event.fiducial() instanceof FourLepton candidate) {
                    fiducial.add(candidate);
                }
            }

            @Override
            public void pass(int cut, int category, double weight) {}
        };
        try (var file = new RootReader().open(path)) {
            var tree = file.trees().stream()
                    .filter(t -> t.name().equals("Events"))
                    .findFirst()
                    .orElseThrow();
            List<String> branches = selector.columns(Role.SIGNAL).stream()
                    .map(ColumnSpec::name)
                    .filter(name -> tree.branch(name).isPresent())
                    .toList();
            try (var cursor = file.read("Events", branches)) {
                for (EventBatch batch = cursor.next(); batch != null; batch = cursor.next()) {
                    selector.select(batch, Role.SIGNAL, sink);
                }
            }
        }
    }

    private static boolean inWindow(FourLepton candidate) {
        double mass = candidate.p4().mass();
        return mass >= 105 && mass < 160;
    }
}
