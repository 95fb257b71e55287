package org.fiducia.exchange.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Suggestion;
import org.fiducia.api.command.ReportVerb;
import org.fiducia.api.command.Verb;
import org.fiducia.api.exchange.ExchangedModel;
import org.fiducia.api.exchange.ModelFormat;
import org.fiducia.api.fit.Fitter;
import org.fiducia.api.fit.GoodnessOfFit;
import org.fiducia.api.fit.HypothesisTest;
import org.fiducia.api.fit.IntervalEstimator;
import org.fiducia.api.fit.LikelihoodCompiler;
import org.fiducia.api.fit.ProfileScanner;
import org.fiducia.api.inference.Inference;
import org.fiducia.api.inference.Inference.Tools;
import org.fiducia.api.inference.Questions;
import org.fiducia.api.report.Destination;
import org.fiducia.api.report.Destination.Form;
import org.fiducia.api.report.Report;
import org.fiducia.api.schedule.Schedulers;
import org.fiducia.exchange.combination.ModelSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code search FILE}. */
@Component(service = Verb.class, scope = ServiceScope.PROTOTYPE)
@Command(
        name = "search",
        description =
                "Upper limits on a signal of every channel of a combination and of all together, what is expected in"
                        + " every region before and after the fit, and pictures of both.")
public final class SearchVerb implements ReportVerb {
    private final Inference inference;
    private final LikelihoodCompiler compiler;
    private final List<ModelFormat> formats;
    private final Fitter fitter;
    private final IntervalEstimator intervals;
    private final List<ProfileScanner> scanners;
    private final List<HypothesisTest> tests;
    private final List<GoodnessOfFit> goodness;
    private final Schedulers schedulers;

    @Parameters(paramLabel = "FILE", description = "Combination card or model file; `list formats` shows what is read.")
    private String file = "";

    @Option(
            names = "--limit",
            paramLabel = "NAME",
            description = "Strength of the signal; default: the only parameter of interest.")
    private String limit = "";

    @Option(names = "--level", paramLabel = "X", description = "Confidence level of limits; default: 0.95.")
    private double level = 0.95;

    @Option(names = "--toys", paramLabel = "N", description = "Limits by so many toys; default: asymptotic formulae.")
    private int toys;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of the toys; default: 1.")
    private long seed = 1;

    @Option(names = "--threads", paramLabel = "N", description = "Number of threads; default: all cores.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Folder for search.json and pictures; default: none is written.")
    private String out = "";

    /** With the plug-ins that are there when it is called. */
    @Activate
    public SearchVerb(
            @Reference Inference inference,
            @Reference LikelihoodCompiler compiler,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) List<ModelFormat> formats,
            @Reference(target = "(fitter=newton)") Fitter fitter,
            @Reference IntervalEstimator intervals,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) List<ProfileScanner> scanners,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) List<HypothesisTest> tests,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) List<GoodnessOfFit> goodness,
            @Reference Schedulers schedulers) {
        this.inference = inference;
        this.compiler = compiler;
        this.formats = List.copyOf(formats);
        this.fitter = fitter;
        this.intervals = intervals;
        this.scanners = List.copyOf(scanners);
        this.tests = List.copyOf(tests);
        this.goodness = List.copyOf(goodness);
        this.schedulers = schedulers;
    }

    @Override
    public Report report(Terminal terminal) throws IOException {
        if (!(level > 0 && level < 1)) {
            throw new FiduciaException(Kind.USAGE, "--level " + level, "give a number between 0 and 1, as 0.95");
        }
        int workers = Questions.atLeast(1, threads, "--threads");
        ExchangedModel model = new ModelSource(file, terminal.resolve(file), "", "", List.of())
                .read(formats, workers, terminal.progress())
                .model();
        if (model.data() == null) {
            throw new FiduciaException(
                    Kind.FIT, file + " holds a model without data, so there is nothing to search in", "add data to it");
        }
        String strength = strength(model);
        var tools = new Tools(fitter, intervals, scanners, tests, goodness, workers)
                .with(schedulers.chosen(terminal.environment()));
        var search = new Search(
                inference,
                compiler,
                tools,
                new Search.Asked(strength, level, Questions.atLeast(0, toys, "--toys"), seed),
                terminal.progress());
        String name = Objects.requireNonNull(terminal.resolve(file).getFileName(), "a file has a name")
                .toString()
                .replaceAll("(?<=.)\\.[^.]*$", "");
        List<Part> channels = Part.channels(name, model.model(), model.data());
        var found = new ArrayList<Search.Found>();
        channels.forEach(channel -> found.add(search.of(channel)));
        if (channels.size() > 1) {
            found.add(search.of(new Part(Search.TOGETHER, model.model(), model.data())));
        }
        Report report = SearchReport.of(model.name(), strength, found);
        return out.isEmpty()
                ? report
                : report.into(Destination.beside(terminal.resolve(out), "pictures in " + out)
                        .with("search.json", Form.JSON));
    }

    private String strength(ExchangedModel model) {
        List<String> interests = model.model().parameters().stream()
                .filter(parameter -> model.interests().contains(parameter.name()) && !parameter.fixed())
                .map(parameter -> parameter.name())
                .toList();
        if (limit.isEmpty() && interests.size() != 1) {
            throw new FiduciaException(
                    Kind.USAGE,
                    file + " has " + interests.size() + " free parameters of interest",
                    "name the strength of the signal with --limit: "
                            + interests.stream().collect(Collectors.joining(", ")));
        }
        String strength = limit.isEmpty() ? interests.get(0) : limit;
        if (model.model().indexOf(strength) < 0) {
            throw new FiduciaException(
                    Kind.USAGE, file + " has no parameter " + strength, Suggestion.among(strength, interests));
        }
        return strength;
    }
}
