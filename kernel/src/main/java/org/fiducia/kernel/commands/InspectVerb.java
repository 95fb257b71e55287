package org.fiducia.kernel.commands;

import java.util.List;
import org.fiducia.api.FiduciaException;
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
            List<String> notes = events.notes();
            List<TreeInfo> trees = trees(events, notes);
            for (TreeInfo tree : trees) {
                print(tree, terminal);
            }
            notes.forEach(terminal.out()::println);
            if (trees.isEmpty() && notes.isEmpty()) {
                int histograms = events.histograms().size();
                terminal.out().println("no trees" + (histograms == 0 ? "" : ", " + histograms + " histograms"));
            }
        }
        return 0;
    }

    /** None where notes say in what form that is not read events are there. */
    private static List<TreeInfo> trees(EventFile events, List<String> notes) {
        try {
            return events.trees();
        } catch (FiduciaException e) {
            if (notes.isEmpty()) {
                throw e;
            }
            return List.of();
        }
    }

    private static void print(TreeInfo tree, Terminal terminal) {
        terminal.out()
                .println(tree.name() + ": " + tree.entries() + " entries, "
                        + tree.branches().size() + " branches");
        var table = new TextTable("  branch", "type", "read as", "description");
        for (BranchInfo branch : tree.branches()) {
            String description = branch.reason().isEmpty() ? branch.title() : branch.reason();
            table.row("  " + branch.name(), branch.type(), readAs(branch), description);
        }
        table.print(terminal.out());
    }

    private static String readAs(BranchInfo branch) {
        if (branch.kind() == null) {
            return branch.reason().isEmpty() ? "not readable" : "not readable:";
        }
        String kind = branch.kind().name().toLowerCase(java.util.Locale.ROOT);
        return branch.jagged() ? kind + "s per event" : kind;
    }
}
