package org.fiducia.console.shell;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
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
            var out =
                    new PrintStream(new Plain(new FileOutputStream(FileDescriptor.out)), true, StandardCharsets.UTF_8);
            try (CommandSession session =
                    processor.createSession(InputStream.nullInputStream(), out, ShellVerbs.remarks())) {
                session.put("SCOPE", "fiducia:gogo:*");
                execute(in, session);
            }
            if (out.checkError()) {
                verbs.unprintable();
            }
            framework.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | BundleException e) {
            ShellVerbs.remarks().println("error: cannot read the standard input: " + e.getMessage());
        }
    }

    /** Leaves out the colours of the shell's own commands: they take everything for a terminal that is no pipe of theirs. */
    private static final class Plain extends FilterOutputStream {
        private static final int ESCAPE = 0x1B;
        private int state;

        Plain(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int b) throws IOException {
            if (state == 0 && b == ESCAPE) {
                state = 1;
            } else if (state == 1) {
                state = b == '[' ? 2 : 0;
            } else if (state == 2) {
                state = b >= '@' && b <= '~' ? 0 : 2;
            } else {
                out.write(b);
            }
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            for (int i = from; i < from + length; i++) {
                if (state == 0 && bytes[i] != ESCAPE) {
                    int start = i;
                    while (i < from + length && bytes[i] != ESCAPE) {
                        i++;
                    }
                    out.write(bytes, start, i - start);
                    i--;
                } else {
                    write(bytes[i]);
                }
            }
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
