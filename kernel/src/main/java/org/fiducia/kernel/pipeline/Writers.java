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

    /** Writes one measurement. Returns what the writers print. */
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
        folder.publish();
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
