package org.fiducia.exchange.fit;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.fiducia.api.fit.FitResult;
import org.fiducia.api.fit.Interval;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.model.Parameter.Role;

/** The outcome of a fit for people. */
final class FitText {
    private final Outcome outcome;
    private final PrintWriter out;

    FitText(Outcome outcome, PrintWriter out) {
        this.outcome = outcome;
        this.out = out;
    }

    void print() {
        FitResult fit = outcome.fit();
        var model = outcome.likelihood().model();
        line(
                "%s (%s, %s): %d categories, %s %s, %d free parameters, %d constraints",
                outcome.file(),
                outcome.format(),
                outcome.model().name(),
                model.categories().size(),
                general(outcome.likelihood().data().sumOfWeights()),
                outcome.asimov() ? "expected events" : "events",
                outcome.free(),
                model.constraints().size());
        line(
                "%s: converged after %d calls, EDM %.2g%s",
                outcome.fitter(), fit.calls(), fit.edm(), fit.message().isEmpty() ? "" : "; " + fit.message());
        double constant = outcome.likelihood().constant();
        out.println();
        var nll = new ArrayList<String[]>();
        nll.add(new String[] {"", "NLL", "2 NLL with constants"});
        nll.add(nll("start", outcome.nllAtStart(), constant));
        nll.add(nll("minimum", fit.nll(), constant));
        table(nll);
        print(Role.INTEREST);
        print(Role.NUISANCE);
        if (!fit.atLimit().isEmpty()) {
            out.println();
            line("at a limit: %s", String.join(", ", fit.atLimit()));
        }
        outcome.failures().forEach((name, why) -> {
            out.println();
            line("no interval of %s: %s", name, why);
        });
    }

    private static String[] nll(String where, double value, double constant) {
        return new String[] {where, number("%.9f", value), number("%.9f", 2 * (value + constant))};
    }

    private void print(Role role) {
        var rows = new ArrayList<String[]>();
        rows.add(
                role == Role.INTEREST
                        ? new String[] {"of interest", "value", "-", "+", "Hesse", ""}
                        : new String[] {"other", "value", "Hesse", "pull", ""});
        for (int i = 0; i < outcome.parameters().size(); i++) {
            Parameter parameter = outcome.parameters().get(i);
            if (parameter.role() == role) {
                rows.add(role == Role.INTEREST ? interest(i, parameter) : other(i, parameter));
            }
        }
        if (rows.size() > 1) {
            out.println();
            table(rows);
        }
    }

    private String[] interest(int i, Parameter parameter) {
        Interval interval = outcome.intervals().get(parameter.name());
        boolean none = interval == null;
        return new String[] {
            parameter.name(),
            general(outcome.fit().parameters()[i]),
            none ? "" : general(interval.down()) + (interval.lowerIsLimit() ? " (limit)" : ""),
            none ? "" : general(interval.up()) + (interval.upperIsLimit() ? " (limit)" : ""),
            error(i, parameter),
            remark(parameter)
        };
    }

    private String[] other(int i, Parameter parameter) {
        double[] gaussian = outcome.gaussian(parameter.name());
        double value = outcome.fit().parameters()[i];
        return new String[] {
            parameter.name(),
            general(value),
            error(i, parameter),
            gaussian == null || parameter.fixed() ? "" : number("%+.3f", (value - gaussian[0]) / gaussian[1]),
            remark(parameter)
        };
    }

    private String error(int i, Parameter parameter) {
        double error = parameter.fixed() ? 0 : outcome.fit().error(i);
        return error > 0 ? general(error) : "";
    }

    private String remark(Parameter parameter) {
        return parameter.fixed()
                ? "fixed"
                : outcome.fit().atLimit().contains(parameter.name())
                        ? "at a limit of [" + general(parameter.lower()) + ", " + general(parameter.upper()) + "]"
                        : "";
    }

    private void table(List<String[]> rows) {
        int columns = rows.get(0).length;
        int[] width = new int[columns];
        for (String[] row : rows) {
            for (int c = 0; c < columns; c++) {
                width[c] = Math.max(width[c], row[c].length());
            }
        }
        for (String[] row : rows) {
            var text = new StringBuilder("  ");
            for (int c = 0; c < columns; c++) {
                String pad = " ".repeat(width[c] - row[c].length());
                boolean left = c == 0 || c == columns - 1 && columns > 3;
                text.append(left ? row[c] + pad : pad + row[c]).append("  ");
            }
            out.println(text.toString().stripTrailing());
        }
    }

    private void line(String format, Object... arguments) {
        out.println(String.format(Locale.ROOT, format, arguments));
    }

    private static String general(double value) {
        return number("%.6g", value);
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value == 0 ? 0.0 : value);
    }
}
