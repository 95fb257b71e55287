package org.fiducia.reader.csv;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * The characters of a file: uncompressed, decoded by the mark at its beginning, else as UTF-8.
 *
 * @param path the file
 * @param compressed with gzip
 * @param charset encoding
 * @param mark bytes of the mark at the beginning
 */
record CsvText(Path path, boolean compressed, Charset charset, int mark) {
    private static final int BUFFER = 1 << 16;
    private static final int SOME = 64;

    /** Looks at the first bytes of a file. */
    static CsvText of(Path path) throws IOException {
        byte[] first = new byte[2];
        int read;
        try (InputStream in = Files.newInputStream(path)) {
            read = in.readNBytes(first, 0, 2);
        }
        boolean compressed = read == 2 && first[0] == 0x1F && first[1] == (byte) 0x8B;
        byte[] head;
        try (InputStream in = new CsvText(path, compressed, StandardCharsets.UTF_8, 0).bytes()) {
            head = in.readNBytes(3);
        }
        if (head.length >= 2 && head[0] == (byte) 0xFF && head[1] == (byte) 0xFE) {
            return new CsvText(path, compressed, StandardCharsets.UTF_16LE, 2);
        }
        if (head.length >= 2 && head[0] == (byte) 0xFE && head[1] == (byte) 0xFF) {
            return new CsvText(path, compressed, StandardCharsets.UTF_16BE, 2);
        }
        boolean marked = head.length == 3 && head[0] == (byte) 0xEF && head[1] == (byte) 0xBB && head[2] == (byte) 0xBF;
        return new CsvText(path, compressed, StandardCharsets.UTF_8, marked ? 3 : 0);
    }

    /** Whether the first bytes of a file are those of no text. */
    static boolean isBinary(Path path) throws IOException {
        byte[] first;
        try (InputStream in = Files.newInputStream(path)) {
            first = in.readNBytes(SOME);
        }
        boolean wide = first.length >= 2 && (first[0] & first[1]) == -2; // FF FE or FE FF: text in two bytes
        boolean packed = first.length >= 2 && first[0] == 0x1F && first[1] == (byte) 0x8B;
        if (wide || packed) {
            return false;
        }
        for (byte value : first) {
            if (value == 0) {
                return true;
            }
        }
        return false;
    }

    private InputStream bytes() throws IOException {
        InputStream in = Files.newInputStream(path);
        try {
            return compressed ? new GZIPInputStream(in, BUFFER) : new BufferedInputStream(in, BUFFER);
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    /** The characters from the first on. */
    Reader open() throws IOException {
        InputStream in = bytes();
        try {
            in.skipNBytes(mark);
            return new BufferedReader(new InputStreamReader(in, charset), BUFFER);
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    /** The first characters, as many as there are up to a number. */
    String head(int most) throws IOException {
        var text = new StringBuilder();
        var buffer = new char[4096];
        try (Reader in = open()) {
            for (int n = in.read(buffer); n >= 0 && text.length() < most; n = in.read(buffer)) {
                text.append(buffer, 0, n);
            }
        }
        return text.toString();
    }
}
