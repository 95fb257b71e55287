package org.fiducia.authoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.Progress;
import org.fiducia.api.command.Verb.Terminal;
import org.fiducia.api.report.Report;
import org.fiducia.testkit.Trial;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class NewPluginVerbTest {
    @TempDir
    Path folder;

    @BeforeEach
    void makeRepository() throws Exception {
        Files.createDirectories(folder.resolve("home/repository/org/fiducia/bundle/1.0.0-SNAPSHOT"));
    }

    private Report run(String... words) {
        var verb = new NewPluginVerb();
        new CommandLine(verb).parseArgs(words);
        var silent = new PrintWriter(Writer.nullWriter());
        return verb.report(new Terminal(silent, silent, folder, folder.resolve("home"), Progress.NONE));
    }

    /** The project compiles without a warning, its own tests pass, and nothing of the template is left. */
    @ParameterizedTest
    @EnumSource(Template.class)
    void everyTemplateIsRight(Template kind) throws Exception {
        Report report = run(kind.id(), "event-model", "--dir", "new");
        Class<?> test = new CompiledProject(folder.resolve("new")).test();
        assertEquals(Map.of(), Trial.failures(() -> instance(test)));
        Map<String, Object> data = report.data();
        assertEquals("event-model", data.get(kind.id()));
        try (Stream<Path> files = Files.walk(folder.resolve("new"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertFalse(Files.readString(file).contains("{{"), file.toString());
            }
        }
    }

    private static Object instance(Class<?> test) {
        try {
            var constructor = test.getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor.newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void theHelpNamesEveryKind() {
        String help = new CommandLine(new NewPluginVerb()).getUsageMessage();
        Template.ids().forEach(id -> assertTrue(help.contains(id), id));
    }

    @Test
    void anUnknownKindIsRefusedWithTheNearest() {
        var e = assertThrows(FiduciaException.class, () -> run("backgrounds", "mine", "--dir", "new"));
        assertEquals(FiduciaException.Kind.USAGE, e.kind());
        assertTrue(e.remedy().contains("did you mean background?"), e.remedy());
    }

    @ParameterizedTest
    @ValueSource(strings = {"4l", "a b", "../x", ""})
    void aNameThatIsNoneIsRefused(String name) {
        var e = assertThrows(FiduciaException.class, () -> run("parts", name, "--dir", "new"));
        assertTrue(e.getMessage().contains("is no name of a source of parts"), e.getMessage());
        assertFalse(Files.exists(folder.resolve("new")));
    }

    @Test
    void aFolderThatIsNotEmptyIsLeftAlone() throws Exception {
        run("verb", "first", "--dir", "full");
        var e = assertThrows(FiduciaException.class, () -> run("verb", "second", "--dir", "full"));
        assertEquals(FiduciaException.Kind.OUTPUT, e.kind());
        assertFalse(Files.exists(folder.resolve("full/src/main/java/example/SecondVerb.java")));
    }
}
