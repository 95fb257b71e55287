package org.fiducia.kernel.commands;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Progress;
import org.fiducia.api.command.Publication;
import org.fiducia.api.command.Publisher;
import org.fiducia.api.command.ResultFolder;
import org.fiducia.api.measurement.ResultWriter.Console;
import org.fiducia.kernel.jobs.RunningJob;
import org.fiducia.kernel.pipeline.Measured;
import org.fiducia.kernel.pipeline.Pipeline;
import org.fiducia.kernel.plugins.Plugins;

/**
 * What {@code --publish} does: every publisher that is installed, once, after all measurements.
 *
 * @param publishers in the order in which they are listed, at least one
 */
record Publishing(List<Publisher> publishers) {
    /** Whom the files belong to. */
    private static final String OWNER = "publish";

    /**
     * All that are installed.
     *
     * @throws FiduciaException when there is none
     */
    static Publishing of(Plugins plugins) {
        List<Publisher> installed = plugins.all(Publisher.class);
        if (installed.isEmpty()) {
            throw new FiduciaException(
                    Kind.PLUGIN,
                    "nothing that publishes is installed",
                    "install a bundle with a publisher, or leave --publish out; `list publishers` shows them");
        }
        return new Publishing(installed);
    }

    /** Says so when what publishers wrote into a folder is of an earlier call: it need not fit the results there now. */
    static void remind(Path out, Progress progress) {
        RunningJob.recording(progress).without(out, OWNER);
        try {
            List<String> earlier = ResultFolder.of(out, OWNER);
            if (!earlier.isEmpty()) {
                progress.warn(earlier.get(0) + (earlier.size() > 1 ? " and " + (earlier.size() - 1) + " more" : "")
                        + " in " + out + " is of an earlier --publish and may not fit these results: measure with"
                        + " --publish again, or delete it");
            }
        } catch (IOException e) {
            // nothing is known of it
        }
    }

    /**
     * Lets all of them write; what they write appears together, or not at all. What they wrote before of the same is not made
     * again.
     *
     * @param measured by the pipeline
     * @param command the command line
     * @param out folder of the results, where the files go
     * @param job shows where it stands
     */
    void publish(
            Pipeline pipeline, List<Measured> measured, String command, Path out, Console console, RunningJob job) {
        String text; // shown when the files are there
        try (var folder = new ResultFolder(out, OWNER)) {
            text = pipeline.together(
                    measured,
                    List.of(command, String.valueOf(console.json())),
                    folder,
                    OWNER,
                    () -> write(pipeline.publication(measured), folder, console.json(), job));
            folder.add();
        }
        job.finish();
        console.out().print(text);
        console.out().flush();
    }

    private String write(Publication publication, ResultFolder folder, boolean json, RunningJob job) {
        var text = new StringWriter();
        var buffer = new Console(new PrintWriter(text), json);
        for (Publisher publisher : publishers) {
            job.checkCancelled();
            Plugins.guard(publisher, () -> {
                try {
                    publisher.publish(publication, folder.path(), buffer);
                } catch (IOException e) {
                    throw FiduciaException.unwritable(folder.target(), e);
                }
                return null;
            });
        }
        buffer.out().flush();
        return text.toString();
    }
}
