package org.fiducia.reader.root.internal.ntuple;

import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.fiducia.api.Nullable;
import org.fiducia.api.event.Column;
import org.fiducia.api.event.EventBatch;
import org.fiducia.api.event.EventFile.EventCursor;
import org.fiducia.reader.root.internal.storage.Ahead;
import org.fiducia.reader.root.internal.storage.RootFile;

/** Walks through wanted branches of an RNTuple, or of a range of its entries, cluster by cluster. */
public final class NtupleCursor implements EventCursor {
    /** Memory that the values of a batch may take, bytes, on average. */
    private static final double BATCH_BYTES = 16 << 20;

    private static final int MOST_ENTRIES = 1 << 16;

    /**
     * One branch.
     *
     * @param branch what it is
     * @param level reader of what there is one value of
     * @param sizes reader of the items that are counted, or of the variant
     * @param column reader of the values
     */
    private record Reader(
            NtupleBranch branch,
            LevelReader level,
            @Nullable LevelReader sizes,
            @Nullable ColumnReader column) {}

    private final Ntuple ntuple;
    private final String source;
    private final long end;
    private final Map<String, Reader> readers = new LinkedHashMap<>();
    private final Map<Level, LevelReader> levels = new HashMap<>();
    private final Map<Value.Stored, ColumnReader> columns = new HashMap<>();
    private @Nullable Cluster cluster;
    private int size = 1;
    private long next;
    private long told;

    /**
     * @param source file and RNTuple, for messages
     * @param wanted branches that can be read, by the names that their columns get
     * @param first number of the first entry
     * @param end number behind the last
     */
    public NtupleCursor(Ntuple ntuple, String source, Map<String, NtupleBranch> wanted, long first, long end) {
        this.ntuple = ntuple;
        this.source = source;
        this.next = first;
        this.told = first;
        this.end = end;
        wanted.forEach((name, branch) -> readers.put(name, reader(branch)));
    }

    private Reader reader(NtupleBranch branch) {
        LevelReader level = level(branch.level());
        if (branch.value() instanceof Value.Sizes sizes) {
            return new Reader(branch, level, level(sizes.of()), null);
        }
        if (branch.value() instanceof Value.Tags tags) {
            return new Reader(branch, level, level(new Level.Chosen(branch.level(), tags.field(), 1)), null);
        }
        return new Reader(branch, level, null, column((Value.Stored) branch.value(), level));
    }

    private LevelReader level(Level level) {
        LevelReader known = levels.get(level);
        if (known == null) {
            known = newLevel(level);
            levels.put(level, known);
        }
        return known;
    }

    private LevelReader newLevel(Level level) {
        if (level instanceof Level.Items items) {
            return newLevel(level, items.parent(), items.field());
        }
        if (level instanceof Level.Chosen chosen) {
            return newLevel(level, chosen.parent(), chosen.field());
        }
        LevelReader parent = level instanceof Level.Elements elements ? level(elements.parent()) : null;
        return new LevelReader("", level, parent, null);
    }

    private LevelReader newLevel(Level level, Level parent, int field) {
        return new LevelReader(
                ntuple.schema().path(field), level, level(parent), above -> column(new Value.Stored(field, 0), above));
    }

    private ColumnReader column(Value.Stored value, LevelReader level) {
        ColumnReader known = columns.get(value);
        if (known == null) {
            Schema schema = ntuple.schema();
            boolean single = !schema.field(value.field()).type().equals("double");
            known = new ColumnReader(
                    schema.path(value.field()),
                    ntuple.storage(),
                    schema.columns(value.field(), value.place()),
                    single,
                    level);
            columns.put(value, known);
        }
        return known;
    }

    @Override
    public @Nullable EventBatch next() throws IOException {
        if (next >= end) {
            return null;
        }
        if (cluster == null || next < cluster.first() || next >= cluster.end()) {
            enter(ntuple.cluster(next));
            tell();
        }
        Cluster here = Objects.requireNonNull(cluster, "entered");
        var batch = new Batch(here, next - here.first(), (int) Math.min(size, Math.min(end, here.end()) - next));
        var read = new LinkedHashMap<String, Column>();
        for (var reader : readers.entrySet()) {
            read.put(reader.getKey(), column(reader.getKey(), reader.getValue(), batch));
        }
        var result = new EventBatch(source, next, batch.size(), read);
        next += batch.size();
        return result;
    }

    /** Has the pages of this cluster brought, and those of the next while this one is read. */
    private void tell() throws IOException {
        RootFile file = ntuple.storage().file();
        if (!file.distant()) {
            return;
        }
        var ahead = new Ahead(file);
        while (told < end && told < Objects.requireNonNull(cluster, "entered").end() + 1) {
            Cluster one = ntuple.cluster(told);
            columns.values().forEach(column -> column.ahead(ahead, one));
            told = Math.max(one.end(), told + 1);
        }
        ahead.tell();
    }

    private void enter(Cluster entered) {
        cluster = entered;
        double bytes = 0;
        for (ColumnReader column : columns.values()) {
            bytes += column.bytes(entered);
        }
        double perEntry = Math.max(1, bytes / entered.entries());
        size = Integer.highestOneBit((int) Math.max(1, Math.min(MOST_ENTRIES, BATCH_BYTES / perEntry)));
    }

    private Column column(String name, Reader reader, Batch batch) throws IOException {
        NtupleBranch branch = reader.branch();
        int count = reader.level().count(batch);
        int[] offsets = reader.level().offsets(batch);
        if (reader.column() == null) {
            var counts = new long[count];
            LevelReader sizes = Objects.requireNonNull(reader.sizes(), "what has no column counts");
            if (branch.value() instanceof Value.Tags) {
                int[] tags = sizes.tags(batch);
                for (int i = 0; i < count; i++) {
                    counts[i] = tags[i];
                }
            } else {
                long[] edges = sizes.edges(batch);
                for (int i = 0; i < count; i++) {
                    counts[i] = edges[i + 1] - edges[i];
                }
            }
            return Column.integers(name, offsets, counts);
        }
        long first = reader.level().bounds(batch)[0];
        if (branch.kind() == Column.Kind.REAL) {
            var reals = new double[count];
            reader.column().reals(batch, first, count, reals);
            return Column.reals(name, offsets, reals);
        }
        var integers = new long[count];
        reader.column().integers(batch, first, count, integers);
        return branch.unsigned()
                ? Column.unsigned(name, source, batch.entry(0), offsets, integers)
                : Column.integers(name, offsets, integers);
    }

    @Override
    public void close() {
        next = end;
    }
}
