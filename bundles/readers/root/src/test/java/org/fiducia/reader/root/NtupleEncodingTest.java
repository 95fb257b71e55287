package org.fiducia.reader.root;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.Zstd;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import java.util.zip.Deflater;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.event.Column.Kind;
import org.fiducia.api.event.EventBatch;
import org.fiducia.api.event.EventFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way in which a column stores its elements, from bytes written after the specification. */
class NtupleEncodingTest {
    private static final long[] WHOLE = {0, 1, -1, 2, 100, -128, 127, -77, 5, 64, 3};

    @TempDir
    private Path folder;

    private static byte[] little(int width, long... values) {
        return new NtupleFile.Bytes().u(width, values).toBytes();
    }

    /** The first bytes of all, then the second ones. */
    private static byte[] split(int width, long... values) {
        var bytes = new byte[width * values.length];
        for (int b = 0; b < width; b++) {
            for (int i = 0; i < values.length; i++) {
                bytes[b * values.length + i] = (byte) (values[i] >>> 8 * b);
            }
        }
        return bytes;
    }

    /** Numbers of some bits each, one after the other, the least bit first. */
    private static byte[] bits(int bits, long... values) {
        var bytes = new byte[(values.length * bits + 7) / 8];
        for (int i = 0; i < values.length; i++) {
            for (int b = 0; b < bits; b++) {
                int at = i * bits + b;
                bytes[at / 8] |= (byte) ((values[i] >>> b & 1) << at % 8);
            }
        }
        return bytes;
    }

    private static long[] of(long[] values, UnaryOperator<Long> change) {
        return LongStream.of(values).map(change::apply).toArray();
    }

    /** One column in two pages of different sizes. */
    private ReadTree read(String type, int code, int bits, byte[] first, int inFirst, byte[] second, int inSecond)
            throws IOException {
        var file = new NtupleFile();
        int column = file.column(code, bits, file.field(NtupleFile.LEAF, "x", type));
        file.cluster(inFirst + inSecond).page(column, inFirst, first).page(column, inSecond, second);
        return ReadTree.all(file.write(folder.resolve("n.root")).path(), "n");
    }

    private interface Packing {
        byte[] pack(long... values);
    }

    private void assertWhole(String type, int code, int bits, long[] expected, Packing packing) throws IOException {
        int cut = 7;
        ReadTree tree = read(
                type,
                code,
                bits,
                packing.pack(Arrays.copyOf(expected, cut)),
                cut,
                packing.pack(Arrays.copyOfRange(expected, cut, expected.length)),
                expected.length - cut);
        assertArrayEquals(expected, tree.column("x").integers(), type + " " + code);
        assertEquals(Kind.INTEGER, tree.info().branch("x").orElseThrow().kind());
        assertEquals("the x", tree.info().branch("x").orElseThrow().title());
    }

    @ParameterizedTest
    @CsvSource({
        "std::byte, 1, 1, false",
        "char, 2, 1, true",
        "std::int8_t, 3, 1, true",
        "std::uint8_t, 4, 1, false",
        "std::int16_t, 5, 2, true",
        "std::uint16_t, 6, 2, false",
        "std::int32_t, 7, 4, true",
        "std::uint32_t, 8, 4, false",
        "std::int64_t, 9, 8, true"
    })
    void readsIntegersAsTheyAre(String type, int code, int width, boolean signed) throws IOException {
        long mask = width == 8 ? -1 : (1L << 8 * width) - 1;
        long[] expected = signed ? WHOLE : of(WHOLE, v -> v & mask);
        assertWhole(type, code, 8 * width, expected, values -> little(width, values));
    }

    @ParameterizedTest
    @CsvSource({"0x12, 2", "0x14, 4"})
    void readsIntegersWithoutSignFromSplitBytes(String code, int width) throws IOException {
        long mask = (1L << 8 * width) - 1;
        long[] values = of(WHOLE, v -> v * 1_000_003 & mask);
        assertWhole("unsigned", Integer.decode(code), 8 * width, values, v -> split(width, v));
    }

    /** The sign is the least bit: x becomes 2x, and −x becomes 2x − 1. */
    @ParameterizedTest
    @CsvSource({"0x11, 2", "0x13, 4", "0x15, 8"})
    void readsIntegersWithSignFromSplitBytes(String code, int width) throws IOException {
        long least = -1L << 8 * width - 1;
        long[] values = {0, 1, -1, 2, -2, least, ~least, 1000, -1000, 3, -4};
        assertWhole(
                "signed",
                Integer.decode(code),
                8 * width,
                values,
                v -> split(width, of(v, x -> x >= 0 ? 2 * x : -2 * x - 1)));
    }

    @Test
    void readsIntegersBeyondTheSignedOnes() throws IOException {
        long[] values = {0, 1, -1, Long.MIN_VALUE};
        for (int code : new int[] {0x0A, 0x16}) {
            byte[] bytes = code == 0x0A ? little(8, values) : split(8, values);
            var file = new NtupleFile();
            int column = file.column(code, 64, file.field(NtupleFile.LEAF, "x", "std::uint64_t"));
            file.cluster(4).page(column, 4, bytes);
            try (EventFile open = new RootReader()
                            .open(file.write(folder.resolve("n.root")).path());
                    var cursor = open.read("n", List.of("x"))) {
                EventBatch batch = cursor.next();
                assertArrayEquals(new double[] {0, 1, 0x1p64, 0x1p63}, batch.reals("x"));
                assertEquals("18446744073709551615", batch.column("x").text(2));
                assertThrows(FiduciaException.class, () -> batch.integers("x"));
            }
        }
    }

    @Test
    void readsBits() throws IOException {
        long[] flags = {1, 0, 0, 1, 1, 1, 0, 1, 0, 1, 1, 0, 1};
        assertWhole("bool", 0, 1, flags, values -> bits(1, values));
    }

    @Test
    void readsRealNumbers() throws IOException {
        double[] values = {0, 1.5, -2.25, 1e30, -1e-30, Double.POSITIVE_INFINITY, 3.0000001};
        long[] single = Arrays.stream(values)
                .mapToLong(v -> Float.floatToIntBits((float) v))
                .toArray();
        double[] rounded = Arrays.stream(values).map(v -> (float) v).toArray();
        long[] doubled =
                Arrays.stream(values).mapToLong(Double::doubleToLongBits).toArray();
        int n = values.length;
        byte[] none = {};
        assertArrayEquals(
                rounded, read("float", 0x0C, 32, little(4, single), n, none, 0).reals("x"));
        assertArrayEquals(
                rounded, read("float", 0x18, 32, split(4, single), n, none, 0).reals("x"));
        assertArrayEquals(
                values, read("double", 0x0D, 64, little(8, doubled), n, none, 0).reals("x"));
        assertArrayEquals(
                values, read("double", 0x19, 64, split(8, doubled), n, none, 0).reals("x"));
        assertArrayEquals(
                rounded, read("double", 0x18, 32, split(4, single), n, none, 0).reals("x"));
    }

    /** IEEE 754: one sign, five bits of exponent with a bias of 15, ten of the fraction. */
    @Test
    void readsHalfFloats() throws IOException {
        long[] bits = {0x3C00, 0xC000, 0x7BFF, 0x0001, 0x0400, 0x7C00, 0xFC00, 0x8000, 0x3555, 0x7E00, 0x83FF};
        double[] expected = {
            1,
            -2,
            65504,
            0x1p-24,
            0x1p-14,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY,
            -0.0,
            (1 + 0x155 / 1024.0) / 4,
            Double.NaN,
            -1023 * 0x1p-24
        };
        assertArrayEquals(
                expected,
                read("float", 0x0B, 16, little(2, bits), bits.length, new byte[0], 0)
                        .reals("x"));
        assertArrayEquals(
                expected,
                read("float", 0x17, 16, split(2, bits), bits.length, new byte[0], 0)
                        .reals("x"));
    }

    /** The first bits of a float are kept. */
    @ParameterizedTest
    @ValueSource(ints = {10, 11, 16, 19, 24, 31})
    void readsTruncatedNumbers(int bits) throws IOException {
        float[] values = {1.234567f, -3.5e-12f, 8e20f, 0, -1};
        var kept = new long[values.length];
        var expected = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            int whole = Float.floatToIntBits(values[i]);
            kept[i] = whole >>> 32 - bits;
            expected[i] = Float.intBitsToFloat(whole & -1 << 32 - bits);
        }
        byte[] first = bits(bits, Arrays.copyOf(kept, 3));
        byte[] second = bits(bits, Arrays.copyOfRange(kept, 3, 5));
        assertArrayEquals(
                expected, read("float", 0x1C, bits, first, 3, second, 2).reals("x"));
    }

    /** The integer 0 is the least value, 2ⁿ − 1 the largest. */
    @ParameterizedTest
    @ValueSource(ints = {1, 7, 20, 32})
    void readsQuantisedNumbers(int bits) throws IOException {
        long top = (1L << bits) - 1;
        long[] steps = {0, top, top / 3, top / 2 + 1, 1};
        for (String type : List.of("double", "float")) {
            var file = new NtupleFile();
            int field = file.field(NtupleFile.LEAF, "x", type);
            int column = file.column(0x1D, bits, field, 0, Long.MIN_VALUE, -2.5, 7.5);
            file.cluster(5).page(column, 5, bits(bits, steps));
            double[] read = ReadTree.all(file.write(folder.resolve("n.root")).path(), "n")
                    .reals("x");
            for (int i = 0; i < steps.length; i++) {
                double exact = -2.5 + 10.0 * steps[i] / top;
                assertEquals(exact, read[i], type.equals("double") ? 1e-14 : Math.ulp((float) exact) / 1.9, type);
            }
        }
    }

    /** Ends of collections, as they are and as differences, which begin anew in each page. */
    @ParameterizedTest
    @CsvSource({"0x0E, 4, false", "0x0F, 8, false", "0x1A, 4, true", "0x1B, 8, true"})
    void readsCollections(String code, int width, boolean differences) throws IOException {
        long[][] ends = {{2, 2, 5}, {6, 10}};
        var file = new NtupleFile();
        int field = file.field(NtupleFile.COLLECTION, "v", "std::vector<std::int8_t>");
        int values = file.column(3, 8, file.field(field, NtupleFile.LEAF, "_0", "std::int8_t"));
        int index = file.column(Integer.decode(code), 8 * width, field);
        NtupleFile.Cluster cluster = file.cluster(5);
        for (long[] page : ends) {
            var stored = page.clone();
            for (int i = 1; i < page.length && differences; i++) {
                stored[i] = page[i] - page[i - 1];
            }
            cluster.page(index, page.length, differences ? split(width, stored) : little(width, stored));
        }
        cluster.page(values, 10, little(1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9));
        ReadTree tree = ReadTree.all(file.write(folder.resolve("n.root")).path(), "n");
        assertArrayEquals(new int[] {0, 2, 2, 5, 6, 10}, tree.offsets("v"));
        assertArrayEquals(
                new long[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, tree.column("v").integers());
    }

    private static byte[] block(String codec, byte[] packed, int length) {
        return new NtupleFile.Bytes()
                .raw(codec.getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                .u(1, 1)
                .u(3, packed.length, length)
                .raw(packed)
                .toBytes();
    }

    private static byte[] deflated(byte[] bytes) {
        var deflater = new Deflater(6);
        deflater.setInput(bytes);
        deflater.finish();
        var packed = new byte[bytes.length + 100];
        int length = deflater.deflate(packed);
        deflater.end();
        return block("ZL", Arrays.copyOf(packed, length), bytes.length);
    }

    /** What does not become shorter is stored as it is. */
    @ParameterizedTest
    @ValueSource(strings = {"ZL", "ZS"})
    void readsCompressedPages(String codec) throws IOException {
        UnaryOperator<byte[]> packing = bytes -> {
            byte[] packed = codec.equals("ZL") ? deflated(bytes) : block(codec, Zstd.compress(bytes), bytes.length);
            return packed.length < bytes.length ? packed : bytes;
        };
        var file = new NtupleFile(packing, 0x4000_0000);
        int column = file.column(7, 32, file.field(NtupleFile.LEAF, "x", "std::int32_t"));
        long[] values = LongStream.range(0, 1000).toArray();
        file.cluster(1001).page(column, 1000, little(4, values)).page(column, 1, little(4, 1000));
        ReadTree tree = ReadTree.all(file.write(folder.resolve("n.root")).path(), "n");
        assertArrayEquals(
                LongStream.rangeClosed(0, 1000).toArray(), tree.column("x").integers());
    }

    /** What is longer than the longest record is cut into several, whose positions the first one ends with. */
    @ParameterizedTest
    @ValueSource(ints = {64, 100, 1000})
    void readsPagesInSeveralRecords(int longest) throws IOException {
        var file = new NtupleFile(UnaryOperator.identity(), longest);
        file.useLargeLocators();
        int column = file.column(9, 64, file.field(NtupleFile.LEAF, "x", "std::int64_t"));
        long[] values = LongStream.range(0, 40).map(i -> i * i * i).toArray();
        file.cluster(40).page(column, 40, little(8, values));
        ReadTree tree = ReadTree.all(file.write(folder.resolve("n.root")).path(), "n");
        assertArrayEquals(values, tree.column("x").integers());
        assertTrue(tree.batches() == 1);
    }
}
