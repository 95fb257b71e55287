package org.fiducia.kernel.plugins;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
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

    private final BundleContext context;
    private final Path folder;
    private final Consumer<String> report;
    private final Map<Path, Seen> seen = new LinkedHashMap<>();
    private Map<Path, long[]> last = Map.of();

    /** What was found at the last look. */
    private record Seen(long size, long modified, Bundle bundle) {
        boolean same(long otherSize, long otherModified) {
            return size == otherSize && modified == otherModified;
        }
    }

    /**
     * @param folder need not exist
     * @param report hears what was done and what was refused
     */
    public Deployer(BundleContext context, Path folder, Consumer<String> report) {
        this.context = context;
        this.folder = folder;
        this.report = report;
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
        for (Path gone : seen.keySet().stream().filter(p -> !now.containsKey(p)).toList()) {
            remove(gone, seen.remove(gone));
        }
        now.forEach((file, state) -> {
            Seen before = seen.get(file);
            boolean stable = !settled || Arrays.equals(previous.get(file), state);
            if (stable && (before == null || !before.same(state[0], state[1]))) {
                seen.put(file, new Seen(state[0], state[1], deploy(file, before == null ? null : before.bundle())));
            }
        });
    }

    private Map<Path, long[]> jars() {
        var jars = new TreeMap<Path, long[]>();
        if (!Files.isDirectory(folder)) {
            return jars;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".jar")).toList()) {
                jars.put(file, new long[] {
                    Files.size(file), Files.getLastModifiedTime(file).toMillis()
                });
            }
        } catch (IOException e) {
            report.accept("cannot read " + folder + ": " + e.getMessage());
        }
        return jars;
    }

    private Bundle deploy(Path file, Bundle before) {
        String name = file.getFileName().toString();
        if (!complete(file)) {
            report.accept(name + " is not deployed: it is not a complete jar");
            return before;
        }
        Bundle bundle = before;
        try (InputStream stream = Files.newInputStream(file)) {
            if (before == null) {
                bundle = context.installBundle(file.toUri().toString(), stream);
                if (bundle.getSymbolicName() == null
                        || bundle.getHeaders().get(Constants.BUNDLE_MANIFESTVERSION) == null) {
                    throw new BundleException("its manifest names no bundle");
                }
                bundle.start();
            } else {
                before.update(stream);
                rewire(before);
                before.start();
            }
            report.accept(name + (before == null ? " is deployed: " : " is updated: ") + Plugins.describe(bundle));
            return bundle;
        } catch (BundleException e) {
            report.accept(name + " is not deployed: " + Plugins.reason(e));
            if (before == null && bundle != null) {
                uninstall(bundle);
                return null;
            }
            return before;
        } catch (IOException e) {
            report.accept(name + " is not deployed: " + e.getMessage());
            return before;
        }
    }

    private void remove(Path file, Seen was) {
        if (was.bundle() != null) {
            uninstall(was.bundle());
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
