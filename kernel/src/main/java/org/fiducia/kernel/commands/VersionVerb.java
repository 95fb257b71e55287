package org.fiducia.kernel.commands;

import org.fiducia.api.command.Verb;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine.Command;

/** {@code version}. */
@Component(service = Verb.class, scope = ServiceScope.PROTOTYPE)
@Command(name = "version", description = "Show the versions of Fiducia and of Java.")
public final class VersionVerb implements Verb {
    @Override
    public int run(Terminal terminal) {
        terminal.out().println("Fiducia " + FrameworkUtil.getBundle(getClass()).getVersion());
        terminal.out().println("Java " + Runtime.version() + ", " + System.getProperty("java.vendor"));
        return 0;
    }
}
