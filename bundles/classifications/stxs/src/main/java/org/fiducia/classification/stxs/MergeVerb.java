package org.fiducia.classification.stxs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.command.AnalysisReportVerb;
import org.fiducia.api.command.CardModel;
import org.fiducia.api.command.CardSelection.Options;
import org.fiducia.api.command.Verb;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.inference.Quantity;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.observable.Bin;
import org.fiducia.api.report.Cell;
import org.fiducia.api.report.Document;
import org.fiducia.api.report.Report;
import org.fiducia.api.report.Table;
import org.fiducia.api.report.Table.Column;
import org.fiducia.api.report.Text;
import org.fiducia.classification.stxs.Merging.Merged;
import org.fiducia.classification.stxs.Merging.Step;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code merge}. */
@Component(service = Verb.class, scope = ServiceScope.PROTOTYPE)
@Command(
        name = "merge",
        description =
                "Propose which template cross sections are measured together, from what the card's simulation expects.",
        footer = {"", "What it prints goes into the card: plugins/classifications, settings of stxs, merge."})
public final class MergeVerb implements AnalysisReportVerb {
    private static final String ID = "stxs";

    private final CardModel cards;

    @Option(
            names = "--error",
            paramLabel = "X",
            description = "Expected relative uncertainty that may stay; default: ${DEFAULT-VALUE}.")
    private double error = 1;

    @Option(
            names = "--correlation",
            paramLabel = "X",
            description = "Absolute correlation that may stay; default: ${DEFAULT-VALUE}.")
    private double correlation = 0.9;

    /** With the models of cards. */
    @Activate
    public MergeVerb(@Reference CardModel cards) {
        this.cards = cards;
    }

    @Override
    public Report report(Terminal terminal, Options options) {
        if (!(error > 0) || !(correlation > 0 && correlation < 1)) {
            throw new FiduciaException(
                    Kind.USAGE,
                    "--error " + error + " --correlation " + correlation,
                    "give an uncertainty above 0 and a correlation between 0 and 1");
        }
        CardModel.Model model = cards.model(terminal, options, ID, List.of());
        terminal.progress().finish();
        List<Bin> bins = model.observable().binning().bins();
        var cells = new ArrayList<Merging.Cell>();
        for (int k = 0; k < bins.size(); k++) {
            cells.add(new Merging.Cell(
                    group(bins.get(k).label()),
                    List.of(k),
                    model.quantities().get(k).predicted()));
        }
        Merged merged = new Merging(error, correlation).of(cells, information(model, bins.size()));
        return report(bins, merged);
    }

    /** Bins of one production mode: the first part of their names. */
    private static String group(String name) {
        int cut = name.indexOf('_');
        return cut < 0 ? name : name.substring(0, cut);
    }

    /** Information on the cross sections that data as expected have, everything else profiled. */
    private static double[][] information(CardModel.Model model, int bins) {
        Likelihood likelihood = model.likelihood();
        List<Parameter> parameters = likelihood.model().parameters();
        int[] interest = model.quantities().stream()
                .limit(bins)
                .mapToInt(quantity -> index(likelihood, quantity))
                .toArray();
        int[] others = IntStream.range(0, parameters.size())
                .filter(k ->
                        !parameters.get(k).fixed() && IntStream.of(interest).noneMatch(i -> i == k))
                .toArray();
        double[] start = likelihood.model().initial();
        var all = new double[start.length][start.length];
        likelihood.asimov(start).information(start, new double[start.length], all);
        var whole = new Array2DRowRealMatrix(all);
        RealMatrix own = whole.getSubMatrix(interest, interest);
        if (others.length == 0) {
            return own.getData();
        }
        RealMatrix rest = whole.getSubMatrix(others, others);
        RealMatrix mixed = whole.getSubMatrix(interest, others);
        return own.subtract(mixed.multiply(MatrixUtils.inverse(rest)).multiply(mixed.transpose()))
                .getData();
    }

    private static int index(Likelihood likelihood, Quantity quantity) {
        int index = quantity.isParameter() ? likelihood.model().indexOf(quantity.name()) : -1;
        if (index < 0) {
            throw new FiduciaException(
                    Kind.CARD,
                    "the cross section " + quantity.name() + " is no parameter of the card's physics",
                    "choose one cross section per bin: --set physics=sm-fractions");
        }
        return index;
    }

    private static Report report(List<Bin> bins, Merged merged) {
        var steps = Table.of(
                        "steps",
                        Column.left("first", "bins"),
                        Column.left("second", "and"),
                        Column.left("reason", "because of"))
                .titled("merged");
        for (Step step : merged.steps()) {
            steps.row(Cell.of(names(bins, step.first())), Cell.of(names(bins, step.second())), Cell.of(step.reason()));
        }
        var table = Table.of(
                        "bins",
                        Column.left("name", "bin"),
                        Column.right("predicted", "SM", "fb"),
                        Column.right("error", "expected ±", "%"))
                .titled("what is measured");
        var merge = new LinkedHashMap<String, Object>();
        for (int k = 0; k < merged.cells().size(); k++) {
            Merging.Cell cell = merged.cells().get(k);
            String name = name(bins, cell);
            table.row(Cell.of(name), Cell.of(cell.predicted(), "%.4f"), Cell.of(100 * merged.errors()[k], "%.1f"));
            if (cell.bins().size() > 1) {
                merge.put(
                        name, cell.bins().stream().map(b -> bins.get(b).label()).toList());
            }
        }
        var lines = new ArrayList<String>(List.of("", "\"merge\": {"));
        merge.forEach((name, list) -> lines.add("  \"" + name + "\": " + quoted(list) + ","));
        if (!merge.isEmpty()) {
            String last = lines.remove(lines.size() - 1);
            lines.add(last.substring(0, last.length() - 1));
        }
        lines.add("}");
        return new Report(
                "merge",
                "Template cross sections that are measured together",
                List.of(
                        steps.table(),
                        Text.of(""),
                        table.table(),
                        new Text(lines),
                        new Document("", java.util.Map.of("merge", merge))));
    }

    private static String quoted(Object list) {
        return ((List<?>) list)
                .stream().map(each -> "\"" + each + "\"").toList().toString();
    }

    private static String names(List<Bin> bins, Merging.Cell cell) {
        return String.join(
                " + ", cell.bins().stream().map(b -> bins.get(b).label()).toList());
    }

    /** The first of the bins, and how many follow. */
    private static String name(List<Bin> bins, Merging.Cell cell) {
        String first = bins.get(cell.bins().get(0)).label();
        return cell.bins().size() == 1 ? first : first + "_AND_" + (cell.bins().size() - 1) + "_MORE";
    }
}
