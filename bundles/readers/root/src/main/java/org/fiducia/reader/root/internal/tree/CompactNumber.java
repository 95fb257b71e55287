package org.fiducia.reader.root.internal.tree;

import org.fiducia.api.Nullable;
import org.fiducia.api.event.Column.Kind;
import org.fiducia.reader.root.internal.object.CompactReal;

/**
 * {@code Double32_t} or {@code Float16_t}.
 *
 * @param form how it is stored
 */
record CompactNumber(CompactReal form) implements NumberType {
    /** By the code that ROOT gives the type of a member, null for any other. */
    static @Nullable CompactNumber coded(int code, String title) {
        CompactReal form = CompactReal.coded(code, title);
        return form == null ? null : new CompactNumber(form);
    }

    /** By its name, without a range as in containers; null for any other. */
    static @Nullable CompactNumber named(String name) {
        return switch (name) {
            case "Double32_t" -> new CompactNumber(CompactReal.double32(""));
            case "Float16_t" -> new CompactNumber(CompactReal.float16(""));
            default -> null;
        };
    }

    @Override
    public String text() {
        return form.text();
    }

    @Override
    public int size() {
        return form.size();
    }

    @Override
    public Kind kind() {
        return Kind.REAL;
    }

    @Override
    public void decode(byte[] bytes, int from, int count, double[] into, int at, Scratch scratch) {
        form.decode(bytes, from, count, into, at);
    }

    @Override
    public void decode(byte[] bytes, int from, int count, long[] into, int at, Scratch scratch) {
        throw new IllegalStateException(text() + " is held as reals");
    }
}
