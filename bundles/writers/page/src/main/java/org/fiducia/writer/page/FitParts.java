package org.fiducia.writer.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.fiducia.api.channel.Category;
import org.fiducia.api.measurement.FitDetails.FitClass;
import org.fiducia.api.measurement.Measurement;
import org.fiducia.api.measurement.Measurement.Yield;
import org.fiducia.api.measurement.Response;
import org.fiducia.api.observable.Bin;
import org.fiducia.drawing.Captions;
import org.fiducia.drawing.Numbers;

/** The data and how the model describes them: distributions, yields, regions, response. */
record FitParts(Measurement m) {
    private static final double PERCENT = 100;

    /** The distribution of the fit variable, what was fitted in it, and how the fit went. */
    Part fit(Pictures pictures) {
        var fit = m.analysis().fit();
        String variable = pictures.has("m4l") ? "m4l" : fit.variable();
        String figures = pictures.figure(
                        variable,
                        "distribution of the fit variable: data on the stacked components of"
                                + " the fit, and their ratio")
                + pictures.figure("m-weighted")
                + pictures.figures(name -> name.endsWith("-wide"));
        var html = new StringBuilder(Pictures.beside(figures));
        html.append("<dl class=\"facts\">\n");
        fact(html, "data", Words.of(Words.data(m)) + ", " + Numbers.brief(m.events(), 7) + " events in the fit");
        fact(
                html,
                "range of " + Words.of(fit.axis().title()),
                Numbers.brief(fit.lo(), 6) + " to " + Numbers.brief(fit.hi(), 6) + " "
                        + Words.escaped(fit.axis().unit())
                        + (fit.intervals() > 0 ? ", in " + fit.intervals() + " intervals" : ", unbinned"));
        fact(html, "status", Words.escaped(m.status()));
        fact(html, "−log <i>L</i> at the best fit", Numbers.fixed(m.nll(), 4));
        long free = m.parameters().stream().filter(p -> p.interest()).count();
        fact(html, "parameters", m.parameters().size() + ", of which " + free + " are of interest");
        List<String> limits = m.parameters().stream()
                .filter(p -> p.atLimit())
                .map(p -> Words.code(p.name()))
                .toList();
        if (!limits.isEmpty()) {
            fact(html, "at their limits", String.join(", ", limits));
        }
        html.append("</dl>\n");
        return new Part("fit", "Data and fit", html.toString());
    }

    static void fact(StringBuilder html, String name, String value) {
        html.append("<dt>").append(name).append("</dt><dd>").append(value).append("</dd>\n");
    }

    /** Expected and fitted events, by category, by bin, and in regions beside that of the signal; categories of the fit. */
    Part yields() {
        Set<String> bins =
                m.observable().reconstructed().bins().stream().map(Bin::label).collect(Collectors.toSet());
        List<Yield> fitted =
                m.yields().stream().filter(y -> bins.contains(y.bin())).toList();
        List<Yield> others =
                m.yields().stream().filter(y -> !bins.contains(y.bin())).toList();
        String note = fitted.isEmpty()
                ? ""
                : "<p class=\"note\">Fitted events, in parentheses those expected before the fit. Single eras, categories"
                        + " and bins together are in result.json.</p>\n";
        return new Part(
                "yields",
                "Yields",
                table("category", fitted, y -> category(y.category()))
                        + (m.observable().reconstructed().bins().size() > 1
                                ? table("reconstructed " + Words.bins(m), fitted, y -> Words.formula(y.bin()))
                                : "")
                        + table("era", fitted, y -> Words.escaped(y.era()))
                        + note
                        + (others.isEmpty() ? "" : "<h3>Other regions</h3>\n")
                        + table("region", others, y -> region(y.bin()))
                        + classes());
    }

    private String category(String id) {
        return m.analysis().categories().stream()
                .filter(category -> category.id().equals(id))
                .map(Category::title)
                .map(Words::of)
                .findFirst()
                .orElseGet(() -> id.isEmpty() ? "all" : Words.escaped(id));
    }

    private String region(String id) {
        return m.analysis().regions().stream()
                .filter(region -> region.id().equals(id) && !region.title().isBlank())
                .map(region -> Words.of(region.title()) + " " + Words.code(id))
                .findFirst()
                .orElseGet(() -> Words.escaped(id));
    }

    private static String table(String heading, List<Yield> yields, Function<Yield, String> by) {
        Map<String, Map<String, double[]>> rows = new LinkedHashMap<>();
        var all = new LinkedHashMap<String, double[]>();
        for (Yield y : yields) {
            var row = rows.computeIfAbsent(by.apply(y), name -> new LinkedHashMap<>());
            for (var sums : List.of(row, all)) {
                double[] sum = sums.computeIfAbsent(y.component(), name -> new double[2]);
                sum[0] += y.expected();
                sum[1] += y.fitted();
            }
        }
        var heads = new ArrayList<>(List.of(heading));
        all.keySet().forEach(component -> heads.add(Words.of(Captions.component(component))));
        heads.add("sum");
        var table = new HtmlTable(List.of(0), heads);
        rows.forEach((name, row) -> table.row(cells(name, all.keySet(), row)));
        if (rows.size() > 1) {
            table.sum(cells("all", all.keySet(), all));
        }
        return table.html();
    }

    private static List<String> cells(String name, Set<String> components, Map<String, double[]> row) {
        var cells = new ArrayList<>(List.of(name));
        double[] sum = new double[2];
        for (String component : components) {
            double[] events = row.getOrDefault(component, new double[2]);
            cells.add(events(events));
            sum[0] += events[0];
            sum[1] += events[1];
        }
        cells.add(events(sum));
        return cells;
    }

    private static String events(double[] expectedAndFitted) {
        return Words.number(expectedAndFitted[1], 1) + " <span class=\"soft\">("
                + Numbers.fixed(expectedAndFitted[0], 1) + ")</span>";
    }

    private String classes() {
        String unit = m.analysis().fit().axis().unit();
        var table = new HtmlTable(
                "category",
                "events",
                "fitted <i>S</i>",
                Words.heading("peak", unit),
                Words.heading("$\\sigma_\\mathrm{eff}$", unit),
                "<i>B</i> / " + (unit.isEmpty() ? "unit" : Words.escaped(unit)) + " at the peak",
                "<i>S</i>/(<i>S</i>+<i>B</i>) in 68 %");
        for (FitClass c : m.details().classes()) {
            table.row(
                    category(c.category()),
                    Words.number(c.observed(), 0),
                    Words.number(c.signal(), 1),
                    Words.number(c.peak(), 2),
                    Words.number(c.width(), 2),
                    Words.number(c.background(), 1),
                    Words.number(c.purity(), 3));
        }
        String html = table.html();
        return html.isEmpty() ? "" : "<h3>Categories of the fit</h3>\n" + html;
    }

    /** What simulation says of the signal, and how well bins are told apart. */
    Part response(Pictures pictures) {
        return new Part(
                "response",
                "Response and efficiency",
                Pictures.beside(pictures.figure("response"), "<div>\n" + quality() + "</div>\n")
                        + "<p class=\"note\">Purity: events of a reconstructed bin that belong there. Stability: selected"
                        + " events of a fiducial bin that are found there. Efficiency: events of a fiducial bin that are"
                        + " selected.</p>\n"
                        + byCategory());
    }

    private String quality() {
        var quality = m.quality();
        List<Bin> fiducial = m.observable().binning().bins();
        List<Bin> reco = m.observable().reconstructed().bins();
        var facts = new StringBuilder("<dl class=\"facts\">\n");
        fact(facts, "condition number of the migration matrix", Numbers.brief(quality.conditionNumber(), 4));
        fact(facts, "migration score", Numbers.fixed(quality.migrationScore(), 3));
        facts.append("</dl>\n");
        var table = new HtmlTable(Words.bins(m), "purity", "stability", "efficiency");
        boolean same = fiducial.equals(reco);
        for (int i = 0; i < reco.size(); i++) {
            String label = Words.formula(reco.get(i).label());
            table.row(
                    same ? label : "reconstructed " + label,
                    percent(quality.purity(), i),
                    same ? percent(quality.stability(), i) : "",
                    same ? percent(quality.efficiency(), i) : "");
        }
        for (int j = 0; j < fiducial.size() && !same; j++) {
            table.row(
                    "fiducial " + Words.formula(fiducial.get(j).label()),
                    "",
                    percent(quality.stability(), j),
                    percent(quality.efficiency(), j));
        }
        return facts + table.html();
    }

    private static String percent(double[] values, int k) {
        return k < values.length ? Words.number(PERCENT * values[k], 1) + " %" : "";
    }

    /** Efficiencies, and shares of events that are not fiducial, of each category; eras weighted by luminosity. */
    private String byCategory() {
        List<Bin> fiducial = m.observable().binning().bins();
        List<Bin> reco = m.observable().reconstructed().bins();
        Response response = m.response();
        double[] shares = shares();
        var heads = new ArrayList<>(List.of("fiducial " + Words.bins(m)));
        var others = new ArrayList<>(List.of("reconstructed " + Words.bins(m)));
        for (int c = 0; c < response.categories(); c++) {
            String title = Words.of(m.analysis().categories().get(c).title());
            heads.add(title);
            others.add(title);
        }
        var efficiency = new HtmlTable(List.of(0), heads);
        for (int j = 0; j < fiducial.size(); j++) {
            var cells = new ArrayList<>(List.of(Words.formula(fiducial.get(j).label())));
            for (int c = 0; c < response.categories(); c++) {
                cells.add(efficiency(response, shares, c, j));
            }
            efficiency.row(cells);
        }
        var outside = new HtmlTable(List.of(0), others);
        for (int i = 0; i < reco.size(); i++) {
            var cells = new ArrayList<>(List.of(Words.formula(reco.get(i).label())));
            for (int c = 0; c < response.categories(); c++) {
                double sum = 0;
                for (int era = 0; era < shares.length; era++) {
                    sum += shares[era] * response.nonFiducial()[era][c][i];
                }
                cells.add(Words.number(PERCENT * sum, 2));
            }
            outside.row(cells);
        }
        return HtmlTable.folded(
                        "Efficiency by category (%), all reconstructed bins together, with its statistical uncertainty",
                        efficiency.html())
                + HtmlTable.folded(
                        "Selected resonant events that are not fiducial, over those that are (%)", outside.html());
    }

    /** Luminosity of each era over that of all. */
    private double[] shares() {
        double all = m.analysis().luminosity();
        return m.analysis().eras().stream()
                .mapToDouble(era -> era.luminosity() / all)
                .toArray();
    }

    private static String efficiency(Response response, double[] shares, int category, int j) {
        double sum = 0;
        double variance = 0;
        for (int era = 0; era < shares.length; era++) {
            for (int i = 0; i < response.recoBins(); i++) {
                double error = shares[era] * response.efficiencyError()[era][category][i][j];
                sum += shares[era] * response.efficiency()[era][category][i][j];
                variance += error * error;
            }
        }
        double error = PERCENT * Math.sqrt(variance);
        int decimals = Numbers.decimals(error);
        return Words.number(PERCENT * sum, decimals) + " ± " + Numbers.fixed(error, decimals);
    }
}
