package org.fiducia.scheduler.batch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Suggestion;
import org.fiducia.api.command.Verb;
import org.fiducia.api.schedule.Task;
import org.fiducia.scheduler.installed.Installed;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code run-unit}. */
@Component(service = Verb.class, scope = ServiceScope.PROTOTYPE)
@Command(name = "run-unit", description = "Do units of work that `units` wrote; what is done already is left as it is.")
public final class RunUnitVerb implements Verb {
    private final List<Task> tasks;
    private final BundleContext context;

    @Parameters(index = "0", paramLabel = "DIR", description = "Folder of the units.")
    private String folder = "";

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "K", description = "Numbers of units, from 0.")
    private List<Integer> numbers = List.of();

    /** With what can be done. */
    @Activate
    public RunUnitVerb(
            @Reference(policyOption = ReferencePolicyOption.GREEDY) List<Task> tasks, BundleContext context) {
        this.tasks = List.copyOf(tasks);
        this.context = context;
    }

    @Override
    public int run(Terminal terminal) throws IOException {
        Path at = terminal.resolve(folder);
        UnitList list = UnitList.read(at);
        for (int number : numbers) {
            if (number < 0 || number >= list.units().size()) {
                throw new FiduciaException(
                        Kind.USAGE,
                        folder + " has no unit " + number,
                        "give numbers from 0 to " + (list.units().size() - 1));
            }
        }
        Installed.require(
                list.plugins(),
                Installed.bundles(context),
                "the plug-ins are not those with which the units were written",
                "use the same distribution everywhere, or write the units again");
        var open = new ArrayList<>(numbers);
        open.removeIf(number -> Files.exists(UnitList.result(at, number)));
        if (!open.isEmpty()) {
            byte[] shared = UnitList.shared(at);
            Task.Work work = task(list.task()).prepare(shared);
            terminal.progress().begin("doing units of " + folder, open.size());
            for (int number : open) {
                terminal.progress().checkCancelled();
                UnitList.put(UnitList.result(at, number), work.of(list.unit(at, shared, number), terminal.progress()));
                terminal.progress().advance(1);
            }
        }
        terminal.out().println(open.size() + " units done, " + (numbers.size() - open.size()) + " were done before");
        return 0;
    }

    private Task task(String id) {
        return tasks.stream()
                .filter(task -> task.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new FiduciaException(
                        Kind.PLUGIN,
                        "there is no task " + id,
                        Suggestion.among(id, tasks.stream().map(Task::id).toList())));
    }
}
