package org.fiducia.reader.hepmc.internal.gzip;

import java.util.Arrays;
import java.util.zip.ZipException;

/**
 * A prefix code of RFC 1951 as a table: the next bits, first bit lowest, are the index of an entry that tells the symbol. Codes
 * longer than the table's bits lead to a second table behind the first.
 *
 * <p>An entry holds the bits to take in its lowest byte, those of the code alone in the next, and a value above. It is negative
 * for a literal. Otherwise the value is the base of a length or distance, to which the bits behind the code are added; the flag
 * {@link #SPECIAL} marks what is neither: the end of a block, no code, or a second table, whose index is the value and the bits
 * of which are in the second byte.
 */
final class HuffmanTable {
    /** Longest code. */
    static final int LONGEST = 15;

    /** Of an entry that is a literal. */
    static final int LITERAL = 1 << 31;

    /** Of an entry that is none of literal, length and distance. */
    static final int SPECIAL = 1 << 14;

    /** Of a special entry: the end of the block. */
    static final int END = 1 << 15;

    /** Of a special entry: a second table. */
    static final int SECOND = 1 << 13;

    /** How far the bits of the code alone are shifted. */
    static final int CODE = 8;

    /** How far the value is shifted. */
    static final int VALUE = 16;

    private static final int[] LENGTH_BASES = {
        3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227,
        258
    };
    private static final int[] LENGTH_BITS = {
        0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0
    };
    private static final int[] DISTANCE_BASES = {
        1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097,
        6145, 8193, 12289, 16385, 24577
    };

    /** Entries of the first table, then those of the second ones. */
    final int[] entries;

    /** Bits that the first table is asked with, a mask. */
    final int mask;

    private final int bits;

    /** What each symbol is: an entry without the length of its code. */
    private final int[] meanings;

    private final int[] count = new int[LONGEST + 1];
    private final int[] next = new int[LONGEST + 1];
    private final int[] sorted;

    private HuffmanTable(int bits, int[] meanings) {
        this.bits = bits;
        this.mask = (1 << bits) - 1;
        this.meanings = meanings;
        this.sorted = new int[meanings.length];
        // each second table has at least two codes, at most one entry per code and the bits they have in common
        this.entries = new int[(1 << bits) + meanings.length * (1 << (LONGEST - bits))];
    }

    /** For literals, lengths and the end of a block. */
    static HuffmanTable ofLiterals() {
        var meanings = new int[288];
        for (int symbol = 0; symbol < 256; symbol++) {
            meanings[symbol] = LITERAL | symbol << VALUE;
        }
        meanings[256] = SPECIAL | END;
        Arrays.fill(meanings, 257, 288, SPECIAL);
        for (int k = 0; k < LENGTH_BASES.length; k++) {
            meanings[257 + k] = LENGTH_BASES[k] << VALUE | LENGTH_BITS[k];
        }
        return new HuffmanTable(StepTable.BITS, meanings);
    }

    /** For distances. */
    static HuffmanTable ofDistances() {
        var meanings = new int[32];
        Arrays.fill(meanings, SPECIAL);
        for (int k = 0; k < DISTANCE_BASES.length; k++) {
            meanings[k] = DISTANCE_BASES[k] << VALUE | Math.max(0, k / 2 - 1);
        }
        return new HuffmanTable(9, meanings);
    }

    /** For the lengths of codes: the value is the symbol. */
    static HuffmanTable ofLengths() {
        var meanings = new int[19];
        for (int symbol = 0; symbol < meanings.length; symbol++) {
            meanings[symbol] = symbol << VALUE;
        }
        return new HuffmanTable(7, meanings);
    }

    /**
     * Takes the lengths of the codes, 0 for a symbol that has none.
     *
     * @throws ZipException when there is no such code; one that leaves sequences of bits without a symbol must be a single bit
     */
    void set(byte[] lengths, int from, int symbols) throws ZipException {
        Arrays.fill(count, 0);
        for (int s = 0; s < symbols; s++) {
            count[lengths[from + s]]++;
        }
        int used = symbols - count[0];
        int left = 1;
        int longest = 0;
        next[0] = 0;
        int code = 0;
        int place = 0;
        for (int length = 1; length <= LONGEST; length++) {
            left = 2 * left - count[length];
            if (left < 0) {
                throw new ZipException("the codes of a block are too many");
            }
            longest = count[length] > 0 ? length : longest;
            next[length] = place;
            place += count[length];
        }
        if (left > 0 && (used > 1 || longest > 1)) {
            throw new ZipException("the codes of a block are too few");
        }
        for (int s = 0; s < symbols; s++) {
            int length = lengths[from + s];
            if (length > 0) {
                sorted[next[length]++] = s;
            }
        }
        if (left > 0) {
            Arrays.fill(entries, 0, mask + 1, SPECIAL);
        }
        int end = mask + 1;
        int prefix = -1;
        int second = 0;
        int secondBits = 0;
        int remaining = 0;
        place = 0;
        for (int length = 1; length <= longest; length++) {
            remaining = count[length];
            for (int k = 0; k < remaining; k++, code++) {
                int reversed = Integer.reverse(code) >>> (32 - length);
                int meaning = meanings[sorted[place++]];
                if (length <= bits) {
                    put(0, bits, reversed, length, meaning);
                    continue;
                }
                if ((reversed & mask) != prefix) {
                    prefix = reversed & mask;
                    second = end;
                    secondBits = secondBits(length, remaining - k);
                    end += 1 << secondBits;
                    entries[prefix] = second << VALUE | SPECIAL | SECOND | secondBits << CODE | bits;
                }
                put(second, secondBits, reversed >>> bits, length - bits, meaning);
            }
            code <<= 1;
        }
    }

    /** The entry of a second table, to which another leads; its bits have been taken. */
    int second(int entry, long buffer) {
        return entries[(entry >>> VALUE) + ((int) buffer & (1 << (entry >>> CODE & 15)) - 1)];
    }

    /** How many bits tell the codes apart that begin as this one, which is the first of those of its length. */
    private int secondBits(int length, int remaining) {
        int width = length - bits;
        int room = (1 << width) - remaining;
        while (room > 0 && bits + width < LONGEST) {
            width++;
            room = 2 * room - count[bits + width];
        }
        return width;
    }

    private void put(int table, int tableBits, int reversed, int length, int meaning) {
        int extra = meaning & 0xff;
        int entry = meaning & ~0xff | length << CODE | length + extra;
        for (int i = reversed; i < 1 << tableBits; i += 1 << length) {
            entries[table + i] = entry;
        }
    }
}
