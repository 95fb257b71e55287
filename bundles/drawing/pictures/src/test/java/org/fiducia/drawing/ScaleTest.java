package org.fiducia.drawing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.geom.Rectangle2D;
import java.util.List;
import org.fiducia.drawing.Scale.Tick;
import org.junit.jupiter.api.Test;

class ScaleTest {
    private static List<String> texts(Scale scale) {
        return scale.ticks().stream()
                .map(Tick::text)
                .filter(text -> !text.isEmpty())
                .toList();
    }

    @Test
    void linearScalesHaveRoundNumbers() {
        assertEquals(List.of("0", "0.2", "0.4", "0.6", "0.8", "1.0"), texts(Scale.linear(0, 1, 5)));
        assertEquals(List.of("−1.0", "−0.5", "0", "0.5", "1.0"), texts(Scale.linear(-1, 1, 4)));
        assertEquals(
                List.of("0", "20", "40", "60", "80", "100", "120", "140", "160", "180"),
                texts(Scale.linear(0, 186, 8)));
        for (double hi = 1e-7; hi < 1e9; hi *= 1.37) {
            int size = texts(Scale.linear(0, hi, 7)).size();
            assertTrue(size >= 4 && size <= 13, hi + ": " + size);
        }
    }

    @Test
    void logarithmicScalesHavePowersOfTen() {
        Scale scale = Scale.logarithmic(5e-4, 20);
        assertEquals(List.of("10⁻³", "0.01", "0.1", "1", "10"), texts(scale));
        assertEquals(0, scale.fraction(5e-4), 1e-12);
        assertEquals(1, scale.fraction(20), 1e-12);
        assertEquals(0.5, scale.fraction(0.1), 1e-12);
        assertEquals(List.of("0.002", "0.005", "0.01", "0.02", "0.05"), texts(Scale.logarithmic(1.5e-3, 0.08)));
        assertTrue(texts(Scale.logarithmic(1e-30, 1e10)).size() < 12);
    }

    @Test
    void numbersKeepTheirDigits() {
        assertEquals("46.1", Numbers.significant(46.1234, 3));
        assertEquals("0.0260", Numbers.significant(0.026, 3));
        assertEquals("10.0", Numbers.significant(9.9999, 3));
        assertEquals("123", Numbers.significant(123.4, 3));
        assertEquals("0", Numbers.significant(0, 3));
        assertEquals("170.8", Numbers.brief(170.8, 4));
        assertEquals("138", Numbers.brief(138.0, 4));
        assertEquals("10⁻⁴", Numbers.power(-4));
        assertEquals("1000", Numbers.power(3));
    }

    @Test
    void legendCoversNothing() {
        var frame = new Rectangle2D.Double(0, 0, 600, 400);
        Scale x = Scale.linear(0, 10, 5);
        for (boolean log : new boolean[] {false, true}) {
            var legend = new Legend();
            for (int i = 0; i < 4; i++) {
                legend.add(Legend.Symbol.LINE, java.awt.Color.BLACK, "an entry of some length");
            }
            var flat = List.of(new Legend.Reach(0, 5, 3), new Legend.Reach(5, 10, 3));
            double lo = log ? 0.1 : 0;
            double top = legend.place(frame, x, lo, log, flat);
            double covered = new Scale(lo, top, log, false, List.of()).fraction(3);
            assertTrue(covered < 1 - (4 * 24 + 18) / 400.0, "below the four rows: " + covered);
            // Where only the left is high, the legend stands on the right and the scale need not grow.
            var falling = List.of(new Legend.Reach(0, 2, 3), new Legend.Reach(2, 10, 0.3));
            assertTrue(legend.place(frame, x, lo, log, falling) < top);
        }
    }
}
