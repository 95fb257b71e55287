package org.fiducia.reader.root.internal.tree;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.fiducia.api.Nullable;
import org.fiducia.api.event.Column;
import org.fiducia.api.event.EventBatch;
import org.fiducia.api.event.EventFile.EventCursor;
import org.fiducia.reader.root.internal.storage.Ahead;
import org.fiducia.reader.root.internal.storage.RootFile;

/** Walks through the wanted branches of a tree, or of a range of its events. */
final class RootEventCursor implements EventCursor {
    /** Memory that the values of a batch may take, bytes, on average. */
    private static final double BATCH_BYTES = 16 << 20;

    private static final int MOST_EVENTS = 1 << 16;

    private final Path path;
    private final long end;
    private final Map<String, BranchColumn> columns = new LinkedHashMap<>();
    private final String source;
    private final int batch;
    private final @Nullable Ahead ahead;
    private final Collection<BranchColumn> all;
    private long next;

    /**
     * @param first entry number of the first event
     * @param end entry number behind the last
     */
    RootEventCursor(Path path, RootFile file, Tree tree, Map<String, Branch> wanted, long first, long end) {
        this.path = path;
        this.next = first;
        this.end = end;
        this.source = path + ":" + tree.name();
        var scratch = new Scratch();
        Map<String, Branch> known = tree.byName();
        var made = new IdentityHashMap<Branch, BranchColumn>();
        double bytesPerEvent = 0;
        for (var entry : wanted.entrySet()) {
            Branch branch = entry.getValue();
            branch.checkOrder();
            columns.put(entry.getKey(), column(source, file, branch, known, made, scratch));
            bytesPerEvent += branch.bytesPerEvent();
        }
        all = made.values();
        ahead = file.distant() ? new Ahead(file) : null;
        batch = Integer.highestOneBit((int) Math.max(1, Math.min(MOST_EVENTS, BATCH_BYTES / bytesPerEvent)));
    }

    /** The column of a branch, made once, after that of the branch that counts its values. */
    private static BranchColumn column(
            String source,
            RootFile file,
            Branch branch,
            Map<String, Branch> known,
            Map<Branch, BranchColumn> made,
            Scratch scratch) {
        BranchColumn column = made.get(branch);
        if (column == null) {
            BranchColumn counter = null;
            Branch counts = branch.layout() instanceof Layout.Jagged jagged ? known.get(jagged.counter()) : null;
            if (counts != null && counts.layout() instanceof Layout.Fixed fixed && !fixed.array()) {
                counter = column(source, file, counts, known, made, scratch);
            }
            column = new BranchColumn(source, file, branch, counter, scratch);
            made.put(branch, column);
        }
        return column;
    }

    @Override
    public @Nullable EventBatch next() throws IOException {
        if (next >= end) {
            return null;
        }
        int size = (int) Math.min(batch, end - next);
        if (ahead != null) { // this batch, and the next while this one is read
            long told = Math.min(end, next + 2L * batch);
            for (BranchColumn column : all) {
                column.ahead(ahead, next, told);
            }
            ahead.tell();
        }
        Map<String, Column> read = RootEventFile.guard(path, () -> {
            var map = new LinkedHashMap<String, Column>();
            for (var column : columns.entrySet()) {
                map.put(column.getKey(), column.getValue().read(next, size));
            }
            return map;
        });
        var result = new EventBatch(source, next, size, read);
        next += size;
        return result;
    }

    @Override
    public void close() {
        next = end;
    }
}
