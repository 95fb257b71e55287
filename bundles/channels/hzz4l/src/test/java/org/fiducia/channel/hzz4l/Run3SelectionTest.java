package org.fiducia.channel.hzz4l;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.fiducia.api.Settings;
import org.fiducia.api.channel.Role;
import org.fiducia.api.channel.SelectedEvent;
import org.fiducia.api.channel.Selector;
import org.fiducia.channel.hzz4l.internal.FourLeptonChannel;
import org.junit.jupiter.api.Test;

/** The numbers that an independent program selects from the simulated Run-3 data set, 105 < m(4l) < 160. */
class Run3SelectionTest {
    private final Selector selector = new FourLeptonChannel().selector(Settings.none());

    @Test
    void findsThePseudoDataInEveryRegion() throws Exception {
        var expectedByEra = Map.of("2022", 255, "2023", 178, "2024", 654);
        var counts = new HashMap<String, double[]>();
        for (String era : expectedByEra.keySet()) {
            int selected = 0;
            for (SelectedEvent event : Run3.select(selector, "Data_" + era + ".root", Role.DATA)) {
                if (inWindow(event)) {
                    String region = new FourLeptonChannel()
                            .regions()
                            .get(event.region())
                            .id();
                    counts.computeIfAbsent(region, key -> new double[3])[event.category()] += event.weight();
                    selected += region.equals("SR") ? 1 : 0;
                }
            }
            assertEquals(expectedByEra.get(era), selected, era);
        }
        assertArrayEquals(new double[] {187, 371, 529}, counts.get("SR"));
        assertArrayEquals(new double[] {9250, 933, 10706}, counts.get("2P2F"));
        assertArrayEquals(new double[] {1102, 591, 1736}, counts.get("3P1F"));
        assertArrayEquals(new double[] {9669, 1734, 13252}, counts.get("SS"));
    }

    @Test
    void findsTheExpectedSignal() throws Exception {
        var selected = new double[3];
        for (String process : List.of("ggH", "VBF", "WH", "ZH", "ttH")) {
            add(process + "_M125.root", Role.SIGNAL, selected);
        }
        assertArrayEquals(new double[] {68.3, 117.8, 158.2}, selected, 0.05);
    }

    @Test
    void findsTheFiducialCrossSection() throws Exception {
        double sum = 0;
        for (String process : List.of("ggH", "VBF", "WH", "ZH", "ttH")) {
            String file = process + "_M125.root";
            double fiducial = 0;
            for (SelectedEvent event : Run3.select(selector, file, Role.SIGNAL)) {
                fiducial += event.fiducial() == null ? 0 : event.weight();
            }
            sum += fiducial * Run3.scale(file);
        }
        // with decays through taus it would be 2.889
        assertEquals(2.876, sum, 0.003 * 2.876);
    }

    @Test
    void findsTheExpectedZz() throws Exception {
        var selected = new double[3];
        for (String sample : List.of("qqZZ_core", "qqZZ_low", "qqZZ_high", "ggZZ_core", "ggZZ_high")) {
            add(sample + ".root", Role.BACKGROUND, selected);
        }
        assertArrayEquals(new double[] {94.9, 163.8, 226.0}, selected, 0.05);
    }

    private void add(String file, Role role, double[] selected) throws IOException {
        double scale = Run3.scale(file) * Run3.LUMINOSITY;
        for (SelectedEvent event : Run3.select(selector, file, role)) {
            if (event.region() == 0 && inWindow(event)) {
                selected[event.category()] += event.weight() * scale;
            }
        }
    }

    private static boolean inWindow(SelectedEvent event) {
        double mass = event.reco() == null ? 0 : event.reco().p4().mass();
        return mass >= 105 && mass < 160;
    }
}
