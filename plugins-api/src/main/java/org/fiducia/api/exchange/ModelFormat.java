package org.fiducia.api.exchange;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Plugin;
import org.fiducia.api.PluginKind;
import org.fiducia.api.Progress;

/** A file format for statistical models. Stateless and thread-safe. */
@PluginKind(plural = "formats", singular = "model format", order = 210)
public interface ModelFormat extends Plugin {
    /**
     * Whether a file looks like one of this format. Reads as little as it can.
     *
     * @return false also for a file that makes no sense at all
     */
    boolean recognises(Path file) throws IOException;

    /**
     * Reads a model with its data. What the format knows and this reader does not is refused, never left out.
     *
     * @param analysis which one of the file; empty for the one that it means by itself
     * @param progress hears of what had to be assumed
     * @throws org.fiducia.api.FiduciaException for a file that makes no sense or uses what is not supported: where, and why
     */
    ExchangedModel read(Path file, String analysis, Progress progress) throws IOException;

    /**
     * Reads a model whose file is changed first. A format whose files nothing can change refuses.
     *
     * @param patches applied in their order
     * @return a model whose {@linkplain ExchangedModel#notes notes} say what was changed
     */
    default ExchangedModel read(Path file, List<Patch> patches, String analysis, Progress progress) throws IOException {
        if (patches.isEmpty()) {
            return read(file, analysis, progress);
        }
        throw new FiduciaException(
                Kind.USAGE,
                file.getFileName() + " is a file of the format " + id() + ", to which no patch can be applied",
                "patches are for files in JSON");
    }

    /**
     * The same with several threads, for a format whose files name what has to be worked out first. Any number of them gives
     * the same model.
     *
     * @param threads at least 1
     */
    default ExchangedModel read(Path file, List<Patch> patches, String analysis, int threads, Progress progress)
            throws IOException {
        return read(file, patches, analysis, progress);
    }

    /**
     * What of the format is read, for people who ask whether their file can be: names of elements by their sort, e.g. {@code
     * modifiers}. Empty for a format that is read whole.
     */
    default Map<String, List<String>> supported() {
        return Map.of();
    }

    /**
     * Writes a model with its data. The same model gives the same bytes.
     *
     * @throws org.fiducia.api.FiduciaException for a model that the format cannot hold: which part, and why
     */
    void write(ExchangedModel model, Path file) throws IOException;
}
