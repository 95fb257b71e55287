package org.fiducia.kernel.commands;

import java.util.List;
import java.util.Locale;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Nullable;
import org.fiducia.api.Suggestion;
import org.fiducia.api.command.ReportVerb;
import org.fiducia.api.command.Verb;
import org.fiducia.api.report.Cell;
import org.fiducia.api.report.Report;
import org.fiducia.api.report.Table;
import org.fiducia.api.report.Table.Column;
import org.fiducia.kernel.plugins.Plugins;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code list [KIND]}. */
@Component(service = Verb.class, scope = ServiceScope.PROTOTYPE)
@Command(name = "list", description = "List the plug-ins: kind, id, title, bundle, version, state.")
public final class ListVerb implements ReportVerb {
    private static final String UNKNOWN = "?";

    private final Plugins plugins;
    private final Deployment deployment;

    @Parameters(arity = "0..1", paramLabel = "KIND", description = "Only this kind, e.g. observables.")
    private @Nullable String kind;

    @Activate
    public ListVerb(@Reference Plugins plugins, @Reference Deployment deployment) {
        this.plugins = plugins;
        this.deployment = deployment;
    }

    @Override
    public List<String> candidates() {
        return plugins.kinds();
    }

    @Override
    public Report report(Terminal terminal) {
        var table = Table.of(
                "plugins",
                Column.left("kind", "kind"),
                Column.left("id", "id"),
                Column.left("title", "title"),
                Column.left("bundle", "bundle"),
                Column.left("version", "version"),
                Column.left("state", "state"));
        List<Plugins.Row> rows = kind == null ? plugins.rows() : plugins.rows(plural(kind));
        if (kind == null) {
            deployment
                    .unusable()
                    .forEach((jar, why) ->
                            rows.add(new Plugins.Row(UNKNOWN, UNKNOWN, "", jar, "", "is not deployed: " + why)));
        }
        for (Plugins.Row row : rows) {
            table.row(
                    Cell.of(row.kind()),
                    Cell.of(row.id()),
                    Cell.of(row.title()),
                    Cell.of(row.bundle()),
                    Cell.of(row.version()),
                    Cell.of(row.state()));
        }
        return new Report("list", "Plug-ins", table.table());
    }

    /** A kind may be named by its plural or without the s. */
    private String plural(String name) {
        String wanted = name.toLowerCase(Locale.ROOT);
        return plugins.kinds().stream()
                .filter(known -> known.equals(wanted) || known.equals(wanted + "s"))
                .findFirst()
                .orElseThrow(() -> new FiduciaException(
                        Kind.USAGE, "unknown kind of plug-in " + name, Suggestion.among(name, candidates())));
    }
}
