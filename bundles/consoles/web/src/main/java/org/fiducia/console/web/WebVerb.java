package org.fiducia.console.web;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.command.CardPlugins;
import org.fiducia.api.command.Jobs;
import org.fiducia.api.command.Residence;
import org.fiducia.api.command.Verb;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code web}. */
@Component(service = Verb.class, scope = ServiceScope.PROTOTYPE)
@Command(
        name = "web",
        description = "Serve a console for a browser on this machine: plug-ins, card, jobs, results. Ends with Ctrl-C.",
        footer = {
            "",
            "The address that is printed holds a token: whoever knows it may do what you may.",
            "On another machine: ssh -L PORT:127.0.0.1:PORT HOST, then open the address here."
        })
public final class WebVerb implements Verb {
    private final BundleContext context;
    private final Jobs jobs;
    private final CardPlugins cards;
    private final Residence residence;

    @Option(names = "--port", paramLabel = "N", description = "Port to serve on; default: any that is free.")
    private int port;

    @Option(
            names = "--results",
            paramLabel = "DIR",
            description = "The one folder that results are read from and written to; default: results.")
    private String results = "results";

    @Option(names = "--allow-deploy", description = "Let the page put jars into the deploy folder.")
    private boolean deploys;

    @Activate
    public WebVerb(
            BundleContext context, @Reference Jobs jobs, @Reference CardPlugins cards, @Reference Residence residence) {
        this.context = context;
        this.jobs = jobs;
        this.cards = cards;
        this.residence = residence;
    }

    @Override
    public int run(Terminal terminal) {
        if (port < 0 || port > 65535) {
            throw new FiduciaException(Kind.USAGE, "--port " + port, "give a number from 1 to 65535, or leave it out");
        }
        Path folder = terminal.resolve(results);
        var premises = new Premises(terminal.home(), terminal.directory(), folder, terminal.environment(), deploys);
        try (var console = new WebConsole(context, premises, port, jobs, cards)) {
            residence.stay();
            terminal.out().println(console.address());
            terminal.out().flush();
            terminal.err().println("results in " + folder + "; Ctrl-C ends it");
            terminal.err().flush();
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            // it was asked to end
        }
        return 0;
    }
}
