package org.fiducia.channel.hzz4l;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.fiducia.api.channel.Role;
import org.fiducia.api.channel.SelectedEvent;
import org.fiducia.api.channel.Selector;
import org.fiducia.api.event.ColumnSpec;
import org.fiducia.api.event.EventBatch;
import org.fiducia.reader.root.RootReader;
import org.fiducia.testkit.SharedFolder;

/** Selects the files of the simulated Run-3 data set. */
public final class Run3 {
    /** Luminosity of all eras, fb⁻¹. */
    public static final double LUMINOSITY = 34.7 + 27.3 + 108.8;

    private Run3() {}

    /** Kept events of a file. */
    public static List<SelectedEvent> select(Selector selector, String file, Role role) throws IOException {
        Path path = SharedFolder.require("data/run3/" + file);
        var kept = new ArrayList<SelectedEvent>();
        var sink = new Selector.Sink() {
            @Override
            public void keep(SelectedEvent event) {
                kept.add(event);
            }

            @Override
            public void pass(int cut, int category, double weight) {}
        };
        try (var events = new RootReader().open(path)) {
            var tree = events.trees().stream()
                    .filter(t -> t.name().equals("Events"))
                    .findFirst()
                    .orElseThrow();
            List<String> branches = selector.columns(role).stream()
                    .map(ColumnSpec::name)
                    .filter(name -> tree.branch(name).isPresent())
                    .toList();
            try (var cursor = events.read("Events", branches)) {
                for (EventBatch batch = cursor.next(); batch != null; batch = cursor.next()) {
                    selector.select(batch, role, sink);
                }
            }
        }
        return kept;
    }

    /** Events per fb⁻¹ and unit weight of a simulated file. */
    public static double scale(String file) throws IOException {
        Path path = SharedFolder.require("data/run3/" + file);
        try (var events = new RootReader().open(path);
                var cursor = events.read("Runs", List.of("xsec_pb", "genEventSumw"))) {
            EventBatch run = cursor.next();
            return 1000 * run.reals("xsec_pb")[0] / run.reals("genEventSumw")[0];
        }
    }
}
