package org.fiducia.background.zxfakerate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class CountsTest {
    private static Counts counts(int passing, int failing, double prompt) {
        var counts = new Counts();
        for (int i = 0; i < passing + failing; i++) {
            counts.add(1, i < passing, true);
        }
        counts.add(prompt, true, false);
        return counts;
    }

    /** 30 of 100 pass, of which 10 prompt ones are subtracted: 20 / 90. */
    @Test
    void pieceByPieceItIsTheSameRate() throws IOException {
        var sum = new Counts();
        for (Counts piece : new Counts[] {counts(10, 30, 4), counts(20, 40, 6)}) {
            var bytes = new ByteArrayOutputStream();
            piece.write(new DataOutputStream(bytes));
            Counts read = counts(1, 1, 1); // goes
            read.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
            sum.add(read);
        }
        assertEquals(20.0 / 90, sum.rate(), 1e-15);
        assertEquals(100, sum.entries(), 1e-12);
        double f = 20.0 / 90;
        double variance = (1 - 2 * f) * (30 + 16 + 36) + f * f * (100 + 16 + 36);
        assertEquals(Math.sqrt(variance) / 90, sum.error(), 1e-15);
    }

    @Test
    void nothingLeftIsNoRate() {
        assertEquals(0, counts(1, 0, 2).rate());
        assertEquals(1, counts(1, 0, 2).error());
    }
}
