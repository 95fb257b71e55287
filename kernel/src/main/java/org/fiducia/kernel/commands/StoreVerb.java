package org.fiducia.kernel.commands;

import java.io.IOException;
import java.nio.file.Path;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.command.Verb;
import org.fiducia.kernel.store.Store;
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
            "Removing entries costs time at the next call, never a result."
        })
public final class StoreVerb implements Verb {
    @Option(names = "--clean", description = "Remove everything.")
    private boolean clean;

    @Option(
            names = "--keep",
            paramLabel = "SIZE",
            description = "Remove what was not used for the longest time, down to a size such as 500M.")
    private String keep = "";

    @Override
    public int run(Terminal terminal) {
        Path folder = StoreFolder.of(terminal.home());
        long limit = StoreFolder.limit();
        var store = new Store(folder, true, limit, terminal.progress()::warn);
        try {
            if (clean || !keep.isEmpty()) {
                long removed = store.clean(clean ? 0 : StoreFolder.bytes("--keep", keep));
                terminal.out().println("removed " + StoreFolder.size(removed) + " from " + folder);
                return 0;
            }
            terminal.out().println(folder + ", up to " + StoreFolder.size(limit));
            var table = new TextTable("kind", "entries", "size");
            long entries = 0;
            long bytes = 0;
            for (Store.Content content : store.contents()) {
                table.row(content.kind(), String.valueOf(content.entries()), StoreFolder.size(content.bytes()));
                entries += content.entries();
                bytes += content.bytes();
            }
            table.row("all", String.valueOf(entries), StoreFolder.size(bytes));
            table.print(terminal.out());
            return 0;
        } catch (IOException e) {
            throw FiduciaException.unwritable(folder, e);
        }
    }
}
