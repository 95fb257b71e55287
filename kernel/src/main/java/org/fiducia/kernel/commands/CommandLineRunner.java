package org.fiducia.kernel.commands;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.ToIntFunction;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.command.AnalysisVerb;
import org.fiducia.api.command.Verb;
import org.fiducia.api.command.VerbRunner;
import org.fiducia.kernel.jobs.Job;
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

    private final Path home;
    private final List<ComponentServiceObjects<Verb>> verbs = new CopyOnWriteArrayList<>();
    private final List<Job> running = new CopyOnWriteArrayList<>();

    @Activate
    public CommandLineRunner(BundleContext context) {
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
        var out = new PrintWriter(System.out, true);
        var err = new PrintWriter(System.err, true);
        var hook = new Thread(this::cancelAndWait, "fiducia-cancel");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            return run(List.of(words), out, err, Path.of("").toAbsolutePath(), System.console() != null);
        } finally {
            out.flush();
            err.flush();
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // the process is ending: the hook does its work
            }
        }
    }

    @Override
    public int run(List<String> words, PrintWriter out, PrintWriter err, Path directory, boolean redraw) {
        var job = new Job(err, redraw);
        var context = new Verb.Terminal(out, err, directory, home, job);
        var held = new ArrayList<Runnable>();
        running.add(job);
        try {
            return commandLine(context, job, held).execute(words.toArray(String[]::new));
        } finally {
            running.remove(job);
            held.forEach(Runnable::run);
            out.flush();
            err.flush();
        }
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
        running.forEach(Job::cancel);
    }

    private void cancelAndWait() {
        cancel();
        try {
            for (int i = 0; i < 300 && !running.isEmpty(); i++) {
                Thread.sleep(10);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private CommandLine commandLine(Verb.Terminal terminal, Job job, List<Runnable> held) {
        var line = new CommandLine(new Root());
        var all = new ArrayList<CommandLine>();
        for (ComponentServiceObjects<Verb> objects : verbs) {
            Verb verb = objects.getService();
            if (verb != null) {
                held.add(() -> objects.ungetService(verb));
                all.add(withHelp(new CommandLine(verb)));
            }
        }
        all.sort(Comparator.comparing(CommandLine::getCommandName));
        all.forEach(sub -> line.addSubcommand(sub.getCommandName(), sub));
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

    private static int execute(ParseResult parsed, Verb.Terminal terminal, Job job) {
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
        } catch (FiduciaException e) {
            return failed(e, verbose, terminal, job);
        } catch (CancellationException e) {
            job.finish();
            terminal.err().println("cancelled; nothing was left behind");
            return CANCELLED;
        } catch (OutOfMemoryError e) {
            job.finish();
            terminal.err().println("error: out of memory");
            terminal.err().println("  → give more with FIDUCIA_OPTS=-Xmx2g");
            return UNFORESEEN;
        } catch (Exception | LinkageError e) {
            job.finish();
            terminal.err().println("error: " + e);
            terminal.err().println("  → this is a fault of the program; run again with --verbose and report it");
            if (verbose) {
                e.printStackTrace(terminal.err());
            }
            return UNFORESEEN;
        }
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
