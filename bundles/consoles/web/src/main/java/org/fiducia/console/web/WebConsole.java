package org.fiducia.console.web;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fiducia.api.command.CardPlugins;
import org.fiducia.api.command.Jobs;
import org.osgi.framework.BundleContext;

/** A console as it serves: its parts, and what they tell each other. */
final class WebConsole implements AutoCloseable {
    private static final long QUIET_MILLIS = 10_000;

    private final JobsResource work;
    private final Events events;
    private final PluginWatch watch;
    private final WebServer server;

    /**
     * Starts to serve.
     *
     * @param port 0 for any that is free
     * @throws org.fiducia.api.FiduciaException when the port is taken
     */
    WebConsole(BundleContext context, Premises premises, int port, Jobs jobs, CardPlugins cards) {
        var verbs = new Verbs(premises, jobs);
        var found = new Cards(premises);
        var plugins = new PluginsResource(verbs);
        work = new JobsResource(premises, found, jobs, this::tell);
        events = new Events(QUIET_MILLIS, stream -> {
            stream.say("plugins", "all", plugins.rows());
            work.all().forEach(job -> stream.say("job", String.valueOf(job.id()), JobsResource.line(job)));
        });
        watch = new PluginWatch(
                context,
                premises.deploy(),
                plugins::rows,
                () -> events.open() > 0,
                rows -> events.say("plugins", "all", rows));
        Map<String, Object> facts = Map.of(
                "version",
                context.getBundle().getVersion().toString().replace(".SNAPSHOT", ""),
                "deploys",
                premises.deploys(),
                "results",
                premises.results().toString(),
                "directory",
                premises.directory().toString());
        server = new WebServer(
                port,
                List.of(
                        request -> request.path().equals("/api/facts") && !request.post()
                                ? Optional.of(Answer.json(facts))
                                : Optional.empty(),
                        new StaticFiles(),
                        events,
                        plugins,
                        new CardResource(premises, found, cards),
                        work,
                        new ResultsResource(premises, verbs),
                        new DeployResource(premises)));
        watch.start();
    }

    private void tell(WebJob job) {
        if (job.id() > 0) {
            events.say("job", String.valueOf(job.id()), JobsResource.line(job));
        }
    }

    /** What opens it in a browser. */
    String address() {
        return server.address();
    }

    /** Serves no more, and ends the jobs that were started. */
    @Override
    public void close() {
        watch.close();
        work.close();
        events.close();
        server.close();
    }
}
