package org.fiducia.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A jar brings a kind of plug-in of its own, with a verb; others bring plug-ins of that kind. */
class OpenKindIT {
    /** A kind, a plug-in of it, and a verb that uses all there are. */
    private static final String GREETINGS = """
            package greetings;

            import java.util.List;
            import org.fiducia.api.*;
            import org.fiducia.api.command.*;
            import org.osgi.service.component.annotations.*;

            @Component(service = Verb.class, scope = ServiceScope.PROTOTYPE)
            @picocli.CommandLine.Command(name = "greet", description = "Greets in every way, or as the card wants.")
            public final class Example implements AnalysisVerb {
                private final List<Greeting> greetings;
                private final CardPlugins card;

                @PluginKind(plural = "greetings", singular = "greeting")
                public interface Greeting extends Plugin {
                    String greet(String whom);
                }

                @Component(service = Greeting.class)
                public static final class Hello implements Greeting {
                    public String id() {
                        return "hello";
                    }

                    public String title() {
                        return "says hello";
                    }

                    public String greet(String whom) {
                        return "hello " + whom;
                    }
                }

                @Activate
                public Example(
                        @Reference(policyOption = ReferencePolicyOption.GREEDY) List<Greeting> greetings,
                        @Reference CardPlugins card) {
                    this.greetings = greetings;
                    this.card = card;
                }

                public int run(Terminal terminal, CardSelection.Options options) {
                    var chosen = card.chosen(terminal, options, Greeting.class);
                    chosen.forEach(one -> terminal.out().println(one.plugin().greet(one.settings().text("whom"))));
                    if (chosen.isEmpty()) {
                        greetings.forEach(greeting -> terminal.out().println(greeting.greet("world")));
                    }
                    return 0;
                }
            }
            """;

    private static final String SALUTE = """
            package salute;

            import greetings.Example.Greeting;
            import org.osgi.service.component.annotations.Component;

            @Component(service = Greeting.class)
            public final class Example implements Greeting {
                public String id() {
                    return "%s";
                }

                public String title() {
                    return "says good day";
                }

                public String greet(String whom) {
                    return "good day " + whom;
                }
            }
            """;

    @TempDir
    Path folder;

    private Product product() {
        return new Product(folder, Map.of());
    }

    private Path jar(String name) {
        return product().deploy().resolve(name);
    }

    private void deployKind() throws Exception {
        PluginJar.compile(
                jar("greetings.jar"), folder, "greetings", "1.0.0", GREETINGS, "Export-Package=greetings;version=1.0");
    }

    private void deployPlugin(String id) throws Exception {
        PluginJar.compile(
                jar("salute.jar"), folder, "salute", "1.0.0", SALUTE.formatted(id), List.of(jar("greetings.jar")));
    }

    @AfterEach
    void clear() throws Exception {
        Files.deleteIfExists(jar("greetings.jar"));
        Files.deleteIfExists(jar("salute.jar"));
    }

    @Test
    void aKindComesAndGoesWithItsJar() throws Exception {
        try (Product.Shell shell = product().shell()) {
            shell.type("version", "Fiducia 1");
            String before = shell.type("list greetings", "there are");
            assertTrue(before.contains("unknown kind of plug-in greetings"), before);

            int from = shell.length();
            deployKind();
            shell.await(from, "greetings.jar is deployed: greetings 1.0.0");
            assertTrue(shell.type("list greetings", "active").contains("says hello"));
            String all = shell.type("list", "says hello");
            assertTrue(all.contains("\nbenchmarks "), "after the kinds that were there: " + all);
            assertFalse(shell.type("greet", "hello world").contains("good day"));

            from = shell.length();
            deployPlugin("salute");
            shell.await(from, "salute.jar is deployed: salute 1.0.0");
            String both = shell.type("list greetings", "says good day");
            assertTrue(both.contains("says hello"), both);
            assertTrue(shell.type("greet", "good day world").contains("hello world"));

            from = shell.length();
            Files.delete(jar("greetings.jar"));
            shell.await(from, "greetings.jar is removed");
            String after = shell.type("list greetings", "there are");
            assertTrue(after.contains("unknown kind of plug-in greetings"), after);
            assertTrue(shell.type("greet", "there is no verb greet").contains("error"));
            String rest = shell.type("list", "cannot resolve");
            assertTrue(rest.contains("salute") && rest.contains("missing"), rest);
        }
    }

    /** What the kernel refuses it names by the kind, though it never heard of it. */
    @Test
    void aPluginOfANewKindIsRefusedByTheNameOfItsKind() throws Exception {
        deployKind();
        deployPlugin("no name");
        Product.Outcome outcome = product().run("greet");
        assertEquals(0, outcome.code(), outcome.err());
        assertEquals("hello world", outcome.out().strip());
        assertTrue(
                outcome.err().contains("salute.jar is not deployed: the greeting id 'no name' is no name"),
                outcome.err());
    }

    /** The card and {@code --set} choose plug-ins of the new kind, and what is wrong is said in the words of both. */
    @Test
    void theCardChoosesPluginsOfANewKind() throws Exception {
        deployKind();
        deployPlugin("salute");
        Product.Outcome outcome = product()
                .run(
                        "greet",
                        "--set",
                        "plugins/greetings=[{\"id\": \"salute\", \"settings\": {\"whom\": \"card\"}}]",
                        "--set",
                        "plugins/greetings/salute/settings/whom=user");
        assertEquals("good day user", outcome.out().strip(), outcome.err());
        outcome = product().run("greet", "--set", "plugins/greetings=[\"salut\"]");
        assertEquals(2, outcome.code());
        assertTrue(outcome.err().contains("unknown greeting salut"), outcome.err());
        assertTrue(outcome.err().contains("did you mean salute? there are hello, salute"), outcome.err());
        outcome = product().run("greet", "--set", "plugins/greetings=[\"salute\"]");
        assertEquals(3, outcome.code());
        assertTrue(outcome.err().contains("/plugins/greetings/0/settings/whom"), outcome.err());
        outcome = product().run("select", "--set", "plugins/meetings=[]");
        assertEquals(3, outcome.code());
        assertTrue(outcome.err().contains("/plugins/meetings is no kind of plug-in"), outcome.err());
        assertTrue(outcome.err().contains("did you mean greetings?"), outcome.err());
    }

    @Test
    void twoPluginsOfOneIdAreSaid() throws Exception {
        deployKind();
        deployPlugin("hello");
        String rows = product().run("list", "greetings").out();
        assertEquals(
                2, rows.lines().filter(row -> row.contains("id provided twice")).count(), rows);
    }
}
