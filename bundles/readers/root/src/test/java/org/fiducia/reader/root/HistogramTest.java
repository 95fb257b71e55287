package org.fiducia.reader.root;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.event.EventFile;
import org.fiducia.api.event.Histogram;
import org.fiducia.testkit.SharedFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistogramTest {
    private static List<Histogram> all(Path path) throws IOException {
        try (EventFile file = new RootReader().open(path)) {
            var histograms = new ArrayList<Histogram>();
            for (String name : file.histograms()) {
                histograms.add(file.histogram(name));
            }
            return histograms;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TnP_data.root", "TnP_MC.root"})
    void readsTheSpectraOfTheSample(String name) throws IOException {
        List<Histogram> spectra = all(SharedFolder.sample(name));
        assertEquals(60, spectra.size());
        for (Histogram spectrum : spectra) {
            assertEquals(80, spectrum.size());
            for (int i = 0; i <= 80; i++) {
                assertEquals(50 + i, spectrum.edges()[i], 1e-9);
            }
            assertTrue(Arrays.stream(spectrum.contents()).allMatch(n -> n >= 0 && n == Math.rint(n)));
            assertTrue(spectrum.sum() > 0, spectrum.name());
        }
    }

    @Test
    void readsRealSpectraOfElectrons() throws IOException {
        List<Histogram> spectra =
                all(SharedFolder.require("data/real/electron-tnp-2024/Data_2024C_hza_resolve_phcsev_lr9_2024_sf.root"));
        assertEquals(2 * 56, spectra.size());
        for (Histogram spectrum : spectra) {
            assertEquals(80, spectrum.size());
            assertEquals(50, spectrum.edges()[0]);
            assertEquals(130, spectrum.edges()[80]);
        }
    }

    /** The numbers of passing and failing probes are those of an independent reader. */
    @Test
    void readsTheMuonsOfTheJpsi() throws IOException {
        List<Histogram> spectra = all(SharedFolder.require("data/real/jpsi-tnp-2011.root"));
        assertTrue(spectra.stream().anyMatch(h -> h.sum() == 183472), () -> spectra.toString());
        assertTrue(spectra.stream().anyMatch(h -> h.sum() == 2767), () -> spectra.toString());
    }

    @Test
    void aNameThatIsNoHistogramIsRefused() throws IOException {
        try (EventFile file = new RootReader().open(SharedFolder.sample("TnP_MC.root"))) {
            String first = file.histograms().get(0);
            var missing = assertThrows(FiduciaException.class, () -> file.histogram(first + "s"));
            assertTrue(missing.remedy().contains(first), missing.remedy());
        }
        try (EventFile file = new RootReader().open(SharedFolder.sample("ggH_M120.root"))) {
            assertEquals(List.of(), file.histograms());
            var tree = assertThrows(FiduciaException.class, () -> file.histogram("Events"));
            assertTrue(tree.getMessage().contains("TTree"), tree.getMessage());
        }
    }
}
