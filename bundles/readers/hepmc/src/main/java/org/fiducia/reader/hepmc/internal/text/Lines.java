package org.fiducia.reader.hepmc.internal.text;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
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

    /** A longer line is no line of this format. */
    private static final int LONGEST = 1 << 26;

    private static final int GZIP_MAGIC = 0x1f8b;

    private static final double[] POWERS = new double[23];

    static {
        for (int i = 0; i < POWERS.length; i++) {
            POWERS[i] = Double.parseDouble("1e" + i);
        }
    }

    /** Mantissas below are exact as real numbers. */
    private static final long EXACT = 1L << 53;

    /** A mantissa below can take one more digit. */
    private static final long ROOM = (Long.MAX_VALUE - 9) / 10;

    private final Path path;
    private final InputStream in;
    private byte[] buffer = new byte[BUFFER];
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
            this.in = compressed(path) ? new GZIPInputStream(raw, 1 << 16) : raw;
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
            while (from < limit && bytes[from] != '\n') {
                from++;
            }
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
            int read = in.read(buffer, filled, buffer.length - filled);
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

    /** The integers of the next field, {@code [1,2,3]}. */
    public int[] integers() {
        String field = word();
        if (!field.startsWith("[") || !field.endsWith("]")) {
            throw wrong("has '" + field + "' where a list of particles belongs", "the file is damaged");
        }
        if (field.length() == 2) {
            return new int[0];
        }
        try {
            return Arrays.stream(field.substring(1, field.length() - 1).split(","))
                    .mapToInt(Integer::parseInt)
                    .toArray();
        } catch (NumberFormatException e) {
            throw wrong("has '" + field + "' where a list of particles belongs", "the file is damaged");
        }
    }

    /** The next field, a real number, rounded as {@link Double#parseDouble} does. */
    public double real() {
        skipBlanks();
        int from = at;
        int i = at;
        byte[] bytes = buffer;
        boolean negative = i < end && bytes[i] == '-';
        if (negative || i < end && bytes[i] == '+') {
            i++;
        }
        long mantissa = 0;
        int power = 0;
        boolean point = false;
        for (; i < end; i++) {
            int digit = bytes[i] - '0';
            if (digit >= 0 && digit <= 9) {
                if (mantissa > ROOM) {
                    return slow(from);
                }
                mantissa = 10 * mantissa + digit;
                power -= point ? 1 : 0;
            } else if (bytes[i] == '.' && !point) {
                point = true;
            } else {
                break;
            }
        }
        if (i < end && (bytes[i] == 'e' || bytes[i] == 'E')) {
            i++;
            boolean below = i < end && bytes[i] == '-';
            if (below || i < end && bytes[i] == '+') {
                i++;
            }
            int exponent = 0;
            int first = i;
            for (; i < end && bytes[i] >= '0' && bytes[i] <= '9' && exponent < 1000; i++) {
                exponent = 10 * exponent + (bytes[i] - '0');
            }
            if (i == first) {
                return slow(from);
            }
            power += below ? -exponent : exponent;
        }
        boolean exact = mantissa < EXACT && Math.abs(power) < POWERS.length;
        if (i < end && bytes[i] != ' ' || i == from || !exact && mantissa != 0) {
            return slow(from);
        }
        at = i;
        double value = power < 0 ? mantissa / POWERS[Math.min(22, -power)] : mantissa * POWERS[Math.min(22, power)];
        return negative ? -value : value;
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
