package org.fiducia.background.zxfakerate;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import org.fiducia.api.measurement.Analysis;

/** The report as tables for people. */
final class FakeRateText {
    private final FakeRateReport report;
    private final Analysis analysis;

    FakeRateText(FakeRateReport report) {
        this.report = report;
        this.analysis = report.analysis();
    }

    void print(PrintWriter out) {
        FakeRateSettings settings = report.settings();
        rates(out, Method.OS, settings.oppositeSignZ(), report.oppositeSign());
        rates(out, Method.SS, settings.sameSignZ(), report.sameSign());
        out.println("* the value is shared with neighbouring bins; in brackets: entries of data");
        regions(out);
        estimates(out);
    }

    private void rates(PrintWriter out, Method method, ZWindow window, List<FakeRates> perEra) {
        out.println();
        out.println(
                format("fake rates of the %s method, %.1f < m(Z) < %.1f GeV", method.name(), window.lo(), window.hi()));
        var header = new StringBuilder(format("%-16s %9s", "lepton", "pT (GeV)"));
        analysis.eras().forEach(era -> header.append(format("  %23s", era.name())));
        out.println(header);
        LeptonBins bins = perEra.get(0).bins();
        for (int bin = 0; bin < bins.size(); bin++) {
            int index = bin;
            if (perEra.stream().noneMatch(f -> f.entries()[index] > 0)) {
                continue; // e.g. electrons below their threshold
            }
            int group = bin / bins.ptBins();
            int pt = bin % bins.ptBins();
            var line = new StringBuilder(format(
                    "%-16s %9s",
                    LeptonBins.flavour(group) + ' ' + LeptonBins.part(group),
                    format("%.0f–%.0f", bins.ptEdge(pt), bins.ptEdge(pt + 1))));
            for (FakeRates f : perEra) {
                int source = f.source()[bin];
                line.append(format(
                        "  %.4f ± %.4f%s %6s",
                        f.rate()[source],
                        f.error()[source],
                        f.merged(bin) ? "*" : " ",
                        format("(%.0f)", f.entries()[bin])));
            }
            out.println(line);
        }
    }

    private void regions(PrintWriter out) {
        out.println();
        out.println(format(
                "events of data, %.0f < m < %.0f GeV (ZL: any mass, not weighted)",
                analysis.fit().lo(), analysis.fit().hi()));
        var header = new StringBuilder(format("%-6s %-8s", "era", "state"));
        report.regions().forEach(count -> header.append(format(" %7s", count.region())));
        out.println(header);
        for (int era = 0; era <= analysis.eras().size(); era++) {
            boolean all = era == analysis.eras().size();
            for (int c = 0; c < analysis.categories().size(); c++) {
                String name = all ? "all" : analysis.eras().get(era).name();
                var line = new StringBuilder(
                        format("%-6s %-8s", name, analysis.categories().get(c).id()));
                for (FakeRateReport.RegionCount count : report.regions()) {
                    int events = 0;
                    for (int e = all ? 0 : era; e < (all ? era : era + 1); e++) {
                        events += count.events()[e][c];
                    }
                    line.append(format(" %7d", events));
                }
                out.println(line);
            }
        }
    }

    private void estimates(PrintWriter out) {
        out.println();
        double composition = report.settings().composition();
        out.println(format(
                "Z+X in the window, ± statistics of regions and rates; combined: ± statistics ± composition %.0f %%",
                100 * composition));
        out.println(format("%-6s %-8s %15s %15s %6s  %s", "era", "state", "OS", "SS", "w(OS)", "combined"));
        for (FakeRateReport.Line line : report.lines()) {
            out.println(format(
                    "%-6s %-8s %6.1f ± %6.1f %6.1f ± %6.1f %6s  %6.1f ± %5.1f ± %5.1f",
                    line.era(),
                    line.category(),
                    line.os(),
                    line.osError(),
                    line.ss(),
                    line.ssError(),
                    Double.isNaN(line.weight()) ? "" : format("%.2f", line.weight()),
                    line.combined(),
                    line.combinedError(),
                    composition * line.combined()));
        }
        out.println("the fit takes: "
                + (report.settings().method() == Method.COMBINED
                        ? "combined"
                        : report.settings().method().name()));
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
