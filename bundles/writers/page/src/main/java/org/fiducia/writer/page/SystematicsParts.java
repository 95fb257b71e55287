package org.fiducia.writer.page;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.fiducia.api.inference.Conclusions.Fitted;
import org.fiducia.api.inference.Conclusions.Impact;
import org.fiducia.api.measurement.FitDetails.Coordinates;
import org.fiducia.api.measurement.FitDetails.Unit;
import org.fiducia.api.measurement.Measurement;
import org.fiducia.api.measurement.Measurement.Contribution;
import org.fiducia.api.measurement.Measurement.InterestResult;
import org.fiducia.api.measurement.Uncertainty;
import org.fiducia.drawing.Numbers;

/** What the uncertainties are made of: groups of nuisances, single nuisances, parameters of the fit. */
record SystematicsParts(Measurement m) {
    private static final double PERCENT = 100;

    /** Of more bins, both signs of an uncertainty stand above each other. */
    private static final int FEW = 6;

    /** All of it. */
    Part all(Pictures pictures) {
        return new Part(
                "systematics",
                "Systematic uncertainties",
                pictures.figure("breakdown")
                        + pictures.figures(name -> name.startsWith("breakdown-"))
                        + breakdown()
                        + coordinates()
                        + pictures.figure("impacts")
                        + pictures.figures(name -> name.startsWith("impacts-"))
                        + impacts()
                        + parameters());
    }

    /** Contributions in percent of the cross section. */
    private String breakdown() {
        var heads = new ArrayList<>(List.of("contribution (%)"));
        m.bins().forEach(bin -> heads.add(Words.formula(bin.bin().label())));
        if (m.breakdown().isEmpty() && m.impacts().isEmpty()) {
            return "<p class=\"note\">What groups and single nuisances contribute is asked for with "
                    + "<code>--breakdown</code> and <code>--impacts</code>.</p>\n";
        }
        var table = new HtmlTable(List.of(0), heads);
        for (Contribution c : m.breakdown()) {
            table.row(percent(c.group(), c.bins()));
        }
        if (!m.breakdown().isEmpty()) {
            table.sum(percent("total", m.bins().stream().map(bin -> bin.total()).toList()));
        }
        return table.html();
    }

    private List<String> percent(String name, List<Uncertainty> sizes) {
        var cells = new ArrayList<>(List.of(Words.escaped(name)));
        for (int j = 0; j < sizes.size(); j++) {
            double unit = PERCENT / m.bins().get(j).sigma();
            Uncertainty u = sizes.get(j);
            cells.add(
                    sizes.size() > FEW
                            ? Words.stacked(unit * u.down(), unit * u.up(), 1)
                            : Words.pair(unit * u.down(), unit * u.up(), 1));
        }
        return cells;
    }

    /** The same of coordinates of the point that float, in small units. */
    private String coordinates() {
        Coordinates coordinates = m.details().coordinates();
        List<InterestResult> results = new ArrayList<>();
        for (int k = 0; k < coordinates.names().size(); k++) {
            coordinates.result(k, m.interest()).ifPresent(results::add);
        }
        if (results.size() < coordinates.names().size()
                || coordinates.breakdown().isEmpty()) {
            return "";
        }
        var heads = new ArrayList<>(List.of("contribution"));
        results.forEach(r -> heads.add(Words.heading(r.title(), Unit.of(r).name())));
        var table = new HtmlTable(List.of(0), heads);
        for (Contribution c : coordinates.breakdown()) {
            table.row(sizes(c.group(), c.bins(), results));
        }
        table.row(sizes(
                "all systematic", results.stream().map(InterestResult::syst).toList(), results));
        table.sum(sizes("total", results.stream().map(InterestResult::total).toList(), results));
        return table.html();
    }

    private static List<String> sizes(String name, List<Uncertainty> sizes, List<InterestResult> results) {
        var cells = new ArrayList<>(List.of(Words.escaped(name)));
        for (int k = 0; k < sizes.size(); k++) {
            Unit unit = Unit.of(results.get(k));
            Uncertainty total = results.get(k).total();
            int decimals = Numbers.decimals(unit.factor() * total.down(), unit.factor() * total.up());
            cells.add(Words.pair(
                    unit.factor() * sizes.get(k).down(),
                    unit.factor() * sizes.get(k).up(),
                    decimals));
        }
        return cells;
    }

    private String impacts() {
        var table =
                new HtmlTable(List.of(0, 1), List.of("nuisance", "group", "pull", "constraint", "change of Σσ (fb)"));
        for (Impact impact : m.impacts()) {
            table.row(
                    Words.code(impact.nuisance()),
                    Words.escaped(impact.group()),
                    Words.signed(impact.pull(), 2),
                    Numbers.fixed(impact.constraint(), 2),
                    change(
                            Arrays.stream(impact.up()).sum(),
                            Arrays.stream(impact.down()).sum()));
        }
        return HtmlTable.folded(
                "Pulls, constraints and impacts of all " + m.impacts().size() + " nuisances", table.html());
    }

    private static String change(double up, double down) {
        return "<span class=\"pair\">" + Words.signed(up, 4) + "\u00a0" + Words.signed(down, 4) + "</span>";
    }

    private String parameters() {
        var table = new HtmlTable(List.of(0, 1), List.of("parameter", "group", "value", "error", "pull"));
        for (Fitted p : m.parameters()) {
            int decimals = Numbers.decimals(p.error());
            table.row(
                    Words.code(p.name()) + (p.interest() ? " of interest" : ""),
                    Words.escaped(p.group()),
                    Words.number(p.value(), decimals) + (p.atLimit() ? " (limit)" : ""),
                    Numbers.fixed(p.error(), decimals),
                    Double.isNaN(p.pull()) ? "" : Words.signed(p.pull(), 2));
        }
        return HtmlTable.folded("All " + m.parameters().size() + " parameters of the fit", table.html());
    }
}
