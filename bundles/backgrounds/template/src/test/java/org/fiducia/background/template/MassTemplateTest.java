package org.fiducia.background.template;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
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

    /** Any number of events: a sum of pieces, from bytes, and of the shape that all events together have. */
    @Test
    void anyNumberOfEventsIsASumOfPieces() throws Exception {
        var random = new Random(3);
        int events = 300_000;
        var whole = new MassTemplate(105, 160, 20);
        var pieces = new MassTemplate(105, 160, 20);
        double peak = 0;
        for (int piece = 0; piece < 3; piece++) {
            var one = new MassTemplate(105, 160, 20);
            for (int e = 0; e < events / 3; e++) {
                double mass = 105 + 55 * Math.abs(random.nextDouble() + random.nextDouble() - 1);
                double weight = random.nextInt(10) == 0 ? -0.5 : 1.5;
                one.add(mass, weight);
                whole.add(mass, weight);
                peak += mass < 110.5 ? weight : 0;
            }
            var bytes = new ByteArrayOutputStream();
            one.write(new DataOutputStream(bytes));
            assertTrue(bytes.size() < 20 + 16 * (1 << 16), "bytes: " + bytes.size());
            var read = new MassTemplate(105, 160, 20);
            read.add(120, 1); // goes
            read.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
            assertArrayEquals(one.fractions(), read.fractions());
            pieces.add(read);
        }
        assertEquals(1.3 * events, whole.sum(), 0.01 * events);
        assertEquals(whole.sum(), pieces.sum(), 1e-9 * events);
        assertEquals(whole.error(), pieces.error(), 1e-9 * events);
        assertArrayEquals(whole.fractions(), pieces.fractions(), 1e-8);
        double[] fractions = whole.fractions();
        assertEquals(peak / whole.sum(), fractions[0] + fractions[1], 0.004, "smoothing moves little of so many");
    }

    @Test
    void bytesOfSomethingElseAreRefused() {
        var in = new DataInputStream(new ByteArrayInputStream(
                new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte) 0x80, 0, 0, 0}));
        assertThrows(IOException.class, () -> new MassTemplate(105, 160, 20).read(in));
    }
}
