package org.fiducia.console.shell;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Function;
import org.apache.felix.service.command.Process;
import org.fiducia.api.command.Verb;
import org.fiducia.api.command.VerbRunner;
import org.osgi.framework.BundleContext;
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
 * fiducia:candidates} serve the completion.
 */
@Component(service = ShellVerbs.class, immediate = true)
public final class ShellVerbs {
    private static final String SCOPE = "fiducia";

    private final BundleContext context;
    private final VerbRunner runner;
    private final Map<String, ServiceRegistration<Function>> commands = new ConcurrentHashMap<>();

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
    }

    private synchronized void refresh() {
        List<String> verbs = runner.verbs();
        verbs.forEach(name -> register(name, (session, arguments) -> run(name, session, arguments)));
        for (String gone : List.copyOf(commands.keySet())) {
            if (!verbs.contains(gone) && !gone.equals("verbs") && !gone.equals("candidates")) {
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
        var err = new PrintWriter(session.getConsole(), true, StandardCharsets.UTF_8);
        int code = runner.run(words, out, err, session.currentDir(), System.console() != null);
        session.put("status", code);
        return null; // everything is printed already
    }

    private static List<String> words(List<Object> arguments) {
        return arguments.stream().map(String::valueOf).toList();
    }
}
