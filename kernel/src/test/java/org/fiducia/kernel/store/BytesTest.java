package org.fiducia.kernel.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written is read, whatever its size. */
class BytesTest {
    private static byte[] random(int size) {
        var bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4095, 4096, 4097, 6144, 6145, 100_000})
    void whatIsWrittenInOnePieceOrByteByByteIsTheSame(int size) throws IOException {
        byte[] bytes = random(size);
        assertArrayEquals(bytes, Bytes.of(out -> out.write(bytes)));
        assertArrayEquals(bytes, Bytes.of(out -> {
            for (byte b : bytes) {
                out.write(b);
            }
        }));
        assertArrayEquals(bytes, Bytes.of(out -> {
            int half = size / 2;
            out.write(bytes, 0, half);
            out.write(bytes, half, size - half);
        }));
        assertArrayEquals(bytes, Bytes.input(bytes).readAllBytes());
    }

    @Test
    void numbersAreTheSameToTheBit() throws IOException {
        double odd = Math.nextUp(1.0);
        byte[] bytes = Bytes.of(out -> {
            out.writeLong(Long.MIN_VALUE);
            out.writeDouble(odd);
            out.writeDouble(-0.0);
            out.writeUTF("σ → ∞");
            out.writeShort(-2);
            out.writeChar('σ');
            out.writeBoolean(true);
            out.writeFloat(0.1f);
            out.writeChars("→");
            out.writeBytes("a");
            out.writeInt(1 << 30);
            out.writeByte(-1);
        });
        try (var in = Bytes.input(bytes)) {
            assertEquals(Long.MIN_VALUE, in.readLong());
            assertEquals(odd, in.readDouble());
            assertEquals(-0.0, in.readDouble());
            assertEquals("σ → ∞", in.readUTF());
            assertEquals(-2, in.readShort());
            assertEquals('σ', in.readChar());
            assertEquals(true, in.readBoolean());
            assertEquals(0.1f, in.readFloat());
            assertEquals('→', in.readChar());
            assertEquals('a', in.readByte());
            assertEquals(1 << 30, in.readInt());
            assertEquals(-1, in.readByte());
            assertEquals(-1, in.read(), "the end");
        }
    }

    @Test
    void bytesAboveTheMiddleAreNotTheEnd() throws IOException {
        try (var in = Bytes.input(new byte[] {-1, 0})) {
            assertEquals(255, in.read());
            assertEquals(0, in.read());
            assertEquals(-1, in.read());
            assertEquals(-1, in.read());
        }
    }

    @Test
    void aPieceIsAsLongAsThereIs() throws IOException {
        try (var in = Bytes.input(new byte[] {1, 2, 3})) {
            var into = new byte[5];
            assertEquals(0, in.read(into, 0, 0));
            assertEquals(2, in.read(into, 1, 2));
            assertEquals(1, in.read(into, 3, 2));
            assertEquals(-1, in.read(into, 0, 5));
            assertEquals(0, in.read(into, 0, 0), "nothing is wanted of nothing");
            assertArrayEquals(new byte[] {0, 1, 2, 3, 0}, into);
            assertThrows(IndexOutOfBoundsException.class, () -> in.read(into, 4, 2));
        }
    }

    @Test
    void whoWantsMoreThanThereIsIsTold() throws IOException {
        try (var in = Bytes.input(new byte[7])) {
            assertThrows(EOFException.class, in::readLong);
        }
    }

    @Test
    void whatFailsIsHandedOn() {
        var e = assertThrows(
                IOException.class,
                () -> Bytes.of(out -> {
                    out.write(random(10));
                    throw new IOException("no more");
                }));
        assertEquals("no more", e.getMessage());
    }

    @Test
    void theArrayIsNobodyElses() throws IOException {
        byte[] bytes = random(100);
        byte[] copy = Bytes.of(out -> out.write(bytes));
        Arrays.fill(bytes, (byte) 0);
        assertArrayEquals(random(100), copy);
    }
}
