package org.fiducia.scheduler.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Progress;
import org.fiducia.api.command.CardSelection;
import org.fiducia.api.command.CardSelection.Options;
import org.fiducia.api.command.Verb;
import org.fiducia.api.command.Verb.Terminal;
import org.fiducia.api.schedule.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import picocli.CommandLine;

/** The way of units through a folder, with a selection that joins texts. */
class BatchTest {
    private static final String SHARED = "shared-";

    @TempDir
    private Path folder;

    private final BatchScheduler scheduler = new BatchScheduler();
    private final Map<Integer, String> stored = new TreeMap<>();
    private final List<Options> asked = new ArrayList<>();
    private List<String> units = List.of("a", "b", "c");
    private String jar = "one";

    /** What the kernel does with a scheduler: asks for what is not stored, and stores what comes. */
    private final CardSelection selection = (terminal, options) -> {
        asked.add(options);
        assertEquals("batch", terminal.environment().get("FIDUCIA_SCHEDULER"));
        List<Integer> open = new ArrayList<>();
        for (int k = 0; k < units.size(); k++) {
            if (!stored.containsKey(k)) {
                open.add(0, k); // in another order than that of the list
            }
        }
        if (!open.isEmpty()) {
            scheduler.run(
                    "join",
                    bytes(SHARED),
                    open.stream().map(k -> bytes(units.get(k))).toList(),
                    (unit, result) -> stored.put(open.get(unit), new String(result, StandardCharsets.UTF_8)),
                    Progress.NONE);
        }
        return null;
    };

    private final Task task = new Task() {
        @Override
        public String id() {
            return "join";
        }

        @Override
        public String title() {
            return "joins";
        }

        @Override
        public Work prepare(byte[] shared) {
            return (unit, progress) ->
                    bytes(new String(shared, StandardCharsets.UTF_8) + new String(unit, StandardCharsets.UTF_8));
        }
    };

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** One bundle whose jar holds a text. */
    private BundleContext context() throws Exception {
        Path file = Files.writeString(folder.resolve("plugin.jar"), jar);
        Bundle bundle = (Bundle) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Bundle.class},
                (self, method, args) -> switch (method.getName()) {
                    case "getBundleId" -> 7L;
                    case "getSymbolicName" -> "org.mine";
                    case "getLocation" -> "reference:" + file.toUri();
                    default -> throw new UnsupportedOperationException(method.getName());
                });
        return (BundleContext) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {BundleContext.class}, (self, method, args) -> {
                    assertEquals("getBundles", method.getName());
                    return new Bundle[] {bundle};
                });
    }

    private String run(Verb verb, String... words) throws Exception {
        new CommandLine(verb).parseArgs(words);
        var out = new StringWriter();
        var terminal = new Terminal(new PrintWriter(out, true), new PrintWriter(out), folder, folder, Progress.NONE);
        assertEquals(
                0,
                verb instanceof UnitsVerb units
                        ? units.run(terminal, new Options("my.json", 1, false, List.of("energy=13")))
                        : verb.run(terminal));
        return out.toString();
    }

    private String write() throws Exception {
        return run(new UnitsVerb(selection, scheduler, context()), "--to", "work");
    }

    private String work(String... numbers) throws Exception {
        var words = new ArrayList<>(List.of("work"));
        words.addAll(List.of(numbers));
        return run(new RunUnitVerb(List.of(task), context()), words.toArray(String[]::new));
    }

    private String fold() throws Exception {
        return run(new FoldVerb(selection, scheduler), "work");
    }

    @Test
    void whatIsDoneElsewhereIsStored() throws Exception {
        assertTrue(write().contains("3 units in work, from 0 to 2"));
        assertTrue(stored.isEmpty());
        work("2", "0");
        assertTrue(work("1", "2").contains("1 units done, 1 were done before"));
        assertTrue(fold().contains("3 of 3 units"));
        assertEquals(Map.of(0, "shared-a", 1, "shared-b", 2, "shared-c"), stored);
        assertEquals(folder.resolve("my.json").toString(), asked.get(1).card());
        assertEquals(List.of("energy=13"), asked.get(1).changes());
        assertTrue(run(new UnitsVerb(selection, scheduler, context()), "--to", "more")
                .contains("nothing to do"));
    }

    @Test
    void whatIsThereIsStoredEvenIfOthersAreMissing() throws Exception {
        write();
        work("1");
        var missing = assertThrows(FiduciaException.class, this::fold);
        assertTrue(missing.getMessage().contains("2 of 3 results"), missing.getMessage());
        assertTrue(missing.remedy().contains("run-unit work 0 2"), missing.remedy());
        assertEquals(1, stored.size());
        work("0", "2");
        assertTrue(fold().contains("2 of 3 units put into the store, which held the others"));
    }

    @Test
    void jobsOfHtCondorAreDescribed() throws Exception {
        write();
        String jobs = Files.readString(folder.resolve("work/units.sub"));
        assertTrue(jobs.contains("queue 3\n"), jobs);
        assertTrue(jobs.contains("arguments = run-unit " + folder.resolve("work") + " $(Process)\n"), jobs);
        assertTrue(Files.isDirectory(folder.resolve("work/log")));
    }

    @Test
    void otherPluginsAreRefusedByName() throws Exception {
        write();
        jar = "another";
        var refused = assertThrows(FiduciaException.class, () -> work("0"));
        assertEquals(Kind.PLUGIN, refused.kind());
        assertTrue(refused.getMessage().contains("org.mine is another one"), refused.getMessage());
    }

    @Test
    void whatHasChangedIsRefused() throws Exception {
        write();
        work("0", "1", "2");
        units = List.of("a", "b", "other");
        var refused = assertThrows(FiduciaException.class, this::fold);
        assertTrue(refused.getMessage().contains("1 of 3 units are not among those"), refused.getMessage());
        Files.write(folder.resolve("work/unit-0"), bytes("changed"));
        Files.delete(folder.resolve("work/result-0"));
        assertTrue(assertThrows(FiduciaException.class, () -> work("0"))
                .getMessage()
                .contains("is not what was written"));
    }

    @Test
    void whatMakesNoSenseIsRefused() throws Exception {
        assertTrue(assertThrows(FiduciaException.class, this::fold).getMessage().contains("there is no units.json"));
        write();
        assertTrue(
                assertThrows(FiduciaException.class, this::write).getMessage().contains("not empty"));
        assertTrue(
                assertThrows(FiduciaException.class, () -> work("3")).remedy().contains("from 0 to 2"));
        Files.writeString(folder.resolve("work/units.json"), "{\"version\": 1}");
        assertTrue(assertThrows(FiduciaException.class, () -> work("0"))
                .getMessage()
                .contains("no list of units"));
        var alone = assertThrows(
                FiduciaException.class,
                () -> scheduler.run("join", new byte[0], List.of(), (unit, result) -> {}, Progress.NONE));
        assertEquals(Kind.USAGE, alone.kind());
        assertFalse(Files.exists(folder.resolve("work/result-0")));
    }
}
