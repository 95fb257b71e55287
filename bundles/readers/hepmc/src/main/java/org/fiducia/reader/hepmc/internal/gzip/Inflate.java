package org.fiducia.reader.hepmc.internal.gzip;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.ZipException;

/**
 * The blocks of RFC 1951, decompressed into a window of memory. Text of numbers has short repetitions, for each of which the
 * decoder of the platform pays more than for the bytes themselves: this one takes 64 bits at a time and copies by words.
 */
final class Inflate {
    /** Farthest distance of a repetition. */
    private static final int HISTORY = 1 << 15;

    private static final int LONGEST_MATCH = 258;

    /** Behind the longest repetition: what copying by words may write too much. */
    private static final int SLACK = LONGEST_MATCH + 32;

    private static final int INPUT = 1 << 16;

    /** A step of the loop takes at most this many bytes of input. */
    private static final int AHEAD = 32;

    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final VarHandle PAIR = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

    /** In which order a block tells the lengths of the codes of lengths. */
    private static final int[] ORDER = {16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};

    /** What comes next. */
    private enum State {
        HEAD,
        STORED,
        CODED,
        DONE
    }

    private final InputStream source;
    private final byte[] in = new byte[INPUT + AHEAD];
    private int at;
    private int limit;
    private boolean over;

    /** Bits that have been taken from the input and not been used, and their number. */
    private long bits;

    private int count;

    private final HuffmanTable literals = HuffmanTable.ofLiterals();
    private final StepTable steps = new StepTable();
    private final HuffmanTable distances = HuffmanTable.ofDistances();
    private final HuffmanTable codes = HuffmanTable.ofLengths();
    private final byte[] lengths = new byte[320];

    private final byte[] window;

    /** Where the bytes begin that nobody has taken. */
    private int taken;

    /** Where they end. */
    private int end;

    /** Where those of this stream begin, or what is left of them. */
    private int begin;

    private State state = State.DONE;
    private boolean last;
    private int stored;

    /** @param room bytes that are decompressed at a time */
    Inflate(InputStream source, int room) {
        this.source = source;
        this.window = new byte[HISTORY + room + SLACK];
    }

    /** Begins a stream at the next whole byte. */
    void start() {
        state = State.HEAD;
        last = false;
        begin = end;
    }

    byte[] window() {
        return window;
    }

    /** Where in the window the bytes are that {@link #more} has made. */
    int from() {
        return taken;
    }

    int to() {
        return end;
    }

    /**
     * Makes bytes, in place of those before.
     *
     * @return false when the stream has ended
     */
    boolean more() throws IOException {
        if (end > window.length - SLACK - (HISTORY >> 1)) {
            int kept = Math.min(HISTORY, end);
            System.arraycopy(window, end - kept, window, 0, kept);
            begin = Math.max(0, begin - (end - kept));
            end = kept;
        }
        taken = end;
        while (state != State.DONE && end == taken) {
            switch (state) {
                case HEAD -> head();
                case STORED -> copy();
                default -> decode();
            }
        }
        return end > taken;
    }

    /** The next byte between streams; −1 at the end of the input. */
    int next() throws IOException {
        if (count == 0 && at == limit) {
            fill();
            if (at == limit) {
                return -1;
            }
        }
        return take(8);
    }

    /** Drops the bits that fill the last byte of a stream. */
    private void align() {
        int rest = count & 7;
        bits >>>= rest;
        count -= rest;
    }

    /** Moves what is left to the front and reads on. */
    private void fill() throws IOException {
        if (over) {
            return;
        }
        int left = limit - at;
        System.arraycopy(in, at, in, 0, left);
        at = 0;
        limit = left;
        while (limit < INPUT && !over) {
            int read = source.read(in, limit, INPUT - limit);
            over = read < 0;
            limit += Math.max(0, read);
        }
        Arrays.fill(in, limit, in.length, (byte) 0);
    }

    /** Some bits, not more than 16, as a number. */
    private int take(int wanted) throws IOException {
        while (count < wanted) {
            if (at == limit) {
                fill();
                if (at == limit) {
                    throw new EOFException("it ends within a block");
                }
            }
            bits |= (in[at++] & 0xffL) << count;
            count += 8;
        }
        int value = (int) bits & (1 << wanted) - 1;
        bits >>>= wanted;
        count -= wanted;
        return value;
    }

    private void head() throws IOException {
        if (last) {
            align();
            state = State.DONE;
            return;
        }
        last = take(1) == 1;
        switch (take(2)) {
            case 0 -> {
                align();
                stored = take(16);
                if ((stored ^ take(16)) != 0xffff) {
                    throw new ZipException("the length of a stored block is damaged");
                }
                state = State.STORED;
            }
            case 1 -> {
                Arrays.fill(lengths, 0, 144, (byte) 8);
                Arrays.fill(lengths, 144, 256, (byte) 9);
                Arrays.fill(lengths, 256, 280, (byte) 7);
                Arrays.fill(lengths, 280, 288, (byte) 8);
                literals.set(lengths, 0, 288);
                steps.set(literals);
                Arrays.fill(lengths, 0, 32, (byte) 5);
                distances.set(lengths, 0, 32);
                state = State.CODED;
            }
            case 2 -> {
                readCodes();
                state = State.CODED;
            }
            default -> throw new ZipException("a block is of no known kind");
        }
    }

    private void readCodes() throws IOException {
        int literal = 257 + take(5);
        int distance = 1 + take(5);
        int told = 4 + take(4);
        if (literal > 286 || distance > 30) {
            throw new ZipException("a block has too many symbols");
        }
        Arrays.fill(lengths, (byte) 0);
        for (int k = 0; k < told; k++) {
            lengths[ORDER[k]] = (byte) take(3);
        }
        codes.set(lengths, 0, ORDER.length);
        Arrays.fill(lengths, 0, ORDER.length, (byte) 0);
        for (int k = 0; k < literal + distance; ) {
            int symbol = code();
            if (symbol < 16) {
                lengths[k++] = (byte) symbol;
                continue;
            }
            if (symbol == 16 && k == 0) {
                throw new ZipException("the codes of a block repeat nothing");
            }
            byte value = symbol == 16 ? lengths[k - 1] : 0;
            int times = symbol == 16 ? 3 + take(2) : symbol == 17 ? 3 + take(3) : 11 + take(7);
            if (k + times > literal + distance) {
                throw new ZipException("the codes of a block are more than announced");
            }
            Arrays.fill(lengths, k, k + times, value);
            k += times;
        }
        if (lengths[256] == 0) {
            throw new ZipException("a block has no end");
        }
        literals.set(lengths, 0, literal);
        steps.set(literals);
        distances.set(lengths, literal, distance);
    }

    /** The next symbol of the code of lengths. */
    private int code() throws IOException {
        while (count < 7 && (at < limit || !over)) {
            if (at == limit) {
                fill();
            } else {
                bits |= (in[at++] & 0xffL) << count;
                count += 8;
            }
        }
        int entry = codes.entries[(int) bits & codes.mask];
        if ((entry & HuffmanTable.SPECIAL) != 0) {
            throw new ZipException("a block has a code without a symbol");
        }
        take(entry & 0xff);
        return entry >>> HuffmanTable.VALUE;
    }

    private void copy() throws IOException {
        while (stored > 0 && count > 0 && end < window.length - SLACK) {
            window[end++] = (byte) take(8);
            stored--;
        }
        while (stored > 0 && end < window.length - SLACK) {
            if (at == limit) {
                fill();
                if (at == limit) {
                    throw new EOFException("it ends within a block");
                }
            }
            int size = Math.min(Math.min(stored, limit - at), window.length - SLACK - end);
            System.arraycopy(in, at, window, end, size);
            at += size;
            end += size;
            stored -= size;
        }
        state = stored == 0 ? State.HEAD : State.STORED;
    }

    /** Symbols of a block until it ends or the window is full. */
    private void decode() throws IOException {
        while (state == State.CODED && end < window.length - SLACK) {
            if (limit - at < AHEAD) {
                fill();
            }
            // behind the end of the input there are zeros enough for a step; that it was passed is seen after it
            symbols(over ? limit + 8 : limit - AHEAD + 8);
            if (at > limit) {
                throw new EOFException("it ends within a block");
            }
        }
    }

    /** The inner loop, its state in local variables. At a place behind the given one it leaves for more input. */
    private void symbols(int inputEnd) throws ZipException {
        byte[] input = in;
        byte[] output = window;
        long[] several = steps.entries;
        int[] distance = distances.entries;
        int distanceMask = distances.mask;
        int outputEnd = output.length - SLACK;
        int from = at;
        int to = end;
        long buffer = bits;
        int held = count;
        boolean open = true;
        while (from <= inputEnd && to < outputEnd) {
            // 56 bits at least; those above their number are the ones that come next, so that taking them again does
            // nothing
            buffer |= (long) WORD.get(input, from) << held;
            from += 63 - held >> 3;
            held |= 56;
            long step = several[(int) buffer & StepTable.MASK];
            if (step < 0) {
                int entry = literals.entries[(int) buffer & literals.mask];
                if ((entry & HuffmanTable.SECOND) != 0) {
                    buffer >>>= entry;
                    held -= entry & 0xff;
                    entry = literals.second(entry, buffer);
                }
                if ((entry & HuffmanTable.END) != 0) {
                    buffer >>>= entry;
                    held -= entry & 0xff;
                    open = false;
                    break;
                }
                step = StepTable.single(required(entry));
            }
            PAIR.set(output, to, (short) (step >>> StepTable.LITERALS));
            to += (int) (step >>> StepTable.COUNT);
            int length = ((int) step >>> StepTable.LENGTH)
                    + (int) ((buffer & (1L << step) - 1) >>> (step >>> StepTable.CODE));
            buffer >>>= step;
            held -= (int) step & 0xff;
            if (length == 0) {
                continue;
            }
            int entry = distance[(int) buffer & distanceMask];
            if ((entry & HuffmanTable.SPECIAL) != 0) {
                if ((entry & HuffmanTable.SECOND) != 0) {
                    buffer >>>= entry;
                    held -= entry & 0xff;
                    entry = distances.second(entry, buffer);
                }
                entry = required(entry);
            }
            int back = (entry >>> HuffmanTable.VALUE)
                    + (int) ((buffer & (1L << entry) - 1) >>> (entry >>> HuffmanTable.CODE));
            buffer >>>= entry;
            held -= entry & 0xff;
            int source = to - back;
            if (source < begin) {
                throw new ZipException("a repetition begins before the text");
            }
            int stop = to + length;
            if (back >= 8) {
                // most are not longer than two words
                WORD.set(output, to, (long) WORD.get(output, source));
                WORD.set(output, to + 8, (long) WORD.get(output, source + 8));
                for (to += 16; to < stop; to += 8) {
                    source += 8;
                    WORD.set(output, to, (long) WORD.get(output, source + 8));
                }
                to = stop;
            } else {
                while (to < stop) {
                    output[to++] = output[source++];
                }
            }
        }
        at = from - (held >> 3);
        end = to;
        count = held & 7;
        bits = buffer & (1L << count) - 1;
        if (!open) {
            state = State.HEAD;
        }
    }

    private static int required(int entry) throws ZipException {
        if ((entry & HuffmanTable.SPECIAL) != 0) {
            throw new ZipException("a block has a code without a symbol");
        }
        return entry;
    }
}
