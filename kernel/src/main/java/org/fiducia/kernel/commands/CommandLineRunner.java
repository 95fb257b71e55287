package org.fiducia.kernel.commands;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToIntFunction;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.command.Job;
import org.fiducia.api.command.Jobs;
import org.fiducia.kernel.jobs.RunningJob;
import org.fiducia.kernel.recall.Question;
import org.fiducia.kernel.recall.Recall;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The one-shot command line: the launcher finds it as a function from words to an exit code. */
@Component(service = ToIntFunction.class, property = "fiducia.command=line", immediate = true)
public final class CommandLineRunner implements ToIntFunction<String[]> {
    private final Path home;
    private final Jobs jobs;

    @Activate
    public CommandLineRunner(BundleContext context, @Reference Jobs jobs) {
        this(Deployment.home(context), jobs);
    }

    /** @param home folder of the distribution */
    CommandLineRunner(Path home, Jobs jobs) {
        this.home = home;
        this.jobs = jobs;
    }

    /** Writes to one, and as long as that goes well to another. */
    private static final class Both extends FilterWriter {
        private final Writer other;

        Both(Writer one, Writer other) {
            super(one);
            this.other = other;
        }

        @Override
        public void write(int letter) throws IOException {
            out.write(letter);
            other.write(letter);
        }

        @Override
        public void write(char[] letters, int from, int count) throws IOException {
            out.write(letters, from, count);
            other.write(letters, from, count);
        }

        @Override
        public void write(String text, int from, int count) throws IOException {
            out.write(text, from, count);
            other.write(text, from, count);
        }
    }

    /** Runs a verb; Ctrl-C cancels it. */
    @Override
    public int applyAsInt(String[] words) {
        var printed = new StringWriter();
        var out = new PrintWriter(
                new Both(
                        new OutputStreamWriter(new FileOutputStream(FileDescriptor.out), StandardCharsets.UTF_8),
                        printed),
                true);
        var err = new PrintWriter(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        var display = Boolean.getBoolean("fiducia.terminal") ? Jobs.Display.REDRAWN : Jobs.Display.LINES;
        int columns = Integer.getInteger("fiducia.columns", 0);
        Job job = jobs.start(new Jobs.Call(
                List.of(words), Path.of("").toAbsolutePath(), out, err, display, columns, System.getenv()));
        var hook = new Thread(
                () -> {
                    job.cancel();
                    job.awaitOrCancel();
                },
                "fiducia-cancel");
        try {
            Runtime.getRuntime().addShutdownHook(hook);
        } catch (IllegalStateException e) {
            job.cancel(); // the process is ending already
        }
        try {
            int code = job.awaitOrCancel();
            if (out.checkError() && code == 0) {
                err.println("error: not everything could be printed: the output is a full disk or a closed pipe");
                err.println("  → make room, or read all that is printed");
                return FiduciaException.Kind.OUTPUT.exitCode();
            }
            if (code == 0
                    && job instanceof RunningJob running
                    && running.status().warnings().isEmpty()) {
                Question question = Question.ofProcess(home, List.of(words));
                Recall.keep(question, running.recording(), printed.toString());
            }
            return code;
        } finally {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // the process is ending: the hook does its work
            }
        }
    }
}
