package org.fiducia.validation.compare;

import java.util.ArrayList;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.command.ReportVerb;
import org.fiducia.api.command.Verb;
import org.fiducia.api.report.Destination;
import org.fiducia.api.report.Destination.Form;
import org.fiducia.api.report.Item;
import org.fiducia.api.report.Report;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code compare OLD NEW}. */
@Component(service = Verb.class, scope = ServiceScope.PROTOTYPE)
@Command(
        name = "compare",
        description = "Compare two results: every number that moved, by how much and by how many σ.",
        footer = {
            "",
            "σ is the uncertainty that belongs to a number in OLD: the total one of a bin or",
            "a parameter of interest, the error of a parameter. Versions and inputs that",
            "differ are shown, and not counted. Exit code 0 when nothing moved beyond the",
            "tolerance, 1 when something did or is in one of them alone."
        })
public final class CompareVerb implements ReportVerb {
    @Parameters(
            index = "0",
            paramLabel = "OLD",
            description =
                    "Folder of results of one or of many observables, a result.json, or what `fit --json` printed.")
    private String before = "";

    @Parameters(index = "1", paramLabel = "NEW", description = "Likewise.")
    private String after = "";

    @Option(
            names = "--tolerance",
            paramLabel = "REL",
            description = "Relative change up to which a number has not moved; default: 1e-9.")
    private double tolerance = 1e-9;

    @Option(
            names = "--most",
            paramLabel = "N",
            description = "Rows of what moved, the largest changes first; 0 for all; default: 50. JSON has all.")
    private int most = 50;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Folder for compare.html, a page with the bins of each observable drawn, and compare.json.")
    private String out = "";

    @Override
    public Report report(Terminal terminal) {
        if (!(tolerance >= 0) || Double.isInfinite(tolerance)) {
            throw new FiduciaException(Kind.USAGE, "--tolerance " + tolerance, "give a number that is not negative");
        }
        if (most < 0) {
            throw new FiduciaException(Kind.USAGE, "--most " + most, "give a number of rows, or 0 for all");
        }
        Results old = Results.read(terminal.resolve(before));
        Results now = Results.read(terminal.resolve(after));
        Comparison comparison = Comparison.of(old, now, tolerance);
        if (comparison.pairs().isEmpty()) {
            throw new FiduciaException(
                    Kind.INPUT,
                    before + " and " + after + " have no result of the same name",
                    "name two results of the same observables");
        }
        Report report = new ComparisonReport(before, after, tolerance, most).of(comparison);
        if (out.isEmpty()) {
            return report;
        }
        var items = new ArrayList<Item>(report.items());
        for (String name : comparison.pairs()) {
            BinsFigure.of(name, old.counterpart(name), now.counterpart(name)).ifPresent(items::add);
        }
        return new Report(report.id(), report.title(), items)
                .asExpected(report.asExpected())
                .into(Destination.beside(terminal.resolve(out), "page in " + out + "/compare.html")
                        .with("compare.html", Form.PAGE)
                        .with("compare.json", Form.JSON));
    }
}
