package org.fiducia.reader.root.internal.ntuple;

import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Function;
import org.fiducia.api.Nullable;
import org.fiducia.reader.root.internal.storage.DamagedException;

/** Finds which items belong to which entry. Items are counted from the beginning of their cluster. */
final class LevelReader {
    /** More items in one batch are not believed. */
    static final int MOST_ITEMS = 1 << 26;

    private final String name;
    private final Level level;
    private final @Nullable LevelReader parent;
    private final @Nullable ColumnReader column;

    private @Nullable Batch current;
    private long[] bounds = {0};
    private long[] edges = {0};
    private int[] tags = {};
    private @Nullable int[] offsets;

    /**
     * @param name name of what the items belong to, for messages
     * @param parent reader of what the items belong to; null for entries
     * @param column given that reader, the indices of a collection or the alternatives of a variant; null for others
     */
    LevelReader(
            String name,
            Level level,
            @Nullable LevelReader parent,
            @Nullable Function<LevelReader, ColumnReader> column) {
        this.name = name;
        this.level = level;
        this.parent = parent;
        this.column = column == null || parent == null ? null : column.apply(parent);
    }

    /** The first item of each entry, and the one behind the last. */
    long[] bounds(Batch batch) throws IOException {
        find(batch);
        return bounds;
    }

    /** The first item of each item that these belong to, and the one behind the last. */
    long[] edges(Batch batch) throws IOException {
        find(batch);
        return edges;
    }

    /** Which alternative each variant holds. */
    int[] tags(Batch batch) throws IOException {
        find(batch);
        return tags;
    }

    /** Index among the items of a batch of the first one of each entry, and their number; null for entries. */
    @Nullable int[] offsets(Batch batch) throws IOException {
        find(batch);
        if (offsets == null && parent != null) {
            offsets = new int[bounds.length];
            for (int i = 0; i < bounds.length; i++) {
                offsets[i] = (int) (bounds[i] - bounds[0]);
            }
        }
        return offsets;
    }

    /** Number of items of a batch. */
    int count(Batch batch) throws IOException {
        find(batch);
        return (int) (bounds[bounds.length - 1] - bounds[0]);
    }

    /** Number of items of a whole cluster; 0 for those of variants, whose first columns cannot come late. */
    long total(Batch batch) throws IOException {
        if (parent == null) {
            return batch.cluster().entries();
        }
        if (level instanceof Level.Elements elements) {
            return parent.total(batch) * elements.count();
        }
        long items = parent.total(batch);
        if (!(level instanceof Level.Items) || items == 0) {
            return 0;
        }
        var last = new long[1];
        required().integers(batch, items - 1, 1, last);
        return last[0];
    }

    /** Bytes that it takes to find the items of a cluster. */
    double bytes(Cluster cluster) {
        return (parent == null ? 0 : parent.bytes(cluster)) + (column == null ? 0 : column.bytes(cluster));
    }

    private ColumnReader required() {
        return Objects.requireNonNull(column, "collections and variants have a column");
    }

    private void find(Batch batch) throws IOException {
        if (batch == current) {
            return;
        }
        current = null;
        offsets = null;
        if (parent == null) {
            edges = new long[batch.size() + 1];
            for (int i = 0; i < edges.length; i++) {
                edges[i] = batch.from() + i;
            }
            bounds = edges;
        } else {
            long[] owners = parent.bounds(batch);
            int items = parent.count(batch);
            if (level instanceof Level.Elements elements) {
                bounds = new long[owners.length];
                for (int i = 0; i < owners.length; i++) {
                    bounds[i] = owners[i] * elements.count();
                }
            } else {
                edges = level instanceof Level.Chosen chosen
                        ? chosen(batch, owners[0], items, chosen.tag())
                        : collected(batch, owners[0], items);
                bounds = edges;
                if (parent.parent != null) {
                    bounds = new long[owners.length];
                    for (int i = 0; i < owners.length; i++) {
                        bounds[i] = edges[(int) (owners[i] - owners[0])];
                    }
                }
            }
            long found = bounds[bounds.length - 1] - bounds[0];
            if (found < 0 || found > MOST_ITEMS) {
                throw damaged(batch, "it claims more than " + MOST_ITEMS + " items");
            }
        }
        current = batch;
    }

    private long[] collected(Batch batch, long first, int items) throws IOException {
        boolean begins = first == 0;
        int read = begins ? items : items + 1;
        var ends = new long[read];
        required().integers(batch, begins ? 0 : first - 1, read, ends);
        if (begins) {
            var shifted = new long[items + 1];
            System.arraycopy(ends, 0, shifted, 1, items);
            ends = shifted;
        }
        for (int i = 0; i < items; i++) {
            if (ends[i + 1] < ends[i] || ends[i] < 0) {
                throw damaged(batch, "the items of one end before they begin");
            }
        }
        return ends;
    }

    private long[] chosen(Batch batch, long first, int items, int tag) throws IOException {
        var indices = new long[items];
        tags = new int[items];
        required().switches(batch, first, items, indices, tags);
        var starts = new long[items + 1];
        long next = 0;
        boolean found = false;
        for (int i = 0; i < items; i++) {
            if (tags[i] == tag) {
                if (found && indices[i] != next || indices[i] < 0) {
                    throw damaged(batch, "its alternatives are out of order");
                }
                if (!found) {
                    Arrays.fill(starts, 0, i, indices[i]);
                    found = true;
                }
                next = indices[i];
                starts[i] = next++;
            } else {
                starts[i] = next;
            }
        }
        starts[items] = next;
        return starts;
    }

    private DamagedException damaged(Batch batch, String what) {
        return new DamagedException(
                "field " + name + ", entries " + batch.entry(0) + " to " + batch.entry(batch.size() - 1) + ": " + what);
    }
}
