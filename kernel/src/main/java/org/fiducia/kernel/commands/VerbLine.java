package org.fiducia.kernel.commands;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.command.AnalysisReportVerb;
import org.fiducia.api.command.AnalysisVerb;
import org.fiducia.api.command.ReportVerb;
import org.fiducia.api.command.Verb;
import org.fiducia.api.report.Report;
import org.fiducia.kernel.jobs.JobBoard;
import org.fiducia.kernel.jobs.RunningJob;
import org.fiducia.kernel.plugins.Plugins;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.ComponentConstants;
import org.osgi.service.component.ComponentServiceObjects;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
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

/** The verbs with their options, as words call them. */
@Component(service = VerbLine.class)
public final class VerbLine {
    private static final String VERBOSE = "--verbose";
    private static final String JSON = "--json";
    private static final int USUAL_WIDTH = 80;
    private static final int LEAST_WIDTH = 55;

    /** What these say follows from what is installed alone. */
    private static final Set<Class<?>> OF_WHAT_IS_INSTALLED = Set.of(HelpVerb.class, ListVerb.class, VersionVerb.class);

    private final Plugins plugins;
    private final Answers answers;
    private final List<ComponentServiceObjects<Verb>> verbs = new CopyOnWriteArrayList<>();

    @Activate
    public VerbLine(@Reference Plugins plugins, @Reference Answers answers) {
        this.plugins = plugins;
        this.answers = answers;
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

    /**
     * Runs a verb. Errors are printed; nothing is thrown.
     *
     * @param words the verb and what follows it
     * @param job whose progress the verb's is
     * @return exit code
     */
    int run(List<String> words, Verb.Terminal terminal, RunningJob job) {
        var held = new ArrayList<Runnable>();
        try {
            CommandLine line = commandLine(called(words), terminal.progress()::warn, held);
            line.setUsageHelpWidth(width(terminal.columns()));
            line.setOut(terminal.out());
            line.setErr(terminal.err());
            line.setExecutionStrategy(parsed -> execute(parsed, terminal, job));
            line.setParameterExceptionHandler((e, wrong) -> misused(e, terminal.err()));
            return line.execute(words.toArray(String[]::new));
        } catch (Throwable e) {
            return unforeseen(e, words.contains(VERBOSE), terminal, job);
        } finally {
            held.forEach(Runnable::run);
        }
    }

    /** Letters in a line of help: what the terminal has, as far as that reads well. */
    private static int width(int columns) {
        return columns == 0 ? USUAL_WIDTH : Math.max(LEAST_WIDTH, Math.min(columns - 1, USUAL_WIDTH));
    }

    /** Names of the verbs there are now. */
    List<String> verbs() {
        var held = new ArrayList<Runnable>();
        try {
            return List.copyOf(
                    commandLine(verbs, unusable -> {}, held).getSubcommands().keySet());
        } finally {
            held.forEach(Runnable::run);
        }
    }

    /** What may follow a verb: its options and the arguments it suggests; empty for one that does not exist. */
    List<String> candidates(String name) {
        var held = new ArrayList<Runnable>();
        try {
            CommandLine line =
                    commandLine(verbs, unusable -> {}, held).getSubcommands().get(name);
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

    /** What the first word calls; all verbs when that is none of them, or needs the others. */
    private List<ComponentServiceObjects<Verb>> called(List<String> words) {
        if (words.isEmpty()) {
            return verbs;
        }
        var called = new ArrayList<ComponentServiceObjects<Verb>>();
        for (ComponentServiceObjects<Verb> objects : verbs) {
            Optional<String> name = name(objects);
            if (name.isEmpty() || name.get().equals(words.get(0))) {
                called.add(objects); // one without a name may be it
            }
        }
        boolean known = called.stream().anyMatch(objects -> name(objects).isPresent());
        return known && !words.get(0).equals(HelpVerb.NAME) ? called : verbs;
    }

    /** The name of a verb that is not made yet: its class tells it. */
    private static Optional<String> name(ComponentServiceObjects<Verb> objects) {
        try {
            ServiceReference<Verb> reference = objects.getServiceReference();
            Object type = reference.getProperty(ComponentConstants.COMPONENT_NAME);
            Bundle bundle = reference.getBundle();
            if (bundle == null || !(type instanceof String)) {
                return Optional.empty();
            }
            Command command = bundle.loadClass((String) type).getAnnotation(Command.class);
            return Optional.ofNullable(command).map(Command::name);
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            return Optional.empty(); // that it is not usable is said when it is made
        }
    }

    private CommandLine commandLine(
            List<ComponentServiceObjects<Verb>> verbs, Consumer<String> warnings, List<Runnable> held) {
        var line = new CommandLine(new Root());
        var all = new ArrayList<CommandLine>();
        for (ComponentServiceObjects<Verb> objects : verbs) {
            Verb verb = objects.getService();
            if (verb != null) {
                held.add(() -> objects.ungetService(verb));
                try {
                    all.add(withHelp(new CommandLine(verb)));
                } catch (RuntimeException | LinkageError | StackOverflowError e) {
                    warnings.accept("the verb of " + Plugins.origin(verb) + " is not usable: " + e.getMessage());
                }
            }
        }
        all.sort(Comparator.comparing(CommandLine::getCommandName));
        for (CommandLine sub : all) {
            if (line.getSubcommands().containsKey(sub.getCommandName())) {
                String which = sub.getCommandName() + " of " + Plugins.origin(sub.getCommand());
                warnings.accept("the verb " + which + " is not usable: there is one of that name");
            } else {
                line.addSubcommand(sub.getCommandName(), sub);
            }
        }
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF));
        return line;
    }

    /** Every verb explains itself, and its errors where asked; one of an analysis has the options of all these. */
    private static CommandLine withHelp(CommandLine verb) {
        if (verb.getCommand() instanceof AnalysisVerb) {
            verb.getCommandSpec().addMixin(AnalysisOptions.NAME, CommandSpec.forAnnotatedObject(new AnalysisOptions()));
        }
        if (verb.getCommand() instanceof ReportVerb) {
            withFlag(verb, OptionSpec.builder(JSON).description("Print the answer as JSON, and nothing else."));
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

    private int execute(ParseResult parsed, Verb.Terminal terminal, RunningJob job) {
        ParseResult last = parsed;
        while (last.hasSubcommand()) {
            last = last.subcommand();
        }
        Integer help = CommandLine.executeHelpRequest(parsed);
        if (help != null) {
            job.recording().complete();
            return help;
        }
        Object command = last.commandSpec().userObject();
        if (!(command instanceof Verb verb)) {
            parsed.commandSpec().commandLine().usage(terminal.out());
            return ExitCode.OK;
        }
        boolean verbose = last.hasMatchedOption(VERBOSE);
        if (OF_WHAT_IS_INSTALLED.contains(verb.getClass())) {
            job.recording().complete();
        }
        try {
            if (verb instanceof ReportVerb reporting) {
                return answered(reporting, last, terminal, job);
            }
            CommandSpec analysis = last.commandSpec().mixins().get(AnalysisOptions.NAME);
            return verb instanceof AnalysisVerb works && analysis != null
                    ? works.run(terminal, ((AnalysisOptions) analysis.userObject()).chosen())
                    : verb.run(terminal);
        } catch (Throwable e) {
            if (e instanceof CancellationException || job.cancelled()) { // what fails then fails because of it
                job.finish();
                terminal.err().println("cancelled; nothing was left behind");
                return RunningJob.CANCELLED;
            }
            return e instanceof FiduciaException failure
                    ? failed(failure, verbose, terminal, job)
                    : unforeseen(e, verbose, terminal, job);
        }
    }

    /** Asks a verb for its report and gives it to the caller, as far as it came when it was broken off. */
    private int answered(ReportVerb verb, ParseResult parsed, Verb.Terminal terminal, RunningJob job) throws Throwable {
        long began = System.nanoTime();
        boolean json = parsed.hasMatchedOption(JSON);
        int threads =
                parsed.matchedOptionValue("--threads", Runtime.getRuntime().availableProcessors());
        CommandSpec analysis = parsed.commandSpec().mixins().get(AnalysisOptions.NAME);
        try {
            Report report = verb instanceof AnalysisReportVerb works && analysis != null
                    ? works.report(terminal, ((AnalysisOptions) analysis.userObject()).chosen())
                    : verb.report(terminal);
            job.finish();
            return answers.give(report, terminal, json, threads, began);
        } catch (Unfinished e) {
            job.finish();
            answers.give(e.report(), terminal, json, threads, began);
            throw e.getCause();
        }
    }

    private int unforeseen(Throwable e, boolean verbose, Verb.Terminal terminal, RunningJob job) {
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
        return JobBoard.UNFORESEEN;
    }

    private static int failed(FiduciaException e, boolean verbose, Verb.Terminal terminal, RunningJob job) {
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
                "Without a verb: an interactive shell with the same verbs. With --spark MASTER",
                "before the verb: its work done by Apache Spark, see docs/scale.md.",
                "Exit codes: 0 done, 1 unforeseen failure, or not as expected (a wrong check",
                "value of bench, a number that moved in compare), 2 usage, 3 analysis card,",
                "4 input, 5 fit, 6 plug-in, 7 output, 130 cancelled."
            })
    static final class Root {
        @Option(
                names = {"-h", "--help"},
                usageHelp = true,
                description = "Show this help.")
        private boolean help;
    }
}
