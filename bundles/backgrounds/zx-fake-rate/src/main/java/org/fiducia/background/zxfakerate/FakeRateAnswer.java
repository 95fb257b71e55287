package org.fiducia.background.zxfakerate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.Era;
import org.fiducia.api.report.Cell;
import org.fiducia.api.report.Document;
import org.fiducia.api.report.Item;
import org.fiducia.api.report.Report;
import org.fiducia.api.report.Table;
import org.fiducia.api.report.Table.Column;
import org.fiducia.api.report.Text;

/** What the verb answers: tables for people, the numbers as a document, and figures. */
final class FakeRateAnswer {
    private final FakeRateReport rates;
    private final Analysis analysis;

    private FakeRateAnswer(FakeRateReport rates) {
        this.rates = rates;
        this.analysis = rates.analysis();
    }

    static Report of(FakeRateReport rates) {
        return new FakeRateAnswer(rates).report();
    }

    private Report report() {
        FakeRateSettings settings = rates.settings();
        var items = new ArrayList<Item>();
        items.add(Text.of(""));
        items.add(table(Method.OS, settings.oppositeSignZ(), rates.oppositeSign()));
        items.add(Text.of(""));
        items.add(table(Method.SS, settings.sameSignZ(), rates.sameSign()));
        items.add(Text.of("* the value is shared with neighbouring bins; in brackets: entries of data", ""));
        items.add(regions());
        items.add(Text.of(""));
        items.add(estimates());
        items.add(Text.of(disagreement()));
        items.add(Text.of("the fit takes: "
                + (settings.method() == Method.COMBINED
                        ? "combined"
                        : settings.method().name())));
        items.add(new Document(FakeRateJson.of(rates)));
        items.addAll(new FakeRateFigures(rates).all());
        return new Report("fakerates", "Fake rates", items);
    }

    private Table table(Method method, ZWindow window, List<FakeRates> perEra) {
        var columns = new ArrayList<>(List.of(Column.left("lepton", "lepton"), Column.right("pt", "pT", "GeV")));
        for (Era era : analysis.eras()) {
            columns.add(Column.right(era.name(), era.name(), ""));
        }
        var table = Table.of("", columns)
                .titled(format(
                        "fake rates of the %s method, %.1f < m(Z) < %.1f GeV",
                        method.name(), window.lo(), window.hi()));
        LeptonBins bins = perEra.get(0).bins();
        for (int bin = 0; bin < bins.size(); bin++) {
            int index = bin;
            if (perEra.stream().noneMatch(f -> f.entries()[index] > 0)) {
                continue; // e.g. electrons below their threshold
            }
            int group = bin / bins.ptBins();
            int pt = bin % bins.ptBins();
            var cells = new ArrayList<>(List.of(
                    Cell.of(LeptonBins.flavour(group) + ' ' + LeptonBins.part(group)),
                    Cell.of(format("%.0f–%.0f", bins.ptEdge(pt), bins.ptEdge(pt + 1)))));
            for (FakeRates f : perEra) {
                int source = f.source()[bin];
                cells.add(Cell.of(format(
                        "%.4f ± %.4f%s %6s",
                        f.rate()[source],
                        f.error()[source],
                        f.merged(bin) ? "*" : " ",
                        format("(%.0f)", f.entries()[bin]))));
            }
            table.row(cells);
        }
        return table.table();
    }

    private Table regions() {
        var columns = new ArrayList<>(List.of(Column.left("era", "era"), Column.left("state", "state")));
        rates.regions().forEach(count -> columns.add(Column.right(count.region(), count.region(), "")));
        var table = Table.of("", columns)
                .titled(format(
                        "events of data, %.0f < m < %.0f GeV (ZL: any mass, not weighted)",
                        analysis.fit().lo(), analysis.fit().hi()));
        for (int era = 0; era <= analysis.eras().size(); era++) {
            boolean all = era == analysis.eras().size();
            for (int c = 0; c < analysis.categories().size(); c++) {
                String name = all ? "all" : analysis.eras().get(era).name();
                var cells = new ArrayList<>(List.of(
                        Cell.of(name), Cell.of(analysis.categories().get(c).id())));
                for (FakeRateReport.RegionCount count : rates.regions()) {
                    int events = 0;
                    for (int e = all ? 0 : era; e < (all ? era : era + 1); e++) {
                        events += count.events()[e][c];
                    }
                    cells.add(Cell.of(events));
                }
                table.row(cells);
            }
        }
        return table.table();
    }

    private Table estimates() {
        double composition = rates.settings().composition();
        var table = Table.of(
                        "",
                        Column.left("era", "era"),
                        Column.left("state", "state"),
                        Column.right("OS", "OS", ""),
                        Column.right("SS", "SS", ""),
                        Column.right("weightOS", "w(OS)", ""),
                        Column.right("scaleFactor", "S", ""),
                        Column.right("combined", "combined", ""))
                .titled(format(
                        "Z+X in the window, ± statistics of regions and rates; S: difference of OS and SS in standard"
                                + " deviations; combined: ± statistics ± composition %.0f %%",
                        100 * composition));
        for (FakeRateReport.Line line : rates.lines()) {
            table.row(
                    Cell.of(line.era()),
                    Cell.of(line.category()),
                    Cell.of(line.os(), line.osError(), "%.1f ± %6.1f"),
                    Cell.of(line.ss(), line.ssError(), "%.1f ± %6.1f"),
                    Cell.of(line.weight(), "%.2f"),
                    Cell.of(line.scaleFactor(), "%.2f"),
                    Cell.of(format(
                            "%.1f ± %5.1f ± %5.1f",
                            line.combined(), line.combinedError(), composition * line.combined())));
        }
        return table.table();
    }

    /** What the differences of the methods make uncertain. */
    private String disagreement() {
        var states = new ArrayList<String>();
        for (int c = 0; c < analysis.categories().size(); c++) {
            if (rates.disagreement(c) > 0) {
                states.add(format("%s %.0f %%", analysis.categories().get(c).id(), 100 * rates.disagreement(c)));
            }
        }
        return states.isEmpty()
                ? "the methods agree in every final state"
                : "uncertainty of final states whose methods differ, statistics times sqrt(S² − 1): "
                        + String.join(", ", states);
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
