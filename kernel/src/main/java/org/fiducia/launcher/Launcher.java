package org.fiducia.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.ToIntFunction;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.framework.startlevel.BundleStartLevel;

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

    /** Without a terminal the shell reads lines as they come, which needs no warning. */
    private static final Logger TERMINAL_LOG = Logger.getLogger("org.jline");

    private final Path home;

    private Launcher(Path home) {
        this.home = home;
    }

    /** Entry point; the system property {@code fiducia.home} names the distribution. */
    public static void main(String[] words) {
        String home = System.getProperty("fiducia.home", ".");
        int code;
        try {
            code = new Launcher(Path.of(home).toAbsolutePath().normalize()).run(words);
        } catch (IOException | BundleException | InvalidSyntaxException | RuntimeException e) {
            System.err.println("error: the framework does not start: " + e.getMessage());
            System.err.println("  → unpack the distribution anew; FIDUCIA_OPTS=-Dfiducia.trace=true shows more");
            if (Boolean.getBoolean("fiducia.trace")) {
                e.printStackTrace();
            }
            code = FAILED;
        } catch (InterruptedException e) {
            code = FAILED;
        }
        System.out.flush();
        System.err.flush();
        Runtime.getRuntime().exit(code);
    }

    private int run(String[] words) throws IOException, BundleException, InvalidSyntaxException, InterruptedException {
        boolean interactive = words.length == 0;
        if (interactive) {
            TERMINAL_LOG.setLevel(Level.SEVERE);
            // the terminal looks for its native part through this loader, and only without one in its own bundle
            Thread.currentThread().setContextClassLoader(null);
        }
        Path cache = Files.createTempDirectory("fiducia-");
        Framework framework = ServiceLoader.load(FrameworkFactory.class)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no framework on the class path"))
                .newFramework(configuration(cache, interactive));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(cache), "fiducia-cache"));
        framework.init();
        List<Bundle> bundles = install(framework.getBundleContext(), interactive);
        framework.start();
        if (interactive) {
            framework.waitForStop(0);
            return 0;
        }
        return line(framework.getBundleContext(), bundles).applyAsInt(words);
    }

    private Map<String, String> configuration(Path cache, boolean interactive) {
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
        return configuration;
    }

    private List<Bundle> install(BundleContext context, boolean interactive) throws IOException, BundleException {
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
        for (Bundle bundle : installed) {
            if (bundle.getHeaders().get(Constants.FRAGMENT_HOST) == null) {
                bundle.start(Bundle.START_ACTIVATION_POLICY);
            }
        }
        return installed;
    }

    @SuppressWarnings("unchecked")
    private static ToIntFunction<String[]> line(BundleContext context, List<Bundle> bundles)
            throws InvalidSyntaxException, BundleException {
        // the plain look-up asks whether the system bundle is wired to java.util.function, which no bundle ever is
        var references = context.getAllServiceReferences(ToIntFunction.class.getName(), "(fiducia.command=line)");
        if (references == null) {
            for (Bundle bundle : bundles) {
                bundle.start(); // the first that cannot says why
            }
            throw new IllegalStateException("no command line");
        }
        return (ToIntFunction<String[]>) context.getService(references[0]);
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            // the operating system clears its temporary folder
        }
    }
}
