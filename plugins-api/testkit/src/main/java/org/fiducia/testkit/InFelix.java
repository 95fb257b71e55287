package org.fiducia.testkit;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.ops4j.pax.exam.CoreOptions;
import org.ops4j.pax.exam.ExamSystem;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.TestContainer;
import org.ops4j.pax.exam.TestProbeBuilder;
import org.ops4j.pax.exam.nat.internal.NativeTestContainer;
import org.ops4j.pax.exam.spi.PaxExamRuntime;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;

/**
 * Runs the tests of a class inside a real Felix, started by Pax Exam: the bundle under test (system property
 * {@code fiducia.bundle}) and every bundle on the test class path are installed, the test class is put into a probe
 * bundle, and each test method is invoked on the probe's copy; there {@link Services} finds what is registered.
 */
public final class InFelix implements BeforeAllCallback, AfterAllCallback, InvocationInterceptor {
    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(InFelix.class);

    /** Packages that bundles share with the class path of the test. */
    private static final List<String> SHARED = List.of(
            "org.junit.jupiter.api",
            "org.junit.jupiter.api.function",
            "org.junit.jupiter.api.extension",
            "org.junit.jupiter.api.io",
            "org.junit.jupiter.params",
            "org.junit.jupiter.params.provider",
            "org.junit.platform.commons.annotation",
            "org.opentest4j",
            "org.apiguardian.api");

    /** Jars on the class path that are the test's own or come with the framework. */
    private static final List<String> NOT_INSTALLED = List.of(
            "org.apache.felix.framework",
            "junit-",
            "org.ops4j.",
            "slf4j",
            "ch.qos.logback",
            "org.opentest4j",
            "org.apiguardian",
            "net.jqwik",
            "osgi.annotation",
            "osgi.core",
            "org.osgi.service.component.annotations",
            "com.tngtech.archunit",
            "tinybundles",
            "biz.aQute",
            "org.jspecify");

    private record Running(TestContainer container, Bundle probe) {}

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        Class<?> test = context.getRequiredTestClass();
        System.setProperty("pax.exam.logging", "none"); // SLF4J comes from the class path
        System.setProperty("pax.exam.osgi.unresolved.fail", "true");
        ExamSystem system = PaxExamRuntime.createTestSystem(options());
        TestContainer container = PaxExamRuntime.createContainer(system);
        context.getStore(NAMESPACE).put(Running.class, new Running(container, null));
        container.start();
        var framework = ((NativeTestContainer) container).getSystemBundle();
        TestProbeBuilder builder = system.createProbe();
        builder.addTest(test, new Object[0]);
        try (InputStream stream = builder.build().getStream()) {
            Bundle probe = framework.getBundleContext().installBundle("fiducia:probe", stream);
            probe.start();
            context.getStore(NAMESPACE).put(Running.class, new Running(container, probe));
        }
        for (Bundle bundle : framework.getBundleContext().getBundles()) {
            if (bundle.getState() < Bundle.RESOLVED) {
                bundle.start(); // fails and says what is missing
            }
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        Running running = context.getStore(NAMESPACE).remove(Running.class, Running.class);
        if (running != null) {
            running.container.stop();
        }
    }

    @Override
    public void interceptTestMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> call, ExtensionContext context)
            throws Throwable {
        runInProbe(invocation, call, context);
    }

    @Override
    public void interceptTestTemplateMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> call, ExtensionContext context)
            throws Throwable {
        runInProbe(invocation, call, context);
    }

    private static void runInProbe(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> call, ExtensionContext context)
            throws Throwable {
        invocation.skip();
        Bundle probe =
                context.getStore(NAMESPACE).get(Running.class, Running.class).probe();
        Class<?> copy = probe.loadClass(context.getRequiredTestClass().getName());
        var constructor = copy.getDeclaredConstructor();
        constructor.setAccessible(true);
        Object instance = constructor.newInstance();
        Method method = find(copy, call.getExecutable());
        method.setAccessible(true);
        var thread = Thread.currentThread();
        ClassLoader loader = thread.getContextClassLoader();
        thread.setContextClassLoader(copy.getClassLoader());
        try {
            method.invoke(instance, call.getArguments().toArray());
        } catch (InvocationTargetException e) {
            throw e.getCause();
        } finally {
            thread.setContextClassLoader(loader);
        }
    }

    private static Method find(Class<?> type, Method original) throws NoSuchMethodException {
        List<String> wanted = parameterNames(original);
        for (Class<?> c = type; c != null; c = c.getSuperclass()) {
            for (Method method : c.getDeclaredMethods()) {
                if (method.getName().equals(original.getName())
                        && parameterNames(method).equals(wanted)) {
                    return method;
                }
            }
        }
        throw new NoSuchMethodException(original.toString());
    }

    private static List<String> parameterNames(Method method) {
        return Arrays.stream(method.getParameterTypes()).map(Class::getName).toList();
    }

    private static Option[] options() throws IOException {
        var options = new ArrayList<Option>();
        options.add(CoreOptions.cleanCaches(true));
        options.add(CoreOptions.frameworkProperty("felix.log.level").value("1"));
        options.add(
                CoreOptions.frameworkProperty("felix.bootdelegation.implicit").value("false"));
        String junit = versionOf("junit-jupiter-api");
        options.add(CoreOptions.systemPackages(Stream.concat(
                        SHARED.stream().map(name -> name + (name.startsWith("org.junit") ? ";version=" + junit : "")),
                        Stream.of("org.slf4j;version=2.0.20", "org.slf4j;version=1.7.36"))
                .map(name -> name.startsWith("org.opentest4j") ? name + ";version=1.3.0" : name)
                .map(name -> name.startsWith("org.apiguardian") ? name + ";version=1.1.2" : name)
                .toArray(String[]::new)));
        for (File jar : jars()) {
            options.add(CoreOptions.bundle("reference:" + jar.toURI()));
        }
        return options.toArray(Option[]::new);
    }

    private static String versionOf(String artifact) {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> new File(entry).getName())
                .filter(name -> name.startsWith(artifact + "-"))
                .map(name -> name.substring(artifact.length() + 1, name.length() - ".jar".length()))
                .findFirst()
                .orElse("5.0.0");
    }

    private static List<File> jars() throws IOException {
        var jars = new ArrayList<File>();
        String own = System.getProperty("fiducia.bundle", "");
        if (!own.isEmpty()) {
            jars.add(new File(own));
        }
        var seen = new ArrayList<String>();
        for (String entry : classPath()) {
            var file = new File(entry);
            String name = file.isFile() ? symbolicName(file) : null;
            if (name != null
                    && NOT_INSTALLED.stream().noneMatch(name::startsWith)
                    && !file.getPath().equals(own)
                    && !seen.contains(name)) {
                seen.add(name);
                jars.add(file);
            }
        }
        return jars;
    }

    private static List<String> classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static String symbolicName(File file) throws IOException {
        if (!file.getName().endsWith(".jar")) {
            return null;
        }
        try (var jar = new JarFile(file)) {
            var manifest = jar.getManifest();
            if (manifest == null || manifest.getMainAttributes().getValue(Constants.FRAGMENT_HOST) != null) {
                return null;
            }
            String name = manifest.getMainAttributes().getValue(Constants.BUNDLE_SYMBOLICNAME);
            return name == null ? null : name.split(";")[0].strip();
        }
    }

    /** Starts a bundle, for tests of dynamics. */
    static void start(Bundle bundle) {
        try {
            bundle.start();
        } catch (BundleException e) {
            throw new AssertionError(e);
        }
    }
}
