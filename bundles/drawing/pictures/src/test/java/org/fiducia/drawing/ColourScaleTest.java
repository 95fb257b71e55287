package org.fiducia.drawing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import org.junit.jupiter.api.Test;

class ColourScaleTest {
    private final ColourScale scale = new ColourScale(-1, 4);

    @Test
    void goesFromWhiteToDarkBlue() {
        assertEquals(Color.WHITE, scale.colour(-1));
        assertEquals(new Color(222, 235, 247), scale.colour(0));
        assertEquals(new Color(8, 48, 107), scale.colour(4));
        assertEquals(scale.colour(4), scale.colour(7), "beyond the end");
    }

    @Test
    void textIsReadableOnEveryColour() {
        for (double value = -1; value <= 4; value += 0.01) {
            double contrast = contrast(scale.colour(value), scale.ink(value));
            assertTrue(contrast > 2.4, value + ": " + contrast);
        }
    }

    /** Contrast ratio of WCAG 2.1. */
    private static double contrast(Color one, Color other) {
        double a = luminance(one);
        double b = luminance(other);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private static double luminance(Color c) {
        double sum = 0;
        double[] weights = {0.2126, 0.7152, 0.0722};
        float[] rgb = c.getRGBColorComponents(null);
        for (int i = 0; i < 3; i++) {
            sum += weights[i] * (rgb[i] <= 0.04045 ? rgb[i] / 12.92 : Math.pow((rgb[i] + 0.055) / 1.055, 2.4));
        }
        return sum;
    }
}
