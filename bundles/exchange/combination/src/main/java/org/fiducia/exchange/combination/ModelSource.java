package org.fiducia.exchange.combination;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Plugin;
import org.fiducia.api.Progress;
import org.fiducia.api.Suggestion;
import org.fiducia.api.exchange.ExchangedModel;
import org.fiducia.api.exchange.ModelFormat;
import org.fiducia.api.exchange.Patch;

/**
 * A model file and how it is read.
 *
 * @param shown its name as the user gave it
 * @param file where it is
 * @param format id of its format; empty for the one that recognises it
 * @param analysis which one of the file; empty for the one that it means by itself
 * @param patches changes to it, in their order
 */
public record ModelSource(String shown, Path file, String format, String analysis, List<Patch> patches) {
    public ModelSource {
        patches = List.copyOf(patches);
    }

    /** What was read, and by which format. */
    public record Read(ModelFormat format, ExchangedModel model) {}

    /**
     * Reads it.
     *
     * @param installed formats to choose from
     * @throws FiduciaException when there is no such file or no format for it, and when it makes no sense
     */
    public Read read(List<ModelFormat> installed, int threads, Progress progress) throws IOException {
        ModelFormat reader = format(installed);
        progress.begin("reading " + shown, 0);
        return new Read(reader, reader.read(file, patches, analysis, threads, progress));
    }

    /** The format that reads it. */
    public ModelFormat format(List<ModelFormat> installed) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new FiduciaException(Kind.INPUT, "there is no file " + shown, "correct its name");
        }
        List<String> ids = installed.stream().map(Plugin::id).sorted().toList();
        if (!format.isEmpty()) {
            return installed.stream()
                    .filter(candidate -> candidate.id().equals(format))
                    .findFirst()
                    .orElseThrow(() -> new FiduciaException(
                            Kind.USAGE, "there is no model format " + format, Suggestion.among(format, ids)));
        }
        return recognising(file, installed)
                .orElseThrow(() -> new FiduciaException(
                        Kind.INPUT,
                        shown + " is no model file of an installed format",
                        "installed are " + ids.stream().collect(Collectors.joining(", "))
                                + "; name one with --format to learn what it has to say of the file"));
    }

    /** The first format that recognises a file. */
    public static Optional<ModelFormat> recognising(Path file, List<ModelFormat> installed) throws IOException {
        for (ModelFormat candidate : installed) {
            if (candidate.recognises(file)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    /**
     * A change to a file as people write it: FILE#NAME; a # may also be part of the name of the file.
     *
     * @param resolve where a file of that name is
     */
    public static Patch patch(String text, Function<String, Path> resolve) {
        Path whole = resolve.apply(text);
        int hash = text.lastIndexOf('#');
        if (Files.isRegularFile(whole) || hash < 0) {
            return new Patch(whole, "");
        }
        return new Patch(resolve.apply(text.substring(0, hash)), text.substring(hash + 1));
    }
}
