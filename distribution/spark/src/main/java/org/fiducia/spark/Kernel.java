package org.fiducia.spark;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * The framework of a distribution within this process, in a class loader that has nothing above it but the platform: neither
 * Spark nor a library of it meets a bundle.
 */
final class Kernel implements AutoCloseable {
    private static final String EMBEDDED = "org.fiducia.launcher.Embedded";

    private final URLClassLoader loader;
    private final Object embedded;

    private Kernel(URLClassLoader loader, Object embedded) {
        this.loader = loader;
        this.embedded = embedded;
    }

    /** What is done with the framework. */
    private interface Call<T> {
        T now() throws ReflectiveOperationException, IOException;
    }

    /**
     * Starts a framework.
     *
     * @param home folder of the distribution
     * @param deploy folder of the jars that are deployed
     * @param offered to the bundles; empty for nothing
     * @param properties of what is offered
     */
    static Kernel start(Path home, Path deploy, Optional<BiFunction<?, ?, ?>> offered, Map<String, String> properties)
            throws IOException {
        var loader = new URLClassLoader("fiducia", classPath(home), ClassLoader.getPlatformClassLoader());
        return within(loader, () -> {
            Object embedded = loader.loadClass(EMBEDDED)
                    .getMethod("start", Path.class, Path.class, Class.class, Optional.class, Map.class)
                    .invoke(null, home, deploy, BiFunction.class, offered, properties);
            return new Kernel(loader, embedded);
        });
    }

    /** Whether a folder has a distribution. */
    static boolean isIn(Path home) {
        return Files.isRegularFile(home.resolve("lib/kernel.jar"));
    }

    private static URL[] classPath(Path home) throws IOException {
        var jars = new ArrayList<Path>();
        for (String folder : List.of("lib", "bundle/03")) {
            String names = folder.equals("lib") ? "*.jar" : "plugins-api-*.jar";
            try (DirectoryStream<Path> found = Files.newDirectoryStream(home.resolve(folder), names)) {
                found.forEach(jars::add);
            }
        }
        var path = new URL[jars.size()];
        for (int i = 0; i < path.length; i++) {
            path[i] = jars.get(i).toUri().toURL();
        }
        return path;
    }

    /** Runs a verb; the exit code. */
    int run(List<String> words) throws IOException {
        return within(
                loader, () -> (Integer)
                        embedded.getClass().getMethod("run", String[].class).invoke(embedded, (Object)
                                words.toArray(String[]::new)));
    }

    /** What does units: from what they have in common and one of them to the answer. */
    @SuppressWarnings("unchecked")
    BiFunction<byte[], byte[], byte[]> work() throws IOException {
        return within(loader, () -> {
            var found = (Optional<BiFunction<byte[], byte[], byte[]>>) embedded.getClass()
                    .getMethod("service", Class.class, String.class)
                    .invoke(embedded, BiFunction.class, "(fiducia.units=work)");
            BiFunction<byte[], byte[], byte[]> work =
                    found.orElseThrow(() -> new IllegalStateException("no bundle of the distribution does units"));
            return (order, unit) -> {
                try {
                    return within(loader, () -> work.apply(order, unit));
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            };
        });
    }

    /** Does something while the thread loads by name what the framework does. */
    private static <T> T within(ClassLoader loader, Call<T> call) throws IOException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            return call.now();
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (e.getCause() instanceof Error cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the kernel is of another version", e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Override
    public void close() throws IOException {
        within(loader, () -> embedded.getClass().getMethod("close").invoke(embedded));
        loader.close();
    }
}
