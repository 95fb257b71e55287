package org.fiducia.kernel.commands;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.command.ReportVerb;
import org.fiducia.api.command.Verb;
import org.fiducia.api.event.BranchInfo;
import org.fiducia.api.event.EventFile;
import org.fiducia.api.event.TreeInfo;
import org.fiducia.api.report.Cell;
import org.fiducia.api.report.Document;
import org.fiducia.api.report.Item;
import org.fiducia.api.report.Report;
import org.fiducia.api.report.Table;
import org.fiducia.api.report.Table.Column;
import org.fiducia.api.report.Text;
import org.fiducia.kernel.card.RemoteName;
import org.fiducia.kernel.pipeline.EventFiles;
import org.fiducia.kernel.pipeline.InputNames;
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
public final class InspectVerb implements ReportVerb {
    private final Plugins plugins;

    @Parameters(paramLabel = "FILE", description = "File that an installed reader takes, or the address of one.")
    private String file;

    @Activate
    public InspectVerb(@Reference Plugins plugins) {
        this.plugins = plugins;
    }

    @Override
    public Report report(Terminal terminal) throws Exception {
        String file = RemoteName.shown(this.file);
        Path path = new InputNames(plugins).file(terminal.directory(), this.file);
        try (EventFile events = new EventFiles(plugins).open(path, "")) {
            List<String> notes = events.notes();
            List<TreeInfo> trees = trees(events, notes);
            var items = new ArrayList<Item>();
            for (TreeInfo tree : trees) {
                items.add(Text.of(tree.name() + ": " + tree.entries() + " entries, "
                        + tree.branches().size() + " branches"));
                items.add(table(tree));
            }
            items.add(new Text(notes));
            int histograms = events.histograms().size();
            if (trees.isEmpty() && notes.isEmpty()) {
                items.add(Text.of("no trees" + (histograms == 0 ? "" : ", " + histograms + " histograms")));
            }
            var fields = new LinkedHashMap<String, Object>();
            fields.put("file", file);
            fields.put("trees", trees.stream().map(InspectVerb::fields).toList());
            fields.put("histograms", histograms);
            fields.put("notes", notes);
            items.add(new Document(fields));
            return new Report("inspect", file, items);
        }
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

    private static Table table(TreeInfo tree) {
        var table = Table.of(
                "",
                Column.left("name", "  branch"),
                Column.left("type", "type"),
                Column.left("readAs", "read as"),
                Column.left("description", "description"));
        for (BranchInfo branch : tree.branches()) {
            String words =
                    readAs(branch) + (branch.kind() == null && !branch.reason().isEmpty() ? ":" : "");
            table.row(
                    Cell.of("  " + branch.name()),
                    Cell.of(branch.type()),
                    Cell.of(words),
                    Cell.of(description(branch)));
        }
        return table.table();
    }

    private static Map<String, Object> fields(TreeInfo tree) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("name", tree.name());
        fields.put("entries", tree.entries());
        var branches = new ArrayList<Object>();
        for (BranchInfo branch : tree.branches()) {
            var one = new LinkedHashMap<String, Object>();
            one.put("name", branch.name());
            one.put("type", branch.type());
            one.put("readable", branch.kind() != null);
            one.put("readAs", readAs(branch));
            one.put("description", description(branch));
            branches.add(one);
        }
        fields.put("branches", branches);
        return fields;
    }

    /** Why a branch is not read, else its title. */
    private static String description(BranchInfo branch) {
        return branch.reason().isEmpty() ? branch.title() : branch.reason();
    }

    private static String readAs(BranchInfo branch) {
        if (branch.kind() == null) {
            return "not readable";
        }
        String kind = branch.kind().name().toLowerCase(java.util.Locale.ROOT);
        return branch.jagged() ? kind + "s per event" : kind;
    }
}
