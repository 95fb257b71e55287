package org.fiducia.systematics.jetenergy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.Settings;
import org.fiducia.api.channel.FourMomentum;
import org.junit.jupiter.api.Test;

class SizeTableTest {
    private static SizeTable table(Object size) {
        return SizeTable.of(new Settings("/nuisances/0", Map.of("size", size)), "size", 0.2);
    }

    @Test
    void sizesByRapidityAndTransverseMomentum() {
        SizeTable table = table(List.of(
                List.of(1.3, List.of(List.of(50, 0.014), List.of(100, 0.011), List.of(200, 0.008))),
                List.of(2.5, 0.01)));
        assertEquals(0.014, table.at(0, 30));
        assertEquals(0.014, table.at(1.29, 49.9));
        assertEquals(0.011, table.at(0, 50));
        assertEquals(0.008, table.at(0, 100));
        assertEquals(0.008, table.at(0, 5000)); // the last range has no end
        assertEquals(0.01, table.at(1.3, 30));
        assertEquals(0, table.at(2.5, 30));
        assertEquals(0.03, table(0.03).at(4.9, 20));
    }

    @Test
    void refusesWhatIsNoTable() {
        for (Object wrong : List.of(
                0.3,
                -0.1,
                "much",
                List.of(),
                List.of(0.02, 0.04),
                List.of(List.of(4.7, 0.02), List.of(2.5, 0.02)),
                List.of(List.of(4.7, List.of(List.of(100, 0.01), List.of(50, 0.02)))),
                List.of(List.of(4.7, List.of(0.01, 0.02))),
                List.of(List.of(4.7, List.of())))) {
            var e = assertThrows(FiduciaException.class, () -> table(wrong), wrong::toString);
            assertTrue(e.getMessage().contains("/nuisances/0/size"), e.getMessage());
        }
        var nothing = new Settings("/nuisances/0", Map.of());
        assertThrows(FiduciaException.class, () -> SizeTable.of(nothing, "size", 0.2));
    }

    /** A jet at a threshold stays on its side of it where its size is nothing. */
    @Test
    void whatDoesNotMoveIsTheSameToTheLastBit() {
        SizeTable table = table(List.of(List.of(2.5, 0), List.of(4.7, 0.02)));
        FourMomentum central = FourMomentum.ofPtEtaPhiM(30, 1, 0.7, 5);
        FourMomentum forward = FourMomentum.ofPtEtaPhiM(30, 3, 0.7, 5);
        for (int sign : new int[] {-1, 1}) {
            assertSame(central, Scaling.by(table, sign).of(central, Double.NaN));
            FourMomentum moved = Scaling.by(table, sign).of(forward, Double.NaN);
            assertEquals(30 * (1 + 0.02 * sign), moved.pt(), 1e-9);
            assertEquals(5 * (1 + 0.02 * sign), moved.mass(), 1e-6);
        }
    }
}
