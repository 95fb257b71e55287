package org.fiducia.exchange.fit;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.fiducia.api.fit.FitResult;
import org.fiducia.api.fit.Interval;
import org.fiducia.api.inference.Conclusions.Result;
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
                Columns.general(outcome.likelihood().data().sumOfWeights()),
                outcome.asimov() ? "expected events" : "events",
                count(outcome.free(), "free parameter", "free parameters"),
                count(
                        model.constraints().size()
                                + outcome.likelihood().eliminated().size(),
                        "constraint",
                        "constraints"));
        outcome.model().notes().forEach(out::println);
        line(
                "%s: converged after %d calls, EDM %.2g%s",
                outcome.fitter(), fit.calls(), fit.edm(), fit.message().isEmpty() ? "" : "; " + fit.message());
        double constant = outcome.likelihood().constant();
        out.println();
        var nll = new ArrayList<String[]>();
        nll.add(new String[] {"", "NLL", "2 NLL with constants"});
        nll.add(nll("start", outcome.nllAtStart(), constant));
        nll.add(nll("minimum", fit.nll(), constant));
        Columns.table(nll, out);
        print(Role.INTEREST);
        reported();
        print(Role.NUISANCE);
        if (!outcome.likelihood().eliminated().isEmpty()) {
            out.println();
            line(
                    "%d parameters of single bins are minimised over in their bins: they have no covariance with others",
                    outcome.likelihood().eliminated().size());
        }
        if (outcome.weighted()) {
            out.println();
            line(
                    "events have weights: uncertainties are corrected with the sum of their squares, and the intervals scaled;"
                            + " in brackets without that");
        }
        if (!fit.atLimit().isEmpty()) {
            out.println();
            line("at a limit: %s", String.join(", ", fit.atLimit()));
        }
    }

    private static String[] nll(String where, double value, double constant) {
        return new String[] {where, Columns.number("%.9f", value), Columns.number("%.9f", 2 * (value + constant))};
    }

    private void print(Role role) {
        var rows = new ArrayList<String[]>();
        rows.add(
                role == Role.INTEREST
                        ? split()
                                ? new String[] {
                                    "of interest",
                                    "value",
                                    "-",
                                    "+",
                                    "stat -",
                                    "stat +",
                                    "syst -",
                                    "syst +",
                                    "Hesse",
                                    ""
                                }
                                : new String[] {"of interest", "value", "-", "+", "Hesse", ""}
                        : new String[] {"other", "value", "Hesse", "pull", "post/pre", ""});
        for (int i = 0; i < outcome.parameters().size(); i++) {
            Parameter parameter = outcome.parameters().get(i);
            if (parameter.role() == role) {
                rows.add(role == Role.INTEREST ? interest(i, parameter) : other(i, parameter));
            }
        }
        if (role == Role.NUISANCE) {
            outcome.eliminated().forEach(each -> rows.add(eliminated(each)));
        }
        if (rows.size() > 1) {
            out.println();
            Columns.table(rows, out);
        }
    }

    /** What the model reports, with what it predicts. */
    private void reported() {
        List<Result> results = outcome.reported();
        if (results.isEmpty()) {
            return;
        }
        var rows = new ArrayList<String[]>();
        rows.add(new String[] {"reported", "value", "-", "+", "predicted", ""});
        for (Result result : results) {
            double up = result.total().map(Interval::up).orElse(0.);
            double scale = up > 0 ? up : 0.1 * Math.abs(result.value());
            rows.add(new String[] {
                result.quantity().name(),
                Columns.rounded(result.value(), scale),
                result.total().map(i -> Columns.rounded(i.down(), scale)).orElse(""),
                result.total().map(i -> Columns.rounded(i.up(), scale)).orElse(""),
                Columns.rounded(result.quantity().predicted(), scale),
                result.quantity().unit()
            });
        }
        out.println();
        Columns.table(rows, out);
    }

    private String[] interest(int i, Parameter parameter) {
        Interval interval = outcome.interval(parameter.name()).orElse(null);
        boolean none = interval == null;
        double scale = none ? error(i, parameter) : interval.up();
        var row = new ArrayList<>(List.of(
                parameter.name(),
                Columns.rounded(outcome.fit().parameters()[i], scale),
                none ? "" : Columns.rounded(interval.down(), scale) + (interval.lowerIsLimit() ? " (limit)" : ""),
                none ? "" : Columns.rounded(interval.up(), scale) + (interval.upperIsLimit() ? " (limit)" : "")));
        if (split()) {
            Optional<Result> result = outcome.result(parameter.name());
            for (Optional<Interval> part :
                    List.of(result.flatMap(Result::statistical), result.flatMap(Result::systematic))) {
                row.add(part.map(p -> Columns.rounded(p.down(), scale)).orElse(""));
                row.add(part.map(p -> Columns.rounded(p.up(), scale)).orElse(""));
            }
        }
        row.add(error(i, parameter) > 0 ? Columns.rounded(error(i, parameter), scale) + uncorrected(i, scale) : "");
        row.add(remark(parameter, none ? "" : interval.remark()));
        return row.toArray(String[]::new);
    }

    /** Whether the statistical part of uncertainties is known. */
    private boolean split() {
        return outcome.conclusions().quantities().stream()
                .anyMatch(r -> r.statistical().isPresent());
    }

    private String[] other(int i, Parameter parameter) {
        double pull = outcome.conclusions().fit().parameters().get(i).pull();
        double value = outcome.fit().parameters()[i];
        double error = error(i, parameter);
        return new String[] {
            parameter.name(),
            Columns.rounded(value, error),
            error > 0 ? Columns.rounded(error, error) + uncorrected(i, error) : "",
            Double.isNaN(pull) || parameter.fixed() ? "" : Columns.number("%+.3f", pull),
            parameter.fixed() || outcome.width(parameter.name()).isEmpty()
                    ? ""
                    : Columns.number(
                            "%.3f", error / outcome.width(parameter.name()).getAsDouble()),
            remark(parameter, "")
        };
    }

    private static String[] eliminated(Outcome.Eliminated each) {
        return new String[] {
            each.parameter().name(),
            Columns.rounded(each.value(), each.error()),
            each.error() > 0 ? Columns.rounded(each.error(), each.error()) : "",
            "",
            "",
            ""
        };
    }

    /** Hesse uncertainty, 0 for none. */
    private double error(int i, Parameter parameter) {
        double error = parameter.fixed() ? 0 : outcome.fit().error(i);
        return error > 0 ? error : 0;
    }

    private String uncorrected(int i, double scale) {
        return outcome.weighted()
                ? " (" + Columns.rounded(outcome.conclusions().fit().uncorrected()[i], scale) + ")"
                : "";
    }

    private String remark(Parameter parameter, String ofInterval) {
        String place = place(parameter);
        return place + (place.isEmpty() || ofInterval.isEmpty() ? "" : "; ") + ofInterval;
    }

    private String place(Parameter parameter) {
        return parameter.fixed()
                ? "fixed"
                : outcome.fit().atLimit().contains(parameter.name())
                        ? "at a limit of [" + Columns.general(parameter.lower()) + ", "
                                + Columns.general(parameter.upper()) + "]"
                        : "";
    }

    private void line(String format, Object... arguments) {
        out.println(String.format(Locale.ROOT, format, arguments));
    }

    private static String count(long n, String one, String many) {
        return n + " " + (n == 1 ? one : many);
    }
}
