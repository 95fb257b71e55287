package org.fiducia.scheduler.batch;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.command.CardSelection;
import org.fiducia.api.command.CardSelection.Options;
import org.fiducia.api.command.Verb;
import org.fiducia.api.schedule.Scheduler.Results;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code fold}. */
@Component(service = Verb.class, scope = ServiceScope.PROTOTYPE)
@Command(
        name = "fold",
        description = "Put what came of units of work into the store, so that nothing of it is selected again.")
public final class FoldVerb implements Verb {
    private static final int SHOWN = 10;

    private final CardSelection selection;
    private final BatchScheduler scheduler;

    @Parameters(paramLabel = "DIR", description = "Folder of the units.")
    private String folder = "";

    /** With what takes the results. */
    @Activate
    public FoldVerb(@Reference CardSelection selection, @Reference BatchScheduler scheduler) {
        this.selection = selection;
        this.scheduler = scheduler;
    }

    @Override
    public int run(Terminal terminal) {
        Path at = terminal.resolve(folder);
        UnitList list = UnitList.read(at);
        var options = new Options(list.card(), Runtime.getRuntime().availableProcessors(), false, list.changes());
        var folded = new AtomicInteger();
        scheduler.select(
                selection,
                terminal,
                options,
                (task, shared, units, results) -> folded.set(fold(at, list, task, shared, units, results)));
        terminal.out()
                .println(folded.get() + " of " + list.units().size() + " units put into the store"
                        + (folded.get() < list.units().size() ? ", which held the others" : ""));
        return 0;
    }

    private int fold(Path at, UnitList list, String task, byte[] shared, List<byte[]> units, Results results) {
        var numbers = new HashMap<String, Integer>();
        for (int k = 0; k < list.units().size(); k++) {
            numbers.put(list.units().get(k), k);
        }
        var missing = new ArrayList<Integer>();
        int unknown = 0;
        int folded = 0;
        for (int k = 0; k < units.size(); k++) {
            int number = numbers.getOrDefault(UnitList.name(task, shared, units.get(k)), -1);
            if (number < 0) {
                unknown++;
            } else if (Files.exists(UnitList.result(at, number))) {
                results.take(k, UnitList.get(UnitList.result(at, number)));
                folded++;
            } else {
                missing.add(number);
            }
        }
        if (unknown > 0) {
            throw new FiduciaException(
                    Kind.INPUT,
                    unknown + " of " + units.size() + " units are not among those of " + folder
                            + ": the card or a file has changed since",
                    "write the units again");
        }
        if (!missing.isEmpty()) {
            missing.sort(null);
            String shown = missing.stream()
                    .limit(SHOWN)
                    .map(String::valueOf)
                    .reduce((a, b) -> a + " " + b)
                    .orElse("");
            throw new FiduciaException(
                    Kind.INPUT,
                    missing.size() + " of " + units.size() + " results are not there; the others are in the store now",
                    "do them: fiducia run-unit " + folder + " " + shown + (missing.size() > SHOWN ? " …" : ""));
        }
        return folded;
    }
}
