package org.fiducia.validation.closure;

import java.io.PrintWriter;
import java.util.Locale;
import org.fiducia.api.measurement.Measurement.Quality;

/** A closure test as tables. */
final class ClosureText {
    private final Closure closure;
    private final PrintWriter out;

    ClosureText(Closure closure, PrintWriter out) {
        this.closure = closure;
        this.out = out;
    }

    void print() {
        int width = closure.observable().binning().bins().stream()
                .mapToInt(bin -> bin.label().length())
                .max()
                .orElse(0);
        width = Math.max(width, "bin".length());
        out.println("Closure of " + closure.observable().id() + ": " + closure.toys() + " toys of each truth, seed "
                + closure.seed());
        quality(width);
        out.println();
        out.println(
                "pull = (fit - truth) / expected uncertainty; root = sign(fit - truth) sqrt(2 dNLL(truth)) of each toy,"
                        + " covered when within 1");
        for (Closure.OfTruth of : closure.truths()) {
            out.println();
            out.println("truth: " + of.truth().title());
            line(width, "bin", "true (fb)", "bias (%)", "pull mean", "pull width", "(root)", "coverage", "toys", "");
            for (BinClosure bin : of.bins()) {
                line(
                        width,
                        bin.bin(),
                        format("%.4f", bin.sigma()),
                        format("%+.2f ± %.2f", 100 * bin.bias() / bin.sigma(), 100 * bin.biasError() / bin.sigma()),
                        format("%+.3f ± %.3f", bin.pull().mean(), bin.pull().meanError()),
                        format("%.3f ± %.3f", bin.pull().width(), bin.pull().widthError()),
                        format("(%+.2f, %.2f)", bin.root().mean(), bin.root().width()),
                        format("%.3f ± %.3f", bin.coverage(), bin.coverageError()),
                        Integer.toString(bin.toys()),
                        bin.failed().isEmpty() ? "ok" : "FAILS " + String.join(", ", bin.failed()));
            }
        }
        out.println();
        out.println(verdict());
    }

    private void quality(int width) {
        Quality quality = closure.quality();
        out.println(format(
                "condition number %.3f, migration score %.3f", quality.conditionNumber(), quality.migrationScore()));
        out.println();
        String form = "%-" + width + "s  %9s  %9s  %10s";
        out.println(format(form, "bin", "purity", "stability", "efficiency"));
        for (int j = 0; j < quality.purity().length; j++) {
            String bin = closure.observable().binning().bins().get(j).label();
            out.println(format(
                    form,
                    bin,
                    format("%.3f", quality.purity()[j]),
                    format("%.3f", quality.stability()[j]),
                    format("%.3f", quality.efficiency()[j])));
        }
    }

    private String verdict() {
        String tolerance = " (mean 0 within 3 standard errors, width 1 within 5 % or 3 standard errors, coverage 68.3 %"
                + " within 3 standard errors)";
        return closure.closes()
                ? "closes: all " + closure.checks() + " checks pass" + tolerance
                : format(
                        "%d of %d checks fail; chance alone makes %.1f fail%s",
                        closure.failures(), closure.checks(), closure.expectedFailures(), tolerance);
    }

    private void line(int width, String bin, String... cells) {
        String text = format("%-" + width + "s", bin)
                + format("  %9s  %15s  %16s  %15s  %14s  %15s  %6s  %s", (Object[]) cells);
        out.println(text.stripTrailing());
    }

    private static String format(String form, Object... values) {
        return String.format(Locale.ROOT, form, values);
    }
}
