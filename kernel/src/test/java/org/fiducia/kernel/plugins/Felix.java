package org.fiducia.kernel.plugins;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.launch.Framework;

/**
 * A Felix inside the test: the contracts and the kernel come from the class path, bundles are made in memory from classes of
 * the test.
 */
public final class Felix implements AutoCloseable {
    private static final List<String> SHARED = List.of(
            "org.fiducia.api",
            "org.fiducia.api.channel",
            "org.fiducia.api.command",
            "org.fiducia.api.event",
            "org.fiducia.api.fit",
            "org.fiducia.api.measurement",
            "org.fiducia.api.model",
            "org.fiducia.api.observable",
            "org.fiducia.api.report",
            "picocli");

    private final Framework framework;

    /** Starts one that keeps its files in a folder. */
    public Felix(Path folder) throws BundleException {
        this(folder, Map.of());
    }

    /** The same with other properties. */
    public Felix(Path folder, Map<String, String> properties) throws BundleException {
        var all = new HashMap<String, String>();
        all.put(Constants.FRAMEWORK_STORAGE, folder.resolve("felix").toString());
        all.put(Constants.FRAMEWORK_STORAGE_CLEAN, Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT);
        all.put("felix.log.level", "0");
        all.put("fiducia.home", folder.toString());
        all.put(Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA, String.join(",", SHARED));
        all.putAll(properties);
        framework = new FrameworkFactory().newFramework(all);
        framework.start();
    }

    /** Context of the framework itself. */
    public BundleContext context() {
        return framework.getBundleContext();
    }

    /** A bundle of the distribution, started. */
    public Bundle shipped(String name, Class<?>... classes) throws BundleException, IOException {
        return start("reference:memory:" + name, jar(name, "1.0.0", Map.of(), classes));
    }

    /** A bundle that comes from {@code NAME.jar} of a deploy folder, started. */
    public Bundle deployed(String name, Class<?>... classes) throws BundleException, IOException {
        return start("file:/deploy/" + name + ".jar", jar(name, "1.0.0", Map.of(), classes));
    }

    /** Installs a jar and starts it. */
    public Bundle start(String location, byte[] jar) throws BundleException {
        Bundle bundle = install(location, jar);
        bundle.start();
        return bundle;
    }

    /** Installs a jar. */
    public Bundle install(String location, byte[] jar) throws BundleException {
        return context().installBundle(location, new ByteArrayInputStream(jar));
    }

    /** Registers a service on behalf of a bundle. */
    public static <T> ServiceRegistration<T> register(Bundle bundle, Class<T> type, T service) {
        return bundle.getBundleContext().registerService(type, service, new Hashtable<>());
    }

    /** Makes one of a class of the test, from the copy that a bundle has of it. */
    public static <T> T make(Bundle bundle, Class<?> type, Class<T> as) throws ReflectiveOperationException {
        var constructor = bundle.loadClass(type.getName()).getDeclaredConstructor();
        constructor.setAccessible(true);
        return as.cast(constructor.newInstance());
    }

    /**
     * A bundle as a jar.
     *
     * @param headers of its manifest beside name and version
     * @param classes of the test, copied into it
     */
    public static byte[] jar(String name, String version, Map<String, String> headers, Class<?>... classes)
            throws IOException {
        var manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        var all = new TreeMap<String, String>();
        all.put(Constants.BUNDLE_MANIFESTVERSION, "2");
        all.put(Constants.BUNDLE_SYMBOLICNAME, name);
        all.put(Constants.BUNDLE_VERSION, version);
        all.put(Constants.IMPORT_PACKAGE, String.join(",", SHARED));
        all.putAll(headers);
        all.forEach((header, value) -> attributes.put(new Attributes.Name(header), value));
        var bytes = new ByteArrayOutputStream();
        try (var jar = new JarOutputStream(bytes, manifest)) {
            for (Class<?> type : classes) {
                String file = type.getName().replace('.', '/') + ".class";
                jar.putNextEntry(new JarEntry(file));
                try (InputStream stream = type.getClassLoader().getResourceAsStream(file)) {
                    stream.transferTo(jar);
                }
            }
        }
        return bytes.toByteArray();
    }

    /** Symbolic names of the bundles that are installed, the framework's apart. */
    public List<String> bundles() {
        return Stream.of(context().getBundles())
                .filter(bundle -> bundle.getBundleId() != Constants.SYSTEM_BUNDLE_ID)
                .map(bundle -> bundle.getSymbolicName() + " " + bundle.getVersion())
                .sorted()
                .collect(Collectors.toCollection(ArrayList::new));
    }

    @Override
    public void close() throws BundleException {
        framework.stop();
        try {
            framework.waitForStop(0);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
