package org.fiducia.spark;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.SparkConf;

/** Runs a verb whose units of work are done by executors of Spark; {@code bin/fiducia --spark} has it started. */
public final class Main {
    private static final int FAILED = 1;
    private static final String HOME = "spark.fiducia.home";

    private Main() {}

    /** Entry point: the words of a verb. */
    public static void main(String[] words) {
        Locale.setDefault(Locale.ROOT); // what is written here is read by programs and by people everywhere
        // what others print is a remark; results go to the standard output by another way
        System.setErr(new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8));
        System.setOut(System.err);
        SparkConf configuration = configuration();
        Path home = Path.of(configuration.get("spark.fiducia.driver.home"));
        Path deploy = home.resolve("deploy");
        int code = FAILED;
        try (var cluster = new Cluster(configuration, configuration.get(HOME, home.toString()), deploy)) {
            code = Kernel.start(home, deploy, Optional.of(cluster), Map.of("fiducia.scheduler", "spark"))
                    .run(List.of(words));
        } catch (Throwable e) {
            System.err.println("error: the framework does not start: " + e.getMessage());
            System.err.println("  → unpack the distribution anew");
        }
        System.err.flush();
        Runtime.getRuntime().exit(code);
    }

    private static SparkConf configuration() {
        SparkConf configuration = new SparkConf()
                .setIfMissing("spark.driver.maxResultSize", "0") // Answers sees to it
                .setIfMissing("spark.ui.enabled", "false")
                .setIfMissing("spark.ui.showConsoleProgress", "false");
        for (String name : List.of("columns", "terminal")) {
            if (configuration.contains("spark.fiducia." + name)) {
                System.setProperty("fiducia." + name, configuration.get("spark.fiducia." + name));
            }
        }
        if (configuration.get("spark.master", "").startsWith("local")) {
            configuration.setIfMissing("spark.driver.host", "127.0.0.1");
        }
        return configuration;
    }
}
