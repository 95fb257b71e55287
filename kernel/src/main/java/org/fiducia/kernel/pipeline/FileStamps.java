package org.fiducia.kernel.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.kernel.card.AnalysisCard.InputFormat;
import org.fiducia.kernel.store.Stamp;

/** Stamps of a file of events and of those beside it, by which one is found that somebody changes while it is read. */
record FileStamps(Map<Path, Stamp> stamps) {
    /** As they are now. */
    static FileStamps of(Path file, InputFormat format) {
        var stamps = new LinkedHashMap<Path, Stamp>();
        stamps.put(file, stamp(file));
        format.friends().stream()
                .map(friend -> friend.beside(file))
                .forEach(beside -> stamps.computeIfAbsent(beside, FileStamps::stamp));
        return new FileStamps(stamps);
    }

    /** The stamp of a file; one that no file has where there is none. */
    private static Stamp stamp(Path file) {
        try {
            return Stamp.of(file);
        } catch (IOException e) {
            return new Stamp(-1, 0, "");
        }
    }

    /**
     * Refuses what was selected of files that are not any more what they were.
     *
     * @param unit what was selected
     */
    void requireUnchanged(EventUnit unit) {
        stamps.forEach((file, stamp) -> {
            if (!stamp(file).equals(stamp)) {
                throw changed(file, unit);
            }
        });
    }

    private static FiduciaException changed(Path file, EventUnit unit) {
        return new FiduciaException(
                Kind.INPUT,
                file + (Files.exists(file) ? " has changed" : " has vanished") + " while it was read, entries "
                        + unit.first() + " to " + (unit.first() + unit.count() - 1),
                "run it again when nobody writes the file; what was selected of other files is kept");
    }
}
