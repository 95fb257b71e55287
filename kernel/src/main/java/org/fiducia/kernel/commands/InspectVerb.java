package org.fiducia.kernel.commands;

import org.fiducia.api.command.Verb;
import org.fiducia.api.event.BranchInfo;
import org.fiducia.api.event.EventFile;
import org.fiducia.api.event.TreeInfo;
import org.fiducia.kernel.pipeline.EventFiles;
import org.fiducia.kernel.plugins.Plugins;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code inspect FILE}. */
@Component(service = Verb.class, scope = ServiceScope.PROTOTYPE)
@Command(name = "inspect", description = "Show the trees of a file, their branches, types and entries.")
public final class InspectVerb implements Verb {
    private final Plugins plugins;

    @Parameters(paramLabel = "FILE", description = "File that an installed reader takes.")
    private String file;

    @Activate
    public InspectVerb(@Reference Plugins plugins) {
        this.plugins = plugins;
    }

    @Override
    public int run(Terminal terminal) throws Exception {
        try (EventFile events = new EventFiles(plugins).open(terminal.resolve(file), "")) {
            for (TreeInfo tree : events.trees()) {
                terminal.out()
                        .println(tree.name() + ": " + tree.entries() + " entries, "
                                + tree.branches().size() + " branches");
                var table = new TextTable("  branch", "type", "read as", "description");
                for (BranchInfo branch : tree.branches()) {
                    table.row("  " + branch.name(), branch.type(), readAs(branch), branch.title());
                }
                table.print(terminal.out());
            }
            if (events.trees().isEmpty()) {
                terminal.out().println("no trees");
            }
        }
        return 0;
    }

    private static String readAs(BranchInfo branch) {
        if (branch.kind() == null) {
            return "not readable";
        }
        String kind = branch.kind().name().toLowerCase(java.util.Locale.ROOT);
        return branch.jagged() ? kind + "s per event" : kind;
    }
}
