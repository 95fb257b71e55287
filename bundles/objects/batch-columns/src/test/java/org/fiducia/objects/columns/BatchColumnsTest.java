package org.fiducia.objects.columns;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.event.Column;
import org.fiducia.api.event.EventBatch;
import org.junit.jupiter.api.Test;

class BatchColumnsTest {
    private static final BatchColumns COLUMNS = new BatchColumns(new EventBatch(
            "file.root",
            10,
            2,
            Map.of(
                    "Jet_pt",
                    Column.reals("Jet_pt", new int[] {0, 2, 3}, new double[] {1, 2, 3}),
                    "Jet_eta",
                    Column.reals("Jet_eta", new int[] {0, 0, 0}, new double[0]),
                    "run",
                    Column.integers("run", null, new long[] {7, 8}))));

    @Test
    void givesWhatIsThere() {
        assertArrayEquals(new int[] {0, 2, 3}, COLUMNS.offsets("Jet_pt"));
        assertArrayEquals(new double[] {1, 2, 3}, COLUMNS.reals("Jet_pt", 3));
        assertArrayEquals(new long[] {7, 8}, COLUMNS.integers("run", 2, 0));
    }

    @Test
    void standsInForWhatIsNot() {
        assertArrayEquals(new int[] {0, 0, 0}, COLUMNS.offsets("Photon_pt"));
        assertArrayEquals(new double[] {5, 5, 5}, COLUMNS.reals("Jet_eta", 3, 5), "empty beside a filled one");
        assertArrayEquals(new long[] {1, 1}, COLUMNS.integers("prescale", 2, 1));
    }

    @Test
    void refusesWhatDoesNotFit() {
        assertThrows(FiduciaException.class, () -> COLUMNS.reals("Jet_pt", 4));
        assertThrows(FiduciaException.class, () -> COLUMNS.offsets("run"));
        String message = COLUMNS.damaged(1, "no run").getMessage();
        assertTrue(message.contains("file.root") && message.contains("event 11"), message);
    }
}
