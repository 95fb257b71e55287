package org.fiducia.reader.hepmc.internal.gzip;

/**
 * What the next bits of a block say, as far as they can be known together: up to two literals and the length of the repetition
 * behind them. Of an entry the lowest byte has the bits to take, the next those of the codes alone, then follow the base of the
 * length, 0 for none, the literals, and their number. It is negative where the table of single symbols has to be asked.
 */
final class StepTable {
    /** Bits that it is asked with. */
    static final int BITS = 11;

    static final int MASK = (1 << BITS) - 1;

    /** How far the parts of an entry are shifted. */
    static final int CODE = 8;

    static final int LENGTH = 16;
    static final int LITERALS = 32;
    static final int COUNT = 48;

    private static final long ASK = 1L << 63;

    /** Entries, by the next bits. */
    final long[] entries = new long[1 << BITS];

    /** Takes a table of literals and lengths that is asked with as many bits. */
    void set(HuffmanTable symbols) {
        int[] of = symbols.entries;
        for (int i = 0; i <= MASK; i++) {
            int first = of[i];
            if ((first & HuffmanTable.SPECIAL) != 0) {
                entries[i] = ASK;
            } else if (first > 0) {
                entries[i] = single(first);
            } else {
                int taken = first & 0xff;
                int literals = first >>> HuffmanTable.VALUE & 0xff;
                int count = 1;
                int next = of[i >>> taken];
                if (next < 0 && taken + (next & 0xff) <= BITS) {
                    taken += next & 0xff;
                    literals |= (next >>> HuffmanTable.VALUE & 0xff) << 8;
                    count = 2;
                    next = of[i >>> taken];
                }
                long entry = (long) count << COUNT | (long) literals << LITERALS | taken << CODE | taken;
                boolean length = next > 0
                        && (next & HuffmanTable.SPECIAL) == 0
                        && taken + (next >>> HuffmanTable.CODE & 0xff) <= BITS;
                entries[i] = length ? entry + next : entry;
            }
        }
    }

    /** The step of one symbol, which is not special. */
    static long single(int entry) {
        if (entry >= 0) {
            return entry;
        }
        int bits = entry & 0xff;
        long literal = entry >>> HuffmanTable.VALUE & 0xff;
        return 1L << COUNT | literal << LITERALS | bits << CODE | bits;
    }
}
