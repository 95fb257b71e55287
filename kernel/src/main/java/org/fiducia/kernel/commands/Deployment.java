package org.fiducia.kernel.commands;

import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.fiducia.kernel.plugins.Deployer;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/**
 * Deploys the jars of the deploy folder: at once when the kernel starts and, in a process that stays, whenever the folder
 * changes.
 */
@Component(service = Deployment.class, immediate = true)
public final class Deployment {
    private static final long PERIOD_MILLIS = 250;

    private final ScheduledExecutorService timer;

    @Activate
    public Deployment(BundleContext context) {
        String home = context.getProperty("fiducia.home");
        Path folder =
                Path.of(home == null ? "." : home, "deploy").toAbsolutePath().normalize();
        boolean stays = Boolean.parseBoolean(context.getProperty("fiducia.interactive"));
        var deployer = new Deployer(context, folder, message -> System.err.println("deploy: " + message));
        if (stays) {
            timer = Executors.newSingleThreadScheduledExecutor(task -> {
                var thread = new Thread(task, "fiducia-deploy");
                thread.setDaemon(true);
                return thread;
            });
            timer.execute(() -> deployer.scan(false));
            timer.scheduleWithFixedDelay(
                    () -> deployer.scan(true), PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
        } else {
            timer = null;
            deployer.scan(false);
        }
    }

    @Deactivate
    void stop() {
        if (timer != null) {
            timer.shutdownNow();
        }
    }
}
