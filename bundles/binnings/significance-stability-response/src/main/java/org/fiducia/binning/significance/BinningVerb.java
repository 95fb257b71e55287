package org.fiducia.binning.significance;

import java.util.ArrayList;
import java.util.List;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Plugin;
import org.fiducia.api.Suggestion;
import org.fiducia.api.command.AnalysisReportVerb;
import org.fiducia.api.command.CardSelection;
import org.fiducia.api.command.Verb;
import org.fiducia.api.measurement.BackgroundModel;
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

/** {@code binning ID}. */
@Component(service = Verb.class, scope = ServiceScope.PROTOTYPE)
@Command(name = "binning", description = "Propose bins of an observable: significant, stable, with the best response.")
public final class BinningVerb implements AnalysisReportVerb {
    private static final int MOST_TRIALS = 10_000_000;

    private final CardSelection selections;
    private final List<Observable<?>> observables;
    private final List<BackgroundModel> backgrounds;

    @Parameters(paramLabel = "ID", description = "Observable; `list observables` shows them.")
    private String id;

    @Option(names = "--trials", paramLabel = "N", description = "Trials that move edges; default: 1000.")
    private int trials = 1000;

    @Option(names = "--seed", paramLabel = "S", description = "Seed of the trials; default: 1.")
    private long seed = 1;

    @Option(
            names = "--process",
            paramLabel = "NAME",
            description =
                    "Process in which the last of two-dimensional bins, where it is what lies above two thresholds,"
                            + " is made pure; default: VBF.")
    private String process = "VBF";

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Folder for the results, one folder per observable in it; default: binning.")
    private String out = "binning";

    /** With the plug-ins that are there when it is called. */
    @Activate
    public BinningVerb(
            @Reference CardSelection selections,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) @SuppressWarnings("rawtypes")
                    List<Observable> observables,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) List<BackgroundModel> backgrounds) {
        this.selections = selections;
        this.observables = new ArrayList<>();
        observables.forEach(this.observables::add);
        this.backgrounds = List.copyOf(backgrounds);
    }

    @Override
    public List<String> candidates() {
        return observables.stream().map(Plugin::id).sorted().toList();
    }

    @Override
    public Report report(Terminal terminal, CardSelection.Options options) {
        if (trials < 0 || trials > MOST_TRIALS) {
            throw new FiduciaException(Kind.USAGE, "--trials " + trials, "give a number from 0 to " + MOST_TRIALS);
        }
        Observable<?> observable = observables.stream()
                .filter(o -> o.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new FiduciaException(
                        Kind.USAGE, "unknown observable " + id, Suggestion.among(id, candidates())));
        CardSelection.Selected selected = selections.select(terminal, options);
        Simulation simulation = Simulation.of(selected.analysis(), observable, selected.samples());
        Proposal proposal = Proposal.of(
                selected.analysis(),
                observable.info(),
                simulation,
                new Backgrounds(
                        selected.analysis(), selected.samples(), selected.backgrounds(), backgrounds, observable),
                process,
                trials,
                seed,
                terminal.progress());
        return ProposalReport.of(proposal)
                .into(Destination.own(terminal.resolve(out).resolve(id), "results in " + out + "/" + id)
                        .with("binning.json", Form.JSON));
    }
}
