package org.fiducia.kernel.plugins;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.fiducia.api.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.FrameworkWiring;

/**
 * Keeps the bundles of the framework in step with the jars in a folder: a new jar is installed and started, a changed one
 * updated, a removed one uninstalled. A jar that cannot be used is reported once by name and reason, and changes nothing
 * else. One thread at a time.
 */
public final class Deployer {
    private static final int REWIRING_SECONDS = 10;
    private static final String INSTALLED = "reference:";

    private final BundleContext context;
    private final Path folder;
    private final Consumer<String> report;
    private final Function<Bundle, Optional<String>> objections;
    private final Set<String> refused = ConcurrentHashMap.newKeySet();
    private final Map<Path, Seen> seen = new LinkedHashMap<>();
    private final Map<String, String> unusable = new ConcurrentSkipListMap<>();
    private Map<Path, long[]> last = Map.of();

    /** What was found at the last look. */
    private record Seen(long size, long modified, @Nullable Bundle bundle) {
        boolean same(long otherSize, long otherModified) {
            return size == otherSize && modified == otherModified;
        }
    }

    /**
     * @param folder need not exist
     * @param report hears what was done and what was refused
     * @param objections what speaks against a bundle that has been started
     */
    public Deployer(
            BundleContext context,
            Path folder,
            Consumer<String> report,
            Function<Bundle, Optional<String>> objections) {
        this.context = context;
        this.folder = folder;
        this.report = report;
        this.objections = objections;
    }

    /** Whether a bundle comes from a deploy folder, not from the distribution. */
    public static boolean deployed(Bundle bundle) {
        return bundle.getBundleId() != Constants.SYSTEM_BUNDLE_ID
                && !bundle.getLocation().startsWith(INSTALLED);
    }

    /** Name of the jar that a deployed bundle comes from. */
    public static String jar(Bundle bundle) {
        String location = bundle.getLocation();
        return URLDecoder.decode(
                location.substring(location.lastIndexOf('/') + 1).replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** Names of the jars that are not deployed, with the reasons. */
    public Map<String, String> unusable() {
        return Collections.unmodifiableMap(unusable);
    }

    /** Takes a bundle away for good: neither its jar nor another that holds it is deployed again by this process. */
    public void refuse(Bundle bundle) {
        refused.add(bundle.getSymbolicName());
        uninstall(bundle);
    }

    /**
     * Looks at the folder and acts on what has changed.
     *
     * @param settled act only on files that are as they were at the last look, so that none is taken half copied
     */
    public void scan(boolean settled) {
        Map<Path, long[]> now = jars();
        Map<Path, long[]> previous = last;
        last = now;
        // a file that is replaced may be away for a moment: only the second look without it counts
        for (Path file : seen.keySet().stream()
                .filter(f -> !now.containsKey(f) && !(settled && previous.containsKey(f)))
                .toList()) {
            remove(file);
        }
        var changed = new ArrayList<Path>();
        now.forEach((file, state) -> {
            Seen before = seen.get(file);
            boolean stable = !settled || Arrays.equals(previous.get(file), state);
            if (stable && (before == null || !before.same(state[0], state[1]))) {
                changed.add(file);
            }
        });
        if (!changed.isEmpty()) {
            // what was refused may have waited for what has come
            seen.forEach((file, before) -> {
                if (before.bundle() == null && now.containsKey(file) && !changed.contains(file)) {
                    changed.add(file);
                }
            });
            deploy(changed, now);
        }
    }

    /** Deploys files in any order: one that needs another of them is tried again after it. */
    private void deploy(List<Path> changed, Map<Path, long[]> now) {
        var waiting = new LinkedHashMap<Path, String>();
        changed.forEach(file -> waiting.put(file, ""));
        boolean progress = true;
        while (progress && !waiting.isEmpty()) {
            progress = false;
            for (Path file : List.copyOf(waiting.keySet())) {
                Seen before = seen.get(file);
                Bundle bundle = before == null ? null : before.bundle();
                try {
                    bundle = deploy(file, bundle);
                    waiting.remove(file);
                    unusable.remove(String.valueOf(file.getFileName()));
                    progress = true;
                } catch (BundleException e) {
                    waiting.put(file, Plugins.reason(e));
                } catch (IOException e) {
                    waiting.put(file, String.valueOf(e.getMessage()));
                }
                long[] state = Objects.requireNonNull(now.get(file), "only what is there is deployed");
                boolean gone = bundle == null || bundle.getState() == Bundle.UNINSTALLED;
                seen.put(file, new Seen(state[0], state[1], gone ? null : bundle));
            }
        }
        waiting.forEach((file, reason) -> {
            unusable.put(String.valueOf(file.getFileName()), reason);
            report.accept(file.getFileName() + " is not deployed: " + reason);
        });
    }

    private Map<Path, long[]> jars() {
        var jars = new TreeMap<Path, long[]>();
        if (!Files.isDirectory(folder)) {
            return jars;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".jar")).toList()) {
                try {
                    jars.put(file, new long[] {
                        Files.size(file), Files.getLastModifiedTime(file).toMillis()
                    });
                } catch (NoSuchFileException gone) {
                    // gone since it was listed
                }
            }
            return jars;
        } catch (IOException e) {
            report.accept("cannot read " + folder + ": " + e.getMessage());
            return last; // as if nothing had changed
        }
    }

    /**
     * Installs a jar and starts it, or updates what it was before.
     *
     * @param before bundle of an earlier version of the jar; null for none
     * @return its bundle
     */
    private Bundle deploy(Path file, @Nullable Bundle before) throws BundleException, IOException {
        if (!complete(file)) {
            throw new IOException("it is not a complete jar");
        }
        Bundle bundle = null;
        try (InputStream stream = Files.newInputStream(file)) {
            if (before != null && before.getState() != Bundle.UNINSTALLED) {
                before.update(stream);
                rewire(before);
                bundle = before;
            } else {
                bundle = context.installBundle(file.toUri().toString(), stream);
                if (bundle.getSymbolicName() == null
                        || bundle.getHeaders().get(Constants.BUNDLE_MANIFESTVERSION) == null) {
                    throw new BundleException("its manifest names no bundle");
                }
            }
            if (refused.contains(bundle.getSymbolicName())) {
                throw new BundleException("code of it still runs and does not stop; start Fiducia anew to deploy it");
            }
            bundle.start();
            Optional<String> objection = objections.apply(bundle);
            if (objection.isPresent()) {
                uninstall(bundle);
                throw new BundleException(objection.get());
            }
        } catch (BundleException e) {
            if (before == null && bundle != null && bundle.getState() != Bundle.UNINSTALLED) {
                uninstall(bundle);
            }
            throw e;
        }
        report.accept(
                file.getFileName() + (before == null ? " is deployed: " : " is updated: ") + Plugins.describe(bundle));
        return bundle;
    }

    private void remove(Path file) {
        Seen was = seen.remove(file);
        unusable.remove(String.valueOf(file.getFileName()));
        Bundle bundle = was == null ? null : was.bundle();
        if (bundle != null && bundle.getState() != Bundle.UNINSTALLED) {
            uninstall(bundle);
            report.accept(file.getFileName() + " is removed");
        }
    }

    private void uninstall(Bundle bundle) {
        try {
            bundle.uninstall();
            rewire(bundle);
        } catch (BundleException | IllegalStateException e) {
            report.accept("cannot remove " + Plugins.describe(bundle) + ": " + e.getMessage());
        }
    }

    /** Bundles that take classes from this one let go of what it was, and take what it is now. */
    private void rewire(Bundle changed) {
        var done = new CountDownLatch(1);
        context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION)
                .adapt(FrameworkWiring.class)
                .refreshBundles(List.of(changed), event -> done.countDown());
        try {
            done.await(REWIRING_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean complete(Path file) {
        try (var zip = new ZipFile(file.toFile())) {
            return zip.size() > 0;
        } catch (IOException e) {
            return false;
        }
    }
}
