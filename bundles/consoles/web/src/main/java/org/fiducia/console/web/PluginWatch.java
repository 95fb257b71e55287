package org.fiducia.console.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.fiducia.api.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleListener;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceListener;

/**
 * Sees plug-ins come and go, as long as somebody looks: after a bundle, a component or a file of the deploy folder has
 * changed, the plug-ins are listed until nothing moves any more.
 */
final class PluginWatch implements AutoCloseable {
    private static final long PERIOD_MILLIS = 250;

    /** A jar is taken at the second look at it, and what it brings comes a moment later. */
    private static final int LOOKS = 8;

    private final BundleContext context;
    private final Path deploy;
    private final Supplier<String> rows;
    private final BooleanSupplier wanted;
    private final Consumer<String> changed;
    private final AtomicLong events = new AtomicLong();
    private final BundleListener bundles = this::happened;
    private final ServiceListener services = this::happened;
    private final Thread thread = new Thread(this::look, "fiducia-web-plugins");
    private @Nullable String last;

    /**
     * @param deploy the deploy folder
     * @param rows lists the plug-ins
     * @param wanted whether somebody looks
     * @param changed hears of another list
     */
    PluginWatch(
            BundleContext context,
            Path deploy,
            Supplier<String> rows,
            BooleanSupplier wanted,
            Consumer<String> changed) {
        this.context = context;
        this.deploy = deploy;
        this.rows = rows;
        this.wanted = wanted;
        this.changed = changed;
        thread.setDaemon(true);
    }

    /** Begins. */
    void start() {
        context.addBundleListener(bundles);
        context.addServiceListener(services);
        thread.start();
    }

    private void happened(BundleEvent event) {
        events.incrementAndGet();
    }

    private void happened(ServiceEvent event) {
        if (event.getServiceReference().getProperty("component.name") != null) {
            events.incrementAndGet();
        }
    }

    private void look() {
        Map<String, Long> before = Map.of();
        long seen = -1;
        int looks = LOOKS;
        try {
            while (true) {
                Thread.sleep(PERIOD_MILLIS);
                Map<String, Long> now = jars();
                long happened = events.get();
                if (happened != seen || !now.equals(before)) {
                    looks = LOOKS;
                }
                seen = happened;
                before = now;
                if (looks > 0 && wanted.getAsBoolean()) {
                    looks--;
                    list();
                }
            }
        } catch (InterruptedException e) {
            // it is over
        }
    }

    private void list() throws InterruptedException {
        try {
            String now = rows.get();
            if (!now.equals(last)) {
                last = now;
                changed.accept(now);
            }
        } catch (RuntimeException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedException();
            }
        }
    }

    /** Files of the deploy folder, each with what changes when it does. */
    private Map<String, Long> jars() {
        var jars = new TreeMap<String, Long>();
        try (Stream<Path> files = Files.list(deploy)) {
            for (Path file : files.toList()) {
                jars.put(
                        file.getFileName().toString(),
                        Files.getLastModifiedTime(file).toMillis() * 31 + Files.size(file));
            }
        } catch (IOException e) {
            // none, or one of them has just gone
        }
        return jars;
    }

    @Override
    public void close() {
        context.removeBundleListener(bundles);
        context.removeServiceListener(services);
        thread.interrupt();
    }
}
