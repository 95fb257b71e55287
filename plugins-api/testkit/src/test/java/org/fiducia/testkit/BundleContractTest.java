package org.fiducia.testkit;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.apache.felix.framework.FrameworkFactory;
import org.fiducia.api.Plugin;
import org.fiducia.testkit.doubles.Served;
import org.fiducia.testkit.doubles.ServedContract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;

/** The contract of bundles fails in a real framework where a bundle is wrong, and only there. */
class BundleContractTest {
    private static final String PACKAGES =
            "org.fiducia.api,org.fiducia.api.schedule,org.fiducia.testkit,org.junit.jupiter.api,org.junit.jupiter.api.extension";

    @TempDir
    private Path cache;

    /** A bundle of the doubles. */
    private static InputStream jar(String name, Class<? extends Served> activator, Set<Class<?>> classes)
            throws IOException {
        var manifest = new Manifest();
        Attributes headers = manifest.getMainAttributes();
        headers.putValue("Manifest-Version", "1.0");
        headers.putValue(Constants.BUNDLE_MANIFESTVERSION, "2");
        headers.putValue(Constants.BUNDLE_SYMBOLICNAME, name);
        headers.putValue(Constants.IMPORT_PACKAGE, "org.osgi.framework," + PACKAGES);
        if (activator != null) {
            headers.putValue(Constants.BUNDLE_ACTIVATOR, activator.getName());
        }
        var bytes = new ByteArrayOutputStream();
        try (var jar = new JarOutputStream(bytes, manifest)) {
            for (Class<?> type : classes) {
                String file = type.getName().replace('.', '/') + ".class";
                jar.putNextEntry(new JarEntry(file));
                try (InputStream code = type.getClassLoader().getResourceAsStream(file)) {
                    code.transferTo(jar);
                }
            }
        }
        return new ByteArrayInputStream(bytes.toByteArray());
    }

    private void in(Class<? extends Served> activator, String words, String... tests) throws Exception {
        Framework framework = new FrameworkFactory()
                .newFramework(Map.of(
                        Constants.FRAMEWORK_STORAGE,
                        cache.resolve(activator.getSimpleName()).toString(),
                        Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                        PACKAGES));
        framework.start();
        try {
            Bundle contract = framework
                    .getBundleContext()
                    .installBundle("contract", jar("contract", null, Set.of(Served.class, ServedContract.class)));
            contract.start();
            Class<?> plugin = Class.forName(Served.class.getName() + "$1"); // what is registered
            Bundle served = framework
                    .getBundleContext()
                    .installBundle(
                            "served",
                            jar("served", activator, new HashSet<>(List.of(Served.class, activator, plugin))));
            Wrong.saying(words, fresh(contract, served), tests);
        } finally {
            framework.stop();
            framework.waitForStop(0);
        }
    }

    /** Instances of the contract, each of which finds the bundle started and its service there, if it ever is. */
    private static Supplier<?> fresh(Bundle contract, Bundle served) {
        return () -> {
            try {
                served.start();
                if (Services.find(contract.getBundleContext(), Plugin.class, "backward") == null) {
                    served.stop();
                    served.start();
                }
                return contract.loadClass(ServedContract.class.getName())
                        .getConstructor()
                        .newInstance();
            } catch (BundleException | ReflectiveOperationException e) {
                throw new AssertionError(e);
            }
        };
    }

    @Test
    void theRightOneFailsNowhere() throws Exception {
        in(Served.class, "");
    }

    @Test
    void bundlesThatAreWrong() throws Exception {
        in(
                Served.Other.class,
                "no service org.fiducia.api.Plugin with id backward",
                "isFoundInTheServiceRegistry",
                "leavesAndComesBackWithItsBundle");
        in(Served.Untitled.class, "a title for people", "isFoundInTheServiceRegistry");
        in(Served.Foreign.class, "the service comes from a bundle", "leavesAndComesBackWithItsBundle");
        in(Served.Staying.class, "gone with its bundle", "leavesAndComesBackWithItsBundle");
        in(Served.Alternating.class, "no service", "leavesAndComesBackWithItsBundle");
    }
}
