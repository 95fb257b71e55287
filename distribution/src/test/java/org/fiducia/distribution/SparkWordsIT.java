package org.fiducia.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --spark} without Spark: what is wrong is said in one line, and what is right is handed to spark-submit as it is. */
class SparkWordsIT {
    @TempDir
    Path folder;

    private Product.Outcome run(String home, String... words) throws Exception {
        return new Product(folder, Map.of("SPARK_HOME", home)).run(words);
    }

    private void refused(String problem, String... words) throws Exception {
        Product.Outcome outcome = run("", words);
        assertEquals(2, outcome.code(), outcome.err());
        assertTrue(outcome.err().startsWith("error: " + problem + "\n  → "), outcome.err());
        assertEquals(2, outcome.err().lines().count(), outcome.err());
    }

    @Test
    void wrongWordsAreRefused() throws Exception {
        refused("--spark needs a master", "--spark");
        refused("--spark without a verb", "--spark", "yarn");
        refused("--spark without a verb", "--spark", "yarn", "--spark-conf", "spark.a=b");
        refused("--spark-conf needs NAME=VALUE", "--spark", "yarn", "--spark-conf");
        refused("--spark-conf cores=2", "--spark", "yarn", "--spark-conf", "cores=2", "select");
        refused("--spark with --fresh, which is no verb", "--spark", "yarn", "--fresh", "select");
        refused("web does not take --spark", "--spark", "yarn", "web");
    }

    @Test
    void withoutSparkTheRemedyIsSaid() throws Exception {
        for (String home : List.of("", folder.toString())) {
            Product.Outcome outcome = run(home, "--spark", "yarn", "select");
            assertEquals(1, outcome.code());
            assertTrue(
                    outcome.err().startsWith("error: SPARK_HOME is " + (home.isEmpty() ? "not set" : home) + ","),
                    outcome.err());
            assertTrue(outcome.err().contains("  → set it to the folder of an installation of Spark"), outcome.err());
        }
    }

    @Test
    void everyWordReachesSparkSubmit() throws Exception {
        Files.createDirectories(folder.resolve("spark/jars"));
        Path submit = Files.createDirectories(folder.resolve("spark/bin")).resolve("spark-submit");
        Files.writeString(submit, "#!/bin/sh\nfor word; do echo \"<$word>\"; done\necho \"$FIDUCIA_SCHEDULER\"\n");
        Files.setPosixFilePermissions(submit, PosixFilePermissions.fromString("rwxr-xr-x"));
        Product.Outcome outcome = run(
                folder.resolve("spark").toString(),
                "--spark",
                "k8s://https://host:6443",
                "--spark-conf",
                "spark.a=x  y",
                "--spark-conf",
                "spark.driver.memory=3g",
                "measure",
                "pT4l",
                "--set",
                "label=a  *b",
                "--spark-conf");
        assertEquals(0, outcome.code(), outcome.err());
        List<String> words = outcome.out().lines().toList();
        int jar = words.indexOf("<" + product().home().resolve("lib/spark/fiducia-spark.jar") + ">");
        assertEquals(
                List.of("<measure>", "<pT4l>", "<--set>", "<label=a  *b>", "<--spark-conf>", "spark"),
                words.subList(jar + 1, words.size()));
        assertEquals(
                List.of("<--conf>", "<spark.a=x  y>", "<--conf>", "<spark.driver.memory=3g>"),
                words.subList(jar - 4, jar));
        assertEquals("<k8s://https://host:6443>", words.get(words.indexOf("<--master>") + 1));
    }

    /** An installation without spark-submit; what there is of Hadoop says where its cluster is. */
    @Test
    void theConfigurationOfHadoopIsOnTheClassPath() throws Exception {
        Path jars = Files.createDirectories(folder.resolve("spark/jars"));
        Path java = Files.createDirectories(folder.resolve("java/bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\nfor word; do echo \"<$word>\"; done\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        var environment = Map.of(
                "SPARK_HOME", jars.getParent().toString(),
                "JAVA_HOME", folder.resolve("java").toString(),
                "HADOOP_CONF_DIR", "/etc/hadoop");
        Product.Outcome outcome = new Product(folder, environment).run("--spark", "yarn", "select");
        assertEquals(0, outcome.code(), outcome.err());
        assertTrue(outcome.out().contains("/spark/jars/*:/etc/hadoop>"), outcome.out());
        assertTrue(outcome.out().contains("<yarn>"), outcome.out());
    }

    private Product product() {
        return new Product(folder, Map.of());
    }

    @Test
    void nothingOfSparkIsInTheProduct() throws Exception {
        assertTrue(Files.size(product().home().resolve("lib/spark/fiducia-spark.jar")) < 50_000);
        try (Stream<Path> files = Files.walk(product().home())) {
            assertFalse(files.map(file -> file.getFileName().toString())
                    .anyMatch(name -> name.startsWith("spark-") || name.startsWith("scala-")));
        }
    }
}
