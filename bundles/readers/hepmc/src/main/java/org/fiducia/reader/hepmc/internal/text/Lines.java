package org.fiducia.reader.hepmc.internal.text;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntConsumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;

/**
 * The lines of a text file, plain or compressed with gzip, and the numbers in them. It holds one line at a time; fields are
 * taken from the left, each separated from the next by blanks.
 */
public final class Lines implements Closeable {
    private static final int BUFFER = 1 << 18;

    private static final int COMPRESSED_BUFFER = 1 << 16;

    /** A longer line is no line of this format. */
    private static final int LONGEST = 1 << 26;

    private static final int GZIP_MAGIC = 0x1f8b;

    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long ENDS = 0x0a0a0a0a0a0a0a0aL;
    private static final long LOW_BITS = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;

    private final Path path;
    private final InputStream in;
    private final Decimal decimal = new Decimal();
    private byte[] buffer = new byte[BUFFER + Decimal.PADDING];
    private int filled;
    private int start;
    private int end;
    private int next;
    private int at;
    private boolean over;
    private long number;

    /** Opens a file. */
    public Lines(Path path) throws IOException {
        this.path = path;
        InputStream raw = Files.newInputStream(path);
        try {
            this.in = compressed(path) ? new GZIPInputStream(raw, COMPRESSED_BUFFER) : raw;
        } catch (EOFException | ZipException e) {
            raw.close();
            throw cut(e);
        } catch (IOException e) {
            raw.close();
            throw e;
        }
    }

    private static boolean compressed(Path path) throws IOException {
        try (InputStream head = Files.newInputStream(path)) {
            return (head.read() << 8 | head.read()) == GZIP_MAGIC;
        }
    }

    /** Goes to the next line that is not empty; false behind the last. */
    public boolean advance() throws IOException {
        do {
            if (!more()) {
                return false;
            }
            number++;
        } while (start == end);
        at = start;
        return true;
    }

    private boolean more() throws IOException {
        int from = next;
        for (; ; ) {
            byte[] bytes = buffer;
            int limit = filled;
            from = lineEnd(bytes, from, limit);
            if (from < limit || over && from > next) {
                start = next;
                end = from > start && bytes[from - 1] == '\r' ? from - 1 : from;
                next = Math.min(from + 1, limit);
                return true;
            }
            if (over) {
                return false;
            }
            from -= next;
            fill();
        }
    }

    /** Looks at eight bytes at a time. */
    private static int lineEnd(byte[] bytes, int first, int limit) {
        for (int from = first; from < limit; from += 8) {
            long word = (long) WORD.get(bytes, from) ^ ENDS;
            long found = word - LOW_BITS & ~word & HIGH_BITS; // the lowest bit is right, those above it need not be
            if (found != 0) {
                return Math.min(limit, from + (Long.numberOfTrailingZeros(found) >>> 3));
            }
        }
        return limit;
    }

    /** Moves what is left to the front and reads on. */
    private void fill() throws IOException {
        int left = filled - next;
        if (left > LONGEST) {
            throw wrong("is longer than " + (LONGEST >> 20) + " MB", "it is no file of this format, or damaged");
        }
        byte[] target = left > buffer.length / 2 ? new byte[2 * buffer.length] : buffer;
        System.arraycopy(buffer, next, target, 0, left);
        buffer = target;
        next = 0;
        filled = left;
        try {
            int read = in.read(buffer, filled, buffer.length - Decimal.PADDING - filled);
            over = read < 0;
            filled += Math.max(0, read);
        } catch (EOFException | ZipException e) {
            throw cut(e);
        }
    }

    private FiduciaException cut(IOException e) {
        return new FiduciaException(
                Kind.INPUT,
                path + ": its compression breaks off or is damaged behind line " + number + ": " + e.getMessage(),
                "copy or write the file again",
                e);
    }

    /** The file. */
    public Path path() {
        return path;
    }

    /** Number of the line, from 1. */
    public long number() {
        return number;
    }

    /** First character of the line. */
    public char kind() {
        return (char) buffer[start];
    }

    /** The line as it is. */
    public String text() {
        return new String(buffer, start, end - start, StandardCharsets.UTF_8);
    }

    /** What is left of the line. */
    public String rest() {
        skipBlanks();
        return new String(buffer, at, end - at, StandardCharsets.UTF_8);
    }

    /** Whether the line begins so. */
    public boolean begins(String prefix) {
        return beginsAt(start, prefix);
    }

    private boolean beginsAt(int from, String prefix) {
        if (end - from < prefix.length()) {
            return false;
        }
        for (int i = 0; i < prefix.length(); i++) {
            if (buffer[from + i] != prefix.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Whether the next field is this word. */
    public boolean isNext(String word) {
        skipBlanks();
        int behind = at + word.length();
        return beginsAt(at, word) && (behind == end || buffer[behind] == ' ');
    }

    /** Whether there is a field left. */
    public boolean hasNext() {
        skipBlanks();
        return at < end;
    }

    private void skipBlanks() {
        while (at < end && buffer[at] == ' ') {
            at++;
        }
    }

    /** Passes over fields. */
    public void skip(int fields) {
        for (int i = 0; i < fields; i++) {
            skipBlanks();
            if (at == end) {
                throw wrong("has too few fields", "the file is damaged or was cut off");
            }
            while (at < end && buffer[at] != ' ') {
                at++;
            }
        }
    }

    /** Where the fields are taken from, for {@link #goTo}. */
    public int place() {
        return at;
    }

    /** Goes back to a place in the same line. */
    public void goTo(int place) {
        at = place;
    }

    /** The next field. */
    public String word() {
        skipBlanks();
        int from = at;
        skip(1);
        return new String(buffer, from, at - from, StandardCharsets.UTF_8);
    }

    /** The next field, an integer. */
    public int integer() {
        skipBlanks();
        int from = at;
        int i = at;
        boolean negative = i < end && buffer[i] == '-';
        if (negative || i < end && buffer[i] == '+') {
            i++;
        }
        long value = 0;
        int first = i;
        for (; i < end && buffer[i] >= '0' && buffer[i] <= '9' && value <= Integer.MAX_VALUE; i++) {
            value = 10 * value + (buffer[i] - '0');
        }
        if (i == first || i < end && buffer[i] != ' ' || value > Integer.MAX_VALUE) {
            throw noNumber(from, "an integer");
        }
        at = i;
        return (int) (negative ? -value : value);
    }

    /**
     * The integers of the next field, {@code [1,2,3]}.
     *
     * @param to is given each
     */
    public void integers(IntConsumer to) {
        skipBlanks();
        int from = at;
        int i = at + 1;
        boolean good = at < end && buffer[at] == '[';
        while (good && i < end && buffer[i] != ']') {
            int value = 0;
            int first = i;
            for (; i < end && buffer[i] >= '0' && buffer[i] <= '9' && value < Integer.MAX_VALUE / 10; i++) {
                value = 10 * value + (buffer[i] - '0');
            }
            good = i > first
                    && i < end
                    && (buffer[i] == ']' || buffer[i] == ',' && i + 1 < end && buffer[i + 1] != ']');
            if (good) {
                to.accept(value);
                i += buffer[i] == ',' ? 1 : 0;
            }
        }
        if (!good || i == end || i + 1 < end && buffer[i + 1] != ' ') {
            at = from;
            throw wrong("has '" + word() + "' where a list of particles belongs", "the file is damaged");
        }
        at = i + 1;
    }

    /**
     * The last field of the line, an integer, of which the first is behind the present place by other fields.
     *
     * @param fields how many there are between, at least
     */
    public int lastInteger(int fields) {
        int from = end;
        while (from > at && buffer[from - 1] != ' ') {
            from--;
        }
        if (from - at < 2 * fields + 1) {
            throw wrong("has too few fields", "the file is damaged or was cut off");
        }
        int before = at;
        at = from;
        int value = integer();
        at = before;
        return value;
    }

    /** Requires that there is one field left. */
    public void requireLast() {
        skip(1);
        if (hasNext()) {
            throw wrong("has too many fields", "the file is damaged");
        }
    }

    /** The next field, a real number, rounded as {@link Double#parseDouble} does. */
    public double real() {
        skipBlanks();
        double value = decimal.read(buffer, at, end);
        if (decimal.end() < 0) {
            return slow(at);
        }
        at = decimal.end();
        return value;
    }

    private double slow(int from) {
        at = from;
        String field = word();
        try {
            return Double.parseDouble(field);
        } catch (NumberFormatException e) {
            throw noNumber(from, "a number");
        }
    }

    private FiduciaException noNumber(int from, String what) {
        at = from;
        if (!hasNext()) {
            return wrong("has too few fields", "the file is damaged or was cut off");
        }
        return wrong("has '" + word() + "' where " + what + " belongs", "the file is damaged");
    }

    /** A mistake in this line. */
    public FiduciaException wrong(String what, String remedy) {
        return new FiduciaException(Kind.INPUT, path + ", line " + number + ": " + what, remedy);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
