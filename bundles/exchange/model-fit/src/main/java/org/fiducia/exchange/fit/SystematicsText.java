package org.fiducia.exchange.fit;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.fiducia.api.inference.Conclusions;
import org.fiducia.api.inference.Conclusions.Contribution;
import org.fiducia.api.inference.Conclusions.Impact;

/** What the nuisances do to the parameters of interest, for people. */
final class SystematicsText {
    private static final int MOST = 20;

    /** Parameters of interest that have a place in a row. */
    private static final int MOST_INTERESTS = 4;

    private final Conclusions conclusions;

    /** Number of quantities that the answers are about, the first of all. */
    private final int asked;

    private final List<String> interests;
    private final PrintWriter out;

    SystematicsText(Outcome outcome, PrintWriter out) {
        conclusions = outcome.conclusions();
        asked = Stream.concat(
                        conclusions.breakdown().stream().map(Contribution::up),
                        conclusions.impacts().stream().map(Impact::up))
                .mapToInt(up -> up.length)
                .findFirst()
                .orElse(0);
        interests = conclusions.quantities().stream()
                .map(r -> r.quantity().name())
                .limit(Math.min(asked, MOST_INTERESTS))
                .toList();
        this.out = out;
    }

    void print() {
        if (!conclusions.breakdown().isEmpty()) {
            breakdown();
        }
        if (!conclusions.impacts().isEmpty()) {
            impacts();
        }
        int more = asked - interests.size();
        boolean any =
                !conclusions.breakdown().isEmpty() || !conclusions.impacts().isEmpty();
        if (any && more > 0) {
            out.println("  and " + more + " more parameters of interest, see --json");
        }
    }

    private List<String> head(String... first) {
        var head = new ArrayList<>(List.of(first));
        for (String interest : interests) {
            head.add(interest + " +");
            head.add(interest + " -");
        }
        head.add("");
        return head;
    }

    /** The largest groups; what is statistical and what is left, always. */
    private void breakdown() {
        var shown = new ArrayList<>(conclusions.breakdown());
        Contribution statistical = shown.remove(0);
        Contribution rest = shown.remove(shown.size() - 1);
        shown.sort(Comparator.comparingDouble(SystematicsText::size).reversed());
        var rows = new ArrayList<String[]>();
        rows.add(head("breakdown").toArray(String[]::new));
        rows.add(row(statistical));
        shown.stream().limit(MOST).forEach(c -> rows.add(row(c)));
        rows.add(row(rest));
        out.println();
        Columns.table(rows, out);
        more(shown.size(), "groups");
    }

    private static double size(Contribution c) {
        double largest = 0;
        for (int j = 0; j < c.up().length; j++) {
            largest = Math.max(largest, Math.max(c.up()[j], c.down()[j]));
        }
        return largest;
    }

    private String[] row(Contribution c) {
        var row = new ArrayList<>(List.of(c.group()));
        add(row, c.up(), c.down(), "%.3g");
        return row.toArray(String[]::new);
    }

    private void add(List<String> row, double[] up, double[] down, String format) {
        for (int j = 0; j < interests.size(); j++) {
            row.add(Columns.number(format, up[j]));
            row.add(Columns.number(format, down[j]));
        }
        row.add("");
    }

    private void impacts() {
        var rows = new ArrayList<String[]>();
        rows.add(head("impact of", "pull", "post/pre").toArray(String[]::new));
        for (Impact impact : conclusions.impacts().stream().limit(MOST).toList()) {
            var row = new ArrayList<>(List.of(
                    impact.nuisance(),
                    Double.isNaN(impact.pull()) ? "" : Columns.number("%+.3f", impact.pull()),
                    Double.isNaN(impact.constraint()) ? "" : Columns.number("%.3f", impact.constraint())));
            add(row, impact.up(), impact.down(), "%+.3g");
            rows.add(row.toArray(String[]::new));
        }
        out.println();
        Columns.table(rows, out);
        more(conclusions.impacts().size(), "nuisances");
    }

    private void more(int all, String what) {
        if (all > MOST) {
            out.println("  and " + (all - MOST) + " more " + what + ", see --json");
        }
    }
}
