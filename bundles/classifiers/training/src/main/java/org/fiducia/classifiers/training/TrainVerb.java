package org.fiducia.classifiers.training;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.command.AnalysisReportVerb;
import org.fiducia.api.command.CardSelection;
import org.fiducia.api.command.Verb;
import org.fiducia.api.report.Destination;
import org.fiducia.api.report.Destination.Form;
import org.fiducia.api.report.Report;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code train}. */
@Component(service = Verb.class, scope = ServiceScope.PROTOTYPE)
@Command(
        name = "train",
        description = "Train small networks that tell signal from background, with the simulation of a card.",
        footer = "One network per set of candidates and fold; the report shows how each does on events that it has not"
                + " seen.")
public final class TrainVerb implements AnalysisReportVerb {
    private static final int MOST_FOLDS = 20;
    private static final int MOST_STEPS = 100_000;
    private static final int WIDEST = 1000;

    /** Something that every candidate has, whatever the card fits: its networks need not be there yet. */
    private static final String VARIABLE = "fit/variable=mass";

    private final CardSelection selections;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Folder for networks and report; default: results/networks.")
    private String out = "results/networks";

    @Option(
            names = "--folds",
            paramLabel = "K",
            description = "Network k is trained on events with event % K = k; default: 2.")
    private int folds = 2;

    @Option(
            names = "--hidden",
            paramLabel = "N",
            split = ",",
            description = "Sizes of the layers between features and score; default: 24,12.")
    private List<Integer> hidden = List.of(24, 12);

    @Option(
            names = "--steps",
            paramLabel = "N",
            description =
                    "Steps of the optimiser at most; as many are made as serve a third of the events that is held back, each"
                            + " third in turn; default: 120.")
    private int steps = 120;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of random numbers; default: 1.")
    private long seed = 1;

    /** With what selects. */
    @Activate
    public TrainVerb(@Reference CardSelection selections) {
        this.selections = selections;
    }

    @Override
    public Report report(Terminal terminal, CardSelection.Options options) {
        if (folds < 2 || folds > MOST_FOLDS) {
            throw new FiduciaException(
                    Kind.USAGE,
                    "--folds " + folds,
                    "give 2 to " + MOST_FOLDS + ": no network may score the events that it was trained on");
        }
        if (steps < 1 || steps > MOST_STEPS || hidden.stream().anyMatch(size -> size < 1 || size > WIDEST)) {
            throw new FiduciaException(
                    Kind.USAGE,
                    "--steps " + steps + ", --hidden "
                            + String.join(
                                    ",", hidden.stream().map(String::valueOf).toList()),
                    "give 1 to " + MOST_STEPS + " steps and layers of 1 to " + WIDEST);
        }
        List<Examples> sets = Examples.of(selections.select(terminal, options.with(VARIABLE)));
        sets.forEach(set -> set.require(folds));
        var trainer = new Trainer(hidden.stream().mapToInt(Integer::intValue).toArray(), steps, seed);
        var trained = new ArrayList<Trained>();
        for (Examples set : sets) {
            terminal.progress().begin("training networks of " + set.set(), (long) folds * steps * (Trainer.PARTS + 1));
            trained.add(Trained.of(set, trainer, folds, terminal.progress()));
            terminal.progress().finish();
        }
        Path target = terminal.resolve(out);
        return TrainingReport.of(trained)
                .into(Destination.own(target, "written: " + target)
                        .with("train.txt", Form.TEXT)
                        .with("train.json", Form.JSON));
    }
}
