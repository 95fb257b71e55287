package org.fiducia.scheduler.host;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Progress;
import org.fiducia.api.schedule.Task;
import org.fiducia.scheduler.installed.Installed;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Does units for the program that runs the framework: it finds this as a function from an order and a unit to the answer. */
@Component(service = BiFunction.class, property = "fiducia.units=work")
public final class UnitWork implements BiFunction<byte[], byte[], byte[]> {
    /** Orders that are kept ready. */
    private static final int READY = 4;

    private final List<Task> tasks;
    private final Supplier<Map<String, String>> plugins;
    private final String machine;

    /** What the last orders were made ready to; guarded by this object. */
    private final Map<ByteBuffer, Task.Work> ready = new LinkedHashMap<>(READY, 1, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ByteBuffer, Task.Work> eldest) {
            return size() > READY;
        }
    };

    /** With what can be done. */
    @Activate
    public UnitWork(@Reference(policyOption = ReferencePolicyOption.GREEDY) List<Task> tasks, BundleContext context) {
        this(tasks, () -> Installed.bundles(context), machine());
    }

    /**
     * @param plugins symbolic name of each bundle to the SHA-256 of its jar
     * @param machine name of this one
     */
    UnitWork(List<Task> tasks, Supplier<Map<String, String>> plugins, String machine) {
        this.tasks = List.copyOf(tasks);
        this.plugins = plugins;
        this.machine = machine;
    }

    private static String machine() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "a machine without a name";
        }
    }

    /** Keeps what the user should know. */
    private static final class Remarks implements Progress {
        private final Set<String> warnings = new LinkedHashSet<>();

        @Override
        public synchronized void warn(String message) {
            warnings.add(message);
        }

        @Override
        public void checkCancelled() {
            if (Thread.currentThread().isInterrupted()) {
                throw new CancellationException("cancelled");
            }
        }

        synchronized List<String> warnings() {
            return List.copyOf(warnings);
        }
    }

    /** Does a unit; what a user can mend, and what nobody foresaw, is an answer, too. */
    @Override
    public byte[] apply(byte[] order, byte[] unit) {
        var remarks = new Remarks();
        try {
            byte[] result = work(order).of(unit, remarks);
            return Answer.done(remarks.warnings(), result);
        } catch (FiduciaException e) {
            return Answer.refused(e.kind(), String.valueOf(e.getMessage()), remedy(e));
        } catch (CancellationException e) {
            throw e;
        } catch (RuntimeException e) {
            return Answer.failed(e + ", on " + machine);
        }
    }

    /** A file that all others have may be missing here. */
    private String remedy(FiduciaException e) {
        return e.kind() == Kind.INPUT
                ? e.remedy() + "; it was read on " + machine + ", where files must be under the same paths"
                : e.remedy();
    }

    private synchronized Task.Work work(byte[] bytes) {
        return ready.computeIfAbsent(ByteBuffer.wrap(bytes), key -> {
            Order order = Order.of(bytes);
            Installed.require(
                    order.plugins(),
                    plugins.get(),
                    "the plug-ins on " + machine + " are not those of this call",
                    "use the same distribution everywhere");
            return tasks.stream()
                    .filter(task -> task.id().equals(order.task()))
                    .findFirst()
                    .orElseThrow(() -> new FiduciaException(
                            Kind.PLUGIN,
                            "there is no task " + order.task() + " on " + machine,
                            "use the same distribution everywhere"))
                    .prepare(order.shared());
        });
    }
}
