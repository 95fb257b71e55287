package org.fiducia.validation.closure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Nullable;
import org.fiducia.api.Progress;
import org.fiducia.api.command.CardModel;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.inference.Inference;
import org.fiducia.api.inference.Inference.Membership;
import org.fiducia.api.inference.Quantity;
import org.fiducia.api.inference.Questions;
import org.fiducia.api.measurement.Response;
import org.fiducia.api.report.Cell;
import org.fiducia.api.report.Document;
import org.fiducia.api.report.Report;
import org.fiducia.api.report.Table;
import org.fiducia.api.report.Table.Column;
import org.fiducia.api.report.Text;

/**
 * How often the intervals that {@code measure} reports contain the truth, in toys of the Standard Model: those with 2ΔNLL =
 * 1, and with those in their place that toys calibrate where the data ask for it.
 *
 * @param of what is measured
 * @param bins of the observable
 */
record Coverage(CardModel.Model of, int toys, long seed, List<OfBin> bins) {
    /** Of the coverage of a bin beyond the errors of the toys. */
    static final double TOLERANCE = 0.02;

    /** Bins with fewer expected events are not judged: a count of nothing covers all small expectations. */
    static final double FEWEST_EVENTS = 0.3;

    /**
     * A bin.
     *
     * @param bin label
     * @param sigma true cross section, fb
     * @param events selected signal events expected from it
     * @param uncalibrated number of toys of which the interval with 2ΔNLL = 1 contains the truth
     * @param reported number of those of which the reported one does
     * @param calibrated number of those of which that was calibrated
     * @param used toys with an interval
     * @param failure why the first of the others has none; empty when all have
     */
    record OfBin(
            String bin,
            double sigma,
            double events,
            int uncalibrated,
            int reported,
            int calibrated,
            int used,
            String failure) {
        /** Share of the intervals that contain the truth. */
        double coverage(int covered) {
            return (double) covered / used;
        }

        /** Binomial uncertainty of a share. */
        double error() {
            return Math.sqrt(BinClosure.COVERAGE * (1 - BinClosure.COVERAGE) / used);
        }

        /** Whether the reported intervals cover as they should, within the errors of the toys. */
        boolean covers() {
            return events < FEWEST_EVENTS
                    || Math.abs(coverage(reported) - BinClosure.COVERAGE) <= TOLERANCE + 2 * error();
        }
    }

    /** What became of the interval of a bin in a toy. */
    private record Outcome(@Nullable Membership membership, String failure) {}

    /**
     * Throws toys.
     *
     * @throws FiduciaException when a bin has no cross section of its own, or hardly any toy has an interval
     */
    static Coverage run(
            CardModel.Model model, Inference inference, int toys, long seed, int threads, Progress progress) {
        List<Quantity> quantities =
                model.quantities().subList(0, model.observable().binning().size());
        var truths = new double[quantities.size()];
        double[] start = model.likelihood().model().initial();
        for (int j = 0; j < truths.length; j++) {
            if (!quantities.get(j).isParameter()) {
                throw new FiduciaException(
                        Kind.CARD,
                        "the cross section of bin " + label(model, j) + " of "
                                + model.observable().id() + " is no parameter",
                        "choose another physics model in the card");
            }
            truths[j] =
                    start[model.likelihood().model().indexOf(model.reported().get(j))];
        }
        var outcomes = new Outcome[toys][];
        progress.begin("coverage of the intervals of " + model.observable().id(), toys);
        var tools = new Inference.Tools(model.fitter(), model.intervals(), List.of(), List.of(), List.of(), 1);
        Toys.each(toys, threads, () -> model.likelihood().copy(), progress, (likelihood, toy) -> {
            Likelihood drawn = likelihood.toy(start, seed, toy);
            outcomes[toy] = IntStream.range(0, truths.length)
                    .mapToObj(j -> outcome(inference, drawn, start, quantities.get(j), truths[j], toy, tools, progress))
                    .toArray(Outcome[]::new);
        });
        var bins = new ArrayList<OfBin>();
        for (int j = 0; j < truths.length; j++) {
            bins.add(bin(label(model, j), truths[j], events(model, j), outcomes, j));
        }
        return new Coverage(model, toys, seed, bins);
    }

    private static String label(CardModel.Model model, int j) {
        return model.observable().binning().bins().get(j).label();
    }

    /** Each toy has toys of its own: their seed is its number. */
    private static Outcome outcome(
            Inference inference,
            Likelihood drawn,
            double[] start,
            Quantity quantity,
            double truth,
            int toy,
            Inference.Tools tools,
            Progress progress) {
        var subject = new Inference.Subject(quantity.name(), drawn, start, false, "merge bins with few events");
        var questions = new Questions(
                false, false, List.of(), List.of(), Questions.Profiles.NONE, Questions.Tests.NONE, 0, 1L + toy);
        try {
            return new Outcome(
                    inference.membership(subject, quantity, truth, questions, tools, Toys.silent(progress)), "");
        } catch (FiduciaException e) {
            if (e.kind() != Kind.FIT) {
                throw e;
            }
            return new Outcome(null, String.valueOf(e.getMessage()));
        }
    }

    private static OfBin bin(String label, double sigma, double events, Outcome[][] outcomes, int j) {
        int uncalibrated = 0;
        int reported = 0;
        int calibrated = 0;
        int used = 0;
        String failure = "";
        for (Outcome[] toy : outcomes) {
            Membership membership = toy[j].membership();
            if (membership == null) {
                failure = failure.isEmpty() ? toy[j].failure() : failure;
                continue;
            }
            used++;
            uncalibrated += membership.uncalibrated() ? 1 : 0;
            reported += membership.reported() ? 1 : 0;
            calibrated += membership.calibrated() ? 1 : 0;
        }
        if (used == 0) {
            throw new FiduciaException(
                    Kind.FIT, "no toy has an interval of bin " + label + ": " + failure, "merge bins with few events");
        }
        return new OfBin(label, sigma, events, uncalibrated, reported, calibrated, used, failure);
    }

    /** Selected signal events that are expected from a fiducial bin, wherever they are reconstructed. */
    private static double events(CardModel.Model model, int j) {
        Response response = model.response();
        double events = 0;
        for (int era = 0; era < response.efficiency().length; era++) {
            double luminosity = model.analysis().eras().get(era).luminosity();
            for (int c = 0; c < response.categories(); c++) {
                for (double[] reco : response.efficiency()[era][c]) {
                    events += luminosity * response.smOf(c)[j] * reco[j];
                }
            }
        }
        return events;
    }

    Report report() {
        var table = Table.of(
                "",
                Column.left("bin", "bin"),
                Column.right("sigma", "true", "fb"),
                Column.right("events", "events", ""),
                Column.right("uncalibrated", "2ΔNLL = 1", ""),
                Column.right("reported", "reported", ""),
                Column.right("error", "±", ""),
                Column.right("calibrated", "calibrated", "%"),
                Column.right("toys", "toys", ""),
                Column.left("failed", ""));
        var rows = new ArrayList<Map<String, Object>>();
        for (OfBin bin : bins) {
            table.row(
                    Cell.of(bin.bin()),
                    Cell.of(bin.sigma(), "%.4f"),
                    Cell.of(bin.events(), "%.2f"),
                    Cell.of(bin.coverage(bin.uncalibrated()), "%.3f"),
                    Cell.of(bin.coverage(bin.reported()), "%.3f"),
                    Cell.of(bin.error(), "%.3f"),
                    Cell.of(100 * bin.coverage(bin.calibrated()), "%.0f"),
                    Cell.of(bin.used()),
                    Cell.of((bin.covers() ? "ok" : "FAILS")
                            + (bin.failure().isEmpty()
                                    ? ""
                                    : "; " + (toys - bin.used()) + " without interval: " + bin.failure())));
            var row = new LinkedHashMap<String, Object>();
            row.put("bin", bin.bin());
            row.put("sigma", bin.sigma());
            row.put("events", bin.events());
            row.put("coverageUncalibrated", bin.coverage(bin.uncalibrated()));
            row.put("coverage", bin.coverage(bin.reported()));
            row.put("calibrated", bin.coverage(bin.calibrated()));
            row.put("toys", bin.used());
            row.put("covers", bin.covers());
            rows.add(row);
        }
        long failures = bins.stream().filter(bin -> !bin.covers()).count();
        var fields = new LinkedHashMap<String, Object>();
        fields.put("observable", of.observable().id());
        fields.put("toys", toys);
        fields.put("seed", seed);
        fields.put("covers", failures == 0);
        fields.put("bins", rows);
        String verdict = failures == 0
                ? "covers: every bin of at least " + FEWEST_EVENTS + " events is within 68.3 ± " + 100 * TOLERANCE
                        + " % and two errors of the toys"
                : failures + " of " + bins.size() + " bins do not cover";
        return new Report(
                "validate",
                "Coverage of the intervals of " + of.observable().label(),
                List.of(
                        Text.of("Coverage of the 68.3 % intervals of "
                                + of.observable().id() + ": " + toys + " toys of the Standard Model, seed " + seed),
                        table.table(),
                        Text.of(
                                "",
                                "reported = as measure reports them, calibrated by toys where that is needed (share of"
                                        + " the toys in %)",
                                "",
                                verdict),
                        new Document(fields)));
    }
}
