package org.fiducia.kernel.commands;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.fiducia.api.Nullable;
import org.fiducia.api.command.Job;
import org.fiducia.api.command.JobListener;
import org.fiducia.api.command.Jobs;
import org.fiducia.api.command.Verb;
import org.fiducia.kernel.plugins.Components;
import org.fiducia.kernel.plugins.Felix;
import org.fiducia.kernel.plugins.Plugins;
import org.osgi.framework.BundleException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.ComponentServiceObjects;

/** The command line of a kernel in memory: words go in; exit code, output and remarks come out. */
final class Console implements AutoCloseable {
    private final Felix felix;
    private final Plugins plugins;
    private final Deployment deployment;
    private final VerbLine line;
    private final VerbJobs jobs;
    private final List<Verb> held = new CopyOnWriteArrayList<>(); // by the threads of several jobs
    private final AtomicInteger made = new AtomicInteger();

    /** What became of a call. */
    record Outcome(int code, String out, String err) {}

    /**
     * @param folder home of the distribution
     * @param graceMillis time that a cancelled verb has to stop
     */
    Console(Path folder, long graceMillis) throws BundleException {
        felix = new Felix(folder);
        plugins = new Plugins(felix.context(), new Components());
        deployment = new Deployment(felix.context(), plugins);
        line = new VerbLine(plugins, new Answers());
        jobs = new VerbJobs(felix.context(), line, plugins, deployment, graceMillis);
    }

    Felix felix() {
        return felix;
    }

    Plugins plugins() {
        return plugins;
    }

    Deployment deployment() {
        return deployment;
    }

    VerbJobs jobs() {
        return jobs;
    }

    /** Verbs that were taken and not given back. */
    List<Verb> held() {
        return held;
    }

    /** Verbs that were made so far. */
    int made() {
        return made.get();
    }

    /** Adds a verb, made anew for every call; null for one that cannot be made. */
    ComponentServiceObjects<Verb> add(Supplier<Verb> verb) {
        return add(verb, null);
    }

    /** The same for one whose class can be known before it is made. */
    ComponentServiceObjects<Verb> add(Supplier<Verb> verb, @Nullable ServiceReference<Verb> reference) {
        var objects = new ComponentServiceObjects<Verb>() {
            @Override
            public Verb getService() {
                Verb service = verb.get();
                if (service != null) {
                    made.incrementAndGet();
                    held.add(service);
                }
                return service;
            }

            @Override
            public void ungetService(Verb service) {
                held.removeIf(one -> one == service);
            }

            @Override
            public ServiceReference<Verb> getServiceReference() {
                if (reference == null) {
                    throw new UnsupportedOperationException();
                }
                return reference;
            }
        };
        line.addVerb(objects);
        return objects;
    }

    void remove(ComponentServiceObjects<Verb> verb) {
        line.removeVerb(verb);
    }

    Outcome run(String... words) {
        return run(Jobs.Display.LINES, words);
    }

    Outcome run(Jobs.Display display, String... words) {
        var out = new StringWriter();
        var err = new StringWriter();
        int code = start(out, err, display, words).awaitOrCancel();
        return new Outcome(code, plain(out), plain(err));
    }

    Job start(StringWriter out, StringWriter err, Jobs.Display display, String... words) {
        var call = new Jobs.Call(
                List.of(words), Path.of("/somewhere"), new PrintWriter(out), new PrintWriter(err), display);
        return jobs.start(call, new JobListener() {});
    }

    /** Line ends as everywhere. */
    static String plain(StringWriter text) {
        return text.toString().replace(System.lineSeparator(), "\n");
    }

    @Override
    public void close() throws BundleException {
        jobs.stop();
        deployment.stop();
        felix.close();
    }
}
