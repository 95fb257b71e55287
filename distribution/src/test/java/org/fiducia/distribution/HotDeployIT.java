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

/** A running shell takes, replaces and loses plug-ins. */
class HotDeployIT {
    private static final String PT = "candidate.p4().pt()";

    @TempDir
    Path folder;

    private Product product() {
        return new Product(folder, Map.of());
    }

    private Path jar(String name) {
        return product().deploy().resolve(name);
    }

    @AfterEach
    void clear() throws Exception {
        for (String name : new String[] {"example.jar", "broken.jar", "unresolved.jar", "twin.jar", "pair.jar"}) {
            Files.deleteIfExists(jar(name));
        }
    }

    @Test
    void aShellTakesReplacesAndLosesAPlugin() throws Exception {
        Product product = product();
        try (Product.Shell shell = product.shell()) {
            shell.type("version", "Fiducia 1");
            assertFalse(shell.type("list observables", "tCMax-pT4l").contains("exampleObservable"));

            int from = shell.length();
            PluginJar.write(jar("example.jar"), folder, "example", "1.0.0", "exampleObservable", PT);
            shell.await(from, "example.jar is deployed: example 1.0.0");
            assertTrue(shell.type("list observables", "tCMax-pT4l").contains("version 1.0.0"));
            shell.type("measure exampleObservable --out " + folder.resolve("hot"), "results in");
            assertTrue(Files.exists(folder.resolve("hot/exampleObservable/result.json")));

            from = shell.length();
            PluginJar.write(jar("example.jar"), folder, "example", "2.0.0", "exampleObservable", PT);
            shell.await(from, "example.jar is updated: example 2.0.0");
            assertTrue(shell.type("list observables", "tCMax-pT4l").contains("version 2.0.0"));

            from = shell.length();
            Files.writeString(jar("broken.jar"), "this is no jar");
            shell.await(from, "broken.jar is not deployed");
            PluginJar.write(
                    jar("unresolved.jar"),
                    folder,
                    "unresolved",
                    "1.0.0",
                    "unresolvedObservable",
                    PT,
                    "Import-Package=org.nowhere,*");
            String refused = shell.await(from, "unresolved.jar is not deployed");
            assertTrue(refused.contains("org.nowhere"), refused);
            assertTrue(shell.type("list observables", "tCMax-pT4l").contains("version 2.0.0"), "the others serve on");

            from = shell.length();
            Files.delete(jar("example.jar"));
            shell.await(from, "example.jar is removed");
            assertFalse(shell.type("list observables", "tCMax-pT4l").contains("exampleObservable"));
            assertEquals(0, shell.leave());
        }
    }

    /** A pair serves what its component is now, and says what it lacks when that has gone. */
    @Test
    void aPairFollowsItsComponent() throws Exception {
        String export = "Export-Package=example";
        PluginJar.write(jar("example.jar"), folder, "example", "1.0.0", "component", PT, export);
        PluginJar.compile(jar("pair.jar"), folder, "pair", "1.0.0", """
                package pair;

                import org.fiducia.api.channel.Candidate;
                import org.fiducia.api.observable.*;
                import org.osgi.service.component.annotations.Component;

                @Component(service = Observable.class)
                public final class Example extends PairObservable<Candidate> {
                    public Example() {
                        super(
                                Candidate.class,
                                new example.Example(),
                                new example.Example(),
                                new Rectangles("a", "b").rectangle(Range.ANY, Range.ANY).binning());
                    }
                }
                """, List.of(jar("example.jar")));
        try (Product.Shell shell = product().shell()) {
            shell.type("version", "Fiducia 1");
            String listed = shell.type("list observables", "tCMax-pT4l");
            assertTrue(listed.contains("version 1.0.0 vs version 1.0.0"), listed);

            int from = shell.length();
            PluginJar.write(jar("example.jar"), folder, "example", "2.0.0", "component", PT, export);
            shell.await(from, "example.jar is updated: example 2.0.0");
            listed = shell.type("list observables", "tCMax-pT4l");
            assertTrue(listed.contains("version 2.0.0 vs version 2.0.0"), listed);

            from = shell.length();
            Files.delete(jar("example.jar"));
            shell.await(from, "example.jar is removed");
            assertFalse(shell.type("list observables", "tCMax-pT4l").contains("component-component"));
            String all = shell.type("list", "pair ");
            assertTrue(all.contains("cannot resolve: missing") && all.contains("example"), all);
            assertEquals(0, shell.leave());
        }
    }

    @Test
    void oneShotCallsTakeTheDeployFolderToo() throws Exception {
        PluginJar.write(jar("example.jar"), folder, "example", "1.0.0", "exampleObservable", PT);
        Product.Outcome outcome = product().run("list", "observables");
        assertEquals(0, outcome.code());
        assertTrue(outcome.out().contains("exampleObservable"), outcome.out());
    }

    @Test
    void aPluginThatThrowsFailsByNameAndAlone() throws Exception {
        PluginJar.write(
                jar("example.jar"), folder, "example", "1.0.0", "exampleObservable", "candidate.jets().get(99).pt()");
        Product.Outcome outcome = product().run("measure", "exampleObservable", "--out", "out");
        assertEquals(6, outcome.code(), outcome.err());
        assertTrue(outcome.err().contains("exampleObservable (example 1.0.0) failed"), outcome.err());
        assertFalse(outcome.err().contains("\tat "), outcome.err());
        assertTrue(Product.files(folder.resolve("out")).isEmpty(), "nothing is left behind");
        assertEquals(0, product().run("measure", "m4l", "--out", "out").code(), "the others work");
    }

    @Test
    void twoBundlesWithOneIdAreRefusedByName() throws Exception {
        PluginJar.write(jar("twin.jar"), folder, "twin", "1.0.0", "pT4l", PT);
        Product.Outcome outcome = product().run("measure", "pT4l", "--out", "out");
        assertEquals(6, outcome.code(), outcome.err());
        assertTrue(outcome.err().contains("twin 1.0.0") && outcome.err().contains("observable-pt4l"), outcome.err());
        assertTrue(product().run("list", "observables").out().contains("id provided twice"));
    }

    /** A fit that does not converge is said to, and gives no result. */
    @Test
    void aFitThatDoesNotConvergeGivesNoResult() throws Exception {
        PluginJar.compile(jar("example.jar"), folder, "giving-up", "1.0.0", """
                package example;

                import java.util.List;
                import org.fiducia.api.Progress;
                import org.fiducia.api.fit.*;
                import org.osgi.service.component.annotations.Component;

                @Component(service = Fitter.class)
                public final class Example implements Fitter {
                    public String id() {
                        return "giving-up";
                    }

                    public String title() {
                        return "gives up";
                    }

                    public FitResult fit(Likelihood likelihood, double[] start, boolean covariance, Progress progress) {
                        return new FitResult(FitResult.Status.ITERATION_LIMIT, "gave up after 0 iterations", start,
                                0, 1, 0, null, Double.NaN, List.of());
                    }
                }
                """);
        String card = Files.readString(product().home().resolve("etc/analysis.json"))
                .replace("\"fitter\": \"newton\"", "\"fitter\": \"giving-up\"")
                .replace(
                        "\"../data/run3\"",
                        '"'
                                + product()
                                        .home()
                                        .resolve("data/run3")
                                        .toAbsolutePath()
                                        .toString()
                                + '"');
        Files.writeString(folder.resolve("card.json"), card);
        Product.Outcome outcome = product().run("measure", "m4l", "--card", "card.json", "--out", "out");
        assertEquals(5, outcome.code(), outcome.err());
        assertTrue(outcome.err().contains("gave up after 0 iterations"), outcome.err());
        assertTrue(Product.files(folder.resolve("out")).isEmpty(), "no result");
    }

    /** A plug-in that waits for a service nobody provides is listed with what it waits for. */
    @Test
    void aPluginThatMissesSomethingSaysWhat() throws Exception {
        PluginJar.compile(jar("example.jar"), folder, "waiting", "1.0.0", """
                package example;

                import java.nio.file.Path;
                import java.util.concurrent.Callable;
                import org.fiducia.api.measurement.*;
                import org.osgi.service.component.annotations.*;

                @Component(service = ResultWriter.class)
                public final class Example implements ResultWriter {
                    @Activate
                    public Example(@Reference(name = "printer") Callable<String> printer) {}

                    public String id() {
                        return "waiting";
                    }

                    public String title() {
                        return "waits";
                    }

                    public void write(Measurement measurement, Path folder, Console console) {}
                }
                """);
        String rows = product().run("list", "writers").out();
        assertTrue(rows.contains("waits for printer") && rows.contains("waiting"), rows);
    }

    /** A plug-in that cannot even be made is listed with its reason; no stack trace meets the user. */
    @Test
    void aPluginThatCannotBeMadeSaysWhy() throws Exception {
        PluginJar.compile(jar("example.jar"), folder, "unmade", "1.0.0", """
                package example;

                import java.nio.file.Path;
                import org.fiducia.api.measurement.*;
                import org.osgi.service.component.annotations.*;

                @Component(service = ResultWriter.class)
                public final class Example implements ResultWriter {
                    public Example() {
                        throw new IllegalStateException("no paper");
                    }

                    public String id() {
                        return "unmade";
                    }

                    public String title() {
                        return "unmade";
                    }

                    public void write(Measurement measurement, Path folder, Console console) {}
                }
                """);
        Product.Outcome outcome = product().run("list", "writers");
        assertEquals(0, outcome.code(), outcome.err());
        assertTrue(outcome.out().contains("no paper"), outcome.out() + outcome.err());
        assertFalse((outcome.out() + outcome.err()).contains("\tat "), outcome.out() + outcome.err());
        assertTrue(outcome.out().contains("table"), "the others are there");
    }
}
