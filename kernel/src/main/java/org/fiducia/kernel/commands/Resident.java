package org.fiducia.kernel.commands;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Nullable;
import org.fiducia.api.command.Job;
import org.fiducia.api.command.JobListener;
import org.fiducia.api.command.Jobs;
import org.fiducia.api.command.Residence;
import org.fiducia.kernel.resident.Desk;
import org.fiducia.kernel.resident.Reception;
import org.fiducia.launcher.RemoteCall;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** The process as one that stays: the deploy folder is watched, and calls at the socket are answered here. */
@Component(service = {Residence.class, Resident.class})
public final class Resident implements Residence {
    /** Verb that must reach the process whatever has changed: it stops it. */
    static final String SERVE = "serve";

    private final Path home;
    private final Jobs jobs;
    private final Deployment deployment;
    private final Thread hook = new Thread(this::leave, "fiducia-leave");
    private String installation = "";
    private boolean serving;
    private boolean stopping;
    private @Nullable Reception reception;

    @Activate
    public Resident(BundleContext context, @Reference Jobs jobs, @Reference Deployment deployment) {
        home = Deployment.home(context);
        this.jobs = jobs;
        this.deployment = deployment;
    }

    /** Where calls are to be taken; empty when the user wants none to be. */
    static Optional<Path> socket() {
        String path = System.getProperty("fiducia.socket", "");
        return path.isEmpty() ? Optional.empty() : Optional.of(Path.of(path));
    }

    @Override
    public void stay() {
        deployment.watch();
        try {
            listen();
        } catch (FiduciaException e) {
            System.err.println("! " + e.getMessage() + "; later calls run alone");
        }
    }

    /**
     * Takes calls, unless another process does.
     *
     * @return whether this process takes them
     * @throws FiduciaException where there can be no socket
     */
    synchronized boolean listen() {
        Optional<Path> socket = socket();
        if (reception != null || socket.isEmpty()) {
            return reception != null;
        }
        try {
            installation = installation();
            reception = Reception.open(socket.get(), new Front()).orElse(null);
            if (reception != null) {
                Runtime.getRuntime().addShutdownHook(hook);
            }
            return reception != null;
        } catch (IOException | UnsupportedOperationException e) {
            throw new FiduciaException(
                    Kind.OUTPUT,
                    "no calls can be taken at " + socket.get() + ": " + e.getMessage(),
                    "name another place with FIDUCIA_SOCKET, at most 100 letters long; FIDUCIA_SOCKET=none for none",
                    e);
        } catch (IllegalStateException e) {
            return true; // the process is ending already
        }
    }

    /** Who takes calls, when it is this process. */
    synchronized Optional<Reception> reception() {
        return Optional.ofNullable(reception);
    }

    /** It takes calls and does nothing else, until it is asked to end. */
    synchronized void serves() {
        serving = true;
    }

    /** Whether somebody asked it to end. */
    synchronized boolean stopping() {
        return stopping;
    }

    /** Asks it to end; whether it is one that can be asked. */
    synchronized boolean stop() {
        stopping = serving;
        return stopping;
    }

    /** Takes no more calls; those that are being answered are cancelled. */
    @Deactivate
    void leave() {
        Reception open;
        synchronized (this) {
            open = reception;
            reception = null;
        }
        if (open != null) {
            open.close();
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // it is what calls
            }
        }
    }

    /** What tells one state of the distribution from another: its jars, their sizes and times. */
    private String installation() throws IOException {
        var jars = new TreeMap<String, String>();
        for (String folder : new String[] {"lib", "bundle"}) {
            Path place = home.resolve(folder);
            if (Files.isDirectory(place)) {
                try (Stream<Path> files = Files.walk(place)) {
                    for (Path file : files.filter(Files::isRegularFile).toList()) {
                        jars.put(file.toString(), Files.size(file) + " " + Files.getLastModifiedTime(file));
                    }
                }
            }
        }
        return jars.toString();
    }

    /** Looks whether the caller may be answered from here, then starts the verb. */
    private final class Front implements Desk {
        @Override
        public Optional<String> refusal(RemoteCall call) {
            if (call.words().get(0).equals(SERVE)) {
                return Optional.empty();
            }
            if (!home.toString().equals(call.home())) {
                return Optional.of("the process that stays is of the distribution " + home
                        + " (there, `fiducia serve --stop` ends it)");
            }
            try {
                return installation().equals(installation)
                        ? Optional.empty()
                        : Optional.of(
                                "the process that stays is of an earlier version (`fiducia serve --stop` ends it)");
            } catch (IOException e) {
                return Optional.of("the distribution is being changed");
            }
        }

        @Override
        public Job start(RemoteCall call, PrintWriter out, PrintWriter err, JobListener listener) {
            deployment.look(); // as a process of its own does
            var display = call.redrawn() ? Jobs.Display.REDRAWN : Jobs.Display.LINES;
            var answered = new Jobs.Call(
                    call.words(), Path.of(call.directory()), out, err, display, call.columns(), call.environment());
            return jobs.start(answered, listener);
        }
    }
}
