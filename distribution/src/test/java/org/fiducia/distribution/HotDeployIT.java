package org.fiducia.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
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
        for (String name : new String[] {"example.jar", "broken.jar", "unresolved.jar", "twin.jar"}) {
            Files.deleteIfExists(jar(name));
        }
    }

    @Test
    void aShellTakesReplacesAndLosesAPlugin() throws Exception {
        Product product = product();
        try (Product.Shell shell = product.shell()) {
            shell.type("version", "Fiducia 1");
            assertFalse(shell.type("list observables", "pT4l").contains("exampleObservable"));

            int from = shell.length();
            PluginJar.write(jar("example.jar"), folder, "example", "1.0.0", "exampleObservable", PT);
            shell.await(from, "example.jar is deployed: example 1.0.0");
            assertTrue(shell.type("list observables", "pT4l").contains("version 1.0.0"));
            shell.type("measure exampleObservable --out " + folder.resolve("hot"), "results in");
            assertTrue(Files.exists(folder.resolve("hot/exampleObservable/result.json")));

            from = shell.length();
            PluginJar.write(jar("example.jar"), folder, "example", "2.0.0", "exampleObservable", PT);
            shell.await(from, "example.jar is updated: example 2.0.0");
            assertTrue(shell.type("list observables", "pT4l").contains("version 2.0.0"));

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
            assertTrue(shell.type("list observables", "pT4l").contains("version 2.0.0"), "the others serve on");

            from = shell.length();
            Files.delete(jar("example.jar"));
            shell.await(from, "example.jar is removed");
            assertFalse(shell.type("list observables", "pT4l").contains("exampleObservable"));
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
}
