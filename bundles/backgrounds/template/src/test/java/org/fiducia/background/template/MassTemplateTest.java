package org.fiducia.background.template;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.random.RandomGeneratorFactory;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class MassTemplateTest {
    @Test
    void countsWithWeights() {
        var template = new MassTemplate(105, 160, 20);
        template.add(110, 2);
        template.add(120, 3);
        assertEquals(5, template.sum());
        assertEquals(Math.sqrt(13), template.error(), 1e-15);
        assertEquals(25.0 / 13, template.effectiveEntries(), 1e-15);
    }

    @Test
    void isUniformWhenEmpty() {
        var template = new MassTemplate(105, 160, 20);
        assertEquals(0, template.effectiveEntries());
        for (double fraction : template.fractions()) {
            assertEquals(0.05, fraction, 1e-15);
        }
    }

    @Test
    void spreadsASingleEventByHalfWidthOfOneBin() {
        // in the middle of bin 5: three quarters (3/4)∫(1−u²) over |u| < 1/2 = 11/16 stay, 5/32 go to either side
        var template = new MassTemplate(0, 20, 20);
        template.add(5.5, 3);
        double[] fractions = template.fractions();
        double floor = MassTemplate.FLOOR / 20;
        assertEquals(floor + (1 - MassTemplate.FLOOR) * 11 / 16, fractions[5], 1e-14);
        assertEquals(floor + (1 - MassTemplate.FLOOR) * 5 / 32, fractions[4], 1e-14);
        assertEquals(floor + (1 - MassTemplate.FLOOR) * 5 / 32, fractions[6], 1e-14);
        assertEquals(floor, fractions[7], 1e-14);
    }

    @Test
    void mixesTwoDensities() {
        var one = new MassTemplate(0, 20, 20);
        one.add(5.5, 3);
        double[] contents = one.shape(new MassTemplate(0, 20, 20).fractions(), 0.25)
                .tables()
                .get("contents");
        double[] own = one.fractions();
        for (int k = 0; k < contents.length; k++) {
            assertEquals(0.25 * own[k] + 0.75 / 20, contents[k], 1e-15);
        }
    }

    @Test
    void reflectsAtTheEnds() {
        // on the edge: half of the kernel is outside and comes back
        var template = new MassTemplate(0, 20, 20);
        template.add(0, 1);
        assertEquals(1 - MassTemplate.FLOOR + MassTemplate.FLOOR / 20, template.fractions()[0], 1e-14);
    }

    @Test
    void comesCloseToTheTrueDensity() {
        var template = new MassTemplate(105, 160, 20);
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(7);
        int n = 20000;
        while (template.sum() < n) {
            double mass = random.nextGaussian(125, 12);
            if (mass > 105 && mass < 160) {
                template.add(mass, 1);
            }
        }
        double[] fractions = template.fractions();
        double peak = Arrays.stream(fractions).max().orElseThrow();
        for (int k = 0; k < 20; k++) {
            double x = 105 + 2.75 * (k + 0.5);
            double expected =
                    Math.exp(-0.5 * (x - 125) * (x - 125) / 144) * 2.75 / (12 * Math.sqrt(2 * Math.PI)) / 0.9504;
            assertEquals(expected, fractions[k], 0.06 * peak, "bin " + k);
        }
    }

    @Property
    void isNormalisedAndPositive(
            @ForAll @Size(min = 1, max = 30) double @DoubleRange(min = 105, max = 159.99) [] masses,
            @ForAll @DoubleRange(min = -1, max = 1) double odd) {
        var template = new MassTemplate(105, 160, 20);
        for (int i = 0; i < masses.length; i++) {
            template.add(masses[i], i % 3 == 0 ? odd : 1);
        }
        double[] fractions = template.fractions();
        assertEquals(1, Arrays.stream(fractions).sum(), 1e-12);
        for (double fraction : fractions) {
            assertTrue(fraction >= MassTemplate.FLOOR / 20 * (1 - 1e-12), Arrays.toString(fractions));
        }
        assertArrayEquals(fractions, template.fractions(), "asking changes nothing");
    }
}
