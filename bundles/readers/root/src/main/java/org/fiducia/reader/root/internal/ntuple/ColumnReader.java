package org.fiducia.reader.root.internal.ntuple;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.fiducia.api.Nullable;
import org.fiducia.reader.root.internal.storage.Ahead;
import org.fiducia.reader.root.internal.storage.DamagedException;

/** Reads one column of a field in whichever of its forms a cluster has, with one page in memory. */
final class ColumnReader {
    private static final Pages NONE = new Pages(new long[0], new long[0], new long[0], new boolean[0]);

    private final String field;
    private final Storage storage;
    private final List<StoredColumn> forms;
    private final boolean single;
    private final LevelReader level;

    private @Nullable Cluster current;
    private StoredColumn form;
    private Pages pages = NONE;
    private long zeros;
    private int page = -1;
    private @Nullable Page loaded;
    private byte[] reuse = new byte[0];

    /**
     * @param field its name, for messages
     * @param forms the column in each form of the field, at least one
     * @param single whether real numbers are of 32 bits
     * @param level what the column has an element of
     */
    ColumnReader(String field, Storage storage, List<StoredColumn> forms, boolean single, LevelReader level) {
        this.field = field;
        this.storage = storage;
        this.forms = forms;
        this.form = forms.get(0);
        this.single = single;
        this.level = level;
    }

    /** Bytes that the elements of a cluster take once read. */
    double bytes(Cluster cluster) {
        double bytes = 0;
        for (StoredColumn column : forms) {
            Pages stored = cluster.pages(column.id());
            bytes += stored == null ? 0 : stored.elements() * (double) Double.BYTES;
        }
        return bytes;
    }

    /** Tells of its pages in a cluster. */
    void ahead(Ahead ahead, Cluster cluster) {
        for (StoredColumn column : forms) {
            Pages stored = cluster.pages(column.id());
            if (stored != null) {
                for (int k = 0; k < stored.sizes().length; k++) {
                    ahead.add(stored.positions()[k], stored.sizes()[k] + (stored.checked()[k] ? Long.BYTES : 0));
                }
                return;
            }
        }
    }

    /** Takes elements from a page. */
    @FunctionalInterface
    private interface Decoder {
        void decode(Page page, int from, int count, int at);
    }

    /** Reads integers or indices from an element on. */
    void integers(Batch batch, long from, int count, long[] into) throws IOException {
        read(batch, from, count, (elements, first, some, at) -> elements.integers(first, some, into, at));
    }

    /** Reads real numbers from an element on. */
    void reals(Batch batch, long from, int count, double[] into) throws IOException {
        read(batch, from, count, (elements, first, some, at) -> elements.reals(first, some, into, at, single));
    }

    /** Reads which alternatives are held and the indices of their values from an element on. */
    void switches(Batch batch, long from, int count, long[] indices, int[] tags) throws IOException {
        read(batch, from, count, (elements, first, some, at) -> elements.switches(first, some, indices, tags, at));
    }

    private void read(Batch batch, long from, int count, Decoder decoder) throws IOException {
        if (count == 0) {
            return;
        }
        select(batch);
        int done = (int) Math.min(count, Math.max(0, zeros - from)); // these are zero already
        while (done < count) {
            long element = from + done - zeros;
            if (element >= pages.elements()) {
                throw damaged(batch, from + done, "it has no value");
            }
            if (page < 0 || element < pages.start(page) || element >= pages.ends()[page]) {
                load(batch, pages.holding(element));
            }
            int first = (int) (element - pages.start(page));
            int some = (int) Math.min(count - done, pages.ends()[page] - element);
            decoder.decode(Objects.requireNonNull(loaded, "the page was loaded"), first, some, done);
            done += some;
        }
    }

    /** Finds the form of the field that a cluster has. */
    private void select(Batch batch) throws IOException {
        Cluster cluster = batch.cluster();
        if (cluster == current) {
            return;
        }
        page = -1;
        current = null;
        pages = NONE;
        form = forms.get(0);
        for (StoredColumn column : forms) {
            Pages stored = cluster.pages(column.id());
            if (stored != null) {
                form = column;
                pages = stored;
                break;
            }
        }
        zeros = form.deferred() ? Math.max(0, level.total(batch) - pages.elements()) : 0;
        current = cluster;
    }

    private void load(Batch batch, int index) throws IOException {
        page = -1;
        long elements = pages.ends()[index] - pages.start(index);
        long bytes = form.bytes(elements);
        long position = pages.positions()[index];
        long size = pages.sizes()[index];
        boolean checked = pages.checked()[index];
        try {
            byte[] stored = storage.read(position, size + (checked ? Long.BYTES : 0));
            if (checked) {
                int end = (int) size;
                long checksum = new EnvelopeCursor("a page", stored, end, end + Long.BYTES).int64();
                if (Checksum.of(stored, 0, end) != checksum) {
                    throw new DamagedException("its checksum is wrong");
                }
            }
            if (bytes > Integer.MAX_VALUE) {
                throw new DamagedException("it claims " + bytes + " bytes");
            }
            reuse = storage.file().unpack(stored, (int) size, (int) bytes, reuse);
        } catch (DamagedException e) {
            throw damaged(
                    batch,
                    pages.start(index) + zeros,
                    "the page at byte " + position + " is damaged: " + e.getMessage());
        }
        Encoding encoding = Objects.requireNonNull(form.encoding(), "columns of unknown forms are not read");
        loaded = new Page(form, encoding, reuse, (int) elements);
        page = index;
    }

    /** What is wrong from an element on, or from the first entry that is read. */
    private DamagedException damaged(Batch batch, long element, String what) throws IOException {
        long[] bounds = level.bounds(batch);
        int entry = 0;
        while (entry < batch.size() - 1 && bounds[entry + 1] <= element) {
            entry++;
        }
        return new DamagedException("field " + field + ", entry " + batch.entry(entry) + ": " + what);
    }
}
