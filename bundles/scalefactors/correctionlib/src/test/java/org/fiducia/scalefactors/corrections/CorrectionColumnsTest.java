package org.fiducia.scalefactors.corrections;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.fiducia.api.FiduciaException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Corrections of columns are those of their objects, one by one, to the bit; kinds of nodes mixed in every way. */
class CorrectionColumnsTest {
    private static final int OBJECTS = 1000;

    private static final String INPUTS = "\"version\": 1, \"inputs\": [{\"name\": \"what\", \"type\": \"string\"},"
            + " {\"name\": \"pt\", \"type\": \"real\"}, {\"name\": \"eta\", \"type\": \"real\"},"
            + " {\"name\": \"n\", \"type\": \"int\"}], \"output\": {\"name\": \"w\", \"type\": \"real\"}";

    private static String formula(String expression, double... parameters) {
        return "{\"nodetype\": \"formula\", \"parser\": \"TFormula\", \"variables\": [\"pt\", \"eta\"], \"parameters\": "
                + java.util.Arrays.toString(parameters) + ", \"expression\": \"" + expression + "\"}";
    }

    private static String correction(String name, String data) {
        return "{\"name\": \"" + name + "\", " + INPUTS + ", \"data\": " + data + "}";
    }

    private static final String MIXED =
            "{\"nodetype\": \"multibinning\", \"inputs\": [\"pt\", \"eta\"], \"flow\": \"error\","
                    + " \"edges\": [[0, 20, 50, 100], {\"n\": 3, \"low\": -3, \"high\": 3}], \"content\": [0.5, "
                    + formula("[0] + [1]*log10(x)/3 - y", 1, 2) + ", " + formula("[0] + [1]*log10(x)/4 - y", 3, 5)
                    + ", "
                    + formula("y > 0 ? [0]*x : 2^y", 7) + ", "
                    + formula("1/x - (2 - y)*(x > 30) - pow(2, y)/max(x, 30)")
                    + ", {\"nodetype\": \"category\", \"input\": \"n\", \"content\": [{\"key\": 1, \"value\": 11}], \"default\": "
                    + formula("-x^2 + atan2(y, x)")
                    + "}, {\"nodetype\": \"switch\", \"selections\": [{\"variable\": \"pt\","
                    + " \"op\": \">\", \"value\": 70, \"content\": " + formula("3*2 + x - 1") + "}], \"default\": 13},"
                    + " {\"nodetype\": \"transform\", \"input\": \"pt\", \"rule\": " + formula("x/2")
                    + ", \"content\": "
                    + formula("x + y")
                    + "}, {\"nodetype\": \"hashprng\", \"inputs\": [\"pt\"], \"distribution\": \"stdflat\"}]}";

    @TempDir
    Path folder;

    private CorrectionSet set;
    private final double[][] columns = {new double[0], new double[OBJECTS], new double[OBJECTS], new double[OBJECTS]};

    @BeforeEach
    void file() throws IOException {
        String stack = "{\"name\": \"stack\", \"inputs\": "
                + INPUTS.substring(INPUTS.indexOf('['), INPUTS.indexOf(", \"output"))
                + ", \"output\": {\"name\": \"w\", \"type\": \"real\"}, \"inputs_update\": [\"eta\"], \"input_op\": \"*\","
                + " \"output_op\": \"*\", \"stack\": [\"small\", \"formula\"]}";
        set = CorrectionSet.read(Files.writeString(
                folder.resolve("c.json"),
                "{\"schema_version\": 2, \"corrections\": [" + correction("mixed", MIXED) + ", "
                        + correction("formula", formula("[0]*exp(-x/50) + y*y", 2)) + ", "
                        + correction("small", formula("1 + y/100")) + "], \"compound_corrections\": [" + stack + "]}"));
        var random = new SplittableRandom(3);
        for (int k = 0; k < OBJECTS; k++) {
            columns[1][k] = 100 * random.nextDouble();
            columns[2][k] = 6 * random.nextDouble() - 3;
            columns[3][k] = random.nextInt(3);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mixed", "formula", "stack"})
    void areThoseOfTheObjects(String name) {
        Correction correction = set.correction(name);
        var all = new double[OBJECTS];
        correction.evaluate(correction.values(), columns, 0, OBJECTS, all);
        var some = new double[OBJECTS];
        correction.evaluate(correction.values(), columns, 300, 907, some);
        Values values = correction.values();
        boolean differ = false;
        for (int k = 0; k < OBJECTS; k++) {
            values.set(1, columns[1][k]).set(2, columns[2][k]).set(3, (long) columns[3][k]);
            double expected = correction.evaluate(values);
            assertEquals(expected, all[k], 0, "object " + k);
            assertEquals(k < 300 || k >= 907 ? 0 : expected, some[k], 0, "object " + k + " of a part");
            differ |= expected != all[0];
        }
        assertTrue(differ);
    }

    @Test
    void aFormulaIsWhatItSays() {
        Correction correction = set.correction("formula");
        var all = new double[OBJECTS];
        correction.evaluate(correction.values(), columns, 0, OBJECTS, all);
        for (int k = 0; k < OBJECTS; k++) {
            double expected = 2 * Math.exp(-columns[1][k] / 50) + columns[2][k] * columns[2][k];
            assertEquals(expected, all[k], 1e-15 * expected);
        }
        double[][] same = {new double[0], columns[1], new double[0], new double[0]};
        correction.evaluate(correction.values().set(2, 3), same, 0, OBJECTS, all);
        assertEquals(2 * Math.exp(-columns[1][7] / 50) + 9, all[7], 1e-14, "an input that is the same for all");
    }

    @Test
    void anObjectWithoutABinIsSaid() {
        Correction correction = set.correction("mixed");
        columns[1][500] = 100;
        var all = new double[OBJECTS];
        var e = assertThrows(
                FiduciaException.class, () -> correction.evaluate(correction.values(), columns, 0, OBJECTS, all));
        assertTrue(e.getMessage().contains("the correction mixed has no bin for pt = 100.0"), e.getMessage());
        correction.evaluate(correction.values().outside(17), columns, 0, OBJECTS, all);
        assertEquals(17, all[500]);
    }
}
