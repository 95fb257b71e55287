package org.fiducia.channel.hzz4l.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.fiducia.api.Settings;
import org.fiducia.api.channel.Role;
import org.fiducia.api.channel.SelectedEvent;
import org.fiducia.api.channel.Selector;
import org.fiducia.api.event.ColumnSpec;
import org.fiducia.api.event.EventBatch;
import org.fiducia.api.event.EventFile;
import org.fiducia.api.event.EventReader;
import org.fiducia.channel.hzz4l.FourLepton;
import org.fiducia.reader.hepmc.HepmcReader;
import org.fiducia.reader.root.RootReader;
import org.fiducia.testkit.SharedFolder;
import org.junit.jupiter.api.Test;

class GeneratedTest {
    private static final double RELATIVE = 1e-6;

    /** What a selector says of a file, by entry. */
    private static final class Heard implements Selector.Sink {
        private final TreeMap<Long, SelectedEvent> fiducial = new TreeMap<>();
        private double all;
        private long first;
        private int event;

        @Override
        public void begin(int index) {
            event = index;
        }

        @Override
        public void keep(SelectedEvent kept) {
            if (kept.fiducial() != null) {
                fiducial.put(first + event, kept);
            }
        }

        @Override
        public void pass(int cut, int category, double weight) {
            all += cut == 0 ? weight : 0;
        }
    }

    private static Heard hear(EventReader reader, Path path, Selector selector) throws IOException {
        var heard = new Heard();
        try (EventFile file = reader.open(path)) {
            List<String> there = file.outline().get(0).branches().stream()
                    .map(branch -> branch.name())
                    .toList();
            List<String> wanted = selector.columns(Role.SIGNAL).stream()
                    .map(ColumnSpec::name)
                    .filter(there::contains)
                    .toList();
            try (var cursor = file.read("Events", wanted)) {
                for (EventBatch batch = cursor.next(); batch != null; batch = cursor.next()) {
                    heard.first = batch.firstEntry();
                    selector.select(batch, Role.SIGNAL, heard);
                }
            }
        }
        return heard;
    }

    private static Selector generated() {
        return new FourLeptonChannel().generated(Settings.none()).orElseThrow();
    }

    /** Every event of the file, as another program found it in the record of the generator. */
    @Test
    void isWhatTheReferenceSays() throws IOException {
        List<String> table = Files.readAllLines(SharedFolder.require("data/hepmc/ggH_reference.tsv"));
        Heard heard = hear(new HepmcReader(), SharedFolder.require("data/hepmc/ggH.hepmc3.gz"), generated());
        assertEquals(120, heard.all);
        var names = List.of("4e", "4mu", "2e2mu");
        int fiducial = 0;
        for (String line : table.subList(1, table.size())) {
            String[] row = line.split("\t");
            SelectedEvent kept = heard.fiducial.get(Long.parseLong(row[0]));
            assertEquals(row[2].equals("1"), kept != null, line);
            if (kept == null) {
                continue;
            }
            fiducial++;
            var four = (FourLepton) kept.fiducial();
            assertEquals(names.indexOf(row[3]), kept.fiducialCategory(), line);
            near(row[4], four.p4().mass(), line);
            near(row[5], four.p4().pt(), line);
            near(row[6], Math.abs(four.p4().rapidity()), line);
            near(row[7], four.z1().p4().mass(), line);
            near(row[8], four.z2().p4().mass(), line);
            assertEquals(Integer.parseInt(row[9]), four.jets().size(), line);
            if (!four.jets().isEmpty()) {
                near(row[10], four.jets().get(0).pt(), line);
                near(row[11], four.jets().get(0).eta(), line);
            }
        }
        assertEquals(56, fiducial);
    }

    private static void near(String expected, double found, String line) {
        double value = Double.parseDouble(expected);
        assertEquals(value, found, RELATIVE * Math.max(Math.abs(value), 1e-3), line);
    }

    /** The same candidates as in simulated signal whose reconstructed particles are known, too. */
    @Test
    void isWhatIsFoundInSimulatedSignal() throws IOException {
        Path file = SharedFolder.sample("VBF_M125.root");
        Heard whole = hear(new RootReader(), file, new FourLeptonChannel().selector(Settings.none()));
        Heard alone = hear(new RootReader(), file, generated());
        assertTrue(alone.fiducial.size() > 1000);
        assertEquals(whole.all, alone.all, 1e-9 * whole.all);
        assertEquals(whole.fiducial.keySet(), alone.fiducial.keySet());
        var different = new ArrayList<Long>();
        whole.fiducial.forEach((entry, event) -> {
            SelectedEvent other = alone.fiducial.get(entry);
            if (event.weight() != other.weight()
                    || event.fiducialCategory() != other.fiducialCategory()
                    || !event.fiducial().equals(other.fiducial())) {
                different.add(entry);
            }
        });
        assertEquals(List.of(), different);
    }
}
