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
                "%s (%s, %s): %s, %s %s, %s, %s",
                outcome.file(),
                outcome.format(),
                outcome.model().name(),
                count(model.categories().size(), "category", "categories"),
                general(outcome.likelihood().data().sumOfWeights()),
                outcome.asimov() ? "expected events" : "events",
                count(outcome.free(), "free parameter", "free parameters"),
                count(model.constraints().size(), "constraint", "constraints"));
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
        double scale = none ? error(i, parameter) : interval.up();
        return new String[] {
            parameter.name(),
            rounded(outcome.fit().parameters()[i], scale),
            none ? "" : rounded(interval.down(), scale) + (interval.lowerIsLimit() ? " (limit)" : ""),
            none ? "" : rounded(interval.up(), scale) + (interval.upperIsLimit() ? " (limit)" : ""),
            error(i, parameter) > 0 ? rounded(error(i, parameter), scale) : "",
            remark(parameter)
        };
    }

    private String[] other(int i, Parameter parameter) {
        double[] gaussian = outcome.gaussian(parameter.name());
        double value = outcome.fit().parameters()[i];
        double error = error(i, parameter);
        return new String[] {
            parameter.name(),
            rounded(value, error),
            error > 0 ? rounded(error, error) : "",
            gaussian == null || parameter.fixed() ? "" : number("%+.3f", (value - gaussian[0]) / gaussian[1]),
            remark(parameter)
        };
    }

    /** Hesse uncertainty, 0 for none. */
    private double error(int i, Parameter parameter) {
        double error = parameter.fixed() ? 0 : outcome.fit().error(i);
        return error > 0 ? error : 0;
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

    private static String count(long n, String one, String many) {
        return n + " " + (n == 1 ? one : many);
    }

    /** With as many digits as three of the uncertainty need; a number without uncertainty as it is. */
    private static String rounded(double value, double uncertainty) {
        int digits = uncertainty > 0 ? 2 - (int) Math.floor(Math.log10(uncertainty)) : -1;
        return digits < 0 || digits > 9 ? general(value) : number("%." + digits + "f", value);
    }

    private static String general(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e9 ? Long.toString((long) value) : number("%.6g", value);
    }

    private static String number(String format, double value) {
        String text = String.format(Locale.ROOT, format, value);
        return text.matches("-[0.]+") ? text.substring(1) : text;
    }
}
