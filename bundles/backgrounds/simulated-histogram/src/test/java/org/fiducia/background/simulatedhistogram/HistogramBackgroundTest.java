package org.fiducia.background.simulatedhistogram;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.Progress;
import org.fiducia.api.Settings;
import org.fiducia.api.measurement.ModelPart.Contribution;
import org.fiducia.channel.hbb.BoostedExample;
import org.junit.jupiter.api.Test;

class HistogramBackgroundTest {
    private static Settings components(String process) {
        return new Settings("/backgrounds/0/settings", Map.of("components", Map.of("top", process)));
    }

    private static List<Contribution> expected(String process) {
        var nominal = BoostedExample.nominal();
        return new HistogramBackground()
                .prepare(nominal.analysis(), nominal.samples(), components(process), Progress.NONE)
                .part(nominal.samples(), nominal.observable().reconstructed(), Progress.NONE)
                .contributions();
    }

    /** The example counts its backgrounds in its own way. */
    @Test
    void countsWhatIsThere() {
        List<Contribution> counted = BoostedExample.nominal().backgrounds().stream()
                .filter(c -> c.process().equals("tt"))
                .toList();
        List<Contribution> found = expected("tt");
        assertEquals(counted.size(), found.size());
        for (int c = 0; c < found.size(); c++) {
            assertEquals(counted.get(c).place(), found.get(c).place());
            double events = counted.get(c).estimate().events();
            assertEquals(events, found.get(c).estimate().events(), 1e-9 * events);
            // 0.2 events each
            assertEquals(Math.sqrt(0.2 * events), found.get(c).estimate().error(), 1e-9 * events);
            assertArrayEquals(
                    counted.get(c).shape().tables().get("contents"),
                    found.get(c).shape().tables().get("contents"),
                    1e-9 * events);
        }
    }

    @Test
    void whatIsNotFittedStaysEmpty() {
        double[] contents = expected("QCD").get(0).shape().tables().get("contents");
        for (int i = 0; i < contents.length; i++) {
            assertEquals(BoostedExample.GRID.fitted(0, i), contents[i] > 0, "interval " + i);
        }
    }

    @Test
    void namesAProcessThatIsNotThere() {
        var refused = assertThrows(FiduciaException.class, () -> expected("ttt"));
        assertTrue(refused.getMessage().contains("ttt") && refused.remedy().contains("Zbb"), refused.remedy());
        var none = assertThrows(
                FiduciaException.class,
                () -> new HistogramBackground().check(BoostedExample.ANALYSIS, Settings.none()));
        assertTrue(none.getMessage().contains("components"), none.getMessage());
    }
}
