package org.fiducia.publisher.hepdata;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/**
 * A compressed archive of files in the format ustar of POSIX.1-1988, without owner, at the beginning of time: the same files
 * give the same bytes.
 */
final class TarArchive {
    private static final int BLOCK = 512;
    private static final int MOST_NAME = 99;
    private static final int CHECKSUM_AT = 148;
    private static final int CHECKSUM_LENGTH = 8;

    private TarArchive() {}

    /**
     * Packs.
     *
     * @param files by name: ASCII, at most 99 characters
     */
    static byte[] of(Map<String, byte[]> files) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(bytes)) {
            for (var file : files.entrySet()) {
                byte[] content = file.getValue();
                out.write(header(file.getKey(), content.length));
                out.write(content);
                pad(out, content.length);
            }
            out.write(new byte[2 * BLOCK]);
        }
        return bytes.toByteArray();
    }

    private static void pad(OutputStream out, int length) throws IOException {
        int over = length % BLOCK;
        out.write(new byte[over == 0 ? 0 : BLOCK - over]);
    }

    private static byte[] header(String name, int size) {
        byte[] header = new byte[BLOCK];
        if (name.length() > MOST_NAME) {
            throw new IllegalArgumentException(name + " is too long a name");
        }
        put(header, 0, name);
        put(header, 100, "0000644");
        put(header, 108, "0000000");
        put(header, 116, "0000000");
        put(header, 124, String.format(Locale.ROOT, "%011o", size));
        put(header, 136, "00000000000");
        put(header, CHECKSUM_AT, " ".repeat(CHECKSUM_LENGTH));
        put(header, 156, "0");
        put(header, 257, "ustar\00000");
        int sum = 0;
        for (byte b : header) {
            sum += b & 0xff;
        }
        put(header, CHECKSUM_AT, String.format(Locale.ROOT, "%06o\0 ", sum));
        return header;
    }

    private static void put(byte[] header, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }
}
