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
import java.util.concurrent.TimeUnit;
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

    /** What it prints, a JSON object of numbers; empty when there is no Python that could run it. */
    Map<String, Double> run(Path inputs, Progress progress) throws IOException {
        for (String python : INTERPRETERS) {
            if (call(progress, 60, python, "-c", "import " + modules) != null) {
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
            String printed = call(progress, PATIENCE_SECONDS, python, file.toString(), inputs.toString());
            if (printed == null) {
                progress.warn(script + " failed: no comparison");
                return Map.of();
            }
            JsonNode json = JsonMapper.builder().build().readTree(printed);
            var times = new LinkedHashMap<String, Double>();
            json.properties().forEach(e -> times.put(e.getKey(), e.getValue().asDouble()));
            return times;
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /** Standard output of a process; null when it cannot be started, fails or takes too long. */
    private static String call(Progress progress, long seconds, String... command) {
        try {
            Path out = Files.createTempFile("fiducia-peer", ".txt");
            try {
                Process process = new ProcessBuilder(command)
                        .redirectOutput(out.toFile())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
                try {
                    for (long second = 0; second < seconds; second++) {
                        progress.checkCancelled();
                        if (process.waitFor(1, TimeUnit.SECONDS)) {
                            return process.exitValue() == 0 ? Files.readString(out, StandardCharsets.UTF_8) : null;
                        }
                    }
                    return null;
                } finally {
                    process.destroyForcibly();
                }
            } finally {
                Files.deleteIfExists(out);
            }
        } catch (IOException e) {
            return null; // not installed
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }
}
