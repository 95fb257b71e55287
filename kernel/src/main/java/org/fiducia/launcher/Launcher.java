package org.fiducia.launcher;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.ref.Reference;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntSupplier;
import java.util.function.ToIntFunction;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.fiducia.kernel.recall.Question;
import org.fiducia.kernel.recall.Recall;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.wiring.FrameworkWiring;

/**
 * Starts Felix with the bundles of the distribution and runs one verb, or stays as an interactive shell.
 *
 * <p>Bundles are the jars in {@code bundle/NN}, NN being their start level. A one-shot call stops at level 3; levels above
 * hold what only a process that stays needs.
 */
public final class Launcher {
    private static final int ONE_SHOT_LEVEL = 3;
    private static final int INTERACTIVE_LEVEL = 4;
    private static final int FAILED = 1;
    private static final String CACHE = "fiducia-framework-";
    private static final String LOCK = "lock";

    /** A folder without a lock belongs to nobody after this time, seconds. */
    private static final long STRAY_SECONDS = 3600;

    /** Without a terminal the shell reads lines as they come, which needs no warning. */
    private static final Logger TERMINAL_LOG = Logger.getLogger("org.jline");

    private final Path home;

    Launcher(Path home) {
        this.home = home;
    }

    /** Entry point; the system property {@code fiducia.home} names the distribution. */
    public static void main(String[] words) {
        Locale.setDefault(Locale.ROOT); // what is written here is read by programs and by people everywhere
        // what a plug-in prints is a remark; results go to the standard output by another way
        System.setErr(new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8));
        System.setOut(System.err);
        String home = System.getProperty("fiducia.home", ".");
        int code;
        try {
            Path folder = Path.of(home).toAbsolutePath().normalize();
            code = words.length > 0 && answered(Question.ofProcess(folder, List.of(words)))
                    ? 0
                    : new Launcher(folder).run(words);
        } catch (Throwable e) {
            System.err.println("error: the framework does not start: " + e.getMessage());
            System.err.println("  → unpack the distribution anew; FIDUCIA_OPTS=-Dfiducia.trace=true shows more");
            if (Boolean.getBoolean("fiducia.trace")) {
                e.printStackTrace();
            }
            code = FAILED;
        }
        System.err.flush();
        Runtime.getRuntime().exit(code);
    }

    /** Whether a call was answered as it was before. */
    private static boolean answered(Question question) {
        try {
            return Recall.again(question, new FileOutputStream(FileDescriptor.out));
        } catch (IOException e) {
            return false; // who answers it anew says that it cannot be printed
        }
    }

    /** Runs a verb, or a shell without one; the exit code. */
    int run(String[] words) throws IOException, BundleException, InvalidSyntaxException, InterruptedException {
        boolean interactive = words.length == 0;
        if (interactive) {
            System.setOut(new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8));
            TERMINAL_LOG.setLevel(Level.SEVERE);
            // the terminal looks for its native part through this loader, and only without one in its own bundle
            Thread.currentThread().setContextClassLoader(null);
        }
        Framework framework = framework(interactive, Map.of());
        framework.init();
        BundleContext context = framework.getBundleContext();
        List<Bundle> bundles = install(context, interactive);
        if (interactive) {
            var status = new AtomicReference<IntSupplier>();
            // a shell may have left before the start is over
            context.addServiceListener(event -> keep(context, event, status), "(fiducia.shell=status)");
            framework.start();
            framework.waitForStop(0);
            IntSupplier known = status.get();
            return known == null ? FAILED : known.getAsInt();
        }
        framework.start();
        return line(context, bundles).applyAsInt(words);
    }

    /** A framework that is not initialised yet, with a folder of its own that goes with the process. */
    Framework framework(boolean interactive, Map<String, String> further) throws IOException {
        Path cache = Files.createTempDirectory(CACHE);
        Path temporary = Objects.requireNonNull(cache.getParent(), "where it was made");
        // the lock ends with the process, however that ends
        FileChannel lock = FileChannel.open(
                cache.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        lock.lock();
        Map<String, String> configuration = configuration(cache, interactive);
        configuration.putAll(further);
        Framework framework = ServiceLoader.load(FrameworkFactory.class)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no framework on the class path"))
                .newFramework(configuration);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            delete(cache);
                            clear(temporary);
                            Reference.reachabilityFence(lock); // one that is forgotten is given back
                        },
                        "fiducia-cache"));
        return framework;
    }

    private static void keep(BundleContext context, ServiceEvent event, AtomicReference<IntSupplier> status) {
        if (event.getType() == ServiceEvent.REGISTERED
                && context.getService(event.getServiceReference()) instanceof IntSupplier supplier) {
            status.set(supplier);
        }
    }

    private Map<String, String> configuration(Path cache, boolean interactive) throws IOException {
        var configuration = new HashMap<String, String>();
        configuration.put(Constants.FRAMEWORK_STORAGE, cache.toString());
        configuration.put(
                Constants.FRAMEWORK_BEGINNING_STARTLEVEL,
                String.valueOf(interactive ? INTERACTIVE_LEVEL : ONE_SHOT_LEVEL));
        configuration.put(Constants.FRAMEWORK_BOOTDELEGATION, "jdk.incubator.vector"); // there when asked for
        configuration.put("felix.log.level", "0");
        configuration.put("ds.loglevel", "0"); // what fails is listed, with its reason
        configuration.put("fiducia.home", home.toString());
        configuration.put("fiducia.interactive", String.valueOf(interactive));
        configuration.put("gosh.home", home.toString());
        if (interactive && !Boolean.getBoolean("fiducia.keyboard")) {
            // lines that nobody types are read by the console bundle; the shell gives its commands only
            Path profile = cache.resolve("etc/gosh_profile");
            Files.createDirectories(profile.getParent());
            Files.createFile(profile);
            configuration.put("gosh.home", cache.toString());
            configuration.put("gosh.args", "--nointeractive --noshutdown");
        }
        return configuration;
    }

    /** Installs the bundles of the distribution and starts those that do not wait for a start level. */
    List<Bundle> install(BundleContext context, boolean interactive) throws IOException, BundleException {
        var installed = new ArrayList<Bundle>();
        for (int level = 1; level <= (interactive ? INTERACTIVE_LEVEL : ONE_SHOT_LEVEL); level++) {
            Path folder = home.resolve("bundle").resolve(String.format("%02d", level));
            if (!Files.isDirectory(folder)) {
                throw new IOException(folder + " is missing");
            }
            List<Path> jars;
            try (Stream<Path> files = Files.list(folder)) {
                jars = files.filter(f -> f.toString().endsWith(".jar")).sorted().toList();
            }
            for (Path jar : jars) {
                Bundle bundle = context.installBundle("reference:" + jar.toUri());
                bundle.adapt(BundleStartLevel.class).setStartLevel(level);
                installed.add(bundle);
            }
        }
        // all at once: one by one, each would look anew at what the others bring, which takes a fifth of a short call
        context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION)
                .adapt(FrameworkWiring.class)
                .resolveBundles(installed);
        for (Bundle bundle : installed) {
            if (bundle.getHeaders().get(Constants.FRAGMENT_HOST) == null) {
                bundle.start(Bundle.START_ACTIVATION_POLICY);
            }
        }
        return installed;
    }

    /** What runs a verb. */
    @SuppressWarnings("unchecked")
    static ToIntFunction<String[]> line(BundleContext context, List<Bundle> bundles)
            throws InvalidSyntaxException, BundleException {
        var line = service(context, ToIntFunction.class, "(fiducia.command=line)");
        if (line.isEmpty()) {
            for (Bundle bundle : bundles) {
                bundle.start(); // the first that cannot says why
            }
            throw new IllegalStateException("no command line");
        }
        return line.get();
    }

    /** A service of a type of the JDK. */
    static <T> Optional<T> service(BundleContext context, Class<T> type, String filter) throws InvalidSyntaxException {
        // the plain look-up asks whether the system bundle is wired to the package of the type, which no bundle ever is
        var references = context.getAllServiceReferences(type.getName(), filter);
        return references == null
                ? Optional.empty()
                : Optional.ofNullable(type.cast(context.getService(references[0])));
    }

    /** Removes what processes that are no more left in the temporary folder. */
    static void clear(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path old : files.filter(f -> f.getFileName().toString().startsWith(CACHE))
                    .toList()) {
                Path file = old.resolve(LOCK);
                if (Files.isWritable(file)) {
                    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                            FileLock lock = channel.tryLock()) {
                        if (lock != null) {
                            delete(old);
                        }
                    }
                } else if (!Files.exists(file)
                        && Files.getLastModifiedTime(old)
                                .toInstant()
                                .isBefore(Instant.now().minusSeconds(STRAY_SECONDS))) {
                    delete(old); // its process was killed before the lock was there
                }
            }
        } catch (IOException | UncheckedIOException | OverlappingFileLockException e) {
            // the next one tries again
        }
    }

    /** The lock goes last, so that a process that is killed meanwhile leaves what the next one knows. */
    private static void delete(Path folder) {
        Path lock = folder.resolve(LOCK);
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(file -> !file.equals(lock) && !file.equals(folder))
                    .sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
            lock.toFile().delete();
            folder.toFile().delete();
        } catch (IOException | UncheckedIOException e) {
            // another process clears it, too, or in the end the operating system does
        }
    }
}
