package org.fiducia.channel.hgg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.fiducia.api.Settings;
import org.fiducia.api.channel.FourMomentum;
import org.fiducia.api.channel.Role;
import org.fiducia.api.channel.Selector;
import org.fiducia.channel.hgg.internal.DiphotonChannel;
import org.junit.jupiter.api.Test;

/** The numbers that an independent program finds in the simulated data set. */
class HggSelectionTest {
    private static final List<String> PROCESSES = List.of("ggH", "VBF", "VH", "ttH");

    private static Selector selector(Map<String, ?> settings) {
        return new DiphotonChannel(List.of()).selector(new Settings("/channel/settings", settings));
    }

    @Test
    void findsTheFiducialCrossSections() throws Exception {
        double[] edges = {15, 30, 45, 80, 120, 200, 350};
        double[] byPt = new double[8];
        double[] byJets = new double[5];
        double[] acceptance = new double[4];
        double[] crossSection = new double[4];
        for (int p = 0; p < 4; p++) {
            String file = PROCESSES.get(p) + "_M125.root";
            double scale = Hgg.scale(file);
            int at = p;
            Hgg.select(selector(Map.of()), file, Role.SIGNAL, event -> {
                if (event.fiducial() != null) {
                    double weight = scale * event.weight();
                    crossSection[at] += weight;
                    double pt = event.fiducial().p4().pt();
                    byPt[(int) Arrays.stream(edges).filter(edge -> edge <= pt).count()] += weight;
                    byJets[Math.min(4, event.fiducial().jets().size())] += weight;
                }
            });
            acceptance[p] = crossSection[p] / Hgg.crossSection(file);
        }
        assertRelative(new double[] {.70113, .68781, .66402, .58799}, acceptance);
        assertRelative(new double[] {83.127, 6.367, 3.619, .761}, crossSection);
        assertEquals(93.874, Arrays.stream(crossSection).sum(), 1e-3 * 93.874);
        assertRelative(new double[] {40.447, 24.209, 10.300, 9.601, 4.118, 2.867, 1.446, .886}, byPt);
        assertRelative(new double[] {64.185, 19.654, 8.742, 1.001, .276}, byJets);
    }

    private static void assertRelative(double[] expected, double[] found) {
        for (int k = 0; k < expected.length; k++) {
            assertEquals(expected[k], found[k], 1e-3 * expected[k], "number " + k);
        }
    }

    private static final List<?> CATEGORIES = List.of(
            Map.of("id", "VBF", "where", List.of("nJets >= 2", "mjj > 350", "absDEtajj > 3")),
            Map.of("id", "c", "axis", "sigmaMOverM", "boundaries", List.of(.009, .012, .015)));

    /**
     * The other program takes the acceptance as the files have it, where it was decided before numbers were rounded: 36
     * events have photons at |η| = 2.5 or at the edge of the gap. It neglects the masses of jets: one event has m_jj of
     * 350.93 GeV with them and of 349.35 GeV without.
     */
    @Test
    void findsTheEventsOfEveryCategory() throws Exception {
        long[] events = new long[5];
        long[] neglected = new long[5];
        Selector selector = selector(
                Map.of("photons", Map.of("maxAbsEta", 2.51, "gap", List.of(1.5, 1.5001)), "categories", CATEGORIES));
        for (int year = 2022; year <= 2024; year++) {
            Hgg.select(selector, "Data_" + year + ".root", Role.DATA, event -> {
                var pair = (Diphoton) Objects.requireNonNull(event.reco());
                if (pair.mass() > 100 && pair.mass() < 180) {
                    events[event.category()]++;
                    boolean other = event.category() == 0 && masslessDijet(pair.jets()) <= 350;
                    neglected[other ? 1 + resolutionClass(pair) : event.category()]++;
                }
            });
        }
        assertArrayEquals(new long[] {1236, 33234, 32451, 16630, 2501}, events);
        assertArrayEquals(new long[] {1235, 33235, 32451, 16630, 2501}, neglected);
    }

    private static double masslessDijet(List<FourMomentum> jets) {
        FourMomentum a = jets.get(0);
        FourMomentum b = jets.get(1);
        return Diphoton.mass(a.pt(), a.eta(), a.phi(), b.pt(), b.eta(), b.phi());
    }

    private static int resolutionClass(Diphoton pair) {
        return (int) Arrays.stream(new double[] {.009, .012, .015})
                .filter(boundary -> boundary <= pair.sigmaMOverM())
                .count();
    }

    /** 60 fb⁻¹ of the signal at 125 GeV, in the same selection, to half a per cent in each category. */
    @Test
    void findsTheExpectedSignalOfEveryCategory() throws Exception {
        double[] expected = new double[5];
        Selector selector = selector(
                Map.of("photons", Map.of("maxAbsEta", 2.51, "gap", List.of(1.5, 1.5001)), "categories", CATEGORIES));
        for (String process : PROCESSES) {
            double scale = 60 * Hgg.scale(process + "_M125.root");
            Hgg.select(selector, process + "_M125.root", Role.SIGNAL, event -> {
                if (event.reco() != null) {
                    double mass = ((Diphoton) event.reco()).mass();
                    expected[event.category()] += mass > 100 && mass < 180 ? scale * event.weight() : 0;
                }
            });
        }
        double[] other = {135.36, 1674.31, 1319.27, 579.84, 87.62};
        for (int c = 0; c < other.length; c++) {
            assertEquals(other[c], expected[c], 5e-3 * other[c], "category " + c);
        }
    }

    /** Without what was rounded across an edge of the acceptance. */
    @Test
    void keepsToTheAcceptance() throws Exception {
        long[] events = new long[1];
        Selector selector = selector(Map.of("categories", CATEGORIES));
        for (int year = 2022; year <= 2024; year++) {
            Hgg.select(selector, "Data_" + year + ".root", Role.DATA, event -> {
                double mass = ((Diphoton) Objects.requireNonNull(event.reco())).mass();
                events[0] += mass > 100 && mass < 180 ? 1 : 0;
            });
        }
        assertEquals(86052 - 36, events[0]);
    }
}
