package org.fiducia.reader.root.internal.tree;

import org.fiducia.api.Nullable;
import org.fiducia.api.event.Column.Kind;

/** How the numbers of a branch are stored. */
sealed interface NumberType permits Primitive, CompactNumber {
    /** Name in messages and listings. */
    String text();

    /** Bytes of one value. */
    int size();

    /** How it is held once read. */
    Kind kind();

    /** Decodes values of a real type that stand one after another. */
    void decode(byte[] bytes, int from, int count, double[] into, int at, Scratch scratch);

    /** Decodes values of an integer type that stand one after another. */
    void decode(byte[] bytes, int from, int count, long[] into, int at, Scratch scratch);

    /** By the code that ROOT gives the type of a member ({@code EDataType}), null when it is no number. */
    static @Nullable NumberType coded(int code, String title) {
        Primitive primitive = Primitive.coded(code);
        return primitive != null ? primitive : CompactNumber.coded(code, title);
    }

    /** By its name in C++ or ROOT, null when it is no number. */
    static @Nullable NumberType named(String name) {
        Primitive primitive = Primitive.named(name);
        return primitive != null ? primitive : CompactNumber.named(name);
    }
}
