package org.fiducia.reader.root.internal.tree;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.fiducia.api.event.Column;
import org.fiducia.api.event.Column.Kind;
import org.fiducia.reader.root.internal.storage.DamagedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Layouts that no file at hand has, from baskets made here, in several baskets and ranges. */
class BranchColumnTest {
    /** Events of baskets: the beginning, the middle and the end may have one without. */
    private static final int[] BASKETS = {0, 3, 0, 1, 4, 0};

    private static final int EVENTS = 8;

    @ParameterizedTest
    @EnumSource(Primitive.class)
    void decodesEveryTypeOfNumber(Primitive type) throws IOException {
        var bits = new Random(3).longs(EVENTS).toArray();
        bits[0] = 0;
        bits[1] = -1;
        bits[2] = 1L << (8 * type.size() - 1);
        BranchColumn column = column(new Layout.Fixed(type, 1, 0, type.size(), false), plain(type, bits, 1), null);
        for (int first = 0; first < EVENTS; first += 3) {
            int size = Math.min(3, EVENTS - first);
            Column read = column.read(first, size);
            assertEquals(type.kind(), read.kind());
            assertNull(read.offsets());
            for (int i = 0; i < size; i++) {
                if (type.kind() == Kind.REAL) {
                    assertEquals(real(type, bits[first + i]), read.reals()[i]);
                } else if (type == Primitive.UINT64) {
                    assertEquals(Long.toUnsignedString(bits[first + i]), read.text(i));
                    assertTrue(read.reals()[i] >= 0);
                } else {
                    assertEquals(integer(type, bits[first + i]), read.integers()[i]);
                }
            }
        }
    }

    private static double real(Primitive type, long bits) {
        return type == Primitive.DOUBLE ? Double.longBitsToDouble(bits) : Float.intBitsToFloat((int) bits);
    }

    private static long integer(Primitive type, long bits) {
        return switch (type) {
            case BOOL -> (byte) bits == 0 ? 0 : 1;
            case INT8 -> (byte) bits;
            case UINT8 -> bits & 0xFF;
            case INT16 -> (short) bits;
            case UINT16 -> bits & 0xFFFF;
            case INT32 -> (int) bits;
            case UINT32 -> bits & 0xFFFFFFFFL;
            default -> bits;
        };
    }

    @Test
    void readsArraysOfFixedLength() throws IOException {
        long[] numbers = numbers(3 * EVENTS);
        Column read = column(new Layout.Fixed(Primitive.INT16, 3, 0, 6, true), plain(Primitive.INT16, numbers, 3), null)
                .read(2, 5);
        assertArrayEquals(Arrays.copyOfRange(numbers, 6, 21), read.integers());
        assertArrayEquals(new int[] {0, 3, 6, 9, 12, 15}, read.offsets());
    }

    @Test
    void readsOneOfSeveralLeaves() throws IOException {
        long[] numbers = numbers(4 * EVENTS);
        Column read = column(
                        new Layout.Fixed(Primitive.INT32, 2, 4, 16, true), plain(Primitive.INT32, numbers, 4), null)
                .read(0, EVENTS);
        for (int event = 0; event < EVENTS; event++) {
            assertEquals(numbers[4 * event + 1], read.integers()[2 * event]);
            assertEquals(numbers[4 * event + 2], read.integers()[2 * event + 1]);
        }
    }

    @Test
    void readsArraysWithOffsetsOrCounts() throws IOException {
        int[] counts = {2, 0, 1, 3, 0, 0, 5, 1};
        var counter = column(
                new Layout.Fixed(Primitive.INT32, 1, 0, 4, false),
                plain(Primitive.INT32, Arrays.stream(counts).asLongStream().toArray(), 1),
                null);
        long[] numbers = numbers(2 * Arrays.stream(counts).sum());
        for (int header : new int[] {0, 1, Layout.Jagged.CONTAINER}) {
            for (boolean offsets : new boolean[] {true, false}) {
                var layout = new Layout.Jagged(Primitive.INT64, header, "n", 2);
                var column = column(layout, jagged(numbers, counts, header, offsets), counter);
                Column all = column.read(0, EVENTS);
                assertArrayEquals(numbers, all.integers());
                assertArrayEquals(new int[] {0, 4, 4, 6, 12, 12, 12, 22, 24}, all.offsets());
                Column part = column.read(2, 5);
                assertArrayEquals(Arrays.copyOfRange(numbers, 4, 22), part.integers());
                assertArrayEquals(new int[] {0, 2, 8, 8, 8, 18}, part.offsets());
            }
        }
    }

    @Test
    void refusesBasketsThatContradictTheirBranch() throws IOException {
        int[] counts = {2, 0, 1, 3, 0, 0, 5, 1};
        long[] numbers = numbers(2 * Arrays.stream(counts).sum());
        var layout = new Layout.Jagged(Primitive.INT64, 0, "n", 2);
        var missing = column(layout, jagged(numbers, counts, 0, false), null);
        assertTrue(assertThrows(DamagedException.class, () -> missing.read(0, 3))
                .getMessage()
                .contains("no branch counts"));

        counts[2] = 1000;
        var counter = column(
                new Layout.Fixed(Primitive.INT32, 1, 0, 4, false),
                plain(Primitive.INT32, Arrays.stream(counts).asLongStream().toArray(), 1),
                null);
        counts[2] = 1;
        var tooMany = column(layout, jagged(numbers, counts, 0, false), counter);
        assertThrows(DamagedException.class, () -> tooMany.read(0, 3));

        var falling = jagged(numbers, counts, 0, true);
        falling.get(1).offsets()[1] = -8;
        assertThrows(DamagedException.class, () -> column(layout, falling, null).read(0, 3));

        var lying = jagged(numbers, counts, Layout.Jagged.CONTAINER, true);
        lying.get(1).data()[9]++;
        var vector = new Layout.Jagged(Primitive.INT64, Layout.Jagged.CONTAINER, "", 1);
        assertTrue(assertThrows(
                        DamagedException.class,
                        () -> column(vector, lying, null).read(0, 3))
                .getMessage()
                .contains("claims"));

        var tooShort = column(
                new Layout.Fixed(Primitive.INT64, 1, 0, 8, false), plain(Primitive.INT32, numbers(EVENTS), 1), null);
        assertThrows(DamagedException.class, () -> tooShort.read(0, 3));
    }

    private static long[] numbers(int count) {
        return new Random(1).longs(count, -30000, 30000).toArray();
    }

    private static BranchColumn column(Layout layout, List<Basket.Content> baskets, BranchColumn counter) {
        var first = new long[baskets.size() + 1];
        for (int i = 0; i < baskets.size(); i++) {
            first[i + 1] = first[i] + baskets.get(i).entries();
        }
        var stored = new Branch.Baskets(new long[0], new long[0], first, baskets);
        var branch = new Branch("x", "x", "", layout, EVENTS, 100, stored);
        return new BranchColumn("file:tree", null, branch, counter, new Scratch());
    }

    private static List<Basket.Content> plain(Primitive type, long[] bits, int perEvent) {
        var baskets = new ArrayList<Basket.Content>();
        int next = 0;
        for (int entries : BASKETS) {
            var data = ByteBuffer.allocate(entries * perEvent * type.size());
            while (data.hasRemaining()) {
                put(data, type.size(), bits[next++]);
            }
            baskets.add(new Basket.Content(entries, data.array(), data.capacity(), null));
        }
        return baskets;
    }

    /** Arrays of pairs of numbers of 64 bits. */
    private static List<Basket.Content> jagged(long[] numbers, int[] counts, int header, boolean withOffsets) {
        var baskets = new ArrayList<Basket.Content>();
        int next = 0;
        int event = 0;
        for (int entries : BASKETS) {
            var data = ByteBuffer.allocate(1000);
            var offsets = new int[entries + 1];
            for (int i = 0; i < entries; i++) {
                int values = 2 * counts[event++];
                data.put(new byte[header]);
                if (header == Layout.Jagged.CONTAINER) {
                    data.putInt(data.position() - 4, values);
                }
                for (int k = 0; k < values; k++) {
                    data.putLong(numbers[next++]);
                }
                offsets[i + 1] = data.position();
            }
            baskets.add(new Basket.Content(entries, data.array(), data.position(), withOffsets ? offsets : null));
        }
        return baskets;
    }

    private static void put(ByteBuffer data, int size, long bits) {
        switch (size) {
            case 1 -> data.put((byte) bits);
            case 2 -> data.putShort((short) bits);
            case 4 -> data.putInt((int) bits);
            default -> data.putLong(bits);
        }
    }
}
