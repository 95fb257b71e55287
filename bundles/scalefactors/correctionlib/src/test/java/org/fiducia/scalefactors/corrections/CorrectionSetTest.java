package org.fiducia.scalefactors.corrections;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.fiducia.api.FiduciaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers are those that the tests of correctionlib give, or can be had by hand. */
class CorrectionSetTest {
    private static final String XY = "{\"name\": \"x\", \"type\": \"real\"}, {\"name\": \"y\", \"type\": \"real\"}";
    private static final String FILE = """
            {"schema_version": 2, "corrections": [{"name": "test", "version": 1, "inputs": [%s],
             "output": {"name": "f", "type": "real"}, "data": %s}]}
            """;

    @TempDir
    Path folder;

    private CorrectionSet set(String text) throws IOException {
        return CorrectionSet.read(Files.writeString(folder.resolve("c.json"), text));
    }

    private Correction correction(String inputs, String data) throws IOException {
        return set(FILE.formatted(inputs, data)).correction("");
    }

    private static double of(Correction correction, Object... inputs) {
        Values values = correction.values();
        for (int k = 0; k < inputs.length; k++) {
            if (inputs[k] instanceof String text) {
                values.set(k, text);
            } else if (inputs[k] instanceof Integer number) {
                values.set(k, number.longValue());
            } else {
                values.set(k, (Double) inputs[k]);
            }
        }
        return correction.evaluate(values);
    }

    private static String said(Correction correction, Object... inputs) {
        var e = assertThrows(FiduciaException.class, () -> of(correction, inputs));
        assertTrue(!e.remedy().isBlank());
        return e.getMessage();
    }

    @Test
    void aNumberIsACorrection() throws IOException {
        Correction correction = correction("", "1.234");
        assertEquals(1.234, of(correction));
        assertEquals(List.of(), correction.inputs());
    }

    @Test
    void binsHoldCategoriesAndFormulas() throws IOException {
        Correction correction =
                correction("{\"name\": \"pt\", \"type\": \"real\"}, {\"name\": \"syst\", \"type\": \"string\"}", """
                        {"nodetype": "binning", "input": "pt", "edges": [0, 20, 40], "flow": "error", "content": [
                          {"nodetype": "category", "input": "syst", "content": [{"key": "blah", "value": 1.1},
                             {"key": "blah2", "value": 2.2}]},
                          {"nodetype": "category", "input": "syst", "content": [{"key": "blah2", "value": 1.3},
                             {"key": "blah3", "value": {"nodetype": "formula", "expression": "0.25*x + exp([0])",
                               "parser": "TFormula", "variables": ["pt"], "parameters": [3.1]}}]}]}
                        """);
        assertEquals(1.1, of(correction, 12.0, "blah"));
        assertEquals(2.2, of(correction, 0.0, "blah2"));
        assertEquals(1.3, of(correction, 20.0, "blah2"));
        assertEquals(0.25 * 31.0 + Math.exp(3.1), of(correction, 31.0, "blah3"), 1e-15);
        assertEquals(
                folder + "/c.json: the correction test has no bin for pt = 40.0: it has [0.0, 40.0)",
                said(correction, 40.0, "blah"));
        assertEquals(folder + "/c.json: the correction test knows no syst = blah3", said(correction, 12.0, "blah3"));
        assertTrue(said(correction, Double.NaN, "blah").contains("pt = NaN"));
        assertEquals(Set.of("blah", "blah2", "blah3"), correction.keys("syst"));
        assertEquals(0, correction.lowest("pt"));
    }

    @Test
    void categoriesOfTextAndIntegersHaveADefault() throws IOException {
        Correction text = correction("{\"name\": \"c\", \"type\": \"string\"}", """
                {"nodetype": "category", "input": "c", "content": [{"key": "blah", "value": 1.2}], "default": 0.1}""");
        assertEquals(1.2, of(text, "blah"));
        assertEquals(0.1, of(text, "asdf"));
        assertEquals(0.1, of(text), "nothing");
        Correction number = correction("{\"name\": \"c\", \"type\": \"int\"}", """
                {"nodetype": "category", "input": "c", "content": [{"key": 7, "value": 1.2}, {"key": -3, "value": 2},
                 {"key": 0, "value": 3}]}""");
        assertEquals(1.2, of(number, 7));
        assertEquals(2, of(number, -3));
        assertEquals(3, of(number, 0));
        assertTrue(said(number, 1).contains("knows no c = 1"));
    }

    private Correction binned(String edges, String flow) throws IOException {
        return correction(
                XY,
                "{\"nodetype\": \"binning\", \"input\": \"x\", \"edges\": " + edges
                        + ", \"content\": [1, 2, 3, 4], \"flow\": " + flow + "}");
    }

    /** Edges 0, 1, 3, 4, 8, and four equal bins from 0 to 8. */
    @ParameterizedTest
    @CsvSource(textBlock = """
            -1,    NaN, 1,   42,  4, NaN, 1,   42,  4
            0,     1,   1,   1,   1, 1,   1,   1,   1
            0.999, 1,   1,   1,   1, 1,   1,   1,   1
            1,     2,   2,   2,   2, 1,   1,   1,   1
            2,     2,   2,   2,   2, 2,   2,   2,   2
            3,     3,   3,   3,   3, 2,   2,   2,   2
            7.999, 4,   4,   4,   4, 4,   4,   4,   4
            8,     NaN, 4,   42,  1, NaN, 4,   42,  1
            9.5,   NaN, 4,   42,  2, NaN, 4,   42,  1
            17,    NaN, 4,   42,  2, NaN, 4,   42,  1
            -13,   NaN, 1,   42,  3, NaN, 1,   42,  2
            """)
    void whatIsOutsideOfBinsFollowsTheFlow(
            double x, double error, double clamp, double other, double wrap, double e, double c, double o, double w)
            throws IOException {
        String[] flows = {"\"error\"", "\"clamp\"", "42", "\"wrap\""};
        double[][] expected = {{error, clamp, other, wrap}, {e, c, o, w}};
        String[] edges = {"[0, 1, 3, 4, 8]", "{\"n\": 4, \"low\": 0, \"high\": 8}"};
        for (int k = 0; k < 2; k++) {
            for (int f = 0; f < flows.length; f++) {
                Correction correction = binned(edges[k], flows[f]);
                if (Double.isNaN(expected[k][f])) {
                    assertTrue(said(correction, x, 0.0).contains("has no bin for x = "), edges[k]);
                    Values values = correction.values().outside(1.5);
                    assertEquals(1.5, correction.evaluate(values.set(0, x)), "somebody takes care of it");
                } else {
                    assertEquals(expected[k][f], of(correction, x, 0.0), edges[k] + " " + flows[f]);
                }
            }
        }
    }

    @Test
    void edgesMayBeInfinite() throws IOException {
        Correction correction = binned("[\"-inf\", 0, 1, 2, \"inf\"]", "\"error\"");
        assertEquals(1, of(correction, -1e300, 0.0));
        assertEquals(4, of(correction, 1e300, 0.0));
        assertTrue(said(correction, Double.NaN, 0.0).contains("NaN"));
    }

    private Correction grid(String flow) throws IOException {
        return correction(XY, """
                {"nodetype": "multibinning", "inputs": ["x", "y"], "edges": [[0, 1, 3], [10, 20, 30, 40]],
                 "content": [0, 1, 2, 3, 4, 5], "flow": %s}""".formatted(flow));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            0, 10, 0
            0, 20, 1
            0, 30, 2
            1, 10, 3
            1, 20, 4
            1, 30, 5
            2.999, 39.999, 5
            """)
    void binsOfTwoInputs(double x, double y, double value) throws IOException {
        for (String flow : List.of("\"error\"", "\"clamp\"", "42", "\"wrap\"")) {
            assertEquals(value, of(grid(flow), x, y), flow);
        }
    }

    @Test
    void binsOfTwoInputsOutside() throws IOException {
        double[][] clamped = {
            {-1, 5, 0},
            {-1, 25, 1},
            {-1, 35, 2},
            {-1, 45, 2},
            {0, 45, 2},
            {2, 45, 5},
            {3, 45, 5},
            {3, 35, 5},
            {3, 25, 4},
            {3, 15, 3},
            {3, 5, 3},
            {0, 5, 0}
        };
        for (double[] one : clamped) {
            assertEquals(one[2], of(grid("\"clamp\""), one[0], one[1]), one[0] + " " + one[1]);
            assertEquals(
                    2. * one[0] + 5. * one[1],
                    of(
                            grid(
                                    "{\"nodetype\": \"formula\", \"expression\": \"2.*x + 5.*y\", \"parser\": \"TFormula\","
                                            + " \"variables\": [\"x\", \"y\"]}"),
                            one[0],
                            one[1]),
                    1e-13);
        }
        assertTrue(said(grid("\"error\""), 2.0, 5.0).contains("no bin for y = 5.0: it has [10.0, 40.0)"));
        assertEquals(4, of(grid("\"wrap\""), 4.5, -5.0), "4.5 is 1.5, −5 is 25");
    }

    @Test
    void formulasMayBeShared() throws IOException {
        Correction correction = set("""
                {"schema_version": 2, "corrections": [{"name": "g", "version": 1, "inputs": [%s],
                 "output": {"name": "f", "type": "real"}, "generic_formulas": [{"nodetype": "formula",
                   "expression": "[0]*x + [1]", "parser": "TFormula", "variables": ["y"]}],
                 "data": {"nodetype": "binning", "input": "x", "edges": [0, 1, 2], "flow": "clamp", "content": [
                   {"nodetype": "formularef", "index": 0, "parameters": [2, 3]},
                   {"nodetype": "formularef", "index": 0, "parameters": [-1, 0.5]}]}}]}""".formatted(XY)).correction("g");
        assertEquals(2 * 7 + 3, of(correction, 0.5, 7.0));
        assertEquals(-7 + 0.5, of(correction, 1.5, 7.0));
    }

    @Test
    void transformsChangeAnInputForWhatIsBelow() throws IOException {
        Correction correction =
                correction("{\"name\": \"x\", \"type\": \"real\"}, {\"name\": \"n\", \"type\": \"int\"}", """
                        {"nodetype": "transform", "input": "x",
                         "rule": {"nodetype": "formula", "expression": "x*x", "parser": "TFormula", "variables": ["x"]},
                         "content": {"nodetype": "transform", "input": "n",
                           "rule": {"nodetype": "formula", "expression": "x/2", "parser": "TFormula", "variables": ["x"]},
                           "content": {"nodetype": "category", "input": "n", "content": [
                             {"key": 2, "value": {"nodetype": "formula", "expression": "x+100", "parser": "TFormula",
                               "variables": ["x"]}}, {"key": 5, "value": 5}], "default": 0}}}
                        """);
        assertEquals(5, of(correction, 3.0, 0), "half of 9, rounded away from 0");
        assertEquals(104, of(correction, -2.0, 7), "half of 4; what is below sees x = 4");
        assertEquals(0, of(correction, 1.0, 2), "half of 1 is 1");
        Values values = correction.values().set(0, 2.0).set(1, 9);
        assertEquals(correction.evaluate(values), correction.evaluate(values), "inputs stay as they are");
    }

    /** The numbers of the tests of correctionlib. */
    @ParameterizedTest
    @CsvSource({"normal, -1.263776278956304", "stdflat, 0.5312947726732237", "stdnormal, 0.5320038585132821"})
    void numbersFromHashesAreThoseOfCorrectionlib(String distribution, double expected) throws IOException {
        Correction correction = correction(
                "{\"name\": \"a\", \"type\": \"real\"}, {\"name\": \"b\", \"type\": \"real\"}, {\"name\": \"c\", \"type\": \"int\"}",
                "{\"nodetype\": \"hashprng\", \"inputs\": [\"a\", \"b\", \"c\"], \"distribution\": \"" + distribution
                        + "\"}");
        assertEquals(expected, of(correction, 1.2, 2.3, 5), 1e-15);
    }

    @Test
    void aSwitchTakesTheFirstThatHolds() throws IOException {
        Correction correction = correction(XY, """
                {"nodetype": "switch", "inputs": ["x"], "selections": [
                  {"variable": "x", "op": "<=", "value": 3.0, "content": 1.0},
                  {"variable": "y", "op": ">", "value": 0, "content": 2}], "default": 0.0}""");
        assertEquals(1, of(correction, 3.0, 5.0));
        assertEquals(2, of(correction, 3.00001, 5.0));
        assertEquals(0, of(correction, 3.00001, 0.0));
    }

    @Test
    void compoundCorrectionsFollowOneAnother() throws IOException {
        CorrectionSet set = set("""
                {"schema_version": 2, "corrections": [
                  {"name": "level1", "inputs": [], "output": {"name": "l1sf", "type": "real"}, "version": 1, "data": 1.1},
                  {"name": "level2", "inputs": [{"name": "pt", "type": "real"}, {"name": "eta", "type": "real"}],
                   "output": {"name": "l2sf", "type": "real"}, "version": 1, "data": {"nodetype": "formula",
                     "parser": "TFormula", "variables": ["pt", "eta"], "expression": "1 + 0.1*log10(x) + 0.1*y"}}],
                 "compound_corrections": [
                  {"name": "l1l2", "output": {"name": "sf", "type": "real"}, "inputs": [{"name": "pt", "type": "real"},
                    {"name": "eta", "type": "real"}], "inputs_update": ["pt"], "input_op": "*", "output_op": "last",
                   "stack": ["level1", "level2"]},
                  {"name": "multiplied", "output": {"name": "sf", "type": "real"}, "inputs": [{"name": "eta", "type": "real"},
                    {"name": "pt", "type": "real"}], "inputs_update": [], "input_op": "*", "output_op": "*",
                   "stack": ["level2", "level1"]}]}
                """);
        assertEquals(List.of("level1", "level2", "l1l2", "multiplied"), set.names());
        assertEquals(1 + 0.1 * Math.log10(10 * 1.1) + 0.1 * 1.2, of(set.correction("l1l2"), 10.0, 1.2), 1e-15);
        assertEquals(1.1 * (1 + 0.1 * Math.log10(10) + 0.1 * 1.2), of(set.correction("multiplied"), 1.2, 10.0), 1e-15);
        var e = assertThrows(FiduciaException.class, () -> set.correction("levl1"));
        assertTrue(e.remedy().contains("did you mean level1"), e.remedy());
        assertThrows(FiduciaException.class, () -> set.correction(""));
    }

    @Test
    void readsWhatIsCompressed() throws IOException {
        Path file = folder.resolve("c.json.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(FILE.formatted("", "1.5").getBytes(StandardCharsets.UTF_8));
        }
        assertEquals(1.5, of(CorrectionSet.read(file).correction("test")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {                                                     | is no JSON from line
            {}                                                    | is no correctionlib file of schema version 2
            {"schema_version": 1}                                 | is no correctionlib file of schema version 2
            """)
    void refusesWhatIsNoSetOfCorrections(String text, String said) {
        var e = assertThrows(FiduciaException.class, () -> set(text));
        assertTrue(e.getMessage().contains("c.json " + said), e.getMessage());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "text"                                                                     | of the type none
            {"nodetype": "lwtnn"}                                                      | of the type lwtnn
            {"nodetype": "binning", "input": "z", "edges": [0, 1], "content": [1], "flow": "clamp"} | the input "z"
            {"nodetype": "binning", "input": "s", "edges": [0, 1], "content": [1], "flow": "clamp"} | which is text
            {"nodetype": "binning", "input": "x", "edges": [1, 0], "content": [1], "flow": "clamp"} | do not rise
            {"nodetype": "binning", "input": "x", "edges": [0], "content": [], "flow": "clamp"} | fewer than two edges
            {"nodetype": "binning", "input": "x", "edges": [0, 1], "content": [1, 2], "flow": "clamp"} | 2 contents for 1 bins
            {"nodetype": "binning", "input": "x", "edges": [0, 1], "content": [1], "flow": "stop"} | the flow "stop"
            {"nodetype": "binning", "input": "x", "edges": {"n": 0, "low": 0, "high": 1}, "content": [], "flow": "clamp"} | has the bins
            {"nodetype": "category", "input": "s", "content": [{"key": 1, "value": 2}]} | the key 1 for s of type string
            {"nodetype": "category", "input": "s", "content": [{"key": "a", "value": 2}, {"key": "a", "value": 3}]} | twice
            {"nodetype": "formula", "expression": "x", "parser": "TFormula", "variables": ["s"]} | real numbers only
            {"nodetype": "formula", "expression": "x", "parser": "numexpr", "variables": ["x"]} | only TFormula is known
            {"nodetype": "formula", "expression": "x+[2]", "parser": "TFormula", "variables": ["x"], "parameters": [1]} | 1 parameters where its formula asks for 3
            {"nodetype": "formula", "expression": "x+y", "parser": "TFormula", "variables": ["x"]} | no variable for y
            {"nodetype": "formularef", "index": 0, "parameters": []}                   | the formula 0 of 0
            {"nodetype": "transform", "input": "s", "rule": 1, "content": 1}           | which is text
            {"nodetype": "hashprng", "inputs": ["x"], "distribution": "flat"}          | the distribution "flat"
            """)
    void refusesNodesThatBreakTheSchema(String data, String said) {
        var e = assertThrows(
                FiduciaException.class,
                () -> correction(
                        "{\"name\": \"x\", \"type\": \"real\"}, {\"name\": \"s\", \"type\": \"string\"}", data));
        assertTrue(e.getMessage().contains(said), e.getMessage());
        assertTrue(e.getMessage().contains("the correction test"), e.getMessage());
    }
}
