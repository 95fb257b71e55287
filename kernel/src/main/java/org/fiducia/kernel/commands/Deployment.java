package org.fiducia.kernel.commands;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.fiducia.api.Nullable;
import org.fiducia.kernel.plugins.Deployer;
import org.fiducia.kernel.plugins.ExitWeaver;
import org.fiducia.kernel.plugins.Plugins;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.hooks.weaving.WeavingHook;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Deploys the jars of the deploy folder: at once when the kernel starts and, in a process that stays, whenever the folder
 * changes. The folder is that of the distribution, unless the property {@code fiducia.deploy} of the framework names another.
 */
@Component(service = Deployment.class, immediate = true)
public final class Deployment {
    private static final long PERIOD_MILLIS = 250;

    private @Nullable ScheduledExecutorService timer;
    private final Deployer deployer;
    private final ServiceRegistration<WeavingHook> weaver;

    @Activate
    public Deployment(BundleContext context, @Reference Plugins plugins) {
        String other = context.getProperty("fiducia.deploy");
        Path folder = other == null ? home(context).resolve("deploy") : Path.of(other);
        boolean stays = Boolean.parseBoolean(context.getProperty("fiducia.interactive"));
        deployer =
                new Deployer(context, folder, message -> System.err.println("deploy: " + message), plugins::objection);
        // now that all it needs is loaded: the framework asks it about every class, also about its own
        weaver = context.registerService(WeavingHook.class, new ExitWeaver(), null);
        look();
        if (stays) {
            watch();
        }
    }

    /** From now on looks again and again. */
    synchronized void watch() {
        if (timer == null) {
            timer = Executors.newSingleThreadScheduledExecutor(task -> {
                var thread = new Thread(task, "fiducia-deploy");
                thread.setDaemon(true);
                return thread;
            });
            timer.scheduleWithFixedDelay(this::lookAgain, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** Looks now, and returns when what is there is deployed. */
    void look() {
        synchronized (deployer) {
            deployer.scan(false);
        }
    }

    /** Names of the jars of the folder that are not deployed, with the reasons. */
    Map<String, String> unusable() {
        return deployer.unusable();
    }

    private void lookAgain() {
        synchronized (deployer) {
            deployer.scan(true);
        }
    }

    /** Folder of the distribution. */
    static Path home(BundleContext context) {
        String home = context.getProperty("fiducia.home");
        return Path.of(home == null ? "." : home).toAbsolutePath().normalize();
    }

    /** Takes away a bundle whose code does not stop, until the next start. */
    void refuse(Bundle bundle) {
        deployer.refuse(bundle);
    }

    @Deactivate
    synchronized void stop() {
        if (timer != null) {
            timer.shutdownNow();
        }
        weaver.unregister();
    }
}
