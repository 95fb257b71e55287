package org.fiducia.publisher.hepdata;

import static org.fiducia.publisher.hepdata.TableDocument.map;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.junit.jupiter.api.Test;

/** A small submission passes; every rule is broken once, and says so. */
class SubmissionRulesTest {
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    private final List<Map<String, Object>> bins = new ArrayList<>(List.of(bin(0.0, 1.0), bin(1.0, INFINITY)));
    private final List<Map<String, Object>> numbers = new ArrayList<>(List.of(number(1, .5, -.25), number(2, 0, -1)));
    private final Map<String, Object> table =
            map("name", "T", "description", "d", "keywords", List.of(), "data_file", "t.yaml");
    private final List<Map<String, Object>> tables = new ArrayList<>(List.of(table));
    private final Map<String, Object> head =
            map("comment", "c", "additional_resources", List.of(map("location", "r.json", "description", "d")));
    private final Map<String, byte[]> resources = map2("r.json");

    private static Map<String, byte[]> map2(String name) {
        return new java.util.HashMap<>(Map.of(name, new byte[1]));
    }

    private static Map<String, Object> bin(double low, double high) {
        return map("low", low, "high", high);
    }

    private static Map<String, Object> number(double value, double plus, double minus) {
        return map(
                "value",
                value,
                "errors",
                List.of(map("asymerror", map("plus", plus, "minus", minus), "label", "stat")));
    }

    private Submission submission() {
        Map<String, Object> data = map(
                "independent_variables",
                List.of(map("header", map("name", "x"), "values", bins)),
                "dependent_variables",
                List.of(map("header", map("name", "y"), "values", numbers)));
        return new Submission(head, tables, Map.of("t.yaml", data), resources);
    }

    private void refused(String why) {
        var e = assertThrows(FiduciaException.class, () -> SubmissionRules.check(submission()));
        assertEquals(Kind.OUTPUT, e.kind());
        assertEquals("cannot be submitted: " + why, e.getMessage());
    }

    @Test
    void whatKeepsAllRulesPasses() {
        SubmissionRules.check(submission());
    }

    @Test
    void lengthsAgree() {
        bins.add(bin(-1.0, 0.0));
        refused("t.yaml has variables of 2 and of 3 values");
    }

    @Test
    void notAllErrorsAreZero() {
        numbers.set(1, number(2, 0, 0));
        refused("t.yaml has a value of which all errors are zero; it then has none");
    }

    @Test
    void labelsOfAValueDiffer() {
        Map<String, Object> error = map("symerror", 1.0, "label", "sys,a");
        numbers.set(1, map("value", 1.0, "errors", List.of(error, error)));
        refused("t.yaml has two errors with the label 'sys,a'");
    }

    @Test
    void nothingIsNotANumber() {
        numbers.set(0, number(Double.NaN, 1, -1));
        refused("t.yaml has a value or an error that is no number");
        numbers.set(0, number(1, Double.NaN, -1));
        refused("t.yaml has a value or an error that is no number");
        numbers.set(0, number(1, INFINITY, -1));
        refused("t.yaml has a value or an error that is no number");
        numbers.set(0, map("value", 1.0, "errors", List.of(map("label", "stat"))));
        refused("t.yaml has a value or an error that is no number");
        numbers.set(0, number(1, 1, -1));
        bins.set(0, bin(Double.NaN, 1));
        refused("t.yaml has an edge that is no number");
        bins.set(0, map("value", Double.NaN));
        refused("t.yaml has a bin that is neither an interval nor a name nor a number");
    }

    @Test
    void oneBinIsOpenAtEachEnd() {
        bins.set(0, bin(0, INFINITY));
        refused("t.yaml has more than one open bin at one end of an independent variable");
        bins.set(0, bin(-INFINITY, 0));
        bins.set(1, bin(-INFINITY, 1));
        refused("t.yaml has more than one open bin at one end of an independent variable");
    }

    /** As the axes of a matrix have it. */
    @Test
    void theSameOpenBinMayComeAgain() {
        bins.set(0, bin(1, INFINITY));
        SubmissionRules.check(submission());
    }

    @Test
    void everyBinHasAnEdge() {
        bins.set(1, bin(-INFINITY, INFINITY));
        refused("t.yaml has a bin without edges");
        bins.set(1, bin(2, 2));
        refused("t.yaml has a bin whose ends do not rise");
    }

    @Test
    void anIntervalIsNoText() {
        for (String text : List.of("0-10", "0 – 10.5", "-1 to 1")) {
            bins.set(0, map("value", text));
            bins.set(1, map("value", "others"));
            refused("t.yaml has the interval '" + text + "' as text; it has a low and a high end");
        }
        bins.set(0, map("value", "pT 0–10"));
        SubmissionRules.check(submission());
    }

    @Test
    void namesAndNumbersDoNotMix() {
        bins.set(0, map("value", "0 jets"));
        refused("t.yaml mixes names and numbers in one independent variable");
    }

    @Test
    void namesOfTablesAreShortAndUnique() {
        tables.add(map("name", "T", "description", "d", "keywords", List.of(), "data_file", "u.yaml"));
        refused("the name 'T' belongs to two tables");
        tables.set(1, map("name", "x".repeat(65), "description", "d", "keywords", List.of(), "data_file", "u.yaml"));
        refused("the name '" + "x".repeat(65) + "' has 65 characters; 1 to 64 are taken");
    }

    @Test
    void filesOfTablesAreInNoFolderAndUnique() {
        tables.add(map("name", "U", "description", "d", "keywords", List.of(), "data_file", "t.yaml"));
        refused("t.yaml belongs to two tables");
        tables.remove(1);
        table.put("data_file", "a/t.yaml");
        refused("a/t.yaml is in a folder; files of tables are in none");
    }

    @Test
    void locationsAreShort() {
        table.put("location", "x".repeat(257));
        refused("the location of T has more than 256 characters");
        table.remove("location");
        String far = "https://" + "x".repeat(257);
        table.put("additional_resources", List.of(map("location", far, "description", "d")));
        refused(far + " has more than 256 characters");
    }

    @Test
    void everyFileIsNamedAndEveryNameIsAFile() {
        resources.put("other.json", new byte[1]);
        refused("other.json is there and not named");
        resources.clear();
        refused("r.json is named and not there");
        head.remove("additional_resources");
        table.put("data_file", "v.yaml");
        refused("v.yaml is named and not there");
    }

    @Test
    void filesAndArchivesAreNotTooLarge() {
        Submission submission = submission();
        SubmissionRules.checkSizes(submission, Map.of("t.yaml", new byte[10]), 10);
        var file = assertThrows(
                FiduciaException.class,
                () -> SubmissionRules.checkSizes(submission, Map.of("t.yaml", new byte[10 << 20]), 10));
        assertTrue(file.getMessage().contains("t.yaml has 10485760 bytes"), file.getMessage());
        var archive =
                assertThrows(FiduciaException.class, () -> SubmissionRules.checkSizes(submission, Map.of(), 50 << 20));
        assertTrue(archive.getMessage().contains("the archive has 52428800 bytes"), archive.getMessage());
    }

    @Test
    void aTableHasADependentVariable() {
        var data = map("independent_variables", List.of(), "dependent_variables", List.of());
        var e = assertThrows(
                FiduciaException.class,
                () -> SubmissionRules.check(new Submission(head, tables, Map.of("t.yaml", data), resources)));
        assertEquals("cannot be submitted: t.yaml has no dependent variable", e.getMessage());
    }
}
