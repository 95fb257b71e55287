package org.fiducia.spark;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/** Has units done by the executors, which are asked for when the first are: what the store holds needs none. */
final class Cluster implements BiFunction<byte[], List<byte[]>, Iterator<Map.Entry<Integer, byte[]>>>, AutoCloseable {
    private final SparkConf configuration;
    private final String home;
    private final Path deploy;
    private final ClassLoader loader = Thread.currentThread().getContextClassLoader();
    private JavaSparkContext context;

    /**
     * @param configuration of the session with Spark
     * @param home folder of the distribution where executors are
     * @param deploy folder of the jars that are deployed here
     */
    Cluster(SparkConf configuration, String home, Path deploy) {
        this.configuration = configuration;
        this.home = home;
        this.deploy = deploy;
    }

    /** @throws IllegalStateException when there are no executors to be had, in words */
    @Override
    public Iterator<Map.Entry<Integer, byte[]>> apply(byte[] order, List<byte[]> units) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader); // by which Spark loads what its configuration names
        try {
            return new Answers(context(), new Call(home, deployed(), order), units);
        } catch (Exception e) { // of Scala, which does not declare them
            throw new IllegalStateException(Answers.reason(e), e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private synchronized JavaSparkContext context() {
        if (context == null) {
            context = new JavaSparkContext(configuration);
        }
        return context;
    }

    private TreeMap<String, byte[]> deployed() throws IOException {
        var jars = new TreeMap<String, byte[]>();
        if (Files.isDirectory(deploy)) {
            try (DirectoryStream<Path> found = Files.newDirectoryStream(deploy, "*.jar")) {
                for (Path jar : found) {
                    jars.put(String.valueOf(jar.getFileName()), Files.readAllBytes(jar));
                }
            }
        }
        return jars;
    }

    @Override
    public synchronized void close() {
        if (context != null) {
            context.close();
        }
    }
}
