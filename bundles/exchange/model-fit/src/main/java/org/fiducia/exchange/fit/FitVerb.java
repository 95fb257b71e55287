package org.fiducia.exchange.fit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
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
import org.fiducia.api.model.Parameter;
import org.fiducia.api.report.Destination;
import org.fiducia.api.report.Destination.Form;
import org.fiducia.api.report.Report;
import org.fiducia.api.schedule.Schedulers;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code fit FILE…}. */
@Component(service = Verb.class, scope = ServiceScope.PROTOTYPE)
@Command(
        name = "fit",
        description =
                "Fit a statistical model in a file, a combination of cards and files, or several files together, to their"
                        + " data.")
public final class FitVerb implements ReportVerb {
    private final LikelihoodCompiler compiler;
    private final List<ModelFormat> formats;
    private final List<Fitter> fitters;
    private final Inference inference;
    private final IntervalEstimator intervals;
    private final List<ProfileScanner> scanners;
    private final List<HypothesisTest> tests;
    private final List<GoodnessOfFit> goodness;
    private final Schedulers schedulers;

    @Mixin
    private ModelFiles files = new ModelFiles();

    @Option(
            names = "--poi",
            paramLabel = "NAME",
            description = "Parameter of interest, may be repeated; default: those of the file.")
    private List<String> interests = new ArrayList<>();

    @Option(names = "--asimov", description = "Fit what the model expects where it starts, instead of its data.")
    private boolean asimov;

    @Option(names = "--set", paramLabel = "NAME=VALUE", description = "Start value of a parameter, may be repeated.")
    private List<String> set = new ArrayList<>();

    @Option(names = "--fix", paramLabel = "NAME=VALUE", description = "Hold a parameter at a value, may be repeated.")
    private List<String> fix = new ArrayList<>();

    @Option(
            names = "--bounds",
            paramLabel = "NAME=LO:HI",
            description = "Limits of a parameter, may be repeated; inf and -inf for none.")
    private List<String> bounds = new ArrayList<>();

    @Option(names = "--fitter", paramLabel = "ID", description = "Minimiser; default: the only one, or newton.")
    private String fitter = "";

    @Mixin
    private QuestionOptions questions = new QuestionOptions();

    @Option(
            names = "--group",
            paramLabel = "NAME=PATTERN",
            description = "Group of nuisances for --breakdown, * standing for any characters; may be repeated.")
    private List<String> groups = new ArrayList<>();

    @Option(names = "--threads", paramLabel = "N", description = "Number of threads; default: all cores.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Folder for fit.json and pictures; default: none is written.")
    private String out = "";

    /** With the plug-ins that are there when it is called. */
    @Activate
    public FitVerb(
            @Reference Inference inference,
            @Reference LikelihoodCompiler compiler,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) List<ModelFormat> formats,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) List<Fitter> fitters,
            @Reference IntervalEstimator intervals,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) List<ProfileScanner> scanners,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) List<HypothesisTest> tests,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) List<GoodnessOfFit> goodness,
            @Reference Schedulers schedulers) {
        this.compiler = compiler;
        this.formats = List.copyOf(formats);
        this.fitters = List.copyOf(fitters);
        this.inference = inference;
        this.intervals = intervals;
        this.scanners = List.copyOf(scanners);
        this.tests = List.copyOf(tests);
        this.goodness = List.copyOf(goodness);
        this.schedulers = schedulers;
    }

    @Override
    public Report report(Terminal terminal) throws IOException {
        List<ModelFiles.Read> read = files.read(formats, Questions.atLeast(1, threads, "--threads"), terminal);
        ExchangedModel model = files.joined(read, this::changed, asimov);
        String names = read.stream().map(ModelFiles.Read::file).collect(Collectors.joining(" + "));
        String ids = read.stream().map(each -> each.format().id()).distinct().collect(Collectors.joining(" + "));
        Outcome outcome = ModelFit.of(names, ids, model, asimov)
                .bounding(ofModel(Bounds.of(bounds), model, read), terminal.progress())
                .interests(interests)
                .starting(values(set))
                .fixing(ofModel(values(fix), model, read))
                .grouping(patterns())
                .run(compiler, inference, tools(terminal), questions.asked(), terminal.progress());
        Report report = FitReport.of(outcome);
        return out.isEmpty()
                ? report
                : report.into(Destination.beside(terminal.resolve(out), "").with("fit.json", Form.JSON));
    }

    /** Patterns of nuisances with the names of their groups. */
    private Map<String, String> patterns() {
        var patterns = new LinkedHashMap<String, String>();
        for (String group : groups) {
            int equals = group.indexOf('=');
            if (equals < 1 || equals == group.length() - 1) {
                throw new FiduciaException(
                        Kind.USAGE, "'" + group + "' is no group", "for example --group energy=syst_jes_*");
            }
            patterns.put(group.substring(equals + 1), group.substring(0, equals));
        }
        return patterns;
    }

    private Tools tools(Terminal terminal) {
        return new Tools(fitter(), intervals, scanners, tests, goodness, Questions.atLeast(1, threads, "--threads"))
                .with(schedulers.chosen(terminal.environment()));
    }

    private Fitter fitter() {
        if (fitters.size() == 1 && fitter.isEmpty()) {
            return fitters.get(0);
        }
        return Choice.named(fitters, fitter.isEmpty() ? "newton" : fitter, "fitter");
    }

    /** What the call says of a parameter, which all files must agree on that have it. */
    private Parameter changed(Parameter p) {
        double[] limits = Bounds.of(bounds).get(p.name());
        Parameter within = limits == null ? p : p.within(limits[0], limits[1]);
        Double held = values(fix).get(p.name());
        if (held != null && !(held >= within.lower() && held <= within.upper())) {
            throw new FiduciaException(
                    Kind.USAGE,
                    "parameter " + p.name() + " cannot be " + held + ": its limits are " + within.lower() + " and "
                            + within.upper(),
                    "choose a value between them, or give other limits with --bounds");
        }
        return held == null ? within : within.fixedAt(held);
    }

    /** Settings without those of parameters that have another name in the joined model: they count already. */
    private static <T> Map<String, T> ofModel(
            Map<String, T> settings, ExchangedModel joined, List<ModelFiles.Read> read) {
        var rest = new LinkedHashMap<>(settings);
        rest.keySet()
                .removeIf(name -> joined.model().indexOf(name) < 0
                        && read.stream().anyMatch(file -> file.model().model().indexOf(name) >= 0));
        return rest;
    }

    /** Help that says what the installed formats read. */
    @Spec
    void describe(CommandSpec spec) {
        spec.usageMessage().sectionMap().put(UsageMessageSpec.SECTION_KEY_FOOTER, help -> {
            spec.usageMessage().footer(footer());
            return help.footer();
        });
    }

    private String[] footer() {
        var lines = new ArrayList<String>();
        lines.add("%nWhat is read:");
        ModelFiles.help(formats).forEach(line -> lines.add("  " + line.replace("%", "%%")));
        return lines.toArray(String[]::new);
    }

    private static Map<String, Double> values(List<String> assignments) {
        var values = new LinkedHashMap<String, Double>();
        for (String assignment : assignments) {
            int equals = assignment.lastIndexOf('=');
            try {
                values.put(assignment.substring(0, equals), Double.parseDouble(assignment.substring(equals + 1)));
            } catch (NumberFormatException | IndexOutOfBoundsException e) {
                throw new FiduciaException(
                        Kind.USAGE, "'" + assignment + "' is not NAME=VALUE", "for example --set mu=1.5", e);
            }
        }
        return values;
    }
}
