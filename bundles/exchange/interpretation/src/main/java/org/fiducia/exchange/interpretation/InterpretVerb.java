package org.fiducia.exchange.interpretation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Plugin;
import org.fiducia.api.Settings;
import org.fiducia.api.Suggestion;
import org.fiducia.api.command.CardModel;
import org.fiducia.api.command.CardSelection.Options;
import org.fiducia.api.command.ReportVerb;
import org.fiducia.api.command.Verb;
import org.fiducia.api.exchange.PredictionFormat;
import org.fiducia.api.fit.FitResult;
import org.fiducia.api.fit.Fitter;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.fit.LikelihoodCompiler;
import org.fiducia.api.fit.ProfileScanner;
import org.fiducia.api.inference.Quantity;
import org.fiducia.api.inference.Questions;
import org.fiducia.api.model.Dataset;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.StatisticalModel;
import org.fiducia.api.report.Destination;
import org.fiducia.api.report.Destination.Form;
import org.fiducia.api.report.Report;
import org.fiducia.exchange.interpretation.Interpretation.Rates;
import org.fiducia.exchange.interpretation.Interpretation.Tools;
import org.fiducia.exchange.interpretation.SpectrumFile.Read;
import org.fiducia.physics.scalings.Scaling;
import org.fiducia.physics.scalings.Scaling.Scaled;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code interpret SPECTRUM}. */
@Component(service = Verb.class, scope = ServiceScope.PROTOTYPE)
@Command(
        name = "interpret",
        description =
                "Say what a measured spectrum tells of couplings: from its numbers, or from the likelihood of a card.",
        footer = {
            "",
            "SPECTRUM is a file: result.json of a measurement, JSON with edges, sigma, sm,",
            "covariance (and modeShares, C1), tables of HEPData, or YODA. Or it is an observable:",
            "then the full likelihood of the card is interpreted, and beside it its covariance."
        })
public final class InterpretVerb implements ReportVerb {
    /** How interpretations of a full likelihood are called. */
    static final String FULL = "full likelihood";

    /** How those of numbers are called. */
    static final String NUMBERS = "covariance";

    private static final String FITTER = "newton";

    /** A change of a card: the cross section of each bin is a parameter. */
    private static final String UNFOLDED =
            "physics={\"production\": {\"id\": \"sm-fractions\"}, \"decay\": {\"id\": \"sm-fractions\"}}";

    private final CardModel cards;
    private final LikelihoodCompiler compiler;
    private final List<Scaling> scalings;
    private final List<Fitter> fitters;
    private final List<ProfileScanner> scanners;
    private final List<PredictionFormat> formats;

    @Parameters(index = "0", paramLabel = "SPECTRUM", description = "File with a spectrum, or id of an observable.")
    private String spectrum = "";

    @Option(
            names = "--physics",
            paramLabel = "ID",
            required = true,
            description = "What is concluded about; `list scalings` shows them.")
    private String physics = "";

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description = "Setting of the physics, may be repeated, e.g. file=parametrisation.json or order=linear.")
    private List<String> set = new ArrayList<>();

    @Option(
            names = "--card",
            paramLabel = "FILE",
            description = "Analysis card of an observable; default: etc/analysis.json of the distribution.")
    private String card = "";

    @Option(
            names = "--data",
            paramLabel = "observed|asimov",
            description = "Interpret what was observed, or what the Standard Model expects; default: observed.")
    private String data = "observed";

    @Option(
            names = "--observable",
            paramLabel = "ID",
            description = "Which spectrum of a file with several; default: the only one.")
    private String observable = "";

    @Option(
            names = "--prediction",
            paramLabel = "FILE",
            description = "Prediction of the Standard Model, for a file that has none.")
    private String prediction = "";

    @Option(
            names = "--flat",
            paramLabel = "SIGMA",
            description = "Directions with a larger expected error are held and named; default: ${DEFAULT-VALUE}.")
    private double flat = 10;

    @Option(
            names = "--contour",
            paramLabel = "A,B",
            description = "Contours at 68 and 95 % of two parameters, the others held; may be repeated.")
    private List<String> contours = new ArrayList<>();

    @Option(names = "--threads", paramLabel = "N", description = "Number of threads that select; default: all cores.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Folder for interpret.json and pictures; default: none is written.")
    private String out = "";

    /** With what the work is done. */
    @Activate
    public InterpretVerb(
            @Reference CardModel cards,
            @Reference LikelihoodCompiler compiler,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) List<Scaling> scalings,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) List<Fitter> fitters,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) List<ProfileScanner> scanners,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) List<PredictionFormat> formats) {
        this.cards = cards;
        this.compiler = compiler;
        this.scalings = List.copyOf(scalings);
        this.fitters = List.copyOf(fitters);
        this.scanners = List.copyOf(scanners);
        this.formats = List.copyOf(formats);
    }

    @Override
    public Report report(Terminal terminal) throws IOException {
        Scaling scaling = named(scalings, physics, "scaling");
        if (!(flat > 0)) {
            throw new FiduciaException(Kind.USAGE, "--flat " + flat, "give an error above 0");
        }
        if (!data.equals("observed") && !data.equals("asimov")) {
            throw new FiduciaException(Kind.USAGE, "--data " + data, "choose observed or asimov");
        }
        Path file = terminal.resolve(spectrum);
        List<Interpretation> interpretations =
                Files.exists(file) ? ofFile(file, scaling, terminal) : ofCard(scaling, terminal);
        terminal.progress().finish();
        Report report = InterpretationReport.of(
                scaling.title() + " from " + Path.of(spectrum).getFileName(), interpretations);
        return out.isEmpty()
                ? report
                : report.into(Destination.beside(terminal.resolve(out), "results in " + out)
                        .with("interpret.json", Form.JSON));
    }

    private Tools tools(Terminal terminal) {
        Fitter fitter = fitters.stream()
                .filter(each -> each.id().equals(FITTER))
                .findFirst()
                .orElseGet(() -> fitters.get(0));
        List<List<String>> pairs = contours.stream()
                .map(pair -> Questions.Profiles.names(pair, "--contour", 2))
                .toList();
        return new Tools(compiler, fitter, scanners, pairs, flat, terminal.progress());
    }

    private static <T extends Plugin> T named(List<T> plugins, String id, String kind) {
        return plugins.stream()
                .filter(plugin -> plugin.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new FiduciaException(
                        Kind.USAGE,
                        "there is no " + kind + " " + id,
                        Suggestion.among(id, plugins.stream().map(Plugin::id).toList())));
    }

    /** Settings of the call: numbers, true, false, lists and objects as JSON, anything else as text. */
    private Map<String, Object> settings() {
        var values = new LinkedHashMap<String, Object>();
        for (String assignment : set) {
            int equals = assignment.indexOf('=');
            if (equals < 1) {
                throw new FiduciaException(
                        Kind.USAGE, "'" + assignment + "' is not NAME=VALUE", "for example --set order=linear");
            }
            String text = assignment.substring(equals + 1);
            Object value;
            try {
                value = new JsonMapper().readValue(text, Object.class);
            } catch (JsonProcessingException e) {
                value = text;
            }
            values.put(assignment.substring(0, equals), value);
        }
        return values;
    }

    private static Settings settings(Map<String, Object> values, Map<String, Object> further, Terminal terminal) {
        var all = new LinkedHashMap<>(values);
        all.putAll(further);
        return new Settings("--set", all, terminal.directory());
    }

    private List<Interpretation> ofFile(Path file, Scaling scaling, Terminal terminal) throws IOException {
        Read read = new SpectrumFile(formats, terminal.progress())
                .read(file, observable, prediction.isEmpty() ? null : terminal.resolve(prediction));
        Spectrum numbers = data.equals("asimov") ? read.spectrum().expectingPrediction() : read.spectrum();
        var values = settings();
        scaling.known().stream()
                .filter(read.known()::containsKey)
                .forEach(name -> values.putIfAbsent(
                        name, Objects.requireNonNull(read.known().get(name), name)));
        var interpretations = new ArrayList<Interpretation>();
        scaling.approximations(settings(values, Map.of(), terminal)).forEach((title, further) -> {
            Scaled scaled = scaling.scaled(numbers.target(), settings(values, further, terminal));
            interpretations.add(
                    ofNumbers(NUMBERS + suffix(title), numbers, scaled, numbers.expected(scaled), terminal));
        });
        return interpretations;
    }

    private static String suffix(String approximation) {
        return approximation.isEmpty() ? "" : ", " + approximation;
    }

    private Interpretation ofNumbers(
            String title, Spectrum numbers, Scaled scaled, List<Expression> expected, Terminal terminal) {
        Likelihood likelihood =
                compiler.compile(numbers.model(scaled.parameters(), expected), Dataset.unweighted(List.of()));
        return Interpretation.of(title, likelihood, new Rates(numbers.bins(), expected), tools(terminal));
    }

    /** The likelihood of a card in the parameters of the physics, and its covariance in those of the bins. */
    private List<Interpretation> ofCard(Scaling scaling, Terminal terminal) throws IOException {
        var options = new Options(card, threads, false);
        CardModel.Model plain = cards.model(terminal, options.with(UNFOLDED), spectrum, List.of());
        Likelihood likelihood = plain.likelihood();
        if (data.equals("asimov")) {
            likelihood = likelihood.asimov(likelihood.model().initial());
        }
        Spectrum numbers = numbers(plain, likelihood, terminal);
        var interpretations = new ArrayList<Interpretation>();
        for (Map.Entry<String, Map<String, Object>> approximation :
                scaling.approximations(settings(settings(), Map.of(), terminal)).entrySet()) {
            Scaled scaled = scaling.scaled(numbers.target(), settings(settings(), approximation.getValue(), terminal));
            List<Expression> expected = numbers.expected(scaled);
            String suffix = suffix(approximation.getKey());
            Likelihood full = compiler.compile(replaced(plain, scaled, expected), likelihood.data());
            interpretations.add(
                    Interpretation.of(FULL + suffix, full, new Rates(numbers.bins(), expected), tools(terminal)));
            interpretations.add(ofNumbers(NUMBERS + suffix, numbers, scaled, expected, terminal));
        }
        return interpretations;
    }

    /** The model of a card with functions of couplings in the place of its cross sections. */
    private StatisticalModel replaced(CardModel.Model plain, Scaled scaled, List<Expression> expected) {
        var functions = new LinkedHashMap<String, Expression>();
        for (int j = 0; j < expected.size(); j++) {
            Quantity sigma = plain.quantities().get(j);
            if (!(sigma.value() instanceof Expression.Ref ref)) {
                throw new FiduciaException(
                        Kind.CARD,
                        "the cross section " + sigma.name() + " of " + spectrum + " is no parameter of the likelihood",
                        "interpret result.json of the measurement");
            }
            functions.put(ref.parameter(), expected.get(j));
        }
        StatisticalModel model = plain.likelihood().model();
        var parameters = new ArrayList<>(scaled.parameters());
        model.parameters().stream()
                .filter(parameter -> !functions.containsKey(parameter.name()))
                .forEach(parameters::add);
        return model.replaced(parameters, name -> functions.getOrDefault(name, Expression.ref(name)));
    }

    /** Cross sections of the bins with their covariance, as a fit of them gives them. */
    private Spectrum numbers(CardModel.Model model, Likelihood likelihood, Terminal terminal) {
        FitResult fit = model.fitter().fit(likelihood, likelihood.model().initial(), true, terminal.progress());
        double[][] covariance = fit.covariance();
        if (!fit.converged() || covariance == null) {
            throw new FiduciaException(
                    Kind.FIT,
                    "the fit of " + spectrum + " found no minimum: " + fit.message(),
                    "merge bins with few events");
        }
        int n = model.observable().binning().size();
        int m = fit.parameters().length;
        var sigma = new double[n];
        var predicted = new double[n];
        var slopes = new double[n][m];
        for (int j = 0; j < n; j++) {
            Quantity quantity = model.quantities().get(j);
            sigma[j] = likelihood.evaluate(quantity.value(), fit.parameters(), slopes[j]);
            predicted[j] = quantity.predicted();
        }
        var errors = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                for (int k = 0; k < m; k++) {
                    for (int l = 0; l < m; l++) {
                        errors[i][j] += slopes[i][k] * covariance[k][l] * slopes[j][l];
                    }
                }
            }
        }
        return new Spectrum(
                spectrum,
                model.observable().id(),
                model.observable().binning().bins(),
                sigma,
                predicted,
                errors,
                model.composition().stream()
                        .filter(part -> part.predicted() != 0)
                        .map(part -> new Spectrum.Part(part.production(), part.member(), part.bin(), part.predicted()))
                        .toList());
    }
}
