package org.fiducia.api.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fiducia.api.report.Figure.Axis;
import org.fiducia.api.report.Figure.Panel;
import org.fiducia.api.report.Figure.Steps;
import org.fiducia.api.report.Table.Column;
import org.junit.jupiter.api.Test;

class ReportTest {
    private static final Table TABLE = Table.of(
                    "bins",
                    Column.left("bin", "$p_T$"),
                    Column.right("sigma", "σ", "fb"),
                    Column.right("events", "events", ""))
            .row(Cell.of("0–10"), Cell.of(1.25, 0.5, "%.2f ± %.1f"), Cell.of(7))
            .row(Cell.of("$\\cos\\theta$"), Cell.of(Double.NaN, "%.2f"), Cell.of(12345))
            .table();

    @Test
    void textIsAsWideAsItNeeds() {
        assertEquals(
                List.of(
                        "p_T            σ (fb)  events",
                        "0–10       1.25 ± 0.5       7",
                        "cos theta               12345"),
                TABLE.lines());
    }

    @Test
    void textHoldsWhatPeopleRead() {
        var report = new Report(
                "r", "R", Text.of("first", ""), TABLE, new Document(Map.of("a", 1)), Attachment.of("f", new byte[1]));
        assertEquals(5, report.lines().size());
        assertEquals("first", report.lines().get(0));
        assertEquals("", report.lines().get(1));
    }

    @Test
    void trailingBlanksAreNotPrinted() {
        Table table = Table.of("", Column.left("a", "a"), Column.left("b", "long title"))
                .titled("above")
                .row(Cell.of("x"), Cell.of(""))
                .table();
        assertEquals(List.of("above", "a  long title", "x"), table.lines());
    }

    /** What looks like LaTeX, but is not between dollar signs, stays. */
    @Test
    void plainWordsStay() {
        Table table =
                Table.of("", Column.left("a", "a")).row(Cell.of("C:\\x {y} $z")).table();
        assertEquals("C:\\x {y} $z", table.lines().get(1));
    }

    @Test
    void dataHaveNamesUnitsAndNulls() {
        Map<String, Object> data = new Report("r", "R", TABLE).data();
        @SuppressWarnings("unchecked")
        var bins = (Map<String, Object>) data.get("bins");
        assertEquals(Map.of("sigma", "fb"), bins.get("units"));
        var first = new LinkedHashMap<String, Object>();
        first.put("bin", "0–10");
        first.put("sigma", Map.of("value", 1.25, "error", 0.5));
        first.put("events", 7L);
        var second = new LinkedHashMap<String, Object>();
        second.put("bin", "$\\cos\\theta$");
        second.put("sigma", null);
        second.put("events", 12345L);
        assertEquals(List.of(first, second), bins.get("rows"));
        assertEquals(List.of("units", "rows"), new ArrayList<>(bins.keySet()));
    }

    @Test
    void documentsGiveTheShape() {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("z", new double[] {1, Double.POSITIVE_INFINITY});
        fields.put("a", Arrays.asList("x", null, 2, true));
        fields.put("nan", Double.NaN);
        var nameless = Table.of("", Column.left("a", "a")).table();
        Map<String, Object> data =
                new Report("r", "R", nameless, new Document(fields), new Document("more", Map.of("n", 3L))).data();
        assertEquals(List.of("z", "a", "nan", "more"), new ArrayList<>(data.keySet()));
        assertEquals(Arrays.asList(1.0, null), data.get("z"));
        assertEquals(Arrays.asList("x", null, 2L, true), data.get("a"));
        assertNull(data.get("nan"));
        assertEquals(Map.of("n", 3L), data.get("more"));
        assertThrows(IllegalArgumentException.class, () -> new Document(Map.of("a", new Object())));
    }

    @Test
    void documentsDoNotChangeAfterwards() {
        var list = new ArrayList<Object>(List.of("a"));
        var document = new Document(Map.of("list", list));
        list.add("b");
        assertEquals(List.of("a"), document.fields().get("list"));
    }

    @Test
    void whatDoesNotFitIsRefused() {
        var rows = Table.of("", Column.left("a", "a")).row(Cell.of("x"), Cell.of("y"));
        assertThrows(IllegalArgumentException.class, rows::table);
        assertThrows(IllegalArgumentException.class, () -> new Steps("s", List.of(0.0, 1.0), List.of(1.0, 2.0)));
        assertThrows(IllegalArgumentException.class, () -> Axis.linear("x", "", 1, 1));
        assertThrows(IllegalArgumentException.class, () -> Axis.of("x", List.of()));
        var cells = new Figure.Cells("c", List.of(List.of(1.0)), 0, 1, "%.1f");
        assertThrows(
                IllegalArgumentException.class,
                () -> new Panel(Axis.of("y", List.of("a")), 1, List.of(cells, cells), List.of()));
    }

    @Test
    void theExitCodeSaysWhetherAllIsAsExpected() {
        assertEquals(0, new Report("r", "R", TABLE).exitCode());
        assertEquals(1, new Report("r", "R", TABLE).asExpected(false).exitCode());
    }
}
