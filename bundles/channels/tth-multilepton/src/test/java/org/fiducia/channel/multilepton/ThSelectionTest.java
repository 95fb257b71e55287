package org.fiducia.channel.multilepton;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.fiducia.api.Settings;
import org.fiducia.api.channel.Channel;
import org.fiducia.api.channel.Role;
import org.fiducia.api.channel.SelectedEvent;
import org.fiducia.api.channel.Selector;
import org.fiducia.api.event.ColumnSpec;
import org.fiducia.api.event.EventBatch;
import org.fiducia.channel.multilepton.internal.MultileptonChannel;
import org.fiducia.reader.root.RootReader;
import org.fiducia.testkit.SharedFolder;
import org.junit.jupiter.api.Test;

/** The numbers that an independent program finds in the simulated data set. */
class ThSelectionTest {
    private static final Channel CHANNEL = new MultileptonChannel();

    private static Path file(String name) {
        for (Path dir = Path.of("").toAbsolutePath(); dir != null; dir = dir.getParent()) {
            Path found = dir.resolve("distribution/data/th").resolve(name);
            if (Files.exists(found)) {
                return found;
            }
        }
        return SharedFolder.require("data/th/" + name);
    }

    /** Hands every candidate of a file on, with the name of its region, that of the category behind it where it is scored. */
    private static void select(String name, Role role, BiConsumer<String, SelectedEvent> kept) throws IOException {
        Selector selector = CHANNEL.selector(Settings.none());
        var sink = new Selector.Sink() {
            @Override
            public void keep(SelectedEvent event) {
                if (event.reco() != null) {
                    String region = CHANNEL.regions().get(event.region()).id();
                    boolean scored = region.equals("SR") || region.equals("AR");
                    kept.accept(
                            scored
                                    ? region + "_"
                                            + CHANNEL.categories()
                                                    .get(event.category())
                                                    .id()
                                    : region,
                            event);
                }
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

    @Test
    void findsTheEventsOfEveryRegion() throws Exception {
        var counts = new TreeMap<String, Integer>();
        select("Data.root", Role.DATA, (region, event) -> counts.merge(region, 1, Integer::sum));
        assertEquals(
                Map.ofEntries(
                        Map.entry("SR_2l1tau", 233),
                        Map.entry("SR_1l2tau", 1403),
                        Map.entry("AR_2l1tau", 1164),
                        Map.entry("AR_1l2tau", 18432),
                        Map.entry("AR_tau1p", 18355),
                        Map.entry("AR_tau3p", 6022),
                        Map.entry("CR_tautauSS", 1417),
                        Map.entry("CR_tau1p", 3773),
                        Map.entry("CR_tau3p", 818),
                        Map.entry("CR_conv", 431),
                        Map.entry("CR_ee", 1070),
                        Map.entry("CR_em", 2014),
                        Map.entry("CR_mm", 967)),
                counts);
    }

    @Test
    void makesTheFeaturesOfTheNetworks() throws Exception {
        var found = new HashMap<String, MultileptonCandidate>();
        select("Data.root", Role.DATA, (region, event) -> {
            var candidate = (MultileptonCandidate) Objects.requireNonNull(event.reco());
            if (region.equals("SR_2l1tau") && candidate.event() == 391
                    || region.equals("SR_1l2tau") && candidate.event() == 94) {
                found.put(region, candidate);
            }
        });
        assertFeatures(
                new double[] {
                    1.98438, 46.125, 2, 1, 93.5, 24.9375, 35.125, 49.75, 2.52912, 60.7002, 2.12939, 79.2665, 252.438, 1
                },
                found.get("SR_2l1tau"));
        assertFeatures(
                new double[] {
                    2.15625, 92, 2, 1, 54.375, 41.5, 31.9375, 92.5, 2.43157, 78.9042, .253906, 143.942, 299.562, 1
                },
                found.get("SR_1l2tau"));
    }

    /** To half of the last of the six digits given. */
    private static void assertFeatures(double[] expected, MultileptonCandidate candidate) {
        double[] features = candidate.features();
        assertEquals(expected.length, features.length);
        assertEquals(expected.length, candidate.featureNames().size());
        for (int k = 0; k < expected.length; k++) {
            assertEquals(
                    expected[k],
                    features[k],
                    6e-6 * Math.max(1, Math.abs(expected[k])),
                    candidate.featureNames().get(k));
        }
    }

    /** Events at 140 fb⁻¹ in the signal regions before any normalisation factor. */
    @Test
    void expectsWhatIsSimulated() throws Exception {
        double[] signal = new double[2];
        double[] background = new double[2];
        for (String name : List.of("tHq", "tWH")) {
            sum(name, Role.SIGNAL, signal);
        }
        for (String name : List.of("ttH", "ttW", "ttZ", "WZ", "tt")) {
            sum(name, Role.BACKGROUND, background);
        }
        assertArrayEquals(new double[] {1.91, 3.79}, signal, .005);
        assertArrayEquals(new double[] {235.6, 1325.3}, background, .05);
    }

    private static void sum(String name, Role role, double[] sums) throws IOException {
        select(name + ".root", role, (region, event) -> {
            if (region.startsWith("SR")) {
                sums[event.category()] += event.weight();
            }
        });
    }
}
