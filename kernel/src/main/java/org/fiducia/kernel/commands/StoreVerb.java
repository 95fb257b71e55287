package org.fiducia.kernel.commands;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.command.ReportVerb;
import org.fiducia.api.command.Verb;
import org.fiducia.api.report.Cell;
import org.fiducia.api.report.Document;
import org.fiducia.api.report.Report;
import org.fiducia.api.report.Table;
import org.fiducia.api.report.Table.Column;
import org.fiducia.api.report.Text;
import org.fiducia.kernel.store.Store;
import org.fiducia.kernel.store.StoreFolder;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code store}. */
@Component(service = Verb.class, scope = ServiceScope.PROTOTYPE)
@Command(
        name = "store",
        description = "Show what is kept of earlier calls, or remove it.",
        footer = {
            "",
            "The store is the folder FIDUCIA_STORE, else store/ of the distribution. It grows up to",
            "FIDUCIA_STORE_LIMIT (e.g. 500M; default 4G); then what was not used for the longest time goes.",
            "Pieces of files that are elsewhere are a cache beside it, up to FIDUCIA_CACHE_LIMIT (default 10G).",
            "Removing entries costs time at the next call, never a result."
        })
public final class StoreVerb implements ReportVerb {
    @Option(names = "--clean", description = "Remove everything.")
    private boolean clean;

    @Option(
            names = "--keep",
            paramLabel = "SIZE",
            description =
                    "Remove what was not used for the longest time, down to a size such as 500M, of the store and of the cache each.")
    private String keep = "";

    @Override
    public Report report(Terminal terminal) {
        Path folder = StoreFolder.of(terminal.home(), terminal.environment());
        long limit = StoreFolder.limit(terminal.environment());
        var store = new Store(folder, true, limit, terminal.progress()::warn);
        long cacheLimit = StoreFolder.cacheLimit(terminal.environment());
        Store cache = Store.cache(folder, cacheLimit, terminal.progress()::warn);
        var fields = new LinkedHashMap<String, Object>();
        fields.put("folder", folder.toString());
        try {
            if (clean || !keep.isEmpty()) {
                long most = clean ? 0 : StoreFolder.bytes("--keep", keep);
                long removed = store.clean(most) + cache.clean(most);
                fields.put("removedBytes", removed);
                return new Report(
                        "store",
                        "Store",
                        Text.of("removed " + StoreFolder.size(removed) + " from " + folder),
                        new Document(fields));
            }
            var table = Table.of(
                    "",
                    Column.left("kind", "kind"),
                    Column.right("entries", "entries", ""),
                    Column.left("size", "size"));
            var contents = new ArrayList<Object>();
            long entries = 0;
            long bytes = 0;
            for (Store.Content content : store.contents()) {
                table.row(Cell.of(content.kind()), Cell.of(content.entries()), size(content.bytes()));
                entries += content.entries();
                bytes += content.bytes();
                contents.add(Map.of("kind", content.kind(), "entries", content.entries(), "bytes", content.bytes()));
            }
            table.row(Cell.of("all"), Cell.of(entries), size(bytes));
            long pieces = 0;
            long cached = 0;
            for (Store.Content content : cache.contents()) {
                pieces += content.entries();
                cached += content.bytes();
            }
            fields.put("cache", Map.of("limitBytes", cacheLimit, "entries", pieces, "bytes", cached));
            fields.put("limitBytes", limit);
            fields.put("entries", entries);
            fields.put("bytes", bytes);
            fields.put("contents", contents);
            String elsewhere = "of files that are elsewhere: " + pieces + " pieces, " + StoreFolder.size(cached)
                    + ", up to " + StoreFolder.size(cacheLimit);
            return new Report(
                    "store",
                    "Store",
                    Text.of(folder + ", up to " + StoreFolder.size(limit)),
                    table.table(),
                    new Text(pieces == 0 ? List.of() : List.of(elsewhere)),
                    new Document(fields));
        } catch (IOException e) {
            throw FiduciaException.unwritable(folder, e);
        }
    }

    private static Cell size(long bytes) {
        return Cell.of(StoreFolder.size(bytes));
    }
}
