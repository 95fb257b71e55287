package org.fiducia.scalefactors.tagandprobe;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import org.fiducia.api.measurement.SystematicScheme;
import org.fiducia.api.measurement.SystematicScheme.Combination;

/** The result as a table for people. */
final class ScaleFactorText {
    private final ScaleFactors result;

    ScaleFactorText(ScaleFactors result) {
        this.result = result;
    }

    void print(PrintWriter out) {
        int width = Math.max(
                3,
                result.bins().stream()
                        .mapToInt(bin -> bin.bin().name().length())
                        .max()
                        .orElse(3));
        var header = new StringBuilder(format("%-" + width + "s", "bin"));
        FitModel.ALL.forEach(model -> header.append(format("  %9s", model.id())));
        if (result.simulation() != null) {
            header.append(format("  %-15s", "simulation"));
        }
        result.schemes().forEach(scheme -> header.append(format("  %-15s", scheme.id())));
        out.println(result.quantity() + " per bin, "
                + result.setting().resonance().title()
                + " → ℓℓ: efficiency in data with each model" + (result.simulation() == null ? "" : ", in simulation")
                + ", and " + result.quantity() + " with each scheme (! no good fit)");
        out.println(header);
        for (ScaleFactor bin : result.bins()) {
            out.println(line(bin, width));
        }
        summary(out, true);
        if (result.simulation() != null) {
            summary(out, false);
        }
        flagged(out);
        for (Skipped skipped : result.skipped()) {
            out.println("skipped " + skipped.what() + ": " + skipped.why());
        }
    }

    private String line(ScaleFactor bin, int width) {
        var line = new StringBuilder(format("%-" + width + "s", bin.bin().name()));
        for (PairFit fit : bin.fits().dataFits()) {
            line.append(format("  %8.4f%s", fit.efficiency().value(), fit.good() ? " " : "!"));
        }
        if (result.simulation() != null) {
            line.append(format(
                    "  %.4f ± %.4f", bin.simulation().value(), bin.simulation().error()));
        }
        for (SystematicScheme scheme : result.schemes()) {
            Combination combination = bin.combined().get(scheme.id());
            line.append(
                    combination == null
                            ? format("  %-15s", "–")
                            : format("  %.4f ± %.4f", combination.central(), combination.total()));
        }
        return line.toString();
    }

    private void summary(PrintWriter out, boolean ofData) {
        List<PairFit> fits = result.fits(ofData);
        long good = fits.stream().filter(PairFit::good).count();
        out.println(format(
                "%s: %d of %d fits good (%.1f %%)",
                ofData ? "data" : "simulation", good, fits.size(), 100.0 * good / Math.max(1, fits.size())));
    }

    private void flagged(PrintWriter out) {
        for (ScaleFactor bin : result.bins()) {
            for (boolean ofData : new boolean[] {true, false}) {
                for (PairFit fit : ofData ? bin.fits().dataFits() : bin.fits().simulationFits()) {
                    if (!fit.good()) {
                        out.println("  " + (ofData ? "" : "simulation ")
                                + bin.bin().name() + " " + fit.model().id() + ": " + String.join("; ", fit.flags()));
                    }
                }
            }
        }
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
