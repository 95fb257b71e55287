package org.fiducia.kernel.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.command.AnalysisVerb;
import org.fiducia.api.command.CardSelection;
import org.fiducia.api.command.Jobs;
import org.fiducia.api.command.Verb;
import org.fiducia.kernel.plugins.Felix;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.ComponentConstants;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Words are taken for verbs and options, and whatever happens becomes an exit code and words on the right channel. */
class VerbLineTest {
    private static final long FOREVER = 1_000_000_000;

    @TempDir
    Path folder;

    private Console console;
    private Callable<Integer> deed = () -> 0;

    /** Counts loudly, and does what the test wants. */
    @Command(name = "count", description = "Counts.")
    private final class Count implements Verb {
        @Option(names = "--from", paramLabel = "N", description = "First number.")
        private int from = 1;

        @Option(names = "--json", description = "Print JSON.")
        private boolean json;

        @Parameters(arity = "0..*", paramLabel = "WORD")
        private List<String> words = new ArrayList<>();

        @Override
        public int run(Terminal terminal) throws Exception {
            terminal.progress().begin("counting", 1);
            int code = deed.call();
            terminal.out().println(json ? "{\"from\": " + from + "}" : "from " + from + " " + words);
            return code;
        }

        @Override
        public List<String> candidates() {
            return List.of("sheep");
        }
    }

    /** Says what of the analysis it was told. */
    @Command(name = "analyse", description = "Analyses.")
    private static final class Analyse implements AnalysisVerb {
        @Override
        public int run(Terminal terminal, CardSelection.Options options) {
            terminal.out().println(options);
            return 0;
        }
    }

    /** Says where it is. */
    @Command(name = "where", description = "Says where it is.")
    private static final class Where implements Verb {
        @Override
        public int run(Terminal terminal) {
            terminal.progress().warn("look out");
            terminal.out().println(terminal.directory() + " " + terminal.home() + " " + terminal.resolve("../file"));
            return 0;
        }
    }

    @BeforeEach
    void start() throws Exception {
        console = new Console(folder, FOREVER);
        console.add(Count::new);
    }

    @AfterEach
    void stop() throws Exception {
        console.close();
    }

    /** A component of a bundle, not made yet. */
    private static ServiceReference<Verb> component(Console console, String bundle, Class<? extends Verb> type)
            throws Exception {
        var properties = new Hashtable<String, Object>(Map.of(ComponentConstants.COMPONENT_NAME, type.getName()));
        return console.felix()
                .shipped(bundle, type)
                .getBundleContext()
                .registerService(Verb.class, new Where(), properties)
                .getReference();
    }

    @Test
    void onlyTheVerbThatIsCalledIsMade() throws Exception {
        try (var bare = new Console(Files.createDirectory(folder.resolve("bare")), FOREVER)) {
            bare.add(() -> new HelpVerb());
            bare.add(Where::new, component(bare, "a", Where.class));
            bare.add(Analyse::new, component(bare, "b", Analyse.class));
            assertEquals(0, bare.run("where").code());
            assertEquals(2, bare.made(), "and one that does not tell its name");
            assertEquals(0, bare.run("help").code());
            assertEquals(5, bare.made(), "all of them");
            Console.Outcome wrong = bare.run("wher");
            assertTrue(wrong.err().contains("where"), wrong.err());
            assertEquals(8, bare.made(), "a name that nobody has may be a slip");
            bare.add(Where::new, component(bare, "c", Where.class));
            String twice = bare.run("where").err();
            assertTrue(twice.contains("is not usable: there is one of that name"), twice);
            assertEquals(11, bare.made());
        }
    }

    private Console.Outcome failing(Throwable failure, String... words) {
        deed = () -> {
            if (failure instanceof Error error) {
                throw error;
            }
            throw (Exception) failure;
        };
        return console.run(words);
    }

    @Test
    void optionsAndWordsReachTheVerb() {
        Console.Outcome outcome = console.run("count", "--from", "7", "sheep", "goats");
        assertEquals(new Console.Outcome(0, "from 7 [sheep, goats]\n", "… counting\n"), outcome);
    }

    @Test
    void everyCallHasOptionsOfItsOwn() {
        console.run("count", "--from", "7", "sheep");
        assertEquals("from 1 []\n", console.run("count").out());
        assertEquals(2, console.made());
        assertEquals(List.of(), console.held(), "what was taken is given back");
    }

    @Test
    void verbsAreGivenBackWhateverHappens() {
        failing(new StackOverflowError(), "count");
        console.run("coun");
        console.jobs().verbs();
        console.jobs().candidates("count");
        assertEquals(List.of(), console.held());
    }

    @Test
    void itsExitCodeIsThatOfTheVerb() {
        deed = () -> 42;
        assertEquals(42, console.run("count").code());
    }

    @Test
    void anUnknownVerbIsRefusedWithWhatIsNear() {
        console.add(Where::new);
        Console.Outcome outcome = console.run("coun");
        assertEquals(
                new Console.Outcome(
                        2, "", "error: there is no verb coun\n  → did you mean count? there are count, where\n"),
                outcome);
        assertEquals(2, console.run("nonsense", "--from", "3").code());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--form", "--no-such-option", "-x"})
    void anUnknownOptionIsRefused(String option) {
        Console.Outcome outcome = console.run("count", option);
        assertEquals(2, outcome.code());
        assertTrue(outcome.err().startsWith("error: Unknown option: '" + option + "'"), outcome.err());
        assertEquals("", outcome.out());
        assertFalse(outcome.err().contains("… counting"), "nothing was done");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--from", "--from=many", "--from=1.5"})
    void anOptionWithoutASensibleValueIsRefused(String option) {
        Console.Outcome outcome = console.run("count", option);
        assertEquals(2, outcome.code());
        assertTrue(outcome.err().contains("--from"), outcome.err());
        assertTrue(outcome.err().contains("fiducia count --help shows what it takes"), outcome.err());
    }

    @Test
    void anOptionBeforeTheVerbIsRefused() {
        assertEquals(2, console.run("--from", "3", "count").code());
    }

    @Test
    void withoutAVerbItShowsWhatThereIs() {
        Console.Outcome outcome = console.run();
        assertEquals(0, outcome.code());
        assertTrue(outcome.out().startsWith("Usage: fiducia"), outcome.out());
        assertTrue(outcome.out().contains("count  Counts."), outcome.out());
        assertEquals("", outcome.err());
        assertEquals(outcome, console.run("--help"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-h", "--help"})
    void everyVerbExplainsItself(String option) {
        Console.Outcome outcome = console.run("count", option);
        assertEquals(0, outcome.code());
        assertTrue(outcome.out().startsWith("Usage: fiducia count"), outcome.out());
        assertTrue(outcome.out().contains("--from=N") && outcome.out().contains("First number."), outcome.out());
        assertTrue(outcome.out().contains("--verbose"), outcome.out());
        assertEquals("", outcome.err());
    }

    @Test
    void helpExplainsAndKnowsWhatItDoesNotKnow() {
        console.add(HelpVerb::new);
        assertTrue(console.run("help").out().contains("count  Counts."));
        assertTrue(console.run("help", "count").out().startsWith("Usage: fiducia count"));
        Console.Outcome outcome = console.run("help", "coun");
        assertEquals(2, outcome.code());
        assertTrue(outcome.err().contains("there is no verb coun\n  → did you mean count?"), outcome.err());
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void whatTheUserCanMendIsSaidWithItsRemedy(Kind kind) {
        Console.Outcome outcome = failing(
                new FiduciaException(kind, "it is broken", "mend it", new IOException("inner")), "count", "--json");
        assertEquals(
                new Console.Outcome(kind.exitCode(), "", "… counting\nerror: it is broken\n  → mend it\n"), outcome);
    }

    @Test
    void aFailureIsShownInFullWhenAsked() {
        Console.Outcome outcome = failing(
                new FiduciaException(Kind.FIT, "it is broken", "mend it", new IOException("inner")),
                "count",
                "--verbose");
        assertEquals(5, outcome.code());
        assertTrue(outcome.err().contains("error: it is broken"), outcome.err());
        assertTrue(outcome.err().contains("Caused by: java.io.IOException: inner"), outcome.err());
    }

    @Test
    void aFailureNobodyForesawIsAFaultOfTheProgram() {
        Console.Outcome outcome = failing(new IllegalStateException("oops"), "count", "--json");
        assertEquals(1, outcome.code());
        assertEquals("", outcome.out(), "half of a JSON text is none");
        assertTrue(outcome.err().contains("error: java.lang.IllegalStateException: oops"), outcome.err());
        assertTrue(outcome.err().contains("fault of the program"), outcome.err());
        assertFalse(outcome.err().contains("\tat "), outcome.err());
        assertTrue(failing(new IllegalStateException("oops"), "count", "--verbose")
                .err()
                .contains("\tat "));
    }

    @Test
    void withoutMemoryItSaysHowToGiveMore() {
        Console.Outcome outcome = failing(new OutOfMemoryError("heap"), "count");
        assertEquals(1, outcome.code());
        assertTrue(outcome.err().contains("error: out of memory\n  → give more with FIDUCIA_OPTS"), outcome.err());
    }

    @Test
    void aCancelledVerbLeavesNothing() {
        assertEquals(
                new Console.Outcome(130, "", "… counting\ncancelled; nothing was left behind\n"),
                failing(new CancellationException(), "count"));
    }

    @Test
    void whatFailsAfterACancellationFailsBecauseOfIt() {
        deed = () -> {
            console.jobs().recent().get(0).cancel();
            throw new IOException("stream closed");
        };
        Console.Outcome outcome = console.run("count");
        assertEquals(130, outcome.code());
        assertFalse(outcome.err().contains("stream closed"), outcome.err());
    }

    /** Throws from the code of a bundle. */
    static final class Thrower implements Runnable {
        @Override
        public void run() {
            throw new ArrayIndexOutOfBoundsException("7");
        }
    }

    @Test
    void whatFailsInAPluginIsSaidOfThePlugin() throws Exception {
        Bundle evil = console.felix().deployed("evil", Thrower.class);
        Runnable thrower = Felix.make(evil, Thrower.class, Runnable.class);
        deed = () -> {
            thrower.run();
            return 0;
        };
        Console.Outcome outcome = console.run("count");
        assertEquals(6, outcome.code());
        assertTrue(
                outcome.err()
                        .contains("error: the plug-in evil.jar (evil 1.0.0) failed with"
                                + " ArrayIndexOutOfBoundsException: 7"),
                outcome.err());
    }

    @Test
    void aVerbOfAnAnalysisHasTheOptionsOfAll() {
        console.add(Analyse::new);
        Console.Outcome outcome = console.run(
                "analyse", "--card", "my.json", "--threads", "3", "--fresh", "--set", "a=1", "--set", "b/c=x y");
        var options = new CardSelection.Options("my.json", 3, true, List.of("a=1", "b/c=x y"));
        assertEquals(options + "\n", outcome.out());
        int all = Runtime.getRuntime().availableProcessors();
        assertEquals(
                new CardSelection.Options("", all, false) + "\n",
                console.run("analyse").out());
        assertTrue(console.run("analyse", "--help").out().contains("--set=PATH=VALUE"));
        assertEquals(2, console.run("count", "--card", "my.json").code(), "others have not");
    }

    @Test
    void itKnowsWhereItWasCalled() {
        console.add(Where::new);
        Console.Outcome outcome = console.run("where");
        assertEquals("/somewhere " + folder + " /file\n", outcome.out());
        assertEquals("! look out\n", outcome.err());
        assertEquals("", console.run(Jobs.Display.NONE, "where").err(), "who listens shows it");
    }

    @Test
    void verbsAndWhatFollowsThemCanBeCompleted() {
        console.add(Where::new);
        assertEquals(List.of("count", "where"), console.jobs().verbs());
        List<String> candidates = console.jobs().candidates("count");
        assertEquals("sheep", candidates.get(0));
        assertTrue(candidates.containsAll(List.of("--from", "--json", "--help", "--verbose")), candidates.toString());
        assertEquals(List.of(), console.jobs().candidates("nonsense"));
    }

    @Test
    void aVerbThatHasGoneIsUnknown() {
        var where = console.add(Where::new);
        assertEquals(0, console.run("where").code());
        console.remove(where);
        assertEquals(2, console.run("where").code());
    }

    @Test
    void ofTwoVerbsOfOneNameOneServes() {
        console.add(Count::new);
        Console.Outcome outcome = console.run("count");
        assertEquals(0, outcome.code());
        assertEquals("from 1 []\n", outcome.out());
        assertTrue(
                outcome.err().contains("! the verb count of no bundle is not usable: there is one of that name"),
                outcome.err());
        assertEquals(List.of("count"), console.jobs().verbs());
    }

    /** Two options of one name. */
    @Command(name = "broken")
    private static final class Broken implements Verb {
        @Option(names = "--same")
        private boolean one;

        @Option(names = "--same")
        private boolean two;

        @Override
        public int run(Terminal terminal) {
            return one || two ? 0 : 1;
        }
    }

    @Test
    void aVerbThatMakesNoSenseDisturbsNoOther() {
        console.add(Broken::new);
        console.add(() -> null);
        Console.Outcome outcome = console.run("count");
        assertEquals(0, outcome.code());
        assertTrue(outcome.err().contains("! the verb of no bundle is not usable: "), outcome.err());
        assertEquals(List.of("count"), console.jobs().verbs());
        assertEquals(2, console.run("broken").code());
    }
}
