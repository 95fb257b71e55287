package org.fiducia.distribution;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** The assembled distribution, run as a user runs it: one process per call, in a working folder of the test. */
final class Product {
    private static final int PATIENCE_SECONDS = 1800;
    private static final int SHELL_SECONDS = 300;

    /**
     * Where the distribution is. Tests that run at the same time deploy plug-ins of their own, and so each process of tests but
     * the first has a copy.
     */
    private static final class Home {
        static FileChannel held; // one that is forgotten is given back
        static final Path PATH = find();

        private static void delete(Path folder) throws IOException {
            if (Files.exists(folder)) {
                try (Stream<Path> files = Files.walk(folder)) {
                    for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(file);
                    }
                }
            }
        }

        private static Path find() {
            Path built = Path.of(System.getProperty("fiducia.home"));
            try {
                int process = number(built);
                if (process == 1) {
                    return built;
                }
                Path copy = built.resolveSibling(built.getFileName() + "-" + process);
                delete(copy);
                Files.createDirectories(copy);
                for (Path part : parts(built)) {
                    try (Stream<Path> files = Files.walk(part)) {
                        for (Path file : files.toList()) {
                            Files.copy(file, copy.resolve(built.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
                        }
                    }
                }
                Files.createDirectories(copy.resolve("deploy"));
                return copy;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** What is in it, without what runs leave there. */
        private static List<Path> parts(Path built) throws IOException {
            try (Stream<Path> all = Files.list(built)) {
                return all.filter(part -> !Set.of("store", "deploy")
                                .contains(part.getFileName().toString()))
                        .toList();
            }
        }

        /** 1 for the first process that is at work, 2 for the next: the lock is held as long as the process is there. */
        private static int number(Path built) throws IOException {
            for (int process = 1; ; process++) {
                Path file = built.resolveSibling(built.getFileName() + "-tests-" + process + ".lock");
                FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                if (channel.tryLock() != null) {
                    held = channel;
                    return process;
                }
                channel.close();
            }
        }
    }

    private final Path home;
    private final Path directory;
    private final Map<String, String> environment;

    /**
     * @param directory working folder
     * @param environment additional environment variables
     */
    Product(Path directory, Map<String, String> environment) {
        this.home = Home.PATH;
        this.directory = directory;
        this.environment = environment;
    }

    record Outcome(int code, String out, String err) {}

    /** Its folder. */
    static Path folder() {
        return Home.PATH;
    }

    Path home() {
        return home;
    }

    Path deploy() {
        return home.resolve("deploy");
    }

    /** Runs one verb to its end. */
    Outcome run(String... words) throws IOException, InterruptedException {
        Path out = Files.createTempFile(directory, "out", ".txt");
        Path err = Files.createTempFile(directory, "err", ".txt");
        Process process = builder(words)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("still running after " + PATIENCE_SECONDS + " s: " + String.join(" ", words));
        }
        var outcome = new Outcome(process.exitValue(), Files.readString(out), Files.readString(err));
        Files.delete(out);
        Files.delete(err);
        return outcome;
    }

    /** Starts a process and lets it run. */
    Process start(String... words) throws IOException {
        return builder(words).redirectErrorStream(true).start();
    }

    private ProcessBuilder builder(String... words) {
        var command = new ArrayList<String>();
        command.add(home.resolve("bin/fiducia").toString());
        command.addAll(List.of(words));
        var builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("FIDUCIA_SOCKET", "none"); // tests beside each other are strangers
        builder.environment().putAll(environment);
        return builder;
    }

    /** An interactive shell: lines go in, text comes out. */
    Shell shell() throws IOException {
        return new Shell(start());
    }

    static final class Shell implements AutoCloseable {
        private final Process process;
        private final BufferedWriter in;
        private final StringBuilder out = new StringBuilder();

        Shell(Process process) {
            this.process = process;
            this.in = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
            var reader = new Thread(() -> {
                try (var stream = process.inputReader(StandardCharsets.UTF_8)) {
                    for (int c = stream.read(); c >= 0; c = stream.read()) {
                        synchronized (out) {
                            out.append((char) c);
                        }
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            reader.setDaemon(true);
            reader.start();
        }

        /** Types a line and waits for what it prints; the text since the line was typed. */
        String type(String line, String expected) throws InterruptedException, IOException {
            int from = length();
            send(line);
            return await(from, expected);
        }

        /** Types a line. */
        void send(String line) throws IOException {
            in.write(line + "\n");
            in.flush();
        }

        /** Presses a key. */
        void press(char key) throws IOException {
            in.write(key);
            in.flush();
        }

        /** Waits for the end; the exit code. */
        int ended() throws InterruptedException {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("the shell does not end: " + text(0));
            }
            return process.exitValue();
        }

        /** Waits for text that comes by itself. */
        String await(int from, String expected) throws InterruptedException {
            if (!within(SHELL_SECONDS * 1000L, () -> text(from).contains(expected) || !process.isAlive())
                    || !text(from).contains(expected)) {
                throw new AssertionError("no \"" + expected + "\" in: " + text(from));
            }
            return text(from);
        }

        int length() {
            synchronized (out) {
                return out.length();
            }
        }

        String text(int from) {
            synchronized (out) {
                return out.substring(from);
            }
        }

        /** Leaves the shell as Ctrl-D does. */
        int leave() throws IOException, InterruptedException {
            in.close();
            return ended();
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }

    /** Whether something comes true in time. */
    static boolean within(long millis, BooleanSupplier condition) throws InterruptedException {
        long end = System.currentTimeMillis() + millis;
        while (System.currentTimeMillis() < end) {
            if (condition.getAsBoolean()) {
                return true;
            }
            Thread.sleep(20);
        }
        return condition.getAsBoolean();
    }

    /** Files below a folder, hidden ones included. */
    static List<String> files(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .sorted(Comparator.naturalOrder())
                    .toList();
        }
    }
}
