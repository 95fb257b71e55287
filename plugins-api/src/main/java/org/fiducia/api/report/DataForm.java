package org.fiducia.api.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import org.fiducia.api.Nullable;
import org.fiducia.api.report.Table.Column;

/** Tables as values of JSON. */
final class DataForm {
    private DataForm() {}

    static Map<String, Object> of(Table table) {
        var fields = new LinkedHashMap<String, Object>();
        if (!table.title().isEmpty()) {
            fields.put("title", table.title());
        }
        var units = new LinkedHashMap<String, Object>();
        for (Column column : table.columns()) {
            if (!column.unit().isEmpty()) {
                units.put(column.id(), column.unit());
            }
        }
        if (!units.isEmpty()) {
            fields.put("units", units);
        }
        var rows = new ArrayList<Object>();
        for (var cells : table.rows()) {
            var row = new LinkedHashMap<String, Object>();
            for (int c = 0; c < cells.size(); c++) {
                row.put(table.columns().get(c).id(), value(cells.get(c)));
            }
            rows.add(row);
        }
        fields.put("rows", rows);
        return fields;
    }

    private static @Nullable Object value(Cell cell) {
        if (cell instanceof Cell.Count count) {
            return count.value();
        }
        if (cell instanceof Cell.Number number) {
            return finite(number.value());
        }
        if (cell instanceof Cell.Measured measured) {
            var both = new LinkedHashMap<String, Object>();
            both.put("value", finite(measured.value()));
            both.put("error", finite(measured.error()));
            return both;
        }
        return cell.text();
    }

    private static @Nullable Object finite(double value) {
        return Double.isFinite(value) ? (Object) value : null;
    }
}
