package org.fiducia.api.exchange;

import java.io.IOException;
import java.nio.file.Path;
import org.fiducia.api.Plugin;
import org.fiducia.api.PluginKind;
import org.fiducia.api.Progress;

/** A file format for predicted cross sections. Stateless and thread-safe. */
@PluginKind(plural = "prediction-formats", singular = "prediction format", order = 215)
public interface PredictionFormat extends Plugin {
    /**
     * Whether a file, or a folder of files, looks like one of this format. Reads as little as it can.
     *
     * @return false also for a file that makes no sense at all
     */
    boolean recognises(Path file) throws IOException;

    /**
     * Reads a prediction.
     *
     * @param progress hears of what had to be assumed
     * @throws org.fiducia.api.FiduciaException for a file that makes no sense: where, and why
     */
    Prediction read(Path file, Progress progress) throws IOException;
}
