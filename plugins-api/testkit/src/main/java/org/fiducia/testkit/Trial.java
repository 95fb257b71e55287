package org.fiducia.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

/** Runs the tests of a class by plain calls: a contract has to fail on a plug-in that is wrong, and here it may. */
public final class Trial {
    private Trial() {}

    /**
     * What fails.
     *
     * @param test makes an instance for each of its tests, those that it inherits included
     * @return what each test that failed threw, by the name of its method
     * @throws AssertionError when there is no test
     */
    public static Map<String, Throwable> failures(Supplier<?> test) {
        var failures = new TreeMap<String, Throwable>();
        var seen = new HashSet<String>();
        boolean any = false;
        for (Class<?> type = test.get().getClass(); type != null; type = type.getSuperclass()) {
            for (Method method : type.getDeclaredMethods()) {
                if (method.getParameterCount() == 0
                        && seen.add(method.getName())
                        && method.isAnnotationPresent(Test.class)) {
                    any = true;
                    run(test.get(), method, failures);
                }
            }
        }
        if (!any) {
            throw new AssertionError("there is no test in " + test.get().getClass());
        }
        return failures;
    }

    private static void run(Object instance, Method method, Map<String, Throwable> failures) {
        try {
            Path folder = Files.createTempDirectory("trial");
            try {
                setFolders(instance, folder);
                method.setAccessible(true);
                method.invoke(instance);
            } finally {
                delete(folder);
            }
        } catch (InvocationTargetException e) {
            if (!(e.getCause() instanceof TestAbortedException)) {
                failures.put(method.getName(), e.getCause());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void setFolders(Object instance, Path folder) throws IllegalAccessException {
        for (Class<?> type = instance.getClass(); type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (field.isAnnotationPresent(TempDir.class)) {
                    field.setAccessible(true);
                    field.set(instance, folder);
                }
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
