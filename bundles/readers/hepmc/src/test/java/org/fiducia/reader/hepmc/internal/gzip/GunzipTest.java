package org.fiducia.reader.hepmc.internal.gzip;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the library compresses comes out again. */
class GunzipTest {
    private static byte[] compressed(byte[] text, int level, int strategy) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var out = new GZIPOutputStream(bytes) {
            void set() {
                def.setLevel(level);
                def.setStrategy(strategy);
            }
        };
        out.set();
        out.write(text);
        out.close();
        return bytes.toByteArray();
    }

    private static byte[] compressed(byte[] text) throws IOException {
        return compressed(text, Deflater.DEFAULT_COMPRESSION, Deflater.DEFAULT_STRATEGY);
    }

    private static byte[] read(byte[] file) throws IOException {
        return new Gunzip(new ByteArrayInputStream(file)).readAllBytes();
    }

    /** Numbers as they are in events, bytes without order, long runs, repetitions from far away, few symbols, skewed ones. */
    private static byte[] text(int kind, int size) {
        var random = new Random(kind);
        var bytes = new byte[size];
        if (kind == 0) {
            var numbers = new StringBuilder();
            while (numbers.length() < size) {
                numbers.append(String.format(Locale.ROOT, "P %d %.9e\n", random.nextInt(2000), random.nextGaussian()));
            }
            return numbers.substring(0, size).getBytes(StandardCharsets.US_ASCII);
        }
        random.nextBytes(bytes);
        for (int i = 0; i < size; i++) {
            bytes[i] = switch (kind) {
                case 1 -> bytes[i];
                case 2 -> (byte) (i / 1000);
                case 3 -> i < 32768 ? bytes[i] : bytes[i - 32768];
                case 4 -> (byte) (bytes[i] & 1);
                case 5 -> (byte) Math.min(200, -12 * Math.log(random.nextDouble())); // codes of 15 bits
                default -> i % 7 == 0 ? bytes[i] : bytes[Math.max(0, i - 1 - i % 11)];
            };
        }
        return bytes;
    }

    @ParameterizedTest
    @CsvSource({"0", "1", "2", "3", "4", "5", "6"})
    void whatTheLibraryCompresses(int kind) throws IOException {
        for (int size : new int[] {0, 1, 2, 9, 300, 40_000, 400_000}) {
            byte[] text = text(kind, size);
            for (int level : new int[] {0, 1, 6, 9}) {
                assertArrayEquals(text, read(compressed(text, level, Deflater.DEFAULT_STRATEGY)), size + ", " + level);
            }
            assertArrayEquals(text, read(compressed(text, 6, Deflater.HUFFMAN_ONLY)), size + ", codes alone");
            assertArrayEquals(text, read(compressed(text, 6, Deflater.FILTERED)), size + ", filtered");
        }
    }

    @Test
    void inPiecesOfAnySize() throws IOException {
        byte[] text = text(0, 200_000);
        byte[] file = compressed(text);
        var random = new Random(1);
        var slow = new InputStream() { // gives a few bytes at a time
                    private int at;

                    @Override
                    public int read() {
                        return at < file.length ? file[at++] & 0xff : -1;
                    }

                    @Override
                    public int read(byte[] to, int offset, int size) {
                        int given = Math.min(Math.min(size, 1 + random.nextInt(40)), file.length - at);
                        System.arraycopy(file, at, to, offset, given);
                        at += given;
                        return given == 0 ? -1 : given;
                    }
                };
        var found = new ByteArrayOutputStream();
        try (var in = new Gunzip(slow)) {
            var part = new byte[100];
            found.write(in.read());
            assertEquals(0, in.read(part, 0, 0));
            for (int n = in.read(part, 3, 90); n > 0; n = in.read(part, 3, 1 + random.nextInt(90))) {
                found.write(part, 3, n);
            }
            assertEquals(-1, in.read());
        }
        assertArrayEquals(text, found.toByteArray());
    }

    /** One after the other, as {@code cat} and block compression make them; bytes behind them that are none are left alone. */
    @Test
    void severalMembers() throws IOException {
        var file = new ByteArrayOutputStream();
        var all = new ByteArrayOutputStream();
        for (int k = 0; k < 50; k++) {
            byte[] text = text(k % 7, 3000 * (k % 4));
            all.write(text);
            file.write(compressed(text, k % 10, Deflater.DEFAULT_STRATEGY));
        }
        assertArrayEquals(all.toByteArray(), read(file.toByteArray()));
        file.write(new byte[512]);
        assertArrayEquals(all.toByteArray(), read(file.toByteArray()));
    }

    @Test
    void everythingThatAHeadMayHave() throws IOException {
        byte[] text = text(0, 1000);
        byte[] plain = compressed(text);
        var file = new ByteArrayOutputStream();
        file.write(plain, 0, 3);
        file.write(2 | 4 | 8 | 16);
        file.write(plain, 4, 6);
        file.write(new byte[] {3, 0, 'x', 0, 'y'});
        file.write("name\0a comment\0".getBytes(StandardCharsets.ISO_8859_1));
        file.write(new byte[] {1, 2});
        file.write(plain, 10, plain.length - 10);
        assertArrayEquals(text, read(file.toByteArray()));
    }

    @Test
    void whatBreaksOffIsRefused() throws IOException {
        for (int kind : new int[] {0, 1, 2}) {
            byte[] file = compressed(text(kind, 3000));
            for (int size = 2; size < file.length; size += size < 60 || size > file.length - 60 ? 1 : 53) {
                byte[] cut = Arrays.copyOf(file, size);
                IOException e = assertThrows(IOException.class, () -> read(cut), "cut at " + size);
                assertTrue(e instanceof EOFException || e instanceof ZipException, e.toString());
            }
        }
        assertThrows(ZipException.class, () -> read(new byte[] {1, 2, 3}));
    }

    /** One wrong bit is found by the check sum, if not before; nothing else is thrown. */
    @Test
    void oneWrongBitIsNoticed() throws IOException {
        byte[] text = text(0, 4000);
        byte[] file = compressed(text);
        int unused = 0;
        for (int bit = 80; bit < 8 * file.length; bit++) {
            byte[] wrong = file.clone();
            wrong[bit >> 3] ^= (byte) (1 << (bit & 7));
            try {
                assertArrayEquals(text, read(wrong), "bit " + bit);
                unused++;
            } catch (EOFException | ZipException e) {
                assertTrue(e.getMessage().length() > 10, e.toString());
            }
        }
        assertTrue(unused < 8, unused + " bits may be anything, more than fill up a byte");
    }

    /** Blocks by hand, lowest bit first, with the check sum of nothing. */
    @ParameterizedTest
    @CsvSource({
        "1 11, of no known kind",
        "1 00 00000 0000000000000000 0000000000000000, stored block",
        "1 10 0000001 00000 0000000, before the text", // a repetition at the very beginning
        "1 10 11000110, without a symbol", // the length 286
        "1 01 11111 00000 0000, too many symbols",
        "1 01 00000 00000 0000 100 100 100 100, too many", // four codes of one bit
        "1 01 00000 00000 0000 010 010 010 000, too few",
    })
    void whatIsNoBlockIsRefused(String bits, String message) {
        String packed = bits.replace(" ", "");
        var file = new byte[10 + packed.length() / 8 + 40];
        file[0] = 0x1f;
        file[1] = (byte) 0x8b;
        file[2] = 8;
        for (int k = 0; k < packed.length(); k++) {
            file[10 + k / 8] |= (byte) (packed.charAt(k) - '0' << k % 8);
        }
        var e = assertThrows(ZipException.class, () -> read(file));
        assertTrue(e.getMessage().contains(message), e.getMessage());
    }

    @Test
    void theCheckSumAndTheLengthAreCompared() throws IOException {
        byte[] file = compressed(text(0, 100));
        byte[] other = file.clone();
        other[file.length - 1]++;
        assertTrue(
                assertThrows(ZipException.class, () -> read(other)).getMessage().contains("length"));
        byte[] sum = file.clone();
        sum[file.length - 8]++;
        assertTrue(
                assertThrows(ZipException.class, () -> read(sum)).getMessage().contains("check sum"));
    }
}
