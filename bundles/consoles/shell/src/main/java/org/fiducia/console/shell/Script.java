package org.fiducia.console.shell;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Runs the lines of the standard input where that is no keyboard: a file, a pipe. What the verbs print is all that is
 * printed; the process ends with the lines, or at {@code exit}.
 */
@Component(service = Script.class, immediate = true)
public final class Script {
    private static final long POLL_MILLIS = 5;

    private final BundleContext context;
    private final CommandProcessor processor;
    private final ShellVerbs verbs;
    private final Thread thread;

    @Activate
    public Script(BundleContext context, @Reference CommandProcessor processor, @Reference ShellVerbs verbs) {
        this.context = context;
        this.processor = processor;
        this.verbs = verbs;
        thread = new Thread(this::run, "fiducia-script");
        thread.setDaemon(true);
        boolean stays = Boolean.parseBoolean(context.getProperty("fiducia.interactive"));
        if (stays && !Boolean.getBoolean("fiducia.keyboard")) {
            thread.start();
        }
    }

    @Deactivate
    void stop() {
        thread.interrupt();
    }

    private void run() {
        Bundle framework = context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION);
        try {
            while (framework.getState() != Bundle.ACTIVE) {
                Thread.sleep(POLL_MILLIS); // until every command is there
            }
            var in = new BufferedReader(
                    new InputStreamReader(new FileInputStream(FileDescriptor.in), StandardCharsets.UTF_8));
            var out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
            try (CommandSession session =
                    processor.createSession(InputStream.nullInputStream(), out, ShellVerbs.remarks())) {
                session.put("SCOPE", "fiducia:gogo:*");
                execute(in, session);
            }
            framework.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | BundleException e) {
            ShellVerbs.remarks().println("error: cannot read the standard input: " + e.getMessage());
        }
    }

    private void execute(BufferedReader in, CommandSession session) throws IOException, InterruptedException {
        var lines = new StringBuilder();
        for (String line = in.readLine(); line != null && !verbs.left(); line = in.readLine()) {
            lines.append(line).append('\n');
            try {
                session.execute(lines);
                lines.setLength(0);
            } catch (InterruptedException e) {
                throw e;
            } catch (Exception e) {
                if (String.valueOf(e.getMessage()).startsWith("unexpected EOT")) {
                    continue; // a block that goes on in the next line
                }
                lines.setLength(0);
                verbs.failed(e);
            }
        }
        if (!lines.toString().isBlank()) {
            verbs.failed(new IllegalArgumentException("the last line is not complete: " + lines));
        }
    }
}
