package org.fiducia.reader.root.internal.storage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.Deflater;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.xxhash.XXHashFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** Blocks made by the compressors themselves, whole and damaged. */
class DecompressorTest {
    private static final int HEADER = 9;

    @ParameterizedTest
    @ValueSource(strings = {"ZL", "CS", "L4", "XZ", "ZS"})
    void undoesRecordsOfSeveralBlocks(String codec) throws IOException {
        byte[] content = content(50_000);
        byte[] record = record(codec, content, 20_000);
        assertTrue(Decompressor.plausible(record, 0, record.length, content.length));
        var out = new byte[content.length];
        try (var decompressor = new Decompressor()) {
            decompressor.decompress(record, 0, content.length, out);
            assertArrayEquals(content, out);
            Arrays.fill(out, (byte) 0);
            decompressor.decompress(record, 0, content.length, out); // and again, with what is kept
            assertArrayEquals(content, out);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ZL", "L4", "XZ"})
    void noticesEveryChangedByteByItsChecksum(String codec) throws IOException {
        byte[] content = content(3000);
        byte[] record = record(codec, content, content.length);
        for (int at = HEADER; at < record.length; at++) {
            byte[] damaged = record.clone();
            damaged[at] ^= 0x10;
            var out = new byte[content.length];
            try (var decompressor = new Decompressor()) {
                decompressor.decompress(damaged, 0, content.length, out);
                assertArrayEquals(content, out, "byte " + at + " does not matter to the content");
            } catch (DamagedException expected) {
                assertTrue(expected.getMessage().contains(codec));
            }
        }
    }

    @Test
    void believesNoImpossibleLengths() throws IOException {
        byte[] record = record("ZL", content(3000), 3000);
        assertFalse(Decompressor.plausible(record, 0, record.length, 2999));
        assertFalse(Decompressor.plausible(record, 0, record.length, 3001));
        assertFalse(Decompressor.plausible(record, 0, record.length - 1, 3000));
        byte[] bomb = {'Z', 'L', 8, 20, 0, 0, -1, -1, -1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
        assertFalse(Decompressor.plausible(bomb, 0, bomb.length, 0xFFFFFF));
        bomb[0] = 'Q';
        assertFalse(Decompressor.plausible(bomb, 0, bomb.length, 0xFFFFFF));
    }

    @Test
    void refusesABlockThatHoldsLessThanItSays() throws IOException {
        for (String codec : new String[] {"ZL", "CS", "L4", "XZ", "ZS"}) {
            byte[] record = record(codec, content(3000), 3000);
            record[6] += 8; // uncompressed length
            try (var decompressor = new Decompressor()) {
                assertThrows(
                        DamagedException.class, () -> decompressor.decompress(record, 0, 3008, new byte[3008]), codec);
            }
        }
    }

    private static byte[] content(int size) {
        var random = new Random(7);
        var content = new byte[size];
        for (int i = 0; i < size; i++) {
            content[i] = (byte) (random.nextInt(4) * (i % 5));
        }
        return content;
    }

    private static byte[] record(String codec, byte[] content, int block) throws IOException {
        var record = new ByteArrayOutputStream();
        for (int at = 0; at < content.length; at += block) {
            byte[] part = Arrays.copyOfRange(content, at, Math.min(content.length, at + block));
            byte[] packed = pack(codec, part);
            record.writeBytes(codec.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            record.write(codec.equals("CS") ? 8 : 1);
            for (int length : new int[] {packed.length, part.length}) {
                record.write(length);
                record.write(length >> 8);
                record.write(length >> 16);
            }
            record.writeBytes(packed);
        }
        return record.toByteArray();
    }

    private static byte[] pack(String codec, byte[] part) throws IOException {
        switch (codec) {
            case "ZS" -> {
                return Zstd.compress(part);
            }
            case "L4" -> {
                byte[] packed = LZ4Factory.safeInstance().fastCompressor().compress(part);
                long hash = XXHashFactory.safeInstance().hash64().hash(packed, 0, packed.length, 0);
                return ByteBuffer.allocate(8 + packed.length)
                        .putLong(hash)
                        .put(packed)
                        .array();
            }
            case "XZ" -> {
                var out = new ByteArrayOutputStream();
                try (var xz = new XZOutputStream(out, new LZMA2Options(1))) {
                    xz.write(part);
                }
                return out.toByteArray();
            }
            default -> {
                var deflater = new Deflater(6, codec.equals("CS"));
                deflater.setInput(part);
                deflater.finish();
                var packed = new byte[part.length + 100];
                int length = deflater.deflate(packed);
                deflater.end();
                return Arrays.copyOf(packed, length);
            }
        }
    }
}
