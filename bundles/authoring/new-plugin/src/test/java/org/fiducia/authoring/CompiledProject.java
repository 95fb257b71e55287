package org.fiducia.authoring;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** The classes of a written project, compiled with every warning an error as its build does. */
final class CompiledProject {
    private final ClassLoader loader;
    private final List<String> names;

    CompiledProject(Path project) throws IOException {
        Path classes = Files.createDirectories(project.resolveSibling(project.getFileName() + "-classes"));
        var command = new ArrayList<>(List.of("-Xlint:all,-processing", "-Werror", "-proc:none", "-implicit:none"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "-d", classes.toString()));
        List<Path> sources;
        try (Stream<Path> files = Files.walk(project.resolve("src"))) {
            sources = files.filter(file -> file.toString().endsWith(".java")).toList();
        }
        sources.forEach(source -> command.add(source.toString()));
        assertEquals(
                0, ToolProvider.getSystemJavaCompiler().run(null, null, null, command.toArray(String[]::new)), "javac");
        names = sources.stream()
                .map(source -> source.getFileName().toString().replace(".java", ""))
                .toList();
        loader = new URLClassLoader(
                new URL[] {classes.toUri().toURL()}, getClass().getClassLoader());
    }

    /** An instance of the plug-in. */
    Object plugin() throws ReflectiveOperationException {
        String name =
                names.stream().filter(one -> !one.endsWith("Test")).findFirst().orElseThrow();
        return loader.loadClass("example." + name).getDeclaredConstructor().newInstance();
    }

    /** The class of its test. */
    Class<?> test() throws ReflectiveOperationException {
        String name =
                names.stream().filter(one -> one.endsWith("Test")).findFirst().orElseThrow();
        return loader.loadClass("example." + name);
    }
}
