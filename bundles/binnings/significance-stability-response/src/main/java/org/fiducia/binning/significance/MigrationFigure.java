package org.fiducia.binning.significance;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.fiducia.api.observable.Bin;
import org.fiducia.api.report.Figure;
import org.fiducia.api.report.Figure.Axis;
import org.fiducia.api.report.Figure.Cells;
import org.fiducia.api.report.Figure.Column;
import org.fiducia.api.report.Figure.Panel;
import org.fiducia.drawing.Captions;
import org.fiducia.drawing.Numbers;

/** Migration matrices of the default and the proposed bins side by side, in percent of each reco bin. */
final class MigrationFigure {
    private static final double WIDTH = 0.69;

    private MigrationFigure() {}

    /** The figure of a proposal. */
    static Figure of(Proposal proposal) {
        return new Figure(
                "migration",
                proposal.analysis().title(),
                Captions.exposure(proposal.analysis()),
                List.of(
                        matrix("default", proposal, proposal.before(), ""),
                        matrix("proposed", proposal, proposal.after(), "% of the reco bin")),
                Map.of());
    }

    private static Column matrix(String title, Proposal proposal, Figures figures, String colours) {
        var migration = figures.migration();
        List<String> names = figures.binning().bins().stream().map(Bin::title).toList();
        List<List<Double>> percent = Arrays.stream(migration.share())
                .map(row -> Arrays.stream(row).mapToObj(share -> 100 * share).toList())
                .toList();
        String note = title + ": score " + Numbers.significant(migration.score(), 3) + ", condition number "
                + Numbers.significant(migration.conditionNumber(), 3);
        String name = proposal.observable().label();
        var panel = new Panel(
                Axis.of("Reconstructed " + name, names),
                1,
                List.of(new Cells(colours, percent, 0, 100, "%.1f")),
                List.of(note));
        return new Column(Axis.of("Fiducial " + name, names), WIDTH, List.of(panel));
    }
}
