package org.fiducia.exchange.published;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Suggestion;
import org.fiducia.api.command.ReportVerb;
import org.fiducia.api.command.Verb;
import org.fiducia.api.fit.Fitter;
import org.fiducia.api.fit.IntervalEstimator;
import org.fiducia.api.fit.LikelihoodCompiler;
import org.fiducia.api.report.Destination;
import org.fiducia.api.report.Destination.Form;
import org.fiducia.api.report.Report;
import org.fiducia.exchange.published.Products.Per;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code combine FILE}. */
@Component(service = Verb.class, scope = ServiceScope.PROTOTYPE)
@Command(
        name = "combine",
        description =
                "Combine published values: one quantity of several measurements, or products of production and decay.",
        footer = {
            "",
            "Values: {\"quantity\": {\"name\", \"title\", \"unit\"}, \"inputs\": [{\"name\", \"value\",",
            "\"errors\": {\"stat\": 0.1, SOURCE: 0.1}}], \"correlations\": {SOURCE: 0.2 or a",
            "matrix}, \"theory\": [...]}: by the best linear unbiased estimate and by the",
            "likelihood, with a scan of correlations of which nothing is said.",
            "Products: {\"axes\": [[PRODUCTION, DECAY]], \"mu\", \"down\", \"up\", \"correlation\"}:",
            "by a likelihood of variable Gaussians. `fit` reads both kinds of file, too, and",
            "combination cards join them with other models."
        })
public final class CombineVerb implements ReportVerb {
    private static final String FITTER = "newton";

    private final LikelihoodCompiler compiler;
    private final List<Fitter> fitters;
    private final IntervalEstimator intervals;

    @Parameters(index = "0", paramLabel = "FILE", description = "JSON with published values.")
    private String file = "";

    @Option(
            names = "--per",
            paramLabel = "WHAT",
            description = "One strength of all products (mu), or one per decay, production or product; default: mu.")
    private String per = "";

    @Option(
            names = "--freeze",
            paramLabel = "SOURCE,SOURCE",
            description = "Order in which sources are frozen to split the uncertainty; default: that of the file.")
    private String freeze = "";

    @Option(
            names = "--scan",
            paramLabel = "SOURCE",
            description =
                    "Source whose correlation between the inputs is scanned; default: those of which nothing is said.")
    private List<String> scan = new ArrayList<>();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Folder for combine.json and pictures; default: none is written.")
    private String out = "";

    /** With what the work is done. */
    @Activate
    public CombineVerb(
            @Reference LikelihoodCompiler compiler,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) List<Fitter> fitters,
            @Reference IntervalEstimator intervals) {
        this.compiler = compiler;
        this.fitters = List.copyOf(fitters);
        this.intervals = intervals;
    }

    @Override
    public Report report(Terminal terminal) throws IOException {
        Path path = terminal.resolve(file);
        if (!Files.isRegularFile(path)) {
            throw new FiduciaException(Kind.INPUT, "there is no file " + file, "give one with published values");
        }
        Fitter fitter = fitters.stream()
                .filter(each -> each.id().equals(FITTER))
                .findFirst()
                .orElseGet(() -> fitters.get(0));
        var tools = new Minimum.Tools(compiler, fitter, intervals, terminal.progress());
        Report report;
        if (ValuesFile.isProducts(path)) {
            refuse(!freeze.isEmpty(), "--freeze");
            refuse(!scan.isEmpty(), "--scan");
            report = ProductsReport.of(ValuesFile.products(path), per.isEmpty() ? Per.MU : Per.of(per), tools);
        } else if (ValuesFile.isValues(path)) {
            if (!per.isEmpty()) {
                throw new FiduciaException(
                        Kind.USAGE,
                        "--per " + per + " for values of one quantity",
                        "leave it away; it is for products");
            }
            MeasuredValues values = ValuesFile.values(path);
            report = new ValuesReport(values, tools)
                    .of(known(freeze.isEmpty() ? List.of() : List.of(freeze.split(",")), values), known(scan, values));
        } else {
            throw new FiduciaException(
                    Kind.INPUT,
                    file + " holds no published values",
                    "it needs \"quantity\" and \"inputs\", or \"axes\", \"mu\", \"down\", \"up\" and \"correlation\";"
                            + " models in files are joined by `fit` and by combination cards");
        }
        return out.isEmpty()
                ? report
                : report.into(Destination.beside(terminal.resolve(out), "results in " + out)
                        .with("combine.json", Form.JSON));
    }

    private static void refuse(boolean given, String option) {
        if (given) {
            throw new FiduciaException(
                    Kind.USAGE, option + " for products", "leave it away; their sources are not in the file");
        }
    }

    private static List<String> known(List<String> names, MeasuredValues values) {
        List<String> sources = values.sources().stream()
                .filter(source -> !source.statistical())
                .map(MeasuredValues.Source::name)
                .toList();
        for (String name : names) {
            if (!sources.contains(name)) {
                throw new FiduciaException(
                        Kind.USAGE, "'" + name + "' is no systematic source", Suggestion.among(name, sources));
            }
        }
        return names;
    }
}
