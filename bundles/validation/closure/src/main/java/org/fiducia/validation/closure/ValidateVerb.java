package org.fiducia.validation.closure;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Plugin;
import org.fiducia.api.command.AnalysisReportVerb;
import org.fiducia.api.command.CardModel;
import org.fiducia.api.command.CardSelection;
import org.fiducia.api.command.Verb;
import org.fiducia.api.observable.Observable;
import org.fiducia.api.report.Destination;
import org.fiducia.api.report.Destination.Form;
import org.fiducia.api.report.Report;
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
        description = "Closure of a measurement: bias, pulls and coverage in toys of its model and of other truths.")
public final class ValidateVerb implements AnalysisReportVerb {
    private static final int FEWEST_TOYS = 10;
    private static final int MOST_TOYS = 1_000_000;

    private final CardModel models;
    private final List<Observable<?>> observables;

    @Parameters(paramLabel = "ID", description = "Observable; `list observables` shows them.")
    private String observable;

    @Option(names = "--toys", paramLabel = "N", description = "Toys of each truth; default: 2000.")
    private int toys = 2000;

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
            @Reference(policyOption = ReferencePolicyOption.GREEDY) @SuppressWarnings("rawtypes")
                    List<Observable> observables) {
        this.models = models;
        this.observables = new ArrayList<>();
        observables.forEach(this.observables::add);
    }

    @Override
    public List<String> candidates() {
        return observables.stream().map(Plugin::id).sorted().toList();
    }

    @Override
    public Report report(Terminal terminal, CardSelection.Options options) {
        if (toys < FEWEST_TOYS || toys > MOST_TOYS) {
            throw new FiduciaException(
                    Kind.USAGE, "--toys " + toys, "give a number from " + FEWEST_TOYS + " to " + MOST_TOYS);
        }
        CardModel.Model model = models.model(
                terminal,
                options,
                observable,
                Truth.ALL.stream().map(Truth::weight).filter(Objects::nonNull).toList());
        Closure closure = new ClosureTest(model, Truth.ALL).run(toys, seed, options.threads(), terminal.progress());
        return ClosureReport.of(closure)
                .into(Destination.own(terminal.resolve(out).resolve(observable), "results in " + out + "/" + observable)
                        .with("validation.json", Form.JSON));
    }
}
