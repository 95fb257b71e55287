package org.fiducia.kernel.commands;

import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Nullable;
import org.fiducia.api.command.AnalysisVerb;
import org.fiducia.api.command.CardSelection;
import org.fiducia.api.command.Verb;
import org.fiducia.api.inference.Inference;
import org.fiducia.api.measurement.Measurement;
import org.fiducia.api.measurement.ResultWriter;
import org.fiducia.api.measurement.SystematicScheme;
import org.fiducia.api.observable.Classification;
import org.fiducia.api.observable.Observable;
import org.fiducia.kernel.card.RemoteName;
import org.fiducia.kernel.jobs.RunningJob;
import org.fiducia.kernel.pipeline.Comparisons;
import org.fiducia.kernel.pipeline.Measured;
import org.fiducia.kernel.pipeline.MeasurementRequest;
import org.fiducia.kernel.pipeline.Origin;
import org.fiducia.kernel.pipeline.Pipeline;
import org.fiducia.kernel.plugins.Plugins;
import org.fiducia.kernel.recall.Recall;
import org.fiducia.kernel.recall.Recording;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code measure ID...}. */
@Component(service = Verb.class, scope = ServiceScope.PROTOTYPE)
@Command(name = "measure", description = "Measure the fiducial cross section in bins of observables.")
public final class MeasureVerb implements AnalysisVerb {
    private final Plugins plugins;
    private final List<Inference> inference;

    enum Data {
        OBSERVED,
        ASIMOV
    }

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..*", paramLabel = "ID", description = "Observables; `list observables` shows them.")
    private List<String> observables = new ArrayList<>();

    @Option(names = "--all", description = "Every installed observable of the channel.")
    private boolean all;

    @Option(
            names = "--data",
            paramLabel = "observed|asimov",
            description = "Fit what was observed, or what the Standard Model expects; default: observed.")
    private Data data = Data.OBSERVED;

    @Mixin
    private QuestionOptions questions = new QuestionOptions();

    @Option(
            names = "--alternative",
            paramLabel = "PATH=VALUE",
            description = "Measure also with this value of the card, and combine; may be repeated, e.g. another"
                    + " unfolding or another method for a background.")
    private List<String> alternatives = new ArrayList<>();

    @Option(
            names = "--scheme",
            paramLabel = "ID",
            description = "Systematic scheme that combines alternatives; `list schemes` shows them.")
    private @Nullable String scheme;

    @Option(
            names = "--prediction",
            paramLabel = "[NAME=]FILE[#SPECTRUM]",
            description = "Compare with a prediction, as `predict` writes it or of another prediction format; may be"
                    + " repeated.")
    private List<String> predictions = new ArrayList<>();

    @Option(names = "--out", paramLabel = "DIR", description = "Folder for the results; default: results.")
    private String out = "results";

    @Option(
            names = "--publish",
            description = "Write also what is given to others, e.g. tables for a data base; `list publishers` shows who"
                    + " writes. With --breakdown and --impacts.")
    private boolean publish;

    @Option(names = "--json", description = "Print the result as JSON, and nothing else.")
    private boolean json;

    @Activate
    public MeasureVerb(
            @Reference Plugins plugins,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) List<Inference> inference) {
        this.plugins = plugins;
        this.inference = List.copyOf(inference);
    }

    @Override
    public List<String> candidates() {
        var ids = new ArrayList<String>();
        plugins.all(Observable.class).forEach(observable -> ids.add(observable.id()));
        plugins.all(Classification.class).forEach(classification -> ids.add(classification.id()));
        return ids;
    }

    @Override
    public int run(Terminal terminal, CardSelection.Options options) {
        long began = System.nanoTime();
        if (observables.isEmpty() && !all) {
            throw new FiduciaException(
                    Kind.USAGE,
                    "no observable named",
                    "name one or more, or --all: " + String.join(", ", candidates()));
        }
        var command = new ArrayList<>(List.of("fiducia", "measure"));
        command.addAll(spec.commandLine().getParseResult().originalArgs().stream()
                .filter(word -> !word.equals("measure"))
                .map(RemoteName::shown)
                .toList());
        var request = new MeasurementRequest(data == Data.ASIMOV, questions.asked(publish));
        Path folder = terminal.resolve(out);
        Recording recording = RunningJob.recording(terminal.progress());
        if (!alternatives.isEmpty()) {
            recording.unrepeatable();
        }
        if (!alternatives.isEmpty() && json) {
            throw new FiduciaException(
                    Kind.USAGE, "--json with --alternative", "leave one out; alternatives.json holds the numbers");
        }
        if (alternatives.isEmpty() != (scheme == null)) {
            throw new FiduciaException(
                    Kind.USAGE,
                    "--alternative and --scheme belong together",
                    "name what is to be changed, and one of the schemes "
                            + String.join(
                                    ", ",
                                    plugins.all(SystematicScheme.class).stream()
                                            .map(SystematicScheme::id)
                                            .toList()));
        }
        Optional<Publishing> publishing = publishing();
        Comparisons comparisons = Comparisons.read(predictions, terminal::resolve, plugins, terminal.progress());
        List<String> ids;
        List<Measurement> nominal;
        try (Pipeline pipeline = CardPipelines.of(terminal, plugins, options)) {
            ids = Stream.concat(observables.stream(), all ? pipeline.observables().stream() : Stream.empty())
                    .distinct()
                    .toList();
            var console = new ResultWriter.Console(terminal.out(), json);
            var origin = new Origin(command, CardPipelines.differences(terminal, options));
            List<Measured> measured = pipeline.measure(ids, request, inference(), comparisons, folder, console, origin);
            publishing.ifPresent(p -> p.publish(
                    pipeline, measured, String.join(" ", command), folder, console, (RunningJob) terminal.progress()));
            nominal = alternatives.isEmpty() ? List.of() : made(measured);
        }
        if (!alternatives.isEmpty()) {
            var compared = new Alternatives(alternatives, plugins.get(SystematicScheme.class, scheme));
            for (int k = 0; k < alternatives.size(); k++) {
                var silent = new ResultWriter.Console(new PrintWriter(Writer.nullWriter()), false);
                CardSelection.Options changed = options.with(alternatives.get(k));
                try (Pipeline pipeline = CardPipelines.of(terminal, plugins, changed)) {
                    var origin = new Origin(command, CardPipelines.differences(terminal, changed));
                    compared.add(made(pipeline.measure(
                            ids,
                            request,
                            inference(),
                            Comparisons.NONE,
                            folder.resolve("alternative-" + (k + 1)),
                            silent,
                            origin)));
                }
            }
            compared.print(nominal, terminal.out());
            compared.write(nominal, folder);
        }
        if (publishing.isEmpty()) {
            Publishing.remind(folder, terminal.progress());
        }
        if (!json) {
            String where = ids.size() == 1 ? out + "/" + ids.get(0) : out;
            terminal.out().println("results in " + where);
            String last = Recall.time(began);
            terminal.out().println(last);
            recording.complete(last);
        } else {
            recording.complete();
        }
        return 0;
    }

    private static List<Measurement> made(List<Measured> measured) {
        return measured.stream().map(one -> one.made().get()).toList();
    }

    /** Who publishes, if that is asked for: the observed result of the card as it is. */
    private Optional<Publishing> publishing() {
        if (!publish) {
            return Optional.empty();
        }
        if (data == Data.ASIMOV) {
            throw new FiduciaException(
                    Kind.USAGE,
                    "--publish with --data asimov",
                    "leave one out; only what was observed is given to others");
        }
        if (!alternatives.isEmpty()) {
            throw new FiduciaException(
                    Kind.USAGE,
                    "--publish with --alternative",
                    "leave one out; measurements of one card are given to others, without alternatives");
        }
        return Optional.of(Publishing.of(plugins));
    }

    private Inference inference() {
        return inference.stream()
                .findFirst()
                .orElseThrow(() -> new FiduciaException(
                        Kind.PLUGIN,
                        "nothing that concludes from likelihoods is installed",
                        "install the bundle statistics-inference"));
    }
}
