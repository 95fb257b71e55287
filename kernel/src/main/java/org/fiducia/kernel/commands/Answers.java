package org.fiducia.kernel.commands;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.command.ResultFolder;
import org.fiducia.api.command.Verb.Terminal;
import org.fiducia.api.report.Attachment;
import org.fiducia.api.report.Destination;
import org.fiducia.api.report.Destination.Form;
import org.fiducia.api.report.Figure;
import org.fiducia.api.report.Report;
import org.fiducia.api.report.ReportWriter;
import org.fiducia.kernel.jobs.Workers;
import org.fiducia.kernel.recall.Recall;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** Gives the reports of verbs to their callers: text or JSON on the terminal, and the files they come with. */
@Component(service = Answers.class)
public final class Answers {
    /** Made when it is needed: it takes a tenth of the time of a short verb. */
    private static final class Mapper {
        private static final JsonMapper JSON = new JsonMapper();
    }

    private final List<ReportWriter> writers = new CopyOnWriteArrayList<>();

    @Activate
    public Answers() {}

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addWriter(ReportWriter writer) {
        writers.add(writer);
    }

    void removeWriter(ReportWriter writer) {
        writers.remove(writer);
    }

    /**
     * Writes the files of a report, then prints it.
     *
     * @param json whether as JSON, and nothing else
     * @param threads that write files, at least 1
     * @param began when the call began, {@link System#nanoTime}
     * @return exit code
     * @throws FiduciaException when files cannot be written or drawn
     */
    int give(Report report, Terminal terminal, boolean json, int threads, long began) {
        report.destination().ifPresent(place -> write(report, place, threads));
        if (json) {
            terminal.out().println(json(report));
            return report.exitCode();
        }
        report.lines().forEach(terminal.out()::println);
        report.destination().filter(place -> !place.said().isEmpty()).ifPresent(place -> {
            terminal.out().println(place.said());
            if (place.own()) {
                terminal.out().println(Recall.time(began));
            }
        });
        return report.exitCode();
    }

    private static String json(Report report) {
        try {
            return Mapper.JSON
                    .writerWithDefaultPrettyPrinter()
                    .writeValueAsString(report.data())
                    .replace("\r\n", "\n");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private void write(Report report, Destination place, int threads) {
        try (var folder =
                        place.own() ? new ResultFolder(place.folder()) : new ResultFolder(place.folder(), report.id());
                var workers = new Workers(Math.max(1, threads))) {
            var tasks = new ArrayList<Callable<Path>>();
            for (Attachment attachment : report.all(Attachment.class)) {
                tasks.add(() -> write(attachment, folder.path()));
            }
            workers.all(tasks);
            List<Figure> figures = report.all(Figure.class);
            if (!figures.isEmpty() && !place.copies().containsValue(Form.PAGE)) {
                writer().pictures(figures, folder.path(), Math.max(1, threads));
            }
            for (var copy : place.copies().entrySet()) {
                copy(report, copy.getValue(), folder.path().resolve(copy.getKey()));
            }
            if (place.own()) {
                folder.publish();
            } else {
                folder.add();
            }
        } catch (UncheckedIOException e) {
            throw FiduciaException.unwritable(place.folder(), Objects.requireNonNull(e.getCause(), "always there"));
        } catch (IOException e) {
            throw FiduciaException.unwritable(place.folder(), e);
        } catch (LinkageError | InternalError e) {
            throw new FiduciaException(
                    Kind.PLUGIN,
                    "this Java runtime cannot draw text (" + e + ")",
                    "install fontconfig and a font such as DejaVu Sans",
                    e);
        }
    }

    private static Path write(Attachment attachment, Path folder) {
        Path file = folder.resolve(attachment.name());
        try {
            Files.createDirectories(file.getParent());
            try (var out = new BufferedOutputStream(Files.newOutputStream(file))) {
                attachment.content().write(out);
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void copy(Report report, Form form, Path file) throws IOException {
        switch (form) {
            case TEXT -> Files.write(file, report.lines(), StandardCharsets.UTF_8);
            case JSON -> Files.writeString(file, json(report) + "\n", StandardCharsets.UTF_8);
            case PAGE -> writer().page(report, file);
        }
    }

    private ReportWriter writer() {
        return writers.stream()
                .findFirst()
                .orElseThrow(() -> new FiduciaException(
                        Kind.PLUGIN,
                        "no bundle that draws reports is installed",
                        "put it back into the folder bundle/, or call the verb without --out"));
    }
}
