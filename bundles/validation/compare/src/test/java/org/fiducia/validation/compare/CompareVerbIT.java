package org.fiducia.validation.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.fiducia.api.Progress;
import org.fiducia.api.command.ReportVerb;
import org.fiducia.api.command.Verb;
import org.fiducia.api.command.Verb.Terminal;
import org.fiducia.testkit.InFelix;
import org.fiducia.testkit.Services;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;
import picocli.CommandLine;

/** In a real framework: the verb is a service, one for each call, and reads JSON there. */
@ExtendWith(InFelix.class)
class CompareVerbIT {
    @Test
    void comparesInAFramework(@TempDir Path folder) throws Exception {
        Verb verb = Services.await(getClass(), Verb.class);
        Bundle owner = FrameworkUtil.getBundle(verb.getClass());
        assertEquals("org.fiducia.validation-compare", owner.getSymbolicName());
        var reference = FrameworkUtil.getBundle(getClass()).getBundleContext().getServiceReference(Verb.class);
        var objects = FrameworkUtil.getBundle(getClass()).getBundleContext().getServiceObjects(reference);
        Verb other = objects.getService();
        assertNotSame(verb, other);
        Files.writeString(folder.resolve("a.json"), "{\"nll\": 1}");
        Files.writeString(folder.resolve("b.json"), "{\"nll\": 2}");
        new CommandLine(other).parseArgs("a.json", "b.json");
        var nowhere = new PrintWriter(new StringWriter());
        var terminal = new Terminal(nowhere, nowhere, folder, folder, Progress.NONE);
        assertEquals(
                1, assertInstanceOf(ReportVerb.class, other).report(terminal).exitCode());
        objects.ungetService(other);
    }
}
