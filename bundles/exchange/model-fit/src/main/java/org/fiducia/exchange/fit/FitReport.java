package org.fiducia.exchange.fit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.fit.FitResult;
import org.fiducia.api.fit.Interval;
import org.fiducia.api.inference.Calibration;
import org.fiducia.api.inference.Conclusions;
import org.fiducia.api.inference.Conclusions.Result;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.model.Parameter.Role;
import org.fiducia.api.report.Document;
import org.fiducia.api.report.Item;
import org.fiducia.api.report.Report;
import org.fiducia.drawing.ProfileFigures;

/** What `fit` answers: the fit, its parameters, and what was asked of it. */
final class FitReport {
    private static final List<String> SHARES = List.of("68.3 %", "95 %");

    private final Outcome outcome;
    private final Lines lines = new Lines();

    private FitReport(Outcome outcome) {
        this.outcome = outcome;
    }

    static Report of(Outcome outcome) {
        var items = new ArrayList<Item>(new FitReport(outcome).parameters());
        items.addAll(SystematicsTables.of(outcome.conclusions()));
        Yields yields = Yields.of(outcome);
        items.addAll(yields.items());
        items.addAll(ConclusionsTables.of(outcome));
        items.add(new Document(FitDocument.of(outcome)));
        items.add(new Document(Map.of("yields", yields.values())));
        items.add(new Document(outcome.conclusions().answers().values()));
        items.add(new Document(FitDocument.failures(outcome)));
        String title = "fit of " + outcome.file() + ", model " + outcome.model().name();
        String data = outcome.asimov() ? "Asimov data" : "Data";
        String shown = title.replace("$", "");
        ModelChannel.of(outcome.likelihood()).forEach(channel -> items.add(channel.figure(outcome, shown, data)));
        items.addAll(new ProfileFigures(shown, data, name -> name.replace("$", ""), Conclusions.ONE, SHARES)
                .of(outcome.conclusions().answers()));
        var report = new Report("fit", title, items);
        return outcome.conclusions().failures().isEmpty() ? report : report.failed(Kind.FIT);
    }

    private List<Item> parameters() {
        FitResult fit = outcome.fit();
        var model = outcome.likelihood().model();
        int constraints =
                model.constraints().size() + outcome.likelihood().eliminated().size();
        lines.line(
                "%s (%s, %s): %s, %s %s, %s, %s",
                outcome.file(),
                outcome.format(),
                outcome.model().name(),
                count(model.categories().size(), "category", "categories"),
                Lines.general(outcome.likelihood().data().sumOfWeights()),
                outcome.asimov() ? "expected events" : "events",
                count(outcome.free(), "free parameter", "free parameters"),
                count(constraints, "constraint", "constraints"));
        outcome.model().notes().forEach(note -> lines.line("%s", note));
        lines.line(
                "%s: converged after %d calls, EDM %.2g%s",
                outcome.fitter(), fit.calls(), fit.edm(), fit.message().isEmpty() ? "" : "; " + fit.message());
        double constant = outcome.likelihood().constant();
        double[] nll = {outcome.nllAtStart(), fit.nll()};
        lines.table(List.of(
                List.of(" ", "NLL", "2 NLL with constants"),
                Lines.row(List.of("start"), "%.9f", nll[0], 2 * (nll[0] + constant)),
                Lines.row(List.of("minimum"), "%.9f", nll[1], 2 * (nll[1] + constant))));
        table(Role.INTEREST);
        reported();
        calibrated();
        table(Role.NUISANCE);
        if (!outcome.likelihood().eliminated().isEmpty()) {
            lines.apart(
                    "%d parameters of single bins are minimised over in their bins: they have no covariance with others",
                    outcome.likelihood().eliminated().size());
        }
        if (outcome.weighted()) {
            lines.apart(
                    "events have weights: uncertainties are corrected with the sum of their squares, and the intervals"
                            + " scaled; in brackets without that");
        }
        if (!fit.atLimit().isEmpty()) {
            lines.apart("at a limit: %s", String.join(", ", fit.atLimit()));
        }
        return lines.items();
    }

    private void table(Role role) {
        var rows = new ArrayList<List<String>>();
        rows.add(
                role == Role.NUISANCE
                        ? List.of("other", "value", "Hesse", "pull", "post/pre", "")
                        : Stream.of(
                                        List.of("of interest", "value", "-", "+"),
                                        split() ? List.of("stat -", "stat +", "syst -", "syst +") : List.<String>of(),
                                        List.of("Hesse", ""))
                                .flatMap(List::stream)
                                .toList());
        for (int i = 0; i < outcome.parameters().size(); i++) {
            Parameter parameter = outcome.parameters().get(i);
            if (parameter.role() == role) {
                rows.add(role == Role.INTEREST ? interest(i, parameter) : other(i, parameter));
            }
        }
        if (role == Role.NUISANCE) {
            outcome.eliminated()
                    .forEach(each -> rows.add(List.of(
                            each.parameter().name(),
                            Lines.rounded(each.value(), each.error()),
                            each.error() > 0 ? Lines.rounded(each.error(), each.error()) : "",
                            "",
                            "",
                            "")));
        }
        if (rows.size() > 1) {
            lines.table(rows);
        }
    }

    /** What the model reports, with what it predicts. */
    private void reported() {
        var rows = new ArrayList<List<String>>(List.of(List.of("reported", "value", "-", "+", "predicted", "")));
        for (Result result : outcome.reported()) {
            double up = result.total().map(Interval::up).orElse(0.);
            double scale = up > 0 ? up : 0.1 * Math.abs(result.value());
            rows.add(List.of(
                    result.quantity().name(),
                    Lines.rounded(result.value(), scale),
                    result.total().map(i -> Lines.rounded(i.down(), scale)).orElse(""),
                    result.total().map(i -> Lines.rounded(i.up(), scale)).orElse(""),
                    Lines.rounded(result.quantity().predicted(), scale),
                    (result.quantity().unit() + " " + result.ends().mark()).strip()));
        }
        if (rows.size() > 1) {
            lines.table(rows);
        }
    }

    /** Calibrated intervals beside those with 2ΔNLL = 1, with upper limits. */
    private void calibrated() {
        var rows = new ArrayList<List<String>>(
                List.of(List.of("calibrated", "68.3 % FC", "2ΔNLL = 1", "95 % FC", "95 % upper limit", "")));
        for (Result result : outcome.conclusions().quantities()) {
            if (result.ends().calibrated()) {
                Calibration found = result.ends().calibration();
                double scale = Math.max(found.profile().up(), found.profile().down());
                rows.add(List.of(
                        result.quantity().name(),
                        range(found.levels().get(0), scale),
                        Lines.rounded(result.value() - found.profile().down(), scale) + " … "
                                + Lines.rounded(result.value() + found.profile().up(), scale),
                        range(found.levels().get(1), scale),
                        Lines.rounded(found.upperLimit(), scale),
                        found.line()));
            }
        }
        if (rows.size() > 1) {
            lines.table(rows);
            lines.line("FC: Feldman–Cousins intervals, thresholds of 2ΔNLL from toys, where 2ΔNLL = 1 would not cover");
        }
    }

    private static String range(Calibration.Level level, double scale) {
        return Lines.rounded(level.lower().at(), scale) + " … "
                + Lines.rounded(level.upper().at(), scale);
    }

    private List<String> interest(int i, Parameter parameter) {
        Optional<Interval> interval = outcome.interval(parameter.name());
        double scale = interval.map(Interval::up).orElse(error(i, parameter));
        var row = new ArrayList<>(List.of(
                parameter.name(),
                Lines.rounded(outcome.fit().parameters()[i], scale),
                interval.map(in -> Lines.rounded(in.down(), scale) + (in.lowerIsLimit() ? " (limit)" : ""))
                        .orElse(""),
                interval.map(in -> Lines.rounded(in.up(), scale) + (in.upperIsLimit() ? " (limit)" : ""))
                        .orElse("")));
        if (split()) {
            Optional<Result> result = outcome.result(parameter.name());
            for (Optional<Interval> part :
                    List.of(result.flatMap(Result::statistical), result.flatMap(Result::systematic))) {
                row.add(part.map(p -> Lines.rounded(p.down(), scale)).orElse(""));
                row.add(part.map(p -> Lines.rounded(p.up(), scale)).orElse(""));
            }
        }
        row.add(hesse(i, parameter, scale));
        row.add(remark(parameter, interval.map(Interval::remark).orElse("")));
        return row;
    }

    /** Whether the statistical part of uncertainties is known. */
    private boolean split() {
        return outcome.conclusions().quantities().stream()
                .anyMatch(r -> r.statistical().isPresent());
    }

    private List<String> other(int i, Parameter parameter) {
        double pull = outcome.conclusions().fit().parameters().get(i).pull();
        double error = error(i, parameter);
        double width = outcome.width(parameter.name()).orElse(Double.NaN);
        return List.of(
                parameter.name(),
                Lines.rounded(outcome.fit().parameters()[i], error),
                hesse(i, parameter, error),
                Double.isNaN(pull) || parameter.fixed() ? "" : Lines.number("%+.3f", pull),
                parameter.fixed() || Double.isNaN(width) ? "" : Lines.number("%.3f", error / width),
                remark(parameter, ""));
    }

    /** Hesse uncertainty, 0 for none. */
    private double error(int i, Parameter parameter) {
        double error = parameter.fixed() ? 0 : outcome.fit().error(i);
        return error > 0 ? error : 0;
    }

    /** The same in words, with what it is without correction for weights. */
    private String hesse(int i, Parameter parameter, double scale) {
        double error = error(i, parameter);
        if (error <= 0) {
            return "";
        }
        String uncorrected = outcome.weighted()
                ? " (" + Lines.rounded(outcome.conclusions().fit().uncorrected()[i], scale) + ")"
                : "";
        return Lines.rounded(error, scale) + uncorrected;
    }

    private String remark(Parameter parameter, String ofInterval) {
        String place = parameter.fixed()
                ? "fixed"
                : outcome.fit().atLimit().contains(parameter.name())
                        ? "at a limit of [" + Lines.general(parameter.lower()) + ", " + Lines.general(parameter.upper())
                                + "]"
                        : "";
        return place + (place.isEmpty() || ofInterval.isEmpty() ? "" : "; ") + ofInterval;
    }

    private static String count(long n, String one, String many) {
        return n + " " + (n == 1 ? one : many);
    }
}
