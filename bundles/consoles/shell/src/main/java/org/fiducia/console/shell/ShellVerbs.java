package org.fiducia.console.shell;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Function;
import org.apache.felix.service.command.Process;
import org.fiducia.api.Nullable;
import org.fiducia.api.command.Job;
import org.fiducia.api.command.JobListener;
import org.fiducia.api.command.Jobs;
import org.fiducia.api.command.Residence;
import org.fiducia.api.command.Verb;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.Terminal.SignalHandler;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * Makes every verb a command of the Gogo shell, as long as the verb is there; {@code fiducia:verbs} and {@code
 * fiducia:candidates} serve the completion, {@code exit} and {@code quit} leave, {@code default} answers to words that are
 * no command. {@code start} runs a verb while others are typed, {@code jobs} lists what runs and ran, {@code cancel} and
 * {@code wait} take the number of a job. The exit code of the process is that of the first command that failed, or the one given to {@code exit}.
 */
@Component(service = ShellVerbs.class, immediate = true)
public final class ShellVerbs {
    private static final String SCOPE = "fiducia";
    private static final List<String> OWN =
            List.of("verbs", "candidates", "exit", "quit", "default", "start", "jobs", "cancel", "wait");
    /** Where the shell keeps its terminal. */
    private static final String TERMINAL = ".terminal";

    private static final int USAGE = 2;
    private static final int OUTPUT = 7;

    private final BundleContext context;
    private final Jobs jobs;
    private final Map<String, ServiceRegistration<Function>> commands = new ConcurrentHashMap<>();
    private final AtomicInteger status = new AtomicInteger();
    private final ServiceRegistration<IntSupplier> exitCode;
    private volatile boolean left;

    @Activate
    public ShellVerbs(BundleContext context, @Reference Jobs jobs, @Reference Residence residence) {
        this.context = context;
        this.jobs = jobs;
        register("verbs", (session, arguments) -> jobs.verbs());
        register(
                "candidates",
                (session, arguments) -> arguments.isEmpty()
                        ? List.of()
                        : jobs.candidates(words(arguments).get(0)));
        register("exit", this::exit);
        register("quit", this::exit);
        register("default", (session, arguments) -> {
            String word = words(arguments).get(0);
            return run(word.substring(word.lastIndexOf(':') + 1), session, arguments.subList(1, arguments.size()));
        });
        register("start", this::start);
        register("jobs", (session, arguments) -> {
            jobs.recent().forEach(job -> session.getConsole().println(line(job)));
            return null;
        });
        register("cancel", (session, arguments) -> of(arguments, Job::cancel));
        register("wait", (session, arguments) -> of(arguments, job -> done(session, waitFor(session, job))));
        exitCode = context.registerService(
                IntSupplier.class, status::get, new Hashtable<>(Map.of("fiducia.shell", "status")));
        refresh();
        residence.stay();
    }

    @Reference(service = Verb.class, cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addVerb(ServiceReference<Verb> verb) {
        refresh();
    }

    void removeVerb(ServiceReference<Verb> verb) {
        refresh();
    }

    @Deactivate
    void stop() {
        commands.values().forEach(ServiceRegistration::unregister);
        commands.clear();
        exitCode.unregister();
    }

    /** Whether somebody asked to leave. */
    boolean left() {
        return left;
    }

    /** The standard error itself: the shell puts something else in its place. */
    static PrintStream remarks() {
        return new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
    }

    /** A line that the shell itself could not run, in words without its class names. */
    void failed(Exception e) {
        PrintStream err = remarks();
        err.println("error: " + (e.getMessage() == null ? "the line makes no sense" : e.getMessage()));
        err.println("  → `help` shows the verbs");
        status.compareAndSet(0, USAGE);
    }

    /** Not everything could be printed. */
    void unprintable() {
        remarks().println("error: not everything could be printed: the output is a full disk or a closed pipe");
        status.compareAndSet(0, OUTPUT);
    }

    private @Nullable Object exit(CommandSession session, List<Object> arguments) throws BundleException {
        if (!arguments.isEmpty()) {
            try {
                status.set(Integer.parseInt(String.valueOf(arguments.get(0))));
            } catch (NumberFormatException e) {
                failed(new IllegalArgumentException("exit takes a number, not " + arguments.get(0)));
                return null;
            }
        }
        left = true;
        context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).stop();
        return null;
    }

    private @Nullable Object done(CommandSession session, int code) {
        session.put("status", code);
        status.compareAndSet(0, code);
        return null; // everything is printed already
    }

    private synchronized void refresh() {
        List<String> verbs = jobs.verbs();
        verbs.forEach(name -> register(name, (session, arguments) -> run(name, session, arguments)));
        for (String gone : List.copyOf(commands.keySet())) {
            if (!verbs.contains(gone) && !OWN.contains(gone)) {
                ServiceRegistration<Function> command = commands.remove(gone);
                if (command != null) {
                    command.unregister();
                }
            }
        }
    }

    private void register(String name, Function function) {
        commands.computeIfAbsent(name, key -> {
            Dictionary<String, Object> properties = new Hashtable<>();
            properties.put(CommandProcessor.COMMAND_SCOPE, SCOPE);
            properties.put(CommandProcessor.COMMAND_FUNCTION, new String[] {key});
            return context.registerService(Function.class, function, properties);
        });
    }

    private @Nullable Object run(String name, CommandSession session, List<Object> arguments) {
        var words = new ArrayList<>(List.of(name));
        words.addAll(words(arguments));
        // what was asked for follows pipes and redirections, remarks are for the terminal
        var out = new PrintWriter(Process.Utils.current().out(), true, StandardCharsets.UTF_8);
        var display = Boolean.getBoolean("fiducia.terminal") ? Jobs.Display.REDRAWN : Jobs.Display.LINES;
        Runnable restore = onCtrlC(session, Thread.currentThread()::interrupt);
        try {
            Job job = jobs.start(new Jobs.Call(words, session.currentDir(), out, err(session), display));
            return done(session, job.awaitOrCancel());
        } finally {
            restore.run();
        }
    }

    private static PrintWriter err(CommandSession session) {
        boolean keyboard = Boolean.getBoolean("fiducia.keyboard");
        return new PrintWriter(keyboard ? session.getConsole() : remarks(), true, StandardCharsets.UTF_8);
    }

    /** Starts a verb and lets it run: what it has to say comes when it is over, in one piece. */
    private @Nullable Object start(CommandSession session, List<Object> arguments) {
        if (arguments.isEmpty()) {
            failed(new IllegalArgumentException("start needs a verb"));
            return null;
        }
        var out = new StringWriter();
        var err = new StringWriter();
        var call = new Jobs.Call(
                words(arguments), session.currentDir(), new PrintWriter(out), new PrintWriter(err), Jobs.Display.LINES);
        Job started = jobs.start(call, new JobListener() {
            @Override
            public void ended(Job job) {
                session.getConsole().print(out);
                session.getConsole().flush();
                PrintWriter remarks = err(session);
                remarks.print(err);
                remarks.println(line(job));
                remarks.flush();
                status.compareAndSet(0, job.status().exitCode());
            }
        });
        err(session).println("[" + started.id() + "] started");
        return null;
    }

    /** Number, state and words of a job, and where it stands. */
    private static String line(Job job) {
        Job.Status now = job.status();
        String share = now.total() > 0 ? " " + Math.round(100 * now.fraction()) + " %" : "";
        return "[" + job.id() + "] " + now.state().name().toLowerCase(Locale.ROOT) + ": "
                + String.join(" ", job.words())
                + (now.stage().isEmpty() ? "" : " (" + now.stage() + share + ")");
    }

    /** Does something with the job whose number is given. */
    private @Nullable Object of(List<Object> arguments, Consumer<Job> action) {
        String wanted = arguments.isEmpty() ? "" : String.valueOf(arguments.get(0));
        jobs.recent().stream()
                .filter(job -> String.valueOf(job.id()).equals(wanted))
                .findFirst()
                .ifPresentOrElse(
                        action,
                        () -> failed(new IllegalArgumentException(
                                "there is no job " + wanted + "; `jobs` shows what there is")));
        return null;
    }

    /** Waits for a job; Ctrl-C ends the waiting, not the job. */
    private static int waitFor(CommandSession session, Job job) {
        Runnable restore = onCtrlC(session, Thread.currentThread()::interrupt);
        try {
            return job.await();
        } catch (InterruptedException e) {
            return 0;
        } finally {
            restore.run();
        }
    }

    /** The shell itself would leave the verb alone, print the name of an exception and ask for the next line at once. */
    private static Runnable onCtrlC(CommandSession session, Runnable cancel) {
        if (session.get(TERMINAL) instanceof Terminal terminal) {
            SignalHandler before = terminal.handle(Signal.INT, signal -> cancel.run());
            return () -> terminal.handle(Signal.INT, before);
        }
        return () -> {};
    }

    private static List<String> words(List<Object> arguments) {
        return arguments.stream().map(String::valueOf).toList();
    }
}
