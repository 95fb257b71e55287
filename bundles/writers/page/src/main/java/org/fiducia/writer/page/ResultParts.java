package org.fiducia.writer.page;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.fiducia.api.measurement.Measurement;
import org.fiducia.api.measurement.Measurement.BinResult;
import org.fiducia.api.measurement.Measurement.Contribution;
import org.fiducia.api.measurement.Measurement.InterestResult;
import org.fiducia.api.measurement.PredictedSpectrum;
import org.fiducia.api.measurement.Uncertainty;
import org.fiducia.drawing.Numbers;

/** What was measured: cross sections, what they are compared with, further parameters of interest. */
record ResultParts(Measurement m) {
    private static final String NONE = "–";

    /** The few numbers that everybody wants first. */
    String headline() {
        BinResult all = m.inclusive();
        int decimals = Words.decimals(all.total());
        var html = new StringBuilder("<dl class=\"headline\">\n");
        card(
                html,
                "fiducial cross section",
                Words.number(all.sigma(), decimals) + " " + Words.pair(all.total(), decimals) + " fb",
                Words.pair(all.stat(), decimals) + " stat, " + Words.pair(all.syst(), decimals) + " syst");
        if (all.sm() > 0) {
            int theory = all.theory().up() > 0 ? Words.decimals(all.theory()) : decimals;
            card(
                    html,
                    "Standard Model",
                    Words.number(all.sm(), theory)
                            + (all.theory().up() > 0 ? " " + Words.pair(all.theory(), theory) : "") + " fb",
                    "measured over predicted: " + ratio(all));
        }
        if (Double.isFinite(m.pValueSm())) {
            String theory = m.pValueTheoryText();
            card(
                    html,
                    "<i>p</i>-value against the SM",
                    Words.escaped(m.pValueText()),
                    theory.isEmpty() ? "of all bins together" : theory + " with the uncertainty of the prediction");
        }
        if (!m.largestDeviation().isEmpty() && m.bins().size() > 1) {
            String[] parts = m.largestDeviation().split(" in ", 2);
            card(html, "largest deviation", Words.formula(parts[0].replace('-', '−')), "in " + bin(parts[1]));
        }
        for (InterestResult r : m.interest()) {
            if (m.details().coordinates().names().contains(r.name())) {
                int places = Words.decimals(r.total());
                card(
                        html,
                        Words.of(r.title()),
                        Words.number(r.value(), places) + " " + Words.pair(r.total(), places) + " "
                                + Words.escaped(r.unit()),
                        Words.pair(r.stat(), places) + " stat, " + Words.pair(r.syst(), places) + " syst");
            }
        }
        return html.append("</dl>\n").toString();
    }

    private String bin(String label) {
        List<String> units = m.observable().units();
        boolean unit = m.observable().axes().size() == 1 && units.size() == 1 && label.matches(".*\\d$");
        return Words.formula(label) + (unit ? " " + Words.escaped(units.get(0)) : "");
    }

    private static void card(StringBuilder html, String name, String value, String more) {
        html.append("<div><dt>")
                .append(name)
                .append("</dt><dd class=\"value\">")
                .append(value)
                .append("</dd><dd>")
                .append(more)
                .append("</dd></div>\n");
    }

    /** The cross sections of the bins. */
    Part crossSections(Pictures pictures) {
        boolean theory = m.bins().stream().anyMatch(bin -> bin.theory().up() > 0);
        var heads = new ArrayList<>(List.of(Words.bins(m), "σ (fb)", "stat", "syst", "total", "SM (fb)"));
        if (theory) {
            heads.add("theory");
        }
        heads.addAll(List.of("σ/SM", "pull"));
        var table = new HtmlTable(List.of(0), heads);
        m.bins().forEach(bin -> table.row(row(Words.formula(bin.bin().label()), bin, theory)));
        if (m.bins().size() > 1) {
            table.sum(row("all", m.inclusive(), theory));
        }
        return new Part("results", "Cross sections", pictures.figure("spectrum") + table.html() + notes());
    }

    private static List<String> row(String label, BinResult bin, boolean theory) {
        int decimals = Words.decimals(bin.total());
        int sm = bin.theory().up() > 0 ? Words.decimals(bin.theory()) : decimals;
        String mark = bin.ends().mark();
        var cells = new ArrayList<>(List.of(
                label,
                Words.number(bin.sigma(), decimals),
                Words.pair(bin.stat(), decimals),
                Words.pair(bin.syst(), decimals),
                Words.pair(bin.total(), decimals) + (mark.isEmpty() ? "" : " " + mark),
                Words.number(bin.sm(), sm)));
        if (theory) {
            cells.add(bin.theory().up() > 0 ? Words.pair(bin.theory(), sm) : "");
        }
        cells.add(ratio(bin));
        cells.add(Words.signed(bin.pull(), 1));
        return cells;
    }

    /** Cross section over the prediction, with the total uncertainty of the former. */
    static String ratio(BinResult bin) {
        if (!(bin.sm() > 0)) {
            return NONE;
        }
        double down = bin.total().down() / bin.sm();
        double up = bin.total().up() / bin.sm();
        int decimals = Numbers.decimals(down, up);
        return Numbers.fixed(bin.sigma() / bin.sm(), decimals) + " " + Words.pair(down, up, decimals);
    }

    /** What the columns and the marks of intervals mean, and limits of those that are calibrated. */
    private String notes() {
        var html =
                new StringBuilder("<p class=\"note\">Uncertainties of sums are those of the fit with its correlations."
                        + " Pull: distance from the prediction in units of the total uncertainty on that side.</p>\n");
        List<BinResult> calibrated =
                m.bins().stream().filter(bin -> bin.ends().calibrated()).toList();
        if (!calibrated.isEmpty()) {
            html.append("<p class=\"note\">FC: Feldman–Cousins interval, thresholds of 2ΔNLL from toys, where 2ΔNLL = 1"
                    + " would not cover 68.3 %. Upper limits at 95 %:");
            String separator = " ";
            for (BinResult bin : calibrated) {
                html.append(separator)
                        .append(Words.formula(bin.bin().label()))
                        .append(": ")
                        .append(Numbers.significant(bin.ends().calibration().upperLimit(), 3))
                        .append(" fb");
                separator = ", ";
            }
            html.append(".</p>\n");
        }
        if (m.bins().stream()
                .anyMatch(bin -> bin.ends().lowerIsLimit() || bin.ends().upperIsLimit())) {
            html.append(
                    "<p class=\"note\">(lower limit), (upper limit): that end of the interval is the limit of the cross"
                            + " section or the edge of positive expectation.</p>\n");
        }
        return html.toString();
    }

    /** What others predict, and how well it agrees. */
    Part predictions() {
        List<PredictedSpectrum> predictions = m.details().reuse().predictions();
        var agreement = new HtmlTable("prediction", "χ²", "degrees of freedom", "<i>p</i>-value");
        predictions.forEach(p -> agreement.row(
                Words.of(p.title()),
                Numbers.fixed(p.agreement().chi2(), 1),
                String.valueOf(p.agreement().degrees()),
                Words.probability(p.agreement().pValue())));
        var heads = new ArrayList<>(List.of(Words.bins(m), "measured (fb)"));
        predictions.forEach(p -> heads.add(Words.of(p.title()) + " (fb)"));
        var table = new HtmlTable(List.of(0), heads);
        for (int j = 0; j < m.bins().size() && !predictions.isEmpty(); j++) {
            BinResult bin = m.bins().get(j);
            int decimals = Words.decimals(bin.total());
            var cells = new ArrayList<>(List.of(
                    Words.formula(bin.bin().label()),
                    Words.number(bin.sigma(), decimals) + " " + Words.pair(bin.total(), decimals)));
            for (PredictedSpectrum p : predictions) {
                Uncertainty total = p.total(j);
                int places = total.up() > 0 || total.down() > 0 ? Words.decimals(total) : decimals;
                cells.add(Words.number(p.sigma()[j], places)
                        + (total.up() > 0 || total.down() > 0 ? " " + Words.pair(total, places) : ""));
            }
            table.row(cells);
        }
        String more = predictions.isEmpty()
                ? ""
                : "<p class=\"note\">χ² with the covariance of measurement and prediction.</p>\n";
        return new Part(
                "predictions", "Predictions", agreement.html() + table.html() + more + contributions(predictions));
    }

    /** What each bin adds to χ². */
    private String contributions(List<PredictedSpectrum> predictions) {
        var heads = new ArrayList<>(List.of(Words.bins(m)));
        predictions.forEach(p -> heads.add(Words.of(p.title())));
        var table = new HtmlTable(List.of(0), heads);
        for (int j = 0; j < m.bins().size() && !predictions.isEmpty(); j++) {
            var cells =
                    new ArrayList<>(List.of(Words.formula(m.bins().get(j).bin().label())));
            for (PredictedSpectrum p : predictions) {
                cells.add(Words.number(p.agreement().contributions()[j], 2));
            }
            table.row(cells);
        }
        return HtmlTable.folded("Contributions of the bins to χ²", table.html());
    }

    /** What is measured. */
    Part definition() {
        var html = new StringBuilder();
        for (String requirement : m.details().reuse().definition()) {
            html.append("<li>").append(Words.of(requirement)).append("</li>\n");
        }
        return new Part(
                "definition",
                "Fiducial phase space",
                html.isEmpty() ? "" : "<ul>\n" + html.append("</ul>\n").toString());
    }

    /** Parameters of interest that are not the cross section of a bin, and free normalisations. */
    Part interest(Pictures pictures) {
        var table = new HtmlTable(
                List.of(0, 1), List.of("parameter", "", "value", "stat", "syst", "total", "expected", "unit"));
        for (InterestResult r : m.interest()) {
            int decimals = Words.decimals(r.total());
            String mark = r.ends().mark();
            boolean own = !r.title().isBlank() && !r.title().equals(r.name());
            table.row(
                    own ? Words.of(r.title()) : Words.code(r.name()),
                    own ? Words.code(r.name()) : "",
                    Words.number(r.value(), decimals),
                    Words.pair(r.stat(), decimals),
                    Words.pair(r.syst(), decimals),
                    Words.pair(r.total(), decimals) + (mark.isEmpty() ? "" : " " + mark),
                    Words.number(r.expected(), decimals),
                    Words.escaped(r.unit()));
        }
        return new Part(
                "interest",
                "Further parameters",
                pictures.figure("final-states")
                        + Pictures.beside(pictures.figure("fractions"), pictures.figure("normalisations"))
                        + table.html());
    }

    /** Correlation of what is reported, and covariances of the bins. */
    Part correlation(Pictures pictures) {
        List<double[]> statistical = m.details().reuse().statistical();
        String covariance = statistical.isEmpty()
                ? ""
                : HtmlTable.folded(
                        "Statistical covariance of the bins (fb²)", matrix(statistical.toArray(double[][]::new)));
        return new Part("correlation", "Correlations", pictures.figure("correlation") + covariance);
    }

    private String matrix(double[][] rows) {
        var heads = new ArrayList<>(List.of(Words.bins(m)));
        m.bins().forEach(bin -> heads.add(Words.formula(bin.bin().label())));
        var table = new HtmlTable(List.of(0), heads);
        for (int i = 0; i < rows.length; i++) {
            var cells = new ArrayList<>(List.of(heads.get(i + 1)));
            Arrays.stream(rows[i]).forEach(x -> cells.add(scientific(x)));
            table.row(cells);
        }
        return table.html();
    }

    private static String scientific(double x) {
        return x == 0 ? "0" : Numbers.format("%.2e", x).replace("e-", "e−").replaceFirst("^-", "−");
    }

    /** What the picture of the cross sections cannot show, as JSON: their values undivided, and what contributes. */
    String further() {
        var bins = new ArrayList<String>();
        for (int j = 0; j < m.bins().size(); j++) {
            BinResult bin = m.bins().get(j);
            var lines = new ArrayList<>(List.of(
                    "σ (fb): "
                            + Numbers.measured(
                                    bin.sigma(), bin.total().down(), bin.total().up()),
                    "statistical (fb): "
                            + Numbers.uncertainty(bin.stat().down(), bin.stat().up()),
                    "systematic (fb): "
                            + Numbers.uncertainty(bin.syst().down(), bin.syst().up()),
                    "SM (fb): "
                            + (bin.theory().up() > 0
                                    ? Numbers.measured(
                                            bin.sm(),
                                            bin.theory().down(),
                                            bin.theory().up())
                                    : Numbers.brief(bin.sm(), 4))));
            for (Contribution c : m.breakdown()) {
                Uncertainty u = c.bins().get(j);
                boolean relative = bin.sigma() > 0;
                double scale = relative ? 100 / bin.sigma() : 1;
                lines.add(c.group() + ": " + Words.signed(scale * u.up(), relative ? 1 : 4) + " "
                        + Words.signed(-scale * u.down(), relative ? 1 : 4) + (relative ? " %" : " fb"));
            }
            bins.add("[" + String.join(",", lines.stream().map(Words::json).toList()) + "]");
        }
        String title = m.breakdown().isEmpty() ? "in the bin" : "in the bin, and contributions by group";
        return "{\"spectrum\":{\"title\":" + Words.json(title) + ",\"bins\":[" + String.join(",", bins) + "]}}";
    }
}
