package org.fiducia.reader.root.internal.ntuple;

import org.fiducia.api.Nullable;

/** How the elements of a column are stored, in the order of their codes. */
enum Encoding {
    BIT(Kind.INTEGER, 1, false, false),
    BYTE(Kind.INTEGER, 8, false, false),
    CHAR(Kind.INTEGER, 8, true, false),
    INT8(Kind.INTEGER, 8, true, false),
    UINT8(Kind.INTEGER, 8, false, false),
    INT16(Kind.INTEGER, 16, true, false),
    UINT16(Kind.INTEGER, 16, false, false),
    INT32(Kind.INTEGER, 32, true, false),
    UINT32(Kind.INTEGER, 32, false, false),
    INT64(Kind.INTEGER, 64, true, false),
    UINT64(Kind.INTEGER, 64, false, false),
    REAL16(Kind.REAL, 16, true, false),
    REAL32(Kind.REAL, 32, true, false),
    REAL64(Kind.REAL, 64, true, false),
    INDEX32(Kind.INDEX, 32, false, false),
    INDEX64(Kind.INDEX, 64, false, false),
    SWITCH(Kind.SWITCH, 96, false, false),
    SPLIT_INT16(Kind.INTEGER, 16, true, true),
    SPLIT_UINT16(Kind.INTEGER, 16, false, true),
    SPLIT_INT32(Kind.INTEGER, 32, true, true),
    SPLIT_UINT32(Kind.INTEGER, 32, false, true),
    SPLIT_INT64(Kind.INTEGER, 64, true, true),
    SPLIT_UINT64(Kind.INTEGER, 64, false, true),
    SPLIT_REAL16(Kind.REAL, 16, true, true),
    SPLIT_REAL32(Kind.REAL, 32, true, true),
    SPLIT_REAL64(Kind.REAL, 64, true, true),
    SPLIT_INDEX32(Kind.INDEX, 32, false, true),
    SPLIT_INDEX64(Kind.INDEX, 64, false, true),
    TRUNCATED(Kind.REAL, 0, true, false),
    QUANTISED(Kind.REAL, 0, true, false);

    /** What elements are. */
    enum Kind {
        INTEGER,
        REAL,
        INDEX,
        SWITCH
    }

    private final Kind kind;
    private final int bits;
    private final boolean signed;
    private final boolean split;

    Encoding(Kind kind, int bits, boolean signed, boolean split) {
        this.kind = kind;
        this.bits = bits;
        this.signed = signed;
        this.split = split;
    }

    /** By its code and its bits per element, null when there is no such form. */
    static @Nullable Encoding of(int code, int bits) {
        if (code >= values().length) {
            return null;
        }
        Encoding encoding = values()[code];
        boolean fits = switch (encoding) {
            case TRUNCATED -> bits >= 10 && bits <= 31;
            case QUANTISED -> bits >= 1 && bits <= 32;
            default -> bits == encoding.bits;
        };
        return fits ? encoding : null;
    }

    Kind kind() {
        return kind;
    }

    /** Whether integers have a sign. */
    boolean signed() {
        return signed;
    }

    /** Whether the first bytes of all elements of a page come first, then the second ones, and so on. */
    boolean split() {
        return split;
    }

    /** Whether an element is the difference from the one before it in its page. */
    boolean delta() {
        return split && kind == Kind.INDEX;
    }

    /** Whether the least bit of an integer is its sign. */
    boolean zigzag() {
        return split && kind == Kind.INTEGER && signed;
    }

    /** Integers of 64 bits without sign. */
    boolean unsigned64() {
        return kind == Kind.INTEGER && bits == 64 && !signed;
    }
}
