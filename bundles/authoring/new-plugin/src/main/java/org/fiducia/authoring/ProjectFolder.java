package org.fiducia.authoring;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.report.Document;
import org.fiducia.api.report.Report;
import org.fiducia.api.report.Text;

/** An empty folder that becomes a project. */
final class ProjectFolder {
    private final Path folder;
    private final List<String> files = new ArrayList<>();

    /** @throws FiduciaException when there is something in it already */
    ProjectFolder(Path folder) {
        this.folder = folder;
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> content = Files.list(folder)) {
            if (content.anyMatch(path -> !path.endsWith(".git"))) {
                throw new FiduciaException(
                        Kind.OUTPUT, folder + " is not empty", "name an empty or a new folder with --dir");
            }
        } catch (IOException e) {
            throw new FiduciaException(
                    Kind.OUTPUT,
                    folder + " is no folder that can be read",
                    "name an empty or a new folder with --dir",
                    e);
        }
    }

    /** Writes files by path. */
    void write(Map<String, String> project) {
        try {
            for (var file : project.entrySet()) {
                Path path = folder.resolve(file.getKey());
                Files.createDirectories(path.getParent());
                Files.write(path, file.getValue().getBytes(StandardCharsets.UTF_8));
                files.add(file.getKey());
            }
        } catch (IOException e) {
            throw new FiduciaException(
                    Kind.OUTPUT,
                    "cannot write to " + folder + ": " + e.getMessage(),
                    "name another folder with --dir",
                    e);
        }
    }

    /** What was written, and what to do next. */
    Report report(String verb, Template kind, String plugin, String jar, Path home) {
        List<String> next = List.of(
                "export FIDUCIA_HOME=" + home,
                "mvn -q -gs \"$FIDUCIA_HOME/etc/maven.xml\" package",
                "cp target/" + jar + " \"$FIDUCIA_HOME/deploy/\"",
                kind.use(plugin));
        var lines = new ArrayList<>(files);
        lines.addAll(List.of("", "next, in " + folder + ":"));
        next.forEach(line -> lines.add("  " + line));
        var fields = new LinkedHashMap<String, Object>();
        fields.put(kind.id(), plugin);
        fields.put("folder", folder.toString());
        fields.put("files", List.copyOf(files));
        fields.put("next", next);
        return new Report(verb, "Project of " + plugin, new Text(lines), new Document(fields));
    }
}
