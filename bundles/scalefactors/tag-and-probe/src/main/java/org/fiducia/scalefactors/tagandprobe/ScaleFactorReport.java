package org.fiducia.scalefactors.tagandprobe;

import java.util.ArrayList;
import java.util.List;
import org.fiducia.api.measurement.SystematicScheme;
import org.fiducia.api.measurement.SystematicScheme.Combination;
import org.fiducia.api.report.Cell;
import org.fiducia.api.report.Document;
import org.fiducia.api.report.Item;
import org.fiducia.api.report.Report;
import org.fiducia.api.report.Table;
import org.fiducia.api.report.Table.Column;
import org.fiducia.api.report.Text;
import org.fiducia.drawing.Numbers;

/** What the fits say: a table for people, and everything as a document. */
final class ScaleFactorReport {
    private static final String BOTH = "%.4f ± %.4f";

    private final ScaleFactors result;

    private ScaleFactorReport(ScaleFactors result) {
        this.result = result;
    }

    /** Text and numbers; pictures and corrections are not in it. */
    static List<Item> items(ScaleFactors result) {
        return new ScaleFactorReport(result).items();
    }

    /** The report with some more items. */
    static Report of(ScaleFactors result, List<? extends Item> more) {
        var items = new ArrayList<>(items(result));
        items.addAll(more);
        return new Report("scalefactors", result.quantity() + " by tag and probe", items);
    }

    private List<Item> items() {
        var after = new ArrayList<String>();
        summary(after, true);
        if (result.simulation() != null) {
            summary(after, false);
        }
        flagged(after);
        for (Skipped skipped : result.skipped()) {
            after.add("skipped " + skipped.what() + ": " + skipped.why());
        }
        return List.of(table(), new Text(after), new Document(ScaleFactorJson.of(result)));
    }

    private Table table() {
        var columns = new ArrayList<Column>();
        columns.add(Column.left("bin", "bin"));
        FitModel.ALL.forEach(model -> columns.add(Column.right(model.id(), model.id(), "")));
        if (result.simulation() != null) {
            columns.add(Column.left("simulation", "simulation"));
        }
        result.schemes().forEach(scheme -> columns.add(Column.left("scheme-" + scheme.id(), scheme.id())));
        var table = Table.of("", columns)
                .titled(result.quantity() + " per bin, "
                        + result.setting().resonance().title()
                        + " → ℓℓ: efficiency in data with each model"
                        + (result.simulation() == null ? "" : ", in simulation")
                        + ", and " + result.quantity() + " with each scheme (! no good fit)");
        result.bins().forEach(bin -> table.row(row(bin)));
        return table.table();
    }

    private List<Cell> row(ScaleFactor bin) {
        var cells = new ArrayList<Cell>();
        cells.add(Cell.of(bin.bin().name()));
        for (PairFit fit : bin.fits().dataFits()) {
            cells.add(Cell.of(Numbers.format("%.4f%s", fit.efficiency().value(), fit.good() ? " " : "!")));
        }
        if (result.simulation() != null) {
            cells.add(Cell.of(bin.simulation().value(), bin.simulation().error(), BOTH));
        }
        for (SystematicScheme scheme : result.schemes()) {
            Combination combination = bin.combined().get(scheme.id());
            cells.add(combination == null ? Cell.of("–") : Cell.of(combination.central(), combination.total(), BOTH));
        }
        return cells;
    }

    private void summary(List<String> lines, boolean ofData) {
        List<PairFit> fits = result.fits(ofData);
        long good = fits.stream().filter(PairFit::good).count();
        lines.add(Numbers.format(
                "%s: %d of %d fits good (%.1f %%)",
                ofData ? "data" : "simulation", good, fits.size(), 100.0 * good / Math.max(1, fits.size())));
    }

    private void flagged(List<String> lines) {
        for (ScaleFactor bin : result.bins()) {
            for (boolean ofData : new boolean[] {true, false}) {
                for (PairFit fit : ofData ? bin.fits().dataFits() : bin.fits().simulationFits()) {
                    if (!fit.good()) {
                        lines.add("  " + (ofData ? "" : "simulation ")
                                + bin.bin().name() + " " + fit.model().id() + ": " + String.join("; ", fit.flags()));
                    }
                }
            }
        }
    }
}
