package org.fiducia.reader.root.internal.tree;

import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;
import org.fiducia.api.Nullable;
import org.fiducia.api.event.Column;
import org.fiducia.api.event.Column.Kind;
import org.fiducia.reader.root.internal.storage.Ahead;
import org.fiducia.reader.root.internal.storage.ByteCursor;
import org.fiducia.reader.root.internal.storage.DamagedException;
import org.fiducia.reader.root.internal.storage.Key;
import org.fiducia.reader.root.internal.storage.RootFile;

/** Reads one branch, any range of events at a time, with one basket in memory. */
final class BranchColumn {
    /** More values in one batch are not believed. */
    private static final int MOST_VALUES = 1 << 26;

    private final String source;
    private final RootFile file;
    private final Branch branch;
    private final @Nullable BranchColumn counter;
    private final NumberType value;
    private final Scratch scratch;

    private int current = -1;
    private int told;
    private Basket.Content basket = new Basket.Content(0, new byte[0], 0, null);
    private byte[] reuse = new byte[0];

    private double[] reals = {};
    private long[] integers = {};
    private int length;

    /**
     * @param source file and tree, for messages
     * @param counter column with the number of values per event; null when there is none
     * @param scratch arrays shared by the columns of a cursor
     */
    BranchColumn(String source, RootFile file, Branch branch, @Nullable BranchColumn counter, Scratch scratch) {
        this.source = source;
        this.file = file;
        this.branch = branch;
        this.counter = counter;
        this.value = Objects.requireNonNull(branch.value(), "a branch that cannot be read has no column");
        this.scratch = scratch;
    }

    /** The values of {@code size} events from {@code first} on. */
    Column read(long first, int size) throws IOException {
        int[] offsets = branch.jagged() ? new int[size + 1] : null;
        long expected = branch.layout() instanceof Layout.Fixed fixed ? (long) size * fixed.count() : 0;
        if (expected > MOST_VALUES) {
            throw damaged("has " + expected + " values in " + size + " events");
        }
        reals = new double[value.kind() == Kind.REAL ? (int) expected : 0];
        integers = new long[value.kind() == Kind.INTEGER ? (int) expected : 0];
        length = 0;
        int done = 0;
        while (done < size) {
            int from = locate(first + done);
            int count = Math.min(basket.entries() - from, size - done);
            if (branch.layout() instanceof Layout.Fixed fixed) {
                readFixed(fixed, from, count);
            } else {
                int[] into = Objects.requireNonNull(offsets, "a jagged branch has offsets");
                readJagged((Layout.Jagged) branch.layout(), from, count, into, done, size);
            }
            done += count;
        }
        if (offsets != null && branch.layout() instanceof Layout.Fixed fixed) {
            for (int i = 0; i <= size; i++) {
                offsets[i] = i * fixed.count();
            }
        }
        if (value.kind() == Kind.REAL) {
            double[] all = reals.length == length ? reals : Arrays.copyOf(reals, length);
            return Column.reals(branch.name(), offsets, all);
        }
        long[] all = integers.length == length ? integers : Arrays.copyOf(integers, length);
        return value == Primitive.UINT64
                ? Column.unsigned(branch.name(), source, first, offsets, all)
                : Column.integers(branch.name(), offsets, all);
    }

    /** Tells of the baskets of events up to one that were not told of before; of those before the first event none. */
    void ahead(Ahead ahead, long first, long end) {
        long[] starts = branch.baskets().firstEntries();
        int baskets = starts.length - 1;
        for (told = Math.max(told, branch.baskets().holding(first)); told < baskets && starts[told] < end; told++) {
            if (branch.baskets().embedded().get(told) == null) {
                ahead.add(branch.baskets().positions()[told], branch.baskets().lengths()[told]);
            }
        }
    }

    /** Loads the basket of an event. Returns the index of the event in it. */
    private int locate(long entry) throws IOException {
        long[] first = branch.baskets().firstEntries();
        int index = current;
        if (index < 0 || entry < first[index] || entry >= first[index + 1]) {
            index = branch.baskets().holding(entry);
        }
        if (index >= first.length - 1 || entry < first[index] || entry >= first[index + 1]) {
            throw damaged("has no values for event " + entry);
        }
        if (index != current) {
            current = -1;
            try {
                load(index, first[index], first[index + 1] - first[index]);
            } catch (DamagedException e) {
                String who = "branch " + branch.name();
                String what = String.valueOf(e.getMessage());
                throw new DamagedException(
                        "entries " + first[index] + " to " + (first[index + 1] - 1) + ": "
                                + (what.startsWith(who) ? what : who + ": " + what),
                        e);
            }
            current = index;
        }
        return (int) (entry - first[index]);
    }

    private void load(int index, long first, long entries) throws IOException {
        Basket.Content embedded = branch.baskets().embedded().get(index);
        if (embedded != null) {
            basket = embedded;
        } else {
            long position = branch.baskets().positions()[index];
            long bytes = branch.baskets().lengths()[index];
            if (bytes == 0) { // the oldest branches do not tell
                bytes = file.recordLength(position);
            }
            if (bytes <= 0 || bytes > Integer.MAX_VALUE) {
                throw damaged("has a basket of " + bytes + " bytes");
            }
            basket = load(position, (int) bytes);
        }
        if (basket.entries() != entries) {
            throw damaged("has " + basket.entries() + " events in a basket that should hold " + entries);
        }
        check(branch.layout(), first);
    }

    private Basket.Content load(long position, int bytes) throws IOException {
        byte[] record = file.record(position, bytes);
        Basket header = Basket.read(new ByteCursor(record, 0, bytes));
        Key key = header.key().checked();
        if (key.bytes() != bytes || header.border() > key.objectLength()) {
            throw damaged("has a basket at byte " + position + " whose lengths disagree");
        }
        reuse = file.unpack(key, record, reuse);
        int[] offsets = header.offsets(new ByteCursor(reuse, header.border(), key.objectLength()));
        return new Basket.Content(header.entries(), reuse, header.border(), offsets);
    }

    /** Checks a basket against the layout, so that decoding needs no more checks. */
    private void check(Layout layout, long first) throws IOException {
        if (layout instanceof Layout.Fixed fixed) {
            if ((long) basket.entries() * fixed.stride() > basket.border()) {
                throw damaged("has " + basket.border() + " bytes for " + basket.entries() + " events of "
                        + fixed.stride() + " bytes");
            }
        } else if (layout instanceof Layout.Jagged jagged) {
            int[] offsets = basket.offsets() != null ? basket.offsets() : computeOffsets(jagged, first);
            basket = new Basket.Content(basket.entries(), basket.data(), basket.border(), offsets);
            if (offsets[0] < 0 || offsets[basket.entries()] > basket.border()) {
                throw damaged("has offsets outside its basket");
            }
            int size = value.size();
            int rest = Integer.bitCount(size) == 1 ? size - 1 : -1; // a division costs more
            for (int i = 0; i < basket.entries(); i++) {
                int payload = offsets[i + 1] - offsets[i] - jagged.header();
                // The bytes of an event may be missing altogether, not its header alone.
                if (payload < 0 && offsets[i + 1] != offsets[i]
                        || payload > 0 && (rest >= 0 ? (payload & rest) != 0 : payload % size != 0)) {
                    throw damaged("has a basket with impossible offsets");
                }
                if (jagged.header() == Layout.Jagged.CONTAINER && payload >= 0) {
                    checkContainer(offsets[i], payload / size);
                }
            }
        }
    }

    /** A container tells its number of values right before them. */
    private void checkContainer(int at, int values) {
        byte[] data = basket.data();
        int end = at + Layout.Jagged.CONTAINER;
        int told =
                data[end - 4] << 24 | (data[end - 3] & 0xFF) << 16 | (data[end - 2] & 0xFF) << 8 | data[end - 1] & 0xFF;
        if (told != values) {
            throw damaged("has an event with " + values + " values that claims " + told);
        }
    }

    /** Offsets that were not stored: from the branch that counts, or from the headers of the events. */
    private int[] computeOffsets(Layout.Jagged jagged, long first) throws IOException {
        int entries = basket.entries();
        var offsets = new int[entries + 1];
        long at = 0;
        if (jagged.header() == Layout.Jagged.CONTAINER) {
            var in = new ByteCursor(basket.data(), 0, basket.border());
            for (int i = 0; i < entries; i++) {
                offsets[i] = in.position();
                in.skip(Layout.Jagged.CONTAINER - 4);
                in.skip((long) in.int32() * value.size());
            }
            offsets[entries] = in.position();
            return offsets;
        }
        if (counter == null) {
            throw damaged("has no offsets, and no branch counts its values");
        }
        long[] counts = counter.read(first, entries).integers();
        for (int i = 0; i < entries; i++) {
            offsets[i] = (int) at;
            if (counts[i] < 0 || counts[i] > basket.border()) {
                throw damaged("has an event with " + counts[i] + " values according to " + counter.branch.name());
            }
            at += jagged.header() + counts[i] * jagged.factor() * value.size();
            if (at > basket.border()) {
                throw damaged("has fewer values than " + counter.branch.name() + " says");
            }
        }
        offsets[entries] = (int) at;
        return offsets;
    }

    private void readFixed(Layout.Fixed fixed, int from, int count) {
        byte[] data = basket.data();
        int at = from * fixed.stride() + fixed.offset();
        int bytes = fixed.count() * value.size();
        if (bytes != fixed.stride()) {
            byte[] target = scratch.bytes(count * bytes);
            for (int i = 0; i < count; i++) {
                System.arraycopy(data, at + i * fixed.stride(), target, i * bytes, bytes);
            }
            data = target;
            at = 0;
        }
        decode(data, at, count * fixed.count());
    }

    private void readJagged(Layout.Jagged jagged, int from, int count, int[] into, int done, int size) {
        int[] offsets = Objects.requireNonNull(basket.offsets(), "computed when the basket was checked");
        byte[] data = basket.data();
        int at = offsets[from];
        int bytes = offsets[from + count] - at;
        int header = jagged.header();
        countValues(offsets, from, count, header, into, done);
        int values = into[done + count] - into[done];
        if (into[done + count] < 0 || into[done + count] > MOST_VALUES) {
            throw damaged("has more than " + MOST_VALUES + " values in " + size + " events");
        }
        if (header > 0) {
            byte[] target = scratch.bytes(values * value.size());
            int to = 0;
            for (int i = 0; i < count; i++) {
                int payload = offsets[from + i + 1] - offsets[from + i] - header;
                if (payload > 0) {
                    System.arraycopy(data, offsets[from + i] + header, target, to, payload);
                    to += payload;
                }
            }
            data = target;
            at = 0;
        }
        grow(into[done + count], done + count, size);
        decode(data, at, values);
    }

    /** Offsets in values, from those in bytes. */
    private void countValues(int[] offsets, int from, int count, int header, int[] into, int done) {
        int size = value.size();
        if (Integer.bitCount(size) == 1) {
            int shift = Integer.numberOfTrailingZeros(size);
            int total = into[done] << shift;
            for (int i = 0; i < count; i++) {
                total += Math.max(0, offsets[from + i + 1] - offsets[from + i] - header);
                into[done + i + 1] = total >> shift;
            }
        } else {
            for (int i = 0; i < count; i++) {
                into[done + i + 1] =
                        into[done + i] + Math.max(0, offsets[from + i + 1] - offsets[from + i] - header) / size;
            }
        }
    }

    /** Room for values: exactly enough for the last basket of a batch, else for the rest of the batch as well. */
    private void grow(int needed, int done, int size) {
        int room = done == size ? needed : (int) Math.min(MOST_VALUES, needed * (1.1 * size / done));
        if (value.kind() == Kind.REAL && reals.length < needed) {
            reals = Arrays.copyOf(reals, room);
        } else if (value.kind() == Kind.INTEGER && integers.length < needed) {
            integers = Arrays.copyOf(integers, room);
        }
    }

    private void decode(byte[] data, int at, int count) {
        if (value.kind() == Kind.REAL) {
            value.decode(data, at, count, reals, length, scratch);
        } else {
            value.decode(data, at, count, integers, length, scratch);
        }
        length += count;
    }

    private DamagedException damaged(String what) {
        return new DamagedException("branch " + branch.name() + " " + what);
    }
}
