package org.fiducia.console.shell;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Function;
import org.apache.felix.service.command.Process;
import org.fiducia.api.command.Verb;
import org.fiducia.api.command.VerbRunner;
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
 * no command. The exit code of the process is that of the first command that failed, or the one given to {@code exit}.
 */
@Component(service = ShellVerbs.class, immediate = true)
public final class ShellVerbs {
    private static final String SCOPE = "fiducia";
    private static final List<String> OWN = List.of("verbs", "candidates", "exit", "quit", "default");
    /** Where the shell keeps its terminal. */
    private static final String TERMINAL = ".terminal";

    private static final int USAGE = 2;
    private static final int OUTPUT = 7;

    private final BundleContext context;
    private final VerbRunner runner;
    private final Map<String, ServiceRegistration<Function>> commands = new ConcurrentHashMap<>();
    private final AtomicInteger status = new AtomicInteger();
    private final ServiceRegistration<IntSupplier> exitCode;
    private volatile boolean left;

    @Activate
    public ShellVerbs(BundleContext context, @Reference VerbRunner runner) {
        this.context = context;
        this.runner = runner;
        register("verbs", (session, arguments) -> runner.verbs());
        register(
                "candidates",
                (session, arguments) -> arguments.isEmpty()
                        ? List.of()
                        : runner.candidates(words(arguments).get(0)));
        register("exit", this::exit);
        register("quit", this::exit);
        register("default", (session, arguments) -> {
            String word = words(arguments).get(0);
            return run(word.substring(word.lastIndexOf(':') + 1), session, arguments.subList(1, arguments.size()));
        });
        exitCode = context.registerService(
                IntSupplier.class, status::get, new Hashtable<>(Map.of("fiducia.shell", "status")));
        refresh();
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

    private Object exit(CommandSession session, List<Object> arguments) throws BundleException {
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

    private Object done(CommandSession session, int code) {
        session.put("status", code);
        status.compareAndSet(0, code);
        return null; // everything is printed already
    }

    private synchronized void refresh() {
        List<String> verbs = runner.verbs();
        verbs.forEach(name -> register(name, (session, arguments) -> run(name, session, arguments)));
        for (String gone : List.copyOf(commands.keySet())) {
            if (!verbs.contains(gone) && !OWN.contains(gone)) {
                commands.remove(gone).unregister();
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

    private Object run(String name, CommandSession session, List<Object> arguments) {
        var words = new ArrayList<>(List.of(name));
        words.addAll(words(arguments));
        // what was asked for follows pipes and redirections, remarks are for the terminal
        var out = new PrintWriter(Process.Utils.current().out(), true, StandardCharsets.UTF_8);
        boolean keyboard = Boolean.getBoolean("fiducia.keyboard");
        var err = new PrintWriter(keyboard ? session.getConsole() : remarks(), true, StandardCharsets.UTF_8);
        Runnable restore = onCtrlC(session, Thread.currentThread()::interrupt);
        try {
            return done(
                    session, runner.run(words, out, err, session.currentDir(), Boolean.getBoolean("fiducia.terminal")));
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
