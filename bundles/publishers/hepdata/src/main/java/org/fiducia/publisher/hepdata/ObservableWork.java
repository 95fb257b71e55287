package org.fiducia.publisher.hepdata;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.command.CardModel;
import org.fiducia.api.command.Publication;
import org.fiducia.api.exchange.ExchangedModel;
import org.fiducia.api.exchange.ModelFormat;
import org.fiducia.api.measurement.Measurement;
import org.fiducia.api.measurement.ResultWriter;

/**
 * What takes time for each observable: its likelihood as a file, its fits to replicas of the data, its results and its pictures.
 * The first two are kept, so that the model is built only where one of them is not there; of pictures the small ones are.
 */
final class ObservableWork {
    /** Replicas of the data, so that enough are left where fits fail. */
    static final int REPLICAS = 500;

    /** What a writer of results writes. */
    static final String RESULT = "result.json";

    private static final long SEED = 20_260_101;
    private static final EventWeights DRAWN = new EventWeights(SEED);

    private final Publication publication;
    private final List<ModelFormat> formats;
    private final List<ResultWriter> writers;
    private final List<ResultWriter> plots;

    /**
     * @param formats in which the likelihood is written; none or one
     * @param writers of {@value #RESULT}; none or one
     * @param plots who draws; none or one
     */
    ObservableWork(
            Publication publication, List<ModelFormat> formats, List<ResultWriter> writers, List<ResultWriter> plots) {
        this.publication = publication;
        this.formats = formats;
        this.writers = writers;
        this.plots = plots;
    }

    /**
     * What is there for an observable.
     *
     * @param models the likelihood by id of the format
     * @param replicas fits to replicas
     * @param results by id of the writer
     * @param pictures of it
     */
    record Done(Map<String, byte[]> models, Replicas replicas, Map<String, byte[]> results, Pictures pictures) {}

    /** Does it for all, by all threads. */
    List<Done> all() throws IOException {
        publication
                .progress()
                .begin("likelihoods and replicas", publication.entries().size());
        var tasks = new ArrayList<Callable<Done>>();
        publication
                .entries()
                .forEach(entry -> tasks.add(() -> {
                    Done done = one(entry);
                    publication.progress().advance(1);
                    return done;
                }));
        return Together.all(publication.threads(), tasks);
    }

    private Done one(Publication.Entry entry) {
        publication.progress().checkCancelled();
        var model = new Model(entry);
        var models = new LinkedHashMap<String, byte[]>();
        for (ModelFormat format : formats) {
            models.put(
                    format.id(),
                    publication
                            .keeper()
                            .kept(format, "likelihood of " + entry.key(), () -> written(format, entry, model.get())));
        }
        byte[] replicas = publication
                .keeper()
                .kept(
                        this,
                        REPLICAS + " replicas " + SEED + " of " + entry.key(),
                        () -> replicas(entry, model.get()).bytes());
        var results = new LinkedHashMap<String, byte[]>();
        writers.forEach(writer -> results.put(writer.id(), written(writer, entry.measurement())));
        return new Done(models, Replicas.read(replicas), results, pictures(entry.measurement()));
    }

    private Replicas replicas(Publication.Entry entry, CardModel.Model model) {
        return Replicas.of(
                entry.measurement(), model, DRAWN, REPLICAS, publication.scheduler(), publication.progress());
    }

    /** What can be drawn; a machine without fonts is no reason to publish nothing. */
    private Pictures pictures(Measurement measurement) {
        var drawn = new LinkedHashMap<String, byte[]>();
        for (ResultWriter plot : plots) {
            try {
                drawn.putAll(drawn(plot, measurement));
            } catch (FiduciaException e) {
                publication
                        .progress()
                        .warn("no picture of " + measurement.observable().id() + " is published: " + e.getMessage());
            }
        }
        for (var picture : Map.copyOf(drawn).entrySet()) {
            byte[] large = picture.getValue();
            byte[] small = publication
                    .keeper()
                    .kept(
                            this,
                            Pictures.THUMB + Runtime.version() + " " + Pictures.digest(large),
                            () -> Pictures.thumb(large));
            drawn.put(Pictures.THUMB + picture.getKey(), small);
        }
        return new Pictures(measurement.observable().id(), drawn);
    }

    private static Map<String, byte[]> drawn(ResultWriter plot, Measurement measurement) {
        return inFolder(folder -> {
            var silent = new ResultWriter.Console(new PrintWriter(Writer.nullWriter()), false);
            plot.write(measurement, folder, silent);
            var files = new LinkedHashMap<String, byte[]>();
            try (Stream<Path> all = Files.list(folder)) {
                for (Path file : all.sorted().toList()) {
                    String name = file.getFileName().toString();
                    if (Pictures.wanted(name)) {
                        files.put(name, Files.readAllBytes(file));
                    }
                }
            }
            return files;
        });
    }

    /** The model of an observable, made when it is asked for first. */
    private static final class Model {
        private final Publication.Entry entry;
        private Optional<CardModel.Model> made = Optional.empty();

        Model(Publication.Entry entry) {
            this.entry = entry;
        }

        CardModel.Model get() {
            if (made.isEmpty()) {
                made = Optional.of(entry.model().get());
            }
            return made.get();
        }
    }

    private static byte[] written(ModelFormat format, Publication.Entry entry, CardModel.Model model) {
        var exchanged = new ExchangedModel(
                entry.measurement().observable().id(),
                model.likelihood().model(),
                model.likelihood().data(),
                Map.of());
        return inFolder(folder -> {
            Path file = folder.resolve("model");
            format.write(exchanged, file);
            return Files.readAllBytes(file);
        });
    }

    /** What a writer of results writes of a measurement, with what it was made from, not where and in what time. */
    private static byte[] written(ResultWriter writer, Measurement measurement) {
        var made = new LinkedHashMap<>(measurement.provenance());
        made.put("command", "fiducia measure " + measurement.observable().id() + " --breakdown --impacts");
        made.put("seconds", Map.of());
        made.remove("threads");
        return inFolder(folder -> {
            var silent = new ResultWriter.Console(new PrintWriter(Writer.nullWriter()), false);
            writer.write(measurement.withProvenance(made), folder, silent);
            return Files.readAllBytes(folder.resolve(RESULT));
        });
    }

    /** Work in a folder that is there for it. */
    interface Work<T> {
        T in(Path folder) throws IOException;
    }

    /** Works in a folder that is gone afterwards. */
    static <T> T inFolder(Work<T> work) {
        try {
            Path folder = Files.createTempDirectory("fiducia-publish");
            try {
                return work.in(folder);
            } finally {
                try (Stream<Path> files = Files.walk(folder)) {
                    for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(file);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
