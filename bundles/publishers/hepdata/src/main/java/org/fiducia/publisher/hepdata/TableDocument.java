package org.fiducia.publisher.hepdata;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fiducia.publisher.tables.DataTable;
import org.fiducia.publisher.tables.Dependent;
import org.fiducia.publisher.tables.Dependent.Qualifier;
import org.fiducia.publisher.tables.Entry;
import org.fiducia.publisher.tables.Entry.Shift;
import org.fiducia.publisher.tables.Independent;
import org.fiducia.publisher.tables.Interval;
import org.fiducia.publisher.tables.Tables;

/** A table as the YAML values of a data file. */
final class TableDocument {
    /** There is no number. */
    private static final String NOTHING = "-";

    private TableDocument() {}

    /** @param place of the table in the publication, from 0 */
    static Map<String, Object> of(DataTable table, int place) {
        var dependents = new ArrayList<Map<String, Object>>();
        for (int d = 0; d < table.dependents().size(); d++) {
            dependents.add(dependent(table.dependents().get(d), Tables.reference(place, d)));
        }
        var document = new LinkedHashMap<String, Object>();
        document.put(
                "independent_variables",
                table.independents().stream().map(TableDocument::independent).toList());
        document.put("dependent_variables", dependents);
        return document;
    }

    private static Map<String, Object> header(String name, String unit) {
        var header = new LinkedHashMap<String, Object>();
        header.put("name", name);
        if (!unit.isEmpty()) {
            header.put("units", unit);
        }
        return header;
    }

    private static Map<String, Object> independent(Independent variable) {
        return map(
                "header",
                header(variable.name(), variable.unit()),
                "values",
                variable.rows().stream().map(TableDocument::row).toList());
    }

    private static Map<String, Object> row(Interval row) {
        return row.isClass() ? map("value", row.name()) : map("low", row.low(), "high", row.high());
    }

    private static Map<String, Object> dependent(Dependent variable, String reference) {
        var qualifiers = new ArrayList<Map<String, Object>>();
        variable.qualifiers().forEach(q -> qualifiers.add(qualifier(q)));
        qualifiers.add(map("name", "Custom Rivet identifier", "value", reference));
        return map(
                "header",
                header(variable.name(), variable.unit()),
                "qualifiers",
                qualifiers,
                "values",
                variable.rows().stream().map(TableDocument::entry).toList());
    }

    private static Map<String, Object> qualifier(Qualifier q) {
        return q.unit().isEmpty()
                ? map("name", q.name(), "value", q.value())
                : map("name", q.name(), "value", Double.valueOf(q.value()), "units", q.unit());
    }

    private static Map<String, Object> entry(Entry entry) {
        if (Double.isNaN(entry.value())) {
            return map("value", NOTHING);
        }
        return entry.errors().isEmpty()
                ? map("value", entry.value())
                : map(
                        "value",
                        entry.value(),
                        "errors",
                        entry.errors().stream().map(TableDocument::error).toList());
    }

    /** The sign belongs to the variation, so that only what goes down as far as up is symmetric. */
    private static Map<String, Object> error(Shift error) {
        return error.plus() >= 0 && error.plus() == -error.minus()
                ? map("symerror", error.plus(), "label", error.label())
                : map("asymerror", map("plus", error.plus(), "minus", error.minus()), "label", error.label());
    }

    /** Names and values in turn. */
    static Map<String, Object> map(Object... fields) {
        var map = new LinkedHashMap<String, Object>();
        for (int k = 0; k < fields.length; k += 2) {
            map.put((String) fields[k], fields[k + 1]);
        }
        return map;
    }

    /** Names of keywords with their values. */
    static List<Map<String, Object>> keywords(DataTable table, String reaction, String energy) {
        return List.of(
                map("name", "reactions", "values", List.of(reaction)),
                map("name", "observables", "values", table.observables()),
                map("name", "cmenergies", "values", List.of(Double.valueOf(energy))),
                map("name", "phrases", "values", List.of("Cross Section", "Differential Cross Section", "Fiducial")));
    }
}
