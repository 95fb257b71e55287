package org.fiducia.kernel.plugins;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.function.Predicate;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Plugin;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;

/** Whose code failed, or does not stop: finds the plug-in by what runs, and names it. */
public final class Blame {
    private static final String OURS = "org.fiducia.";

    private final BundleContext context;

    Blame(BundleContext context) {
        this.context = context;
    }

    /**
     * Calls a plug-in, so that one that throws fails with its name and nothing else does.
     *
     * @throws FiduciaException what the plug-in had to say, or that it failed
     */
    public static <T> T guard(Plugin plugin, Callable<T> call) {
        try {
            return call.call();
        } catch (FiduciaException | CancellationException e) {
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        } catch (Throwable e) {
            throw failed(plugin.id() + " (" + Plugins.origin(plugin) + ")", e);
        }
    }

    private static FiduciaException failed(String plugin, Throwable e) {
        String what = e.getMessage() == null ? "" : ": " + e.getMessage();
        return new FiduciaException(
                Kind.PLUGIN,
                "the plug-in " + plugin + " failed with " + e.getClass().getSimpleName() + what,
                e instanceof OutOfMemoryError
                        ? "give more with FIDUCIA_OPTS=-Xmx2g, or ask its author what it needs so much for"
                        : "run again with --verbose and send its author what is shown",
                e);
    }

    /** The failure of a call that nobody foresaw, by the name of the plug-in in whose code it happened. */
    public Optional<FiduciaException> of(Throwable failure) {
        return culprit(failure.getStackTrace())
                .map(bundle -> failed(Deployer.deployed(bundle) ? named(bundle) : Plugins.describe(bundle), failure));
    }

    /**
     * Threads that run code of deployed bundles, by bundle.
     *
     * @param asked the threads to look at
     */
    public Map<Bundle, List<Thread>> busy(Predicate<Thread> asked) {
        var busy = new LinkedHashMap<Bundle, List<Thread>>();
        Thread.getAllStackTraces().forEach((thread, stack) -> {
            if (asked.test(thread)) {
                culprit(stack)
                        .filter(Deployer::deployed)
                        .ifPresent(bundle -> busy.computeIfAbsent(bundle, b -> new ArrayList<>())
                                .add(thread));
            }
        });
        return busy;
    }

    /** Jar, name and version of a deployed bundle. */
    public static String named(Bundle bundle) {
        return Deployer.jar(bundle) + " (" + Plugins.describe(bundle) + ")";
    }

    /** The bundle of a plug-in whose code a stack shows: a deployed one before one of the distribution. */
    private Optional<Bundle> culprit(StackTraceElement[] stack) {
        Bundle kernel = FrameworkUtil.getBundle(Blame.class);
        var ours = new ArrayList<Bundle>();
        List<Bundle> candidates = Arrays.stream(context.getBundles())
                .filter(bundle -> bundle.getBundleId() != Constants.SYSTEM_BUNDLE_ID
                        && bundle.getState() != Bundle.UNINSTALLED
                        && !bundle.equals(kernel)
                        && (Deployer.deployed(bundle) || !Kinds.services(bundle).isEmpty()))
                .toList();
        for (String type : Arrays.stream(stack)
                .map(StackTraceElement::getClassName)
                .filter(name -> !name.startsWith("java.") && !name.startsWith("jdk."))
                .distinct()
                .toList()) {
            String file = type.replace('.', '/') + ".class";
            for (Bundle bundle : candidates) {
                if (bundle.getEntry(file) != null) {
                    if (Deployer.deployed(bundle)) {
                        return Optional.of(bundle);
                    }
                    if (bundle.getSymbolicName().startsWith(OURS)) {
                        ours.add(bundle);
                    }
                }
            }
        }
        return ours.stream().findFirst();
    }
}
