package org.fiducia.reader.root.internal.tree;

import java.nio.ByteBuffer;
import java.util.Map;
import org.fiducia.api.Nullable;
import org.fiducia.api.event.Column.Kind;

/** A number as it is stored: big-endian, of one to eight bytes. */
enum Primitive implements NumberType {
    BOOL("bool", 1, Kind.INTEGER),
    INT8("int8_t", 1, Kind.INTEGER),
    UINT8("uint8_t", 1, Kind.INTEGER),
    INT16("int16_t", 2, Kind.INTEGER),
    UINT16("uint16_t", 2, Kind.INTEGER),
    INT32("int32_t", 4, Kind.INTEGER),
    UINT32("uint32_t", 4, Kind.INTEGER),
    INT64("int64_t", 8, Kind.INTEGER),
    /** Decoded to the 64 bits it has; a column of them knows that they have no sign. */
    UINT64("uint64_t", 8, Kind.INTEGER),
    FLOAT("float", 4, Kind.REAL),
    DOUBLE("double", 8, Kind.REAL);

    /** Names of C++ and ROOT. */
    private static final Map<String, Primitive> BY_NAME = Map.ofEntries(
            Map.entry("bool", BOOL),
            Map.entry("Bool_t", BOOL),
            Map.entry("char", INT8),
            Map.entry("signed char", INT8),
            Map.entry("Char_t", INT8),
            Map.entry("int8_t", INT8),
            Map.entry("unsigned char", UINT8),
            Map.entry("UChar_t", UINT8),
            Map.entry("uint8_t", UINT8),
            Map.entry("short", INT16),
            Map.entry("Short_t", INT16),
            Map.entry("int16_t", INT16),
            Map.entry("unsigned short", UINT16),
            Map.entry("UShort_t", UINT16),
            Map.entry("uint16_t", UINT16),
            Map.entry("int", INT32),
            Map.entry("Int_t", INT32),
            Map.entry("int32_t", INT32),
            Map.entry("unsigned int", UINT32),
            Map.entry("unsigned", UINT32),
            Map.entry("UInt_t", UINT32),
            Map.entry("uint32_t", UINT32),
            Map.entry("long", INT64),
            Map.entry("long long", INT64),
            Map.entry("Long_t", INT64),
            Map.entry("Long64_t", INT64),
            Map.entry("int64_t", INT64),
            Map.entry("unsigned long", UINT64),
            Map.entry("unsigned long long", UINT64),
            Map.entry("ULong_t", UINT64),
            Map.entry("ULong64_t", UINT64),
            Map.entry("uint64_t", UINT64),
            Map.entry("float", FLOAT),
            Map.entry("Float_t", FLOAT),
            Map.entry("double", DOUBLE),
            Map.entry("Double_t", DOUBLE));

    private final String text;
    private final int size;
    private final Kind kind;

    Primitive(String text, int size, Kind kind) {
        this.text = text;
        this.size = size;
        this.kind = kind;
    }

    @Override
    public String text() {
        return text;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public Kind kind() {
        return kind;
    }

    /** By its name in C++ or ROOT, null when it is none of these. */
    static @Nullable Primitive named(String name) {
        return BY_NAME.get(name);
    }

    /** By the code that ROOT gives the type of a member ({@code EDataType}), null when it is none of these. */
    static @Nullable Primitive coded(int code) {
        return switch (code) {
            case 1, 10 -> INT8;
            case 2 -> INT16;
            case 3, 6 -> INT32;
            case 4, 16 -> INT64;
            case 5 -> FLOAT;
            case 8 -> DOUBLE;
            case 11 -> UINT8;
            case 12 -> UINT16;
            case 13 -> UINT32;
            case 14, 17 -> UINT64;
            case 18 -> BOOL;
            default -> null; // among them Double32_t and Float16_t, whose storage depends on their range
        };
    }

    /** By the class of a leaf, null when it is none of these. */
    static @Nullable Primitive ofLeaf(String leafClass, boolean unsigned) {
        return switch (leafClass) {
            case "TLeafO" -> BOOL;
            case "TLeafB" -> unsigned ? UINT8 : INT8;
            case "TLeafS" -> unsigned ? UINT16 : INT16;
            case "TLeafI" -> unsigned ? UINT32 : INT32;
            case "TLeafL", "TLeafG" -> unsigned ? UINT64 : INT64;
            case "TLeafF" -> FLOAT;
            case "TLeafD" -> DOUBLE;
            default -> null;
        };
    }

    @Override
    public void decode(byte[] bytes, int from, int count, double[] into, int at, Scratch scratch) {
        // Bulk copies of buffers swap bytes at the speed of memory, from the first call on.
        var buffer = ByteBuffer.wrap(bytes, from, count * size);
        if (this == DOUBLE) {
            buffer.asDoubleBuffer().get(into, at, count);
        } else {
            float[] floats = scratch.floats(count);
            buffer.asFloatBuffer().get(floats, 0, count);
            for (int i = 0; i < count; i++) {
                into[at + i] = floats[i];
            }
        }
    }

    @Override
    public void decode(byte[] bytes, int from, int count, long[] into, int at, Scratch scratch) {
        switch (size) {
            case 8 -> ByteBuffer.wrap(bytes, from, 8 * count).asLongBuffer().get(into, at, count);
            case 4 -> {
                int[] ints = scratch.ints(count);
                ByteBuffer.wrap(bytes, from, 4 * count).asIntBuffer().get(ints, 0, count);
                long mask = this == UINT32 ? 0xFFFF_FFFFL : -1L;
                for (int i = 0; i < count; i++) {
                    into[at + i] = ints[i] & mask;
                }
            }
            case 2 -> {
                short[] shorts = scratch.shorts(count);
                ByteBuffer.wrap(bytes, from, 2 * count).asShortBuffer().get(shorts, 0, count);
                long mask = this == UINT16 ? 0xFFFFL : -1L;
                for (int i = 0; i < count; i++) {
                    into[at + i] = shorts[i] & mask;
                }
            }
            default -> {
                long mask = this == UINT8 ? 0xFFL : -1L;
                for (int i = 0; i < count; i++) {
                    into[at + i] = this == BOOL ? (bytes[from + i] == 0 ? 0 : 1) : bytes[from + i] & mask;
                }
            }
        }
    }
}
