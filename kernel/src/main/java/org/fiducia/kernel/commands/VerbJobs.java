package org.fiducia.kernel.commands;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.fiducia.api.command.Job;
import org.fiducia.api.command.JobListener;
import org.fiducia.api.command.Jobs;
import org.fiducia.api.command.Verb;
import org.fiducia.kernel.jobs.JobBoard;
import org.fiducia.kernel.jobs.RunningJob;
import org.fiducia.kernel.jobs.TerminalProgress;
import org.fiducia.kernel.plugins.Blame;
import org.fiducia.kernel.plugins.Plugins;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** Calls of verbs as jobs: one that does not stop when it is cancelled is given up, with the plug-ins whose code still runs. */
@Component(service = Jobs.class)
public final class VerbJobs implements Jobs {
    private static final long GRACE_MILLIS = 3000;

    private final Path home;
    private final VerbLine line;
    private final Blame blame;
    private final Deployment deployment;
    private final JobBoard board;
    private final List<JobListener> listeners = new CopyOnWriteArrayList<>();

    @Activate
    public VerbJobs(
            BundleContext context,
            @Reference VerbLine line,
            @Reference Plugins plugins,
            @Reference Deployment deployment) {
        this(context, line, plugins, deployment, GRACE_MILLIS);
    }

    /** @param graceMillis time that a cancelled verb has to stop */
    VerbJobs(BundleContext context, VerbLine line, Plugins plugins, Deployment deployment, long graceMillis) {
        this.line = line;
        this.blame = plugins.blame();
        this.deployment = deployment;
        this.board = new JobBoard(graceMillis);
        home = Deployment.home(context);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addListener(JobListener listener) {
        listeners.add(listener);
    }

    void removeListener(JobListener listener) {
        listeners.remove(listener);
    }

    @Deactivate
    void stop() {
        board.cancelAll();
    }

    @Override
    public List<String> verbs() {
        return line.verbs();
    }

    @Override
    public List<String> candidates(String verb) {
        return line.candidates(verb);
    }

    @Override
    public List<Job> recent() {
        return board.recent();
    }

    @Override
    public Job start(Call call, JobListener listener) {
        var told = new ArrayList<JobListener>();
        if (call.display() != Display.NONE) {
            told.add(new TerminalProgress(call.err(), call.display() == Display.REDRAWN, call.columns()));
        }
        told.add(listener);
        told.addAll(listeners);
        return board.start(call.words(), told, new VerbWork(call));
    }

    /** A call of a verb. */
    private final class VerbWork implements JobBoard.Work {
        private final Call call;

        VerbWork(Call call) {
            this.call = call;
        }

        @Override
        public int run(RunningJob job) {
            try {
                var terminal = new Verb.Terminal(
                        call.out(), call.err(), call.directory(), home, job, call.columns(), call.environment());
                return line.run(call.words(), terminal, job);
            } finally {
                call.out().flush();
                call.err().flush();
            }
        }

        /** Says whose code still runs, and takes it away. */
        @Override
        public void giveUp(RunningJob job, Predicate<Thread> ofJob) {
            job.finish();
            PrintWriter err = call.err();
            Map<Bundle, List<Thread>> busy = blame.busy(ofJob);
            if (busy.isEmpty()) {
                err.println("cancelled, but it does not stop: its thread still runs");
            }
            busy.forEach((bundle, threads) -> {
                err.println("cancelled, but " + Blame.named(bundle) + " does not stop: still running "
                        + (threads.size() == 1 ? "is its thread " : "are its threads ")
                        + threads.stream().map(Thread::getName).sorted().collect(Collectors.joining(", "))
                        + "; the jar is refused until Fiducia is started anew");
                deployment.refuse(bundle);
            });
            call.out().flush();
            err.flush();
        }
    }
}
