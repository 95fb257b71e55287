package org.fiducia.exchange.prediction;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;

/** The files of an archive in the format ustar of POSIX.1-1988, within gzip or not; long names as GNU tar and pax write them. */
final class TarEntries implements Closeable {
    /** Files in an archive that are longer are of no table. */
    static final int MOST_CONTENT = 64 << 20;

    private static final int GZIP = 0x1f;
    private static final int BLOCK = 512;
    private static final int PREFIX_AT = 345;
    private static final int PREFIX_LENGTH = 155;
    private static final int MAGIC_AT = 257;
    private static final int CHECKSUM_AT = 148;
    private static final int CHECKSUM_LENGTH = 8;
    private static final Pattern PAX_PATH = Pattern.compile("(?:^|\\n)\\d+ path=([^\\n]*)\\n");

    private final Path file;
    private final InputStream in;
    private long left;
    private long padding;

    private TarEntries(Path file, InputStream in) {
        this.file = file;
        this.in = in;
    }

    /** Opens an archive; what makes no sense shows when it is read. */
    static TarEntries open(Path file) throws IOException {
        InputStream raw = Files.newInputStream(file);
        try {
            raw = new BufferedInputStream(raw);
            raw.mark(1);
            boolean compressed = raw.read() == GZIP;
            raw.reset();
            return new TarEntries(file, compressed ? new BufferedInputStream(new GZIPInputStream(raw)) : raw);
        } catch (EOFException | ZipException e) {
            raw.close();
            throw damaged(file, "is no archive of files", e);
        } catch (IOException e) {
            raw.close();
            throw e;
        }
    }

    private static FiduciaException damaged(Path file, String what, Throwable cause) {
        return new FiduciaException(Kind.INPUT, file + " " + what, "copy or pack the archive again", cause);
    }

    private FiduciaException damaged(String what) {
        return new FiduciaException(Kind.INPUT, file + " " + what, "copy or pack the archive again");
    }

    /** Goes on to the next regular file: its name with folders, without a leading {@code ./}; empty after the last one. */
    Optional<String> next() throws IOException {
        try {
            String longName = "";
            while (true) {
                skip(left + padding);
                byte[] header = in.readNBytes(BLOCK);
                if (header.length == 0 || header.length == BLOCK && isZero(header)) {
                    left = 0;
                    padding = 0;
                    return Optional.empty();
                }
                if (header.length < BLOCK) {
                    throw damaged("breaks off");
                }
                check(header);
                left = octal(header, 124, 12);
                padding = (BLOCK - left % BLOCK) % BLOCK;
                char type = (char) header[156];
                if (type == 'L') {
                    longName = text(content());
                } else if (type == 'x') {
                    Matcher path = PAX_PATH.matcher(new String(content(), StandardCharsets.UTF_8));
                    longName = path.find() ? path.group(1) : longName;
                } else if (type == '0' || type == 0) {
                    String name = longName.isEmpty() ? name(header) : longName;
                    return Optional.of(name.startsWith("./") ? name.substring(2) : name);
                } else {
                    longName = "";
                }
            }
        } catch (EOFException | ZipException e) {
            throw damaged(file, "breaks off or is damaged", e);
        }
    }

    /** The bytes of the file gone to. */
    byte[] content() throws IOException {
        if (left > MOST_CONTENT) {
            throw damaged("holds a file of " + left + " bytes; at most " + MOST_CONTENT + " are read");
        }
        try {
            byte[] bytes = in.readNBytes((int) left);
            if (bytes.length < left) {
                throw damaged("breaks off");
            }
            left = 0;
            return bytes;
        } catch (EOFException | ZipException e) {
            throw damaged(file, "breaks off or is damaged", e);
        }
    }

    private void skip(long bytes) throws IOException {
        for (long rest = bytes; rest > 0; ) {
            int read = in.readNBytes((int) Math.min(rest, 1 << 16)).length;
            if (read == 0) {
                throw damaged("breaks off");
            }
            rest -= read;
        }
    }

    private static boolean isZero(byte[] header) {
        for (byte b : header) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }

    private void check(byte[] header) {
        int sum = 0;
        for (int k = 0; k < BLOCK; k++) {
            boolean own = k >= CHECKSUM_AT && k < CHECKSUM_AT + CHECKSUM_LENGTH;
            sum += own ? ' ' : header[k] & 0xff;
        }
        if (octal(header, CHECKSUM_AT, CHECKSUM_LENGTH) != sum) {
            throw damaged("is no archive of files, or is damaged");
        }
    }

    private long octal(byte[] header, int at, int length) {
        String digits = new String(header, at, length, StandardCharsets.ISO_8859_1)
                .replace('\0', ' ')
                .strip();
        if (!digits.matches("[0-7]{1,12}")) {
            throw damaged("is no archive of files, or is damaged");
        }
        return Long.parseLong(digits, 8);
    }

    private static String name(byte[] header) {
        String name = text(header, 0, 100);
        boolean ustar = text(header, MAGIC_AT, 6).equals("ustar"); // GNU has other things where POSIX has a prefix
        String prefix = ustar ? text(header, PREFIX_AT, PREFIX_LENGTH) : "";
        return prefix.isEmpty() ? name : prefix + "/" + name;
    }

    private static String text(byte[] bytes) {
        return text(bytes, 0, bytes.length);
    }

    private static String text(byte[] bytes, int at, int length) {
        int end = at;
        while (end < at + length && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, at, end - at, StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
