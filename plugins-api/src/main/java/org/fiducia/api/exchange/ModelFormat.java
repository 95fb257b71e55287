package org.fiducia.api.exchange;

import java.io.IOException;
import java.nio.file.Path;
import org.fiducia.api.Plugin;
import org.fiducia.api.Progress;

/** A file format for statistical models. Stateless and thread-safe. */
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
     * Writes a model with its data. The same model gives the same bytes.
     *
     * @throws org.fiducia.api.FiduciaException for a model that the format cannot hold: which part, and why
     */
    void write(ExchangedModel model, Path file) throws IOException;
}
