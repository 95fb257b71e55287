package org.fiducia.reader.root.internal.ntuple;

import org.fiducia.api.Nullable;

/**
 * A column of the schema: elements of one type, in pages.
 *
 * @param id its index
 * @param encoding how its elements are stored; null for a form that came after this reader
 * @param bits of an element
 * @param field index of the field it belongs to
 * @param representation which of the forms of its field it belongs to
 * @param deferred whether its first elements are zeros that are not stored
 * @param low least value, of one with a range
 * @param high largest value, of one with a range
 */
record StoredColumn(
        int id,
        @Nullable Encoding encoding,
        int bits,
        int field,
        int representation,
        boolean deferred,
        double low,
        double high) {
    private static final int DEFERRED = 1;
    private static final int RANGE = 2;

    /** Reads one. */
    static StoredColumn read(EnvelopeCursor in, int id) {
        int type = in.uint16();
        int bits = in.uint16();
        int field = in.int32();
        int flags = in.uint16();
        int representation = in.uint16();
        boolean deferred =
                (flags & DEFERRED) != 0 && in.int64() >= 0; // negative: another form of its field is used then
        boolean range = (flags & RANGE) != 0;
        double low = range ? in.float64() : 0;
        double high = range ? in.float64() : 0;
        return new StoredColumn(id, Encoding.of(type, bits), bits, field, representation, deferred, low, high);
    }

    /** Bytes of so many elements. */
    long bytes(long elements) {
        return (elements * bits + 7) / 8;
    }
}
