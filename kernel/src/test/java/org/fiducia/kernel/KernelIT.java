package org.fiducia.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.Progress;
import org.fiducia.api.command.CardSelection;
import org.fiducia.api.command.Jobs;
import org.fiducia.api.command.Verb;
import org.fiducia.testkit.InFelix;
import org.fiducia.testkit.Services;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The kernel alone in a framework: it runs verbs and misses plug-ins with clear words. */
@ExtendWith(InFelix.class)
class KernelIT {
    private String out;
    private String err;

    private Jobs jobs() throws InterruptedException {
        return Services.await(getClass(), Jobs.class);
    }

    private int run(String... words) throws InterruptedException {
        var first = new StringWriter();
        var second = new StringWriter();
        var call = new Jobs.Call(
                List.of(words), Path.of("."), new PrintWriter(first), new PrintWriter(second), Jobs.Display.LINES);
        int code = jobs().start(call).await();
        out = first.toString();
        err = second.toString();
        return code;
    }

    @Test
    void hasTheVerbs() throws InterruptedException {
        assertTrue(jobs().verbs()
                .containsAll(List.of("bench", "help", "inspect", "list", "measure", "select", "version")));
    }

    @Test
    void selectsForTheVerbsOfPlugins() throws InterruptedException {
        var selection = Services.await(getClass(), CardSelection.class);
        var sink = new PrintWriter(new StringWriter());
        var terminal = new Verb.Terminal(sink, sink, Path.of("."), Path.of("."), Progress.NONE);
        var error = assertThrows(
                FiduciaException.class,
                () -> selection.select(terminal, new CardSelection.Options("no-such-card.json", 1, false)));
        assertEquals(FiduciaException.Kind.CARD, error.kind());
    }

    @Test
    void helps() throws InterruptedException {
        assertEquals(0, run("help"));
        assertTrue(out.contains("measure"), out);
        for (String verb : jobs().verbs()) {
            assertEquals(0, run(verb, "--help"), verb + ": " + err);
            assertTrue(out.contains("Usage: fiducia " + verb), out);
        }
        assertEquals(0, run("help", "measure"));
        assertTrue(out.contains("--card"), out);
    }

    @Test
    void suggestsAVerb() throws InterruptedException {
        assertEquals(2, run("mesure"));
        assertTrue(err.contains("measure"), err);
    }

    @Test
    void saysThatNoReaderIsThere() throws InterruptedException {
        assertEquals(4, run("inspect", "pom.xml"));
        assertTrue(err.contains("no format"), err);
        assertEquals(4, run("inspect", "no-such-file"));
        assertTrue(err.contains("does not exist"), err);
    }

    @Test
    void refusesAnUnknownKind() throws InterruptedException {
        assertEquals(2, run("list", "observabels"));
        assertTrue(err.contains("observables"), err);
    }
}
