package org.fiducia.kernel.pipeline;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.Progress;
import org.fiducia.api.command.ResultFolder;
import org.fiducia.api.measurement.Measurement;
import org.fiducia.api.measurement.ResultWriter;
import org.fiducia.kernel.plugins.Plugins;
import org.fiducia.kernel.store.Store;

/**
 * The writers of a card, in its order.
 *
 * @param writers each is called for every measurement, then once for all
 */
record Writers(List<ResultWriter> writers) {
    /** Those of some ids. */
    static Writers of(List<String> ids, Plugins plugins) {
        var writers = new ArrayList<ResultWriter>();
        for (String id : ids) {
            writers.add(plugins.get(ResultWriter.class, id));
        }
        return new Writers(writers);
    }

    /** Whether what they write may be kept. */
    boolean repeatable() {
        return writers.stream().allMatch(writer -> Plugins.guard(writer, writer::repeatable));
    }

    /** Whether there is one of an id. */
    boolean has(String id) {
        return writers.stream().anyMatch(writer -> writer.id().equals(id));
    }

    /** Changes whenever the code of one of them does, or their order. */
    String fingerprint(Store store) {
        return String.join(
                "; ",
                writers.stream()
                        .map(writer -> writer.id() + " " + Plugins.fingerprint(writer, store))
                        .toList());
    }

    /** Writes one measurement into a folder that does not appear yet. Returns what the writers print. */
    String write(Measurement measurement, ResultFolder folder, boolean json, Progress progress) {
        progress.begin(measurement.observable().id() + ": writing results", writers.size());
        var text = new StringWriter(); // shown when the files are there
        var buffer = new ResultWriter.Console(new PrintWriter(text), json);
        for (ResultWriter writer : writers) {
            progress.checkCancelled();
            Plugins.guard(writer, () -> {
                try {
                    writer.write(measurement, folder.path(), buffer);
                } catch (IOException e) {
                    throw FiduciaException.unwritable(folder.target(), e);
                }
                return null;
            });
            progress.advance(1);
        }
        buffer.out().flush();
        return text.toString();
    }

    /** Writes what several measurements have to say together. */
    void summarise(List<Measurement> measurements, Path out, ResultWriter.Console console) {
        for (ResultWriter writer : writers) {
            Plugins.guard(writer, () -> {
                try {
                    writer.summarise(measurements, out, console);
                } catch (IOException e) {
                    throw FiduciaException.unwritable(out, e);
                }
                return null;
            });
        }
    }
}
