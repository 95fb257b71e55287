package org.fiducia.kernel.commands;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.command.AnalysisVerb;
import org.fiducia.api.command.Verb;
import org.fiducia.api.command.VerbRunner;
import org.fiducia.kernel.jobs.Job;
import org.fiducia.kernel.plugins.Blame;
import org.fiducia.kernel.plugins.Plugins;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.ComponentServiceObjects;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.component.annotations.ReferenceScope;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Runs a verb with its options: for the launcher, which finds this service as a function from words to an exit code, and
 * for the shell.
 */
@Component(
        service = {VerbRunner.class, ToIntFunction.class},
        property = "fiducia.command=line",
        immediate = true)
public final class CommandLineRunner implements VerbRunner, ToIntFunction<String[]> {
    /** Exit code of a failure nobody foresaw. */
    public static final int UNFORESEEN = 1;
    /** Exit code of a cancelled call. */
    public static final int CANCELLED = 130;

    private static final String VERBOSE = "--verbose";

    private static final long GRACE_MILLIS = 3000;

    private final Path home;
    private final Plugins plugins;
    private final Deployment deployment;
    private final List<ComponentServiceObjects<Verb>> verbs = new CopyOnWriteArrayList<>();
    private final List<Call> running = new CopyOnWriteArrayList<>();

    /** A call of a verb at work. */
    private record Call(Job job, Thread thread, PrintWriter err) {
        void cancel() {
            job.cancel();
            thread.interrupt();
        }
    }

    @Activate
    public CommandLineRunner(BundleContext context, @Reference Plugins plugins, @Reference Deployment deployment) {
        this.plugins = plugins;
        this.deployment = deployment;
        String property = context.getProperty("fiducia.home");
        home = Path.of(property == null ? "." : property).toAbsolutePath().normalize();
    }

    @Reference(
            service = Verb.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY,
            scope = ReferenceScope.PROTOTYPE_REQUIRED)
    void addVerb(ComponentServiceObjects<Verb> verb) {
        verbs.add(verb);
    }

    void removeVerb(ComponentServiceObjects<Verb> verb) {
        verbs.remove(verb);
    }

    @Deactivate
    void stop() {
        cancel();
    }

    /** Runs a verb of the one-shot command line. */
    @Override
    public int applyAsInt(String[] words) {
        var out = new PrintWriter(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        var err = new PrintWriter(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        var hook = new Thread(this::cancelAndWait, "fiducia-cancel");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            int code =
                    run(List.of(words), out, err, Path.of("").toAbsolutePath(), Boolean.getBoolean("fiducia.terminal"));
            if (out.checkError() && code == ExitCode.OK) {
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

    /** Runs a verb on a thread of its own, so that one that does not stop can be given up. */
    @Override
    public int run(List<String> words, PrintWriter out, PrintWriter err, Path directory, boolean redraw) {
        var job = new Job(err, redraw);
        var context = new Verb.Terminal(out, err, directory, home, job);
        var code = new AtomicInteger(UNFORESEEN);
        var thread = new Thread(() -> code.set(call(words, context, job)), "fiducia " + String.join(" ", words));
        thread.setDaemon(true);
        var call = new Call(job, thread, err);
        running.add(call);
        thread.start();
        try {
            thread.join();
        } catch (InterruptedException e) {
            call.cancel();
            if (!ended(thread)) {
                giveUp(call);
                code.set(CANCELLED);
            }
        } finally {
            running.remove(call);
        }
        out.flush();
        err.flush();
        return code.get();
    }

    private int call(List<String> words, Verb.Terminal terminal, Job job) {
        var held = new ArrayList<Runnable>();
        try {
            return commandLine(terminal, job, held).execute(words.toArray(String[]::new));
        } catch (Throwable e) {
            return unforeseen(e, words.contains(VERBOSE), terminal, job);
        } finally {
            held.forEach(Runnable::run);
        }
    }

    private static boolean ended(Thread thread) {
        try {
            thread.join(GRACE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return !thread.isAlive();
    }

    /** A call does not stop: say whose code still runs, and take it away. */
    private void giveUp(Call call) {
        call.job().finish();
        Map<Bundle, List<Thread>> busy = plugins.blame().busy(thread -> true);
        if (busy.isEmpty()) {
            call.err().println("cancelled, but it does not stop: its thread still runs");
        }
        busy.forEach((bundle, threads) -> {
            call.err()
                    .println("cancelled, but " + Blame.named(bundle) + " does not stop: still running "
                            + (threads.size() == 1 ? "is its thread " : "are its threads ")
                            + threads.stream().map(Thread::getName).sorted().collect(Collectors.joining(", "))
                            + "; the jar is refused until Fiducia is started anew");
            deployment.refuse(bundle);
        });
        call.err().flush();
    }

    @Override
    public List<String> verbs() {
        var held = new ArrayList<Runnable>();
        try {
            return List.copyOf(commandLine(null, null, held).getSubcommands().keySet());
        } finally {
            held.forEach(Runnable::run);
        }
    }

    @Override
    public List<String> candidates(String name) {
        var held = new ArrayList<Runnable>();
        try {
            CommandLine line = commandLine(null, null, held).getSubcommands().get(name);
            if (line == null) {
                return List.of();
            }
            Verb verb = line.getCommand();
            var candidates = new ArrayList<>(verb.candidates());
            line.getCommandSpec().options().forEach(option -> candidates.add(option.longestName()));
            return candidates;
        } finally {
            held.forEach(Runnable::run);
        }
    }

    /** Asks everything that runs to stop. */
    public void cancel() {
        running.forEach(Call::cancel);
    }

    private void cancelAndWait() {
        cancel();
        for (Call call : running) {
            if (!ended(call.thread())) {
                giveUp(call);
            }
        }
    }

    private CommandLine commandLine(Verb.Terminal terminal, Job job, List<Runnable> held) {
        var line = new CommandLine(new Root());
        var all = new ArrayList<CommandLine>();
        for (ComponentServiceObjects<Verb> objects : verbs) {
            Verb verb = objects.getService();
            if (verb != null) {
                held.add(() -> objects.ungetService(verb));
                try {
                    all.add(withHelp(new CommandLine(verb)));
                } catch (RuntimeException | LinkageError | StackOverflowError e) {
                    warn(terminal, "the verb of " + Plugins.origin(verb) + " is not usable: " + e.getMessage());
                }
            }
        }
        all.sort(Comparator.comparing(CommandLine::getCommandName));
        for (CommandLine sub : all) {
            if (line.getSubcommands().containsKey(sub.getCommandName())) {
                String which = sub.getCommandName() + " of " + Plugins.origin(sub.getCommand());
                warn(terminal, "the verb " + which + " is not usable: there is one of that name");
            } else {
                line.addSubcommand(sub.getCommandName(), sub);
            }
        }
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF));
        if (terminal != null) {
            line.setOut(terminal.out());
            line.setErr(terminal.err());
            line.setExecutionStrategy(parsed -> execute(parsed, terminal, job));
            line.setParameterExceptionHandler((e, words) -> misused(e, terminal.err()));
        }
        return line;
    }

    private static void warn(Verb.Terminal terminal, String message) {
        if (terminal != null) {
            terminal.progress().warn(message);
        }
    }

    /** Every verb explains itself, and its errors where asked; one of an analysis has the options of all these. */
    private static CommandLine withHelp(CommandLine verb) {
        if (verb.getCommand() instanceof AnalysisVerb) {
            verb.getCommandSpec().addMixin(AnalysisOptions.NAME, CommandSpec.forAnnotatedObject(new AnalysisOptions()));
        }
        withFlag(verb, OptionSpec.builder("-h", "--help").usageHelp(true).description("Show this help."));
        withFlag(verb, OptionSpec.builder(VERBOSE).description("Show the stack trace of an error."));
        return verb;
    }

    private static void withFlag(CommandLine verb, OptionSpec.Builder flag) {
        OptionSpec option = flag.type(boolean.class).build();
        if (verb.getCommandSpec().findOption(option.longestName()) == null) {
            verb.getCommandSpec().addOption(option);
        }
    }

    private int execute(ParseResult parsed, Verb.Terminal terminal, Job job) {
        ParseResult last = parsed;
        while (last.hasSubcommand()) {
            last = last.subcommand();
        }
        Integer help = CommandLine.executeHelpRequest(parsed);
        if (help != null) {
            return help;
        }
        Object command = last.commandSpec().userObject();
        if (!(command instanceof Verb verb)) {
            parsed.commandSpec().commandLine().usage(terminal.out());
            return ExitCode.OK;
        }
        boolean verbose = last.hasMatchedOption(VERBOSE);
        try {
            CommandSpec analysis = last.commandSpec().mixins().get(AnalysisOptions.NAME);
            return verb instanceof AnalysisVerb works && analysis != null
                    ? works.run(terminal, ((AnalysisOptions) analysis.userObject()).chosen())
                    : verb.run(terminal);
        } catch (Throwable e) {
            if (e instanceof CancellationException || job.cancelled()) { // what fails then fails because of it
                job.finish();
                terminal.err().println("cancelled; nothing was left behind");
                return CANCELLED;
            }
            return e instanceof FiduciaException failure
                    ? failed(failure, verbose, terminal, job)
                    : unforeseen(e, verbose, terminal, job);
        }
    }

    private int unforeseen(Throwable e, boolean verbose, Verb.Terminal terminal, Job job) {
        Optional<FiduciaException> blamed = plugins.blame().of(e);
        if (blamed.isPresent()) {
            return failed(blamed.get(), verbose, terminal, job);
        }
        job.finish();
        if (e instanceof OutOfMemoryError) {
            terminal.err().println("error: out of memory");
            terminal.err().println("  → give more with FIDUCIA_OPTS=-Xmx2g");
        } else {
            terminal.err().println("error: " + e);
            terminal.err().println("  → this is a fault of the program; run again with --verbose and report it");
        }
        if (verbose) {
            e.printStackTrace(terminal.err());
        }
        return UNFORESEEN;
    }

    private static int failed(FiduciaException e, boolean verbose, Verb.Terminal terminal, Job job) {
        job.finish();
        terminal.err().println("error: " + e.getMessage());
        terminal.err().println("  → " + e.remedy());
        if (verbose) {
            e.printStackTrace(terminal.err());
        }
        return e.kind().exitCode();
    }

    private static int misused(ParameterException e, PrintWriter err) {
        CommandLine line = e.getCommandLine();
        if (line.getParent() == null
                && e instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().get(0).startsWith("-")) {
            FiduciaException unknown = HelpVerb.unknown(unmatched.getUnmatched().get(0), line);
            err.println("error: " + unknown.getMessage());
            err.println("  → " + unknown.remedy());
            return unknown.kind().exitCode();
        }
        err.println("error: " + e.getMessage());
        if (!UnmatchedArgumentException.printSuggestions(e, err)) {
            err.println("  → " + line.getCommandSpec().qualifiedName() + " --help shows what it takes");
        }
        return FiduciaException.Kind.USAGE.exitCode();
    }

    /** The program itself. */
    @Command(
            name = "fiducia",
            description = "Fiducial cross sections from ROOT files, through hot-deployable bundles.",
            synopsisSubcommandLabel = "VERB",
            footer = {
                "",
                "Without a verb: an interactive shell with the same verbs.",
                "Exit codes: 0 done, 1 unforeseen failure, 2 usage, 3 analysis card, 4 input,",
                "5 fit, 6 plug-in, 7 output, 130 cancelled."
            })
    static final class Root {
        @Option(
                names = {"-h", "--help"},
                usageHelp = true,
                description = "Show this help.")
        private boolean help;
    }
}
