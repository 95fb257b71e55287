package org.fiducia.kernel.commands;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToIntFunction;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.command.Job;
import org.fiducia.api.command.Jobs;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The one-shot command line: the launcher finds it as a function from words to an exit code. */
@Component(service = ToIntFunction.class, property = "fiducia.command=line", immediate = true)
public final class CommandLineRunner implements ToIntFunction<String[]> {
    private final Jobs jobs;

    @Activate
    public CommandLineRunner(@Reference Jobs jobs) {
        this.jobs = jobs;
    }

    /** Runs a verb; Ctrl-C cancels it. */
    @Override
    public int applyAsInt(String[] words) {
        var out = new PrintWriter(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
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
