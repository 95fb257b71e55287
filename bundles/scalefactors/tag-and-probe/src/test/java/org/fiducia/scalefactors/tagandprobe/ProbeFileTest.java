package org.fiducia.scalefactors.tagandprobe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.event.EventFile;
import org.fiducia.api.event.EventReader;
import org.fiducia.api.event.Histogram;
import org.fiducia.api.event.TreeInfo;
import org.junit.jupiter.api.Test;

class ProbeFileTest {
    private static final double[] EDGES = {60, 80, 100, 120};
    private static final double NONE = Double.POSITIVE_INFINITY;

    /** A file of histograms in memory. */
    static List<EventReader> reader(Map<String, Histogram> histograms) {
        return List.of(new EventReader() {
            @Override
            public String id() {
                return "memory";
            }

            @Override
            public String title() {
                return "memory";
            }

            @Override
            public boolean accepts(Path file) {
                return file.endsWith("memory");
            }

            @Override
            public EventFile open(Path file) {
                return new EventFile() {
                    @Override
                    public List<TreeInfo> trees() {
                        return List.of();
                    }

                    @Override
                    public EventCursor read(String tree, List<String> branches) {
                        throw new AssertionError("only histograms are read, not the tree " + tree);
                    }

                    @Override
                    public List<String> histograms() {
                        return List.copyOf(histograms.keySet());
                    }

                    @Override
                    public Histogram histogram(String name) {
                        return histograms.get(name);
                    }

                    @Override
                    public void close() {}
                };
            }
        });
    }

    private final Map<String, Histogram> content = new LinkedHashMap<>();

    private void add(String name, double... contents) {
        content.put(name, new Histogram(name, EDGES, contents, contents));
    }

    private ProbeFile read() throws IOException {
        return ProbeFile.read(Path.of("memory"), reader(content), -NONE, NONE);
    }

    @Test
    void whatCannotBeUsedIsNamed() throws IOException {
        add("bin00_7To15_eta0p0To0p8_Pass", 1, 5, 1);
        add("bin00_7To15_eta0p0To0p8_Fail", 2, 3, 2);
        add("alone_Pass", 1, 2, 3);
        add("hollow_Pass", 0, 0, 0);
        add("hollow_Fail", 1, 2, 3);
        add("negative_Pass", 1, 2, 3);
        add("negative_Fail", 1, -2, 3);
        add("infinite_Pass", 1, Double.NaN, 3);
        add("infinite_Fail", 1, 2, 3);
        add("something", 1, 2, 3);
        add("other_Pass", 1, 2, 3);
        content.put(
                "other_Fail",
                new Histogram("other_Fail", new double[] {60, 90, 120}, new double[] {1, 2}, new double[] {1, 2}));
        ProbeFile file = read();
        assertEquals(
                List.of("bin00_7To15_eta0p0To0p8"),
                file.bins().stream().map(b -> b.bin().name()).toList());
        Map<String, String> skipped = file.skipped().stream().collect(Collectors.toMap(Skipped::what, Skipped::why));
        assertEquals(6, skipped.size(), skipped.toString());
        assertTrue(skipped.get("alone").contains("no histogram of failing"));
        assertTrue(skipped.get("hollow").contains("empty"));
        assertTrue(skipped.get("negative").contains("negative"));
        assertTrue(skipped.get("infinite").contains("no number"));
        assertTrue(skipped.get("other").contains("different binnings"));
        assertTrue(skipped.get("something").contains("neither Pass nor Fail"));
    }

    @Test
    void aFileWithoutPairsIsRefused() {
        add("alone_Pass", 1, 2, 3);
        var refused = assertThrows(FiduciaException.class, this::read);
        assertTrue(refused.getMessage().contains("alone"), refused.getMessage());
        assertThrows(FiduciaException.class, () -> ProbeFile.read(Path.of("other"), reader(content), -NONE, NONE));
    }

    @Test
    void otherWordsForTheSides() throws IOException {
        add("h_PassingTagProbes_Mass", 1, 2, 3);
        add("h_FailingTagProbes_Mass", 3, 2, 1);
        Probes probes = read().bins().get(0);
        assertEquals("h_TagProbes_Mass", probes.bin().name());
        assertEquals(3, probes.pass().entries()[2]);
    }

    @Test
    void aWindowIsRoundedOutwards() throws IOException {
        add("a_Pass", 1, 2, 4);
        add("a_Fail", 1, 2, 4);
        Probes probes = ProbeFile.read(Path.of("memory"), reader(content), 85, 120)
                .bins()
                .get(0);
        assertEquals(80, probes.pass().lo());
        assertEquals(6, probes.pass().sum());
        assertThrows(FiduciaException.class, () -> {
            add("a_Pass", 1, 0, 0);
            ProbeFile.read(Path.of("memory"), reader(content), 85, 120);
        });
    }

    /** By hand: contents 4, 8, 12 of weight 2 each: 2, 4, 6 entries; counted ε = 24/(24 + 6), as 12 of 12 + 6. */
    @Test
    void weightsBecomeEffectiveEntries() throws IOException {
        double[] contents = {4, 8, 12};
        content.put("w_Pass", new Histogram("w_Pass", EDGES, contents, new double[] {8, 16, 24}));
        add("w_Fail", 1, 2, 3);
        Probes probes = read().bins().get(0);
        assertEquals(2, probes.pass().weight());
        assertEquals(12, probes.pass().sum());
        Efficiency counted = probes.counted();
        assertEquals(.8, counted.value(), 1e-15);
        assertEquals(Math.sqrt(24 * 24 * 6 + 6 * 6 * 48) / 900, counted.error(), 1e-15);
    }

    @Test
    void fewNegativeWeightsCountAsNothing() throws IOException {
        add("n_Pass", 100, 300, -1);
        add("n_Fail", 1, 2, 3);
        assertEquals(0, read().bins().get(0).pass().entries()[2]);
    }
}
