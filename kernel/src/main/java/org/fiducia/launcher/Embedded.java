package org.fiducia.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.launch.Framework;

/**
 * The framework within another program, which has it in a class loader of its own: nothing crosses but types of the JDK, so
 * that no library of the program meets one of the bundles.
 */
public final class Embedded implements AutoCloseable {
    private final Framework framework;
    private final List<Bundle> bundles;

    private Embedded(Framework framework, List<Bundle> bundles) {
        this.framework = framework;
        this.bundles = bundles;
    }

    /**
     * Starts a framework.
     *
     * @param home folder of the distribution
     * @param deploy folder of the jars that are deployed
     * @param type of the service that the program offers, one of the JDK
     * @param service offered to the bundles; empty for none
     * @param properties of the service
     * @throws IOException when the distribution is not whole
     * @throws BundleException when the framework does not start
     */
    public static Embedded start(
            Path home, Path deploy, Class<?> type, Optional<Object> service, Map<String, String> properties)
            throws IOException, BundleException {
        var launcher = new Launcher(home);
        // vector instructions are on where the user says so: a program that has the module for itself changes no number
        Map<String, String> own = Map.of("fiducia.deploy", deploy.toString(), Constants.FRAMEWORK_BOOTDELEGATION, "");
        Framework framework = launcher.framework(false, own);
        framework.init();
        BundleContext context = framework.getBundleContext();
        service.ifPresent(offered -> context.registerService(type.getName(), offered, new Hashtable<>(properties)));
        List<Bundle> bundles = launcher.install(context, false);
        framework.start();
        return new Embedded(framework, bundles);
    }

    /** Runs a verb; the exit code. */
    public int run(String[] words) throws BundleException, InvalidSyntaxException {
        return Launcher.line(framework.getBundleContext(), bundles).applyAsInt(words);
    }

    /**
     * A service that a bundle offers.
     *
     * @param type one of the JDK
     * @param filter on its properties
     */
    public <T> Optional<T> service(Class<T> type, String filter) throws InvalidSyntaxException {
        return Launcher.service(framework.getBundleContext(), type, filter);
    }

    /** Stops the framework, and returns when it has. */
    @Override
    public void close() throws BundleException {
        framework.stop();
        try {
            framework.waitForStop(0);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // it goes on stopping
        }
    }
}
