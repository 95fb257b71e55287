package org.fiducia.kernel.commands;

import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.command.Job;
import org.fiducia.api.command.Jobs;
import org.fiducia.api.command.Verb;
import org.fiducia.kernel.resident.Reception;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code serve}. */
@Component(service = Verb.class, scope = ServiceScope.PROTOTYPE)
@Command(
        name = Resident.SERVE,
        description = "Stay, and answer the calls of later processes at once.",
        footer = {
            "",
            "While it stays, `fiducia VERB ...` runs there: same output, same files, same exit code, without the time",
            "that a start takes. Jars of the deploy folder come and go. It is reached at the socket FIDUCIA_SOCKET,",
            "else in XDG_RUNTIME_DIR or a folder of yours in /tmp; FIDUCIA_SOCKET=none has a call run alone, and so",
            "has FIDUCIA_OPTS. A shell and the web console take calls, too."
        })
public final class ServeVerb implements Verb {
    private static final long LOOK_MILLIS = 100;
    private static final int NOBODY = 1;

    private final Resident resident;
    private final Jobs jobs;

    @Option(names = "--stop", description = "End the process that stays; what it is doing is cancelled.")
    private boolean stop;

    @Option(names = "--status", description = "Say whether one stays, and what it does; exit code 1 when none does.")
    private boolean status;

    @Option(
            names = "--idle",
            paramLabel = "MINUTES",
            description = "End after this time without a call; 0 for never; default: 60.")
    private double idle = 60;

    @Activate
    public ServeVerb(@Reference Resident resident, @Reference Jobs jobs) {
        this.resident = resident;
        this.jobs = jobs;
    }

    @Override
    public int run(Terminal terminal) throws InterruptedException {
        if (stop && status) {
            throw new FiduciaException(Kind.USAGE, "--stop with --status", "leave one out");
        }
        if (!(idle >= 0)) {
            throw new FiduciaException(Kind.USAGE, "--idle " + idle, "give a number of minutes, 0 for never");
        }
        Optional<Reception> here = resident.reception();
        if (stop || status) {
            return here.map(reception -> stop ? stop(terminal) : status(reception, terminal.out()))
                    .orElseGet(() -> nobody(terminal));
        }
        if (here.isPresent()) {
            throw new FiduciaException(
                    Kind.USAGE,
                    "process " + ProcessHandle.current().pid() + " stays already at " + socket(),
                    "`fiducia serve --stop` ends it");
        }
        return serve(terminal);
    }

    private int serve(Terminal terminal) throws InterruptedException {
        if (Resident.socket().isEmpty()) {
            throw new FiduciaException(
                    Kind.USAGE, "FIDUCIA_SOCKET is none", "name the file of a socket, or leave it unset");
        }
        if (!resident.listen()) {
            throw new FiduciaException(
                    Kind.USAGE,
                    "another process takes the calls at " + socket() + " already",
                    "call its own `fiducia serve --stop`, or name another place with FIDUCIA_SOCKET");
        }
        resident.stay();
        resident.serves();
        terminal.err()
                .println("stays at " + socket() + " (process "
                        + ProcessHandle.current().pid() + "); `fiducia serve --stop` ends it");
        Optional<Reception> open = resident.reception();
        try {
            while (open.isPresent() && !resident.stopping() && !(idle > 0 && idle * 60 < idleSeconds(open.get()))) {
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            }
        } finally {
            resident.leave();
        }
        return 0;
    }

    /** A job that nobody called from outside is work, too. */
    private double idleSeconds(Reception reception) {
        return running() > 1 ? 0 : reception.idleSeconds();
    }

    private long running() {
        return jobs.recent().stream().filter(job -> !job.status().over()).count();
    }

    private int stop(Terminal terminal) {
        if (!resident.stop()) {
            throw new FiduciaException(
                    Kind.USAGE,
                    "process " + ProcessHandle.current().pid() + " at " + socket() + " is a shell or the web console",
                    "leave it where it runs");
        }
        terminal.out().println("process " + ProcessHandle.current().pid() + " ends");
        return 0;
    }

    private int status(Reception reception, PrintWriter out) {
        out.println("process " + ProcessHandle.current().pid() + " stays at " + reception.socket());
        for (Job job : jobs.recent()) {
            if (!job.status().over() && !job.words().get(0).equals(Resident.SERVE)) {
                String stage = job.status().stage();
                out.println("  runs " + String.join(" ", job.words()) + (stage.isEmpty() ? "" : " (" + stage + ")"));
            }
        }
        return 0;
    }

    private static int nobody(Terminal terminal) {
        terminal.out()
                .println("no process stays"
                        + (Resident.socket().isEmpty() ? ": FIDUCIA_SOCKET is none" : " at " + socket()));
        return NOBODY;
    }

    private static String socket() {
        return Resident.socket().map(String::valueOf).orElse("none");
    }
}
