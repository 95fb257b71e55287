package org.fiducia.channel.hzz4l.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fiducia.api.Settings;
import org.fiducia.api.channel.Role;
import org.fiducia.api.channel.SelectedEvent;
import org.fiducia.api.channel.Selector;
import org.fiducia.api.event.Column;
import org.fiducia.api.event.EventBatch;
import org.fiducia.reader.root.RootReader;
import org.fiducia.testkit.SharedFolder;
import org.junit.jupiter.api.Test;

/** Real events of ATLAS Open Data, 13 TeV, 2020, through the same selection with its cuts switched off by settings. */
class AtlasOpenDataTest {
    private static final List<String> BRANCHES = List.of("lep_pt", "lep_eta", "lep_phi", "lep_charge", "lep_type");

    @Test
    void findsThePublishedCandidates() throws Exception {
        // the check values are of events of exactly four leptons of which flavours pair and charges add up to zero
        Selector selector = new FourLeptonChannel()
                .selector(
                        new Settings("/channel", SignalRegionTest.noCuts(Map.of("maxLeptons", 4, "pairs", "neutral"))));
        var masses = new ArrayList<Double>();
        var sink = new Selector.Sink() {
            @Override
            public void keep(SelectedEvent event) {
                masses.add(event.reco().p4().mass());
            }

            @Override
            public void pass(int cut, int category, double weight) {}
        };
        for (String period : List.of("A", "B", "C", "D")) {
            var path = SharedFolder.require("data/real/atlas-2020-4lep/data_" + period + ".4lep.root");
            try (var file = new RootReader().open(path);
                    var cursor = file.read("mini", BRANCHES)) {
                for (EventBatch batch = cursor.next(); batch != null; batch = cursor.next()) {
                    selector.select(bind(batch), Role.DATA, sink);
                }
            }
        }
        assertEquals(506, masses.size());
        assertEquals(81, count(masses, 80, 100));
        assertEquals(75, count(masses, 105, 140));
        assertEquals(42, count(masses, 118, 130));
        assertEquals(303, count(masses, 160, 1e9));
    }

    private static long count(List<Double> masses, double lo, double hi) {
        return masses.stream().filter(m -> m > lo && m < hi).count();
    }

    private static EventBatch bind(EventBatch raw) {
        var columns = new LinkedHashMap<String, Column>();
        add(raw, "Muon", 13, columns);
        add(raw, "Electron", 11, columns);
        return new EventBatch(raw.source(), raw.firstEntry(), raw.size(), columns);
    }

    /** Leptons of one type; momenta from MeV to GeV. */
    private static void add(EventBatch raw, String collection, int type, LinkedHashMap<String, Column> columns) {
        int[] from = raw.offsets("lep_type");
        long[] types = raw.integers("lep_type");
        var offsets = new int[raw.size() + 1];
        var index = new int[types.length];
        int n = 0;
        for (int e = 0; e < raw.size(); e++) {
            for (int i = from[e]; i < from[e + 1]; i++) {
                if (types[i] == type) {
                    index[n++] = i;
                }
            }
            offsets[e + 1] = n;
        }
        int[] chosen = Arrays.copyOf(index, n);
        for (String field : List.of("pt", "eta", "phi", "charge")) {
            double[] values = raw.reals("lep_" + field);
            double factor = field.equals("pt") ? 1e-3 : 1;
            columns.put(
                    collection + "_" + field,
                    Column.reals(
                            collection + "_" + field,
                            offsets,
                            Arrays.stream(chosen)
                                    .mapToDouble(i -> factor * values[i])
                                    .toArray()));
        }
    }
}
