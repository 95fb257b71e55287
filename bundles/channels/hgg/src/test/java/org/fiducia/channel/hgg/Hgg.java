package org.fiducia.channel.hgg;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.fiducia.api.channel.Role;
import org.fiducia.api.channel.SelectedEvent;
import org.fiducia.api.channel.Selector;
import org.fiducia.api.event.ColumnSpec;
import org.fiducia.api.event.EventBatch;
import org.fiducia.reader.root.RootReader;
import org.fiducia.testkit.SharedFolder;

/** Selects the files of the simulated H → γγ data set, of the checkout or of the folder beside it. */
final class Hgg {
    private Hgg() {}

    private static Path file(String name) {
        for (Path dir = Path.of("").toAbsolutePath(); dir != null; dir = dir.getParent()) {
            Path found = dir.resolve("distribution/data/hgg").resolve(name);
            if (Files.exists(found)) {
                return found;
            }
        }
        return SharedFolder.require("data/hgg/" + name);
    }

    /** Hands every kept event of a file on. */
    static void select(Selector selector, String name, Role role, Consumer<SelectedEvent> kept) throws IOException {
        var sink = new Selector.Sink() {
            @Override
            public void keep(SelectedEvent event) {
                kept.accept(event);
            }

            @Override
            public void pass(int cut, int category, double weight) {}
        };
        try (var events = new RootReader().open(file(name))) {
            var tree = events.trees().stream()
                    .filter(t -> t.name().equals("Events"))
                    .findFirst()
                    .orElseThrow();
            List<String> branches = selector.columns(role).stream()
                    .map(ColumnSpec::name)
                    .filter(branch -> tree.branch(branch).isPresent())
                    .toList();
            try (var cursor = events.read("Events", branches)) {
                for (EventBatch batch = cursor.next(); batch != null; batch = cursor.next()) {
                    selector.select(batch, role, sink);
                }
            }
        }
    }

    /** Cross section times branching ratio over the sum of weights, fb. */
    static double scale(String name) throws IOException {
        try (var events = new RootReader().open(file(name));
                var cursor = events.read("Runs", List.of("xsec_pb", "genEventSumw"))) {
            EventBatch run = cursor.next();
            return 1000 * run.reals("xsec_pb")[0] / run.reals("genEventSumw")[0];
        }
    }

    /** Cross section times branching ratio, fb. */
    static double crossSection(String name) throws IOException {
        try (var events = new RootReader().open(file(name));
                var cursor = events.read("Runs", List.of("xsec_pb"))) {
            return 1000 * cursor.next().reals("xsec_pb")[0];
        }
    }
}
