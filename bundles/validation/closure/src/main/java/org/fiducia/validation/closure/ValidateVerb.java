package org.fiducia.validation.closure;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Nullable;
import org.fiducia.api.Plugin;
import org.fiducia.api.command.AnalysisReportVerb;
import org.fiducia.api.command.CardModel;
import org.fiducia.api.command.CardSelection;
import org.fiducia.api.command.Verb;
import org.fiducia.api.fit.LikelihoodCompiler;
import org.fiducia.api.inference.Inference;
import org.fiducia.api.observable.Observable;
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
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code validate ID}. */
@Component(service = Verb.class, scope = ServiceScope.PROTOTYPE)
@Command(
        name = "validate",
        description =
                "Closure of a measurement: bias, pulls and coverage in toys of its model and of other truths, or the"
                        + " bias of its shapes in the simulated events.")
public final class ValidateVerb implements AnalysisReportVerb {
    static final String SIGNAL = "signal";
    static final String ALL = "all";

    private static final int TOYS = 2000;
    private static final int FUNCTION_TOYS = 200;
    private static final int COVERAGE_TOYS = 500;
    private static final int REPLICAS = 20;
    private static final int FEWEST_TOYS = 10;
    private static final int MOST_TOYS = 1_000_000;

    private final CardModel models;
    private final LikelihoodCompiler compiler;
    private final Schedulers schedulers;
    private final List<Inference> inference;
    private final List<Observable<?>> observables;

    @Parameters(paramLabel = "ID", description = "Observable; `list observables` shows them.")
    private String observable;

    @Option(
            names = "--toys",
            paramLabel = "N",
            description =
                    "Toys of each truth, default: 2000; with --functions 200; with --coverage 500; with --events bootstrap replicas,"
                            + " default: 20.")
    private int toys = -1;

    @Option(
            names = "--events",
            paramLabel = "WHICH",
            arity = "0..1",
            fallbackValue = SIGNAL,
            description =
                    "Fit the simulated events that the model is made from instead of toys: the bias of its shapes."
                            + " WHICH: signal (default), with backgrounds where the model expects them; or all, which is as good as"
                            + " the simulated backgrounds have events.")
    private @Nullable String events;

    @Option(
            names = "--model-dependence",
            description = "What another mixture of the production modes does: the rate of each, halved and doubled.")
    private boolean modelDependence;

    @Option(
            names = "--functions",
            description =
                    "What the choice of functions does: toys from each function, fitted to the data, are fitted with"
                            + " the choice between all of them.")
    private boolean functions;

    @Option(
            names = "--coverage",
            description =
                    "How often the intervals that `measure` reports contain the truth, with and without calibration.")
    private boolean coverage;

    @Option(
            names = "--luminosity",
            paramLabel = "FB",
            description = "With --events, the luminosity at which the bias is compared with the uncertainty to be"
                    + " expected, /fb; default: 3000.")
    private double luminosity = 3000;

    @Option(names = "--seed", paramLabel = "S", description = "Seed of the toys; default: 1.")
    private long seed = 1;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Folder for the results, one folder per observable in it; default: validation.")
    private String out = "validation";

    /** With the observables that are there when it is called. */
    @Activate
    public ValidateVerb(
            @Reference CardModel models,
            @Reference LikelihoodCompiler compiler,
            @Reference Schedulers schedulers,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) List<Inference> inference,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) @SuppressWarnings("rawtypes")
                    List<Observable> observables) {
        this.models = models;
        this.compiler = compiler;
        this.schedulers = schedulers;
        this.inference = List.copyOf(inference);
        this.observables = new ArrayList<>();
        observables.forEach(this.observables::add);
    }

    @Override
    public List<String> candidates() {
        return observables.stream().map(Plugin::id).sorted().toList();
    }

    @Override
    public Report report(Terminal terminal, CardSelection.Options options) {
        if (modelDependence) {
            if (events != null || toys != -1) {
                throw new FiduciaException(
                        Kind.USAGE, "--model-dependence with --events or --toys", "ask for one after the other");
            }
            CardModel.Model model = models.model(terminal, options, observable, List.of());
            return ClosureReport.of(ModelDependence.run(model, compiler, terminal.progress()))
                    .into(destination(terminal, observable + "-model-dependence"));
        }
        if (functions) {
            if (events != null) {
                throw new FiduciaException(Kind.USAGE, "--functions with --events", "ask for one after the other");
            }
            CardModel.Model model = models.model(terminal, options, observable, List.of());
            return FunctionBias.run(
                            model, number(FUNCTION_TOYS, FEWEST_TOYS), seed, options.threads(), terminal.progress())
                    .report()
                    .into(destination(terminal, observable + "-functions"));
        }
        if (coverage) {
            if (events != null) {
                throw new FiduciaException(Kind.USAGE, "--coverage with --events", "ask for one after the other");
            }
            return Coverage.run(
                            models.model(terminal, options, observable, List.of()),
                            inference.stream()
                                    .findFirst()
                                    .orElseThrow(() -> new FiduciaException(
                                            Kind.PLUGIN,
                                            "nothing that concludes from likelihoods is installed",
                                            "install the bundle statistics-inference")),
                            number(COVERAGE_TOYS, FEWEST_TOYS),
                            seed,
                            options.threads(),
                            terminal.progress())
                    .report()
                    .into(destination(terminal, observable + "-coverage"));
        }
        int fewest = events != null ? 0 : FEWEST_TOYS;
        int number = number(events != null ? REPLICAS : TOYS, fewest);
        if (!(luminosity > 0 && luminosity < Double.POSITIVE_INFINITY)) {
            throw new FiduciaException(Kind.USAGE, "--luminosity " + luminosity, "give a positive number of /fb");
        }
        if (events != null) {
            if (!List.of(SIGNAL, ALL).contains(events)) {
                throw new FiduciaException(Kind.USAGE, "--events " + events, "give " + SIGNAL + " or " + ALL);
            }
            CardModel.Model model = models.model(terminal, options, observable, List.of());
            return ClosureReport.of(EventClosure.run(
                            model, compiler, luminosity, events.equals(ALL), number, seed, terminal.progress()))
                    .into(destination(terminal, observable + "-events"));
        }
        CardModel.Model model = models.model(
                terminal,
                options,
                observable,
                Truth.ALL.stream().map(Truth::weight).filter(Objects::nonNull).toList());
        var test = new ClosureTest(model, Truth.ALL);
        Closure closure = schedulers
                .chosen(terminal.environment())
                .map(scheduler -> test.run(number, seed, scheduler, compiler, options.threads(), terminal.progress()))
                .orElseGet(() -> test.run(number, seed, options.threads(), terminal.progress()));
        return ClosureReport.of(closure).into(destination(terminal, observable));
    }

    /** Number of toys that was asked for, or the usual one. */
    private int number(int usual, int fewest) {
        int number = toys == -1 ? usual : toys;
        if (number < fewest || number > MOST_TOYS) {
            throw new FiduciaException(
                    Kind.USAGE, "--toys " + toys, "give a number from " + fewest + " to " + MOST_TOYS);
        }
        return number;
    }

    private Destination destination(Terminal terminal, String folder) {
        return Destination.own(terminal.resolve(out).resolve(folder), "results in " + out + "/" + folder)
                .with("validation.json", Form.JSON);
    }
}
