package org.fiducia.publisher.yoda;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.fiducia.publisher.tables.DataTable;
import org.fiducia.publisher.tables.Dependent;
import org.fiducia.publisher.tables.Dependent.Qualifier;
import org.fiducia.publisher.tables.Entry;
import org.fiducia.publisher.tables.Entry.Shift;
import org.fiducia.publisher.tables.Tables;

/**
 * Tables in version 3 of the text format: a block per dependent variable of a table with at most two independent ones. A
 * block is a full grid, first axis fastest; where a table has no number there is none. Errors downwards come first, with the
 * sign of the variation; those of labels that begin with {@code stat} are uncorrelated between bins.
 */
final class YodaText {
    private static final int MOST_AXES = 2;
    private static final String NOTHING = "---";

    private final String analysis;
    private final StringBuilder text = new StringBuilder();
    private int objects;

    YodaText(String analysis, List<DataTable> tables) {
        this.analysis = analysis;
        for (int t = 0; t < tables.size(); t++) {
            DataTable table = tables.get(t);
            for (int d = 0;
                    d < table.dependents().size() && table.independents().size() <= MOST_AXES;
                    d++) {
                block(table, table.dependents().get(d), Tables.reference(t, d));
                objects++;
            }
        }
    }

    /** Number of blocks. */
    int objects() {
        return objects;
    }

    @Override
    public String toString() {
        return text.toString();
    }

    /** A name between quotation marks. */
    static String quoted(String name) {
        return '"' + name.replace('"', '\'') + '"';
    }

    private void block(DataTable table, Dependent dependent, String reference) {
        List<EdgeAxis> axes = table.independents().stream().map(EdgeAxis::of).toList();
        boolean continuous = axes.stream().noneMatch(EdgeAxis::ofClasses);
        String letters = axes.stream().map(EdgeAxis::letter).collect(Collectors.joining(","));
        String begin = continuous ? "ESTIMATE" + axes.size() + "D" : "BINNEDESTIMATE<" + letters + ">";
        String type = continuous
                ? "Estimate" + axes.size() + "D"
                : "BinnedEstimate<" + letters.toLowerCase(Locale.ROOT) + ">";
        String path = "/REF/" + analysis + "/" + reference;
        line("BEGIN YODA_" + begin + "_V3 " + path);
        line("IsRef: 1");
        line("Path: " + path);
        line("Title: " + title(table, dependent));
        line("Type: " + type);
        line("---");
        for (int a = 0; a < axes.size(); a++) {
            line("Edges(A" + (a + 1) + "): " + axes.get(a));
        }
        List<String> labels = dependent.rows().stream()
                .flatMap(row -> row.errors().stream())
                .map(Shift::label)
                .distinct()
                .toList();
        line("ErrorLabels: " + labels.stream().map(YodaText::quoted).collect(Collectors.joining(", ", "[", "]")));
        var header = new StringBuilder("# value");
        for (int k = 1; k <= labels.size(); k++) {
            header.append("\terrDn(").append(k).append(")\terrUp(").append(k).append(')');
        }
        line(header.toString());
        for (Entry entry : grid(table, dependent, axes)) {
            row(entry, labels);
        }
        line("END YODA_" + begin + "_V3");
        line("");
    }

    private static String title(DataTable table, Dependent dependent) {
        String qualifiers = dependent.qualifiers().stream()
                .filter(q -> List.of("Prediction", "Era", "Category", "Sum over the bins of", "Generated class")
                        .contains(q.name()))
                .map(Qualifier::value)
                .collect(Collectors.joining(", "));
        String unit = dependent.unit().isEmpty() ? "" : " [" + dependent.unit().replace("$", "") + "]";
        return table.name() + ": " + dependent.name() + unit + (qualifiers.isEmpty() ? "" : ", " + qualifiers);
    }

    private static List<Entry> grid(DataTable table, Dependent dependent, List<EdgeAxis> axes) {
        int size = axes.stream().mapToInt(EdgeAxis::size).reduce(1, (a, b) -> a * b);
        var grid = new ArrayList<>(Collections.nCopies(size, Entry.NONE));
        var taken = new HashSet<Integer>();
        for (int r = 0; r < dependent.rows().size(); r++) {
            int place = 0;
            for (int a = axes.size() - 1; a >= 0; a--) {
                int index = axes.get(a).index(table.independents().get(a).rows().get(r));
                place = place * axes.get(a).size() + index;
            }
            if (!taken.add(place)) {
                throw new IllegalStateException(table.name() + " has two rows in one place");
            }
            grid.set(place, dependent.rows().get(r));
        }
        return grid;
    }

    private void row(Entry entry, List<String> labels) {
        text.append(number(entry.value()));
        for (String label : labels) {
            String minus = NOTHING;
            String plus = NOTHING;
            for (Shift error : entry.errors()) {
                if (error.label().equals(label)) {
                    minus = number(error.minus());
                    plus = number(error.plus());
                }
            }
            text.append('\t').append(minus).append('\t').append(plus);
        }
        text.append('\n');
    }

    private static String number(double x) {
        return Double.isNaN(x) ? "nan" : String.format(Locale.ROOT, "%.6e", x);
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
