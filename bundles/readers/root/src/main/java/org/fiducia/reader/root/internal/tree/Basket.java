package org.fiducia.reader.root.internal.tree;

import org.fiducia.api.Nullable;
import org.fiducia.reader.root.internal.object.ObjectReader;
import org.fiducia.reader.root.internal.storage.ByteCursor;
import org.fiducia.reader.root.internal.storage.DamagedException;
import org.fiducia.reader.root.internal.storage.Key;

/**
 * What a basket says of itself: its key, and what follows in the same header.
 *
 * @param key its key
 * @param version version of the class
 * @param entries number of events in it
 * @param last end of the values, counted from the beginning of the key
 * @param flag what else is there when the basket stands in a tree's header
 */
record Basket(Key key, int version, int entries, int last, int flag) {
    /** From here on the offsets were left out because another branch tells them. */
    private static final int OFFSETS_LEFT_OUT = 80;

    private static final int DISPLACEMENTS = 40;

    /** The low bits of an offset; the others hold a displacement in old files. */
    private static final int OFFSET_BITS = 0x00FF_FFFF;

    /**
     * The values of a basket.
     *
     * @param entries number of events
     * @param data begins with the values of the first event
     * @param border number of bytes of values
     * @param offsets n + 1 indices into the data; null when they were not stored
     */
    record Content(
            int entries, byte[] data, int border, @Nullable int[] offsets) {}

    /** Reads the header at the cursor. */
    static Basket read(ByteCursor in) {
        Key key = Key.read(in); // within a tree it has no length
        int version = in.int16();
        in.skip(4); // size of the buffer
        if (in.int32() < 0) { // room for offsets; negative when the next byte tells how they are stored
            in.skip(1);
        }
        var basket = new Basket(key, version, in.int32(), in.int32(), in.uint8());
        if (key.headerLength() < 0 || basket.entries < 0 || basket.last < key.headerLength()) {
            throw new DamagedException("a basket at byte " + key.position() + " has impossible numbers ("
                    + basket.entries + " events, " + basket.last + " bytes)");
        }
        return basket;
    }

    /** Bytes of values. */
    int border() {
        return last - key.headerLength();
    }

    /** Reads a basket that was not written to the file by itself but stands in the header of its tree. */
    static @Nullable Object readEmbedded(ObjectReader reader, ByteCursor in) {
        Basket basket = read(in);
        boolean leftOut = basket.flag >= OFFSETS_LEFT_OUT;
        int flag = leftOut ? basket.flag - OFFSETS_LEFT_OUT : basket.flag;
        int[] offsets = null;
        if (!leftOut && flag != 0 && flag % 10 != 2) {
            int[] stored = basket.entries == 0 ? new int[0] : in.int32s(in.int32());
            offsets = basket.offsets(stored, flag > 20 && flag < DISPLACEMENTS ? OFFSET_BITS : -1);
            if (flag > DISPLACEMENTS) {
                in.skip(4L * in.int32());
            }
        }
        if (flag != 1 && flag <= 10) {
            return null; // it is in the file, too
        }
        byte[] buffer = in.int8s(basket.version > 1 ? basket.last : in.int32());
        if (buffer.length < basket.last) {
            throw new DamagedException("a basket in the header of a tree is shorter than it says");
        }
        var data = new byte[basket.border()];
        System.arraycopy(buffer, basket.key.headerLength(), data, 0, data.length);
        return new Content(basket.entries, data, data.length, offsets);
    }

    /** Offsets as indices into the values, closed by their end. */
    private int[] offsets(int[] stored, int mask) {
        if (stored.length < entries) {
            throw new DamagedException("a basket of " + entries + " events has only " + stored.length + " offsets");
        }
        var offsets = new int[entries + 1];
        for (int i = 0; i < entries; i++) {
            offsets[i] = (stored[i] & mask) - key.headerLength();
        }
        offsets[entries] = border();
        return offsets;
    }

    /** Offsets of a basket in the file, which follow the values; null when there are none. */
    @Nullable int[] offsets(ByteCursor afterValues) {
        if (afterValues.remaining() < 4) {
            return null;
        }
        int count = afterValues.int32();
        return offsets(afterValues.int32s(count), -1);
    }
}
