package org.fiducia.binning.significance;

import java.io.PrintWriter;
import java.util.Locale;
import org.fiducia.api.observable.Bin;

/** A proposal as tables. */
final class ProposalText {
    private final Proposal proposal;
    private final PrintWriter out;

    ProposalText(Proposal proposal, PrintWriter out) {
        this.proposal = proposal;
        this.out = out;
    }

    void print() {
        out.println(String.format(
                Locale.ROOT,
                "Bins of %s: expected events with %.0f < m < %.0f GeV, %.4g /fb; AMS with a background known to sqrt(b)",
                proposal.observable().id(),
                Simulation.LO,
                Simulation.HI,
                proposal.analysis().luminosity()));
        print("default", proposal.before());
        print("proposed", proposal.after());
    }

    private void print(String title, Figures figures) {
        boolean share = !proposal.process().isEmpty();
        int width = Math.max(
                title.length(),
                figures.binning().bins().stream()
                        .mapToInt(bin -> bin.label().length())
                        .max()
                        .orElse(0));
        String form = "%-" + width + "s  %8s  %10s  %6s  %6s" + (share ? "  %6s" : "");
        out.println();
        line(form, title, "signal", "background", "AMS", "purity", proposal.process());
        for (int i = 0; i < figures.binning().size(); i++) {
            Bin bin = figures.binning().bins().get(i);
            line(
                    form,
                    bin.label(),
                    number("%.1f", figures.signal()[i]),
                    number("%.1f", figures.background()[i]),
                    number("%.2f", figures.ams(i)),
                    number("%.3f", figures.migration().purity(i)),
                    number("%.3f", figures.share(i)));
        }
        out.println(String.format(
                Locale.ROOT,
                "%d bins, migration score %.3f, condition number %.3f",
                figures.binning().size(),
                figures.migration().score(),
                figures.migration().conditionNumber()));
    }

    private void line(String form, Object... cells) {
        out.println(String.format(Locale.ROOT, form, cells).stripTrailing());
    }

    private static String number(String form, double value) {
        return String.format(Locale.ROOT, form, value);
    }
}
