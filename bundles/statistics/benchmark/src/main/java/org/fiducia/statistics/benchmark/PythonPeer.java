package org.fiducia.statistics.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Nullable;
import org.fiducia.api.Progress;

/** A Python script of this bundle that does the same work, where a Python with its modules is installed. */
final class PythonPeer {
    private static final List<String> INTERPRETERS = List.of("python3", "/usr/bin/python3");
    private static final long PATIENCE_SECONDS = 900;

    private final String script;
    private final String modules;

    /**
     * @param script name of the resource
     * @param modules that it imports, with commas
     */
    PythonPeer(String script, String modules) {
        this.script = script;
        this.modules = modules;
    }

    /**
     * What it prints, a JSON object of numbers; empty when there is no Python that could run it.
     *
     * @throws FiduciaException of kind {@link Kind#PLUGIN} when it fails: with the end of what it said
     */
    Map<String, Double> run(Path inputs, Progress progress) throws IOException {
        for (String python : INTERPRETERS) {
            Ended imports = call(progress, 60, python, "-c", "import " + modules);
            if (imports != null && imports.good()) {
                progress.begin(script + " by " + python + " for comparison", 0);
                return measure(python, inputs, progress);
            }
        }
        progress.warn("no Python with the modules " + modules + " for a comparison");
        return Map.of();
    }

    private Map<String, Double> measure(String python, Path inputs, Progress progress) throws IOException {
        Path file = Files.createTempFile("fiducia-peer", ".py");
        try (InputStream source = PythonPeer.class.getResourceAsStream(script)) {
            Files.write(file, source.readAllBytes());
            Ended ended = call(progress, PATIENCE_SECONDS, python, file.toString(), inputs.toString());
            if (ended == null || !ended.good()) {
                throw new FiduciaException(
                        Kind.PLUGIN,
                        script + (ended == null ? " did not end within " + PATIENCE_SECONDS + " s" : ended.how()),
                        "look at the modules " + modules + " of " + python + ", or measure with --no-peers");
            }
            JsonNode json = JsonMapper.builder().build().readTree(ended.printed());
            var times = new LinkedHashMap<String, Double>();
            json.properties().forEach(e -> times.put(e.getKey(), e.getValue().asDouble()));
            return times;
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /**
     * How a process ended.
     *
     * @param code of its exit
     * @param printed to its standard output
     * @param complaint the last line of its standard error
     */
    private record Ended(int code, String printed, String complaint) {
        boolean good() {
            return code == 0;
        }

        String how() {
            return " ended with code " + code + (complaint.isEmpty() ? "" : ": " + complaint);
        }
    }

    /** A process to its end; null when it cannot be started or takes too long. */
    private static @Nullable Ended call(Progress progress, long seconds, String... command) {
        try {
            Path out = Files.createTempFile("fiducia-peer", ".txt");
            Path err = Files.createTempFile("fiducia-peer", ".err");
            try {
                Process process = new ProcessBuilder(command)
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile())
                        .start();
                try {
                    for (long second = 0; second < seconds; second++) {
                        progress.checkCancelled();
                        if (process.waitFor(1, TimeUnit.SECONDS)) {
                            String[] lines = text(err).strip().split("\\R");
                            return new Ended(process.exitValue(), text(out), lines[lines.length - 1]);
                        }
                    }
                    return null;
                } finally {
                    process.destroyForcibly();
                }
            } finally {
                Files.deleteIfExists(out);
                Files.deleteIfExists(err);
            }
        } catch (IOException e) {
            return null; // not installed
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        }
    }

    private static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }
}
