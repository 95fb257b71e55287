package org.fiducia.scheduler.batch;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Progress;
import org.fiducia.api.command.CardSelection;
import org.fiducia.api.command.CardSelection.Options;
import org.fiducia.api.command.Verb.Terminal;
import org.fiducia.api.schedule.Scheduler;
import org.osgi.service.component.annotations.Component;

/**
 * Gives units of work to whoever called a verb of this bundle: {@code units} writes them down, {@code fold} has their
 * results. Nobody else can use it.
 */
@Component(service = {Scheduler.class, BatchScheduler.class})
public final class BatchScheduler implements Scheduler {
    private static final String ID = "batch";

    private final ThreadLocal<Handler> handler = new ThreadLocal<>();

    /** Takes what is asked of the scheduler. */
    interface Handler {
        void run(String task, byte[] shared, List<byte[]> units, Results results);
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String title() {
        return "files for a batch farm, by units, run-unit and fold";
    }

    @Override
    public void run(String task, byte[] shared, List<byte[]> units, Results results, Progress progress) {
        Handler own = handler.get();
        if (own == null) {
            throw new FiduciaException(
                    Kind.USAGE,
                    "the scheduler " + ID + " cannot be chosen for this verb",
                    "write units with `fiducia units`, do them with `fiducia run-unit`, add them with `fiducia fold`;"
                            + " measure afterwards without FIDUCIA_SCHEDULER");
        }
        own.run(task, shared, units, results);
    }

    /** Selects with a handler in the place of threads. */
    CardSelection.Selected select(CardSelection selection, Terminal terminal, Options options, Handler by) {
        Map<String, String> environment = new HashMap<>(terminal.environment());
        environment.put("FIDUCIA_SCHEDULER", ID);
        var own = new Terminal(
                terminal.out(),
                terminal.err(),
                terminal.directory(),
                terminal.home(),
                terminal.progress(),
                terminal.columns(),
                environment);
        return with(by, () -> selection.select(own, options));
    }

    private <T> T with(Handler by, Supplier<T> work) {
        handler.set(by);
        try {
            return work.get();
        } finally {
            handler.remove();
        }
    }
}
