package org.fiducia.exchange.fit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.fiducia.api.inference.Conclusions;
import org.fiducia.api.inference.Conclusions.Contribution;
import org.fiducia.api.inference.Conclusions.Impact;
import org.fiducia.api.report.Item;

/** What the nuisances do to the parameters of interest. */
final class SystematicsTables {
    private static final int MOST = 20;

    /** Parameters of interest that have a place in a row. */
    private static final int MOST_INTERESTS = 4;

    private final Conclusions conclusions;

    /** Number of quantities that the answers are about, the first of all. */
    private final int asked;

    private final List<String> interests;
    private final Lines lines = new Lines();

    private SystematicsTables(Conclusions conclusions) {
        this.conclusions = conclusions;
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
    }

    /** The tables of what was asked for. */
    static List<Item> of(Conclusions conclusions) {
        if (conclusions.breakdown().isEmpty() && conclusions.impacts().isEmpty()) {
            return List.of();
        }
        var tables = new SystematicsTables(conclusions);
        if (!conclusions.breakdown().isEmpty()) {
            tables.breakdown();
        }
        if (!conclusions.impacts().isEmpty()) {
            tables.impacts();
        }
        tables.more(tables.asked, tables.interests.size(), "parameters of interest");
        return tables.lines.items();
    }

    private List<String> head(String... first) {
        var head = new ArrayList<>(List.of(first));
        interests.forEach(interest -> head.addAll(List.of(interest + " +", interest + " -")));
        return head;
    }

    /** The largest groups; what is statistical and what is left, always. */
    private void breakdown() {
        var shown = new ArrayList<>(conclusions.breakdown());
        Contribution statistical = shown.remove(0);
        Contribution rest = shown.remove(shown.size() - 1);
        shown.sort(Comparator.comparingDouble(SystematicsTables::size).reversed());
        int groups = shown.size();
        shown.subList(Math.min(MOST, groups), groups).clear();
        shown.add(0, statistical);
        shown.add(rest);
        var rows = new ArrayList<List<String>>(List.of(head("breakdown")));
        shown.forEach(c -> rows.add(row(List.of(c.group()), c.up(), c.down(), "%.3g")));
        lines.table(rows);
        more(groups, MOST, "groups");
    }

    private static double size(Contribution c) {
        double largest = 0;
        for (int j = 0; j < c.up().length; j++) {
            largest = Math.max(largest, Math.max(c.up()[j], c.down()[j]));
        }
        return largest;
    }

    private List<String> row(List<String> first, double[] up, double[] down, String format) {
        var both = new double[2 * interests.size()];
        for (int j = 0; j < interests.size(); j++) {
            both[2 * j] = up[j];
            both[2 * j + 1] = down[j];
        }
        return Lines.row(first, format, both);
    }

    private void impacts() {
        var rows = new ArrayList<List<String>>(List.of(head("impact of", "pull", "post/pre")));
        for (Impact impact : conclusions.impacts().stream().limit(MOST).toList()) {
            var pull = Lines.row(List.of(impact.nuisance()), "%+.3f", impact.pull());
            rows.add(row(Lines.row(pull, "%.3f", impact.constraint()), impact.up(), impact.down(), "%+.3g"));
        }
        lines.table(rows);
        more(conclusions.impacts().size(), MOST, "nuisances");
    }

    private void more(int all, int shown, String what) {
        if (all > shown) {
            lines.line("and %d more %s, see --json", all - shown, what);
        }
    }
}
