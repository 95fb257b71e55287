package org.fiducia.kernel.commands;

import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Nullable;
import org.fiducia.api.Suggestion;
import org.fiducia.api.command.Verb;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code help [VERB]}. */
@Component(service = Verb.class, scope = ServiceScope.PROTOTYPE)
@Command(name = HelpVerb.NAME, description = "Show this help, or the help of a verb.")
public final class HelpVerb implements Verb {
    /** The only verb that needs the others. */
    static final String NAME = "help";

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "VERB", description = "Verb to explain.")
    private @Nullable String verb;

    @Override
    public int run(Terminal terminal) {
        CommandLine root = spec.root().commandLine();
        CommandLine wanted = root;
        if (verb != null) {
            wanted = root.getSubcommands().get(verb);
            if (wanted == null) {
                throw unknown(verb, root);
            }
        }
        wanted.usage(terminal.out());
        return 0;
    }

    /** There is no verb of that name. */
    static FiduciaException unknown(String verb, CommandLine root) {
        return new FiduciaException(
                Kind.USAGE,
                "there is no verb " + verb,
                Suggestion.among(verb, root.getSubcommands().keySet()));
    }
}
