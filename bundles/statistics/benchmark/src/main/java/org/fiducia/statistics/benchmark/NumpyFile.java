package org.fiducia.statistics.benchmark;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;

/** Arrays of numbers in NumPy's format 1.0, little-endian, C order. */
final class NumpyFile {
    private static final int PREAMBLE = 10;

    private final Path file;
    private final String header;
    private final ByteBuffer data;

    private NumpyFile(Path file, String header, ByteBuffer data) {
        this.file = file;
        this.header = header;
        this.data = data;
    }

    static NumpyFile read(Path file) throws IOException {
        if (!Files.isReadable(file)) {
            throw new FiduciaException(
                    Kind.INPUT, "there is no file " + file, "name the folder with the benchmark inputs");
        }
        ByteBuffer all = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        if (all.capacity() < PREAMBLE || all.getInt(0) != 0x4d554e93 || all.get(6) != 1) {
            throw new FiduciaException(
                    Kind.INPUT, file + " is not a NumPy file of version 1", "restore the benchmark inputs");
        }
        int length = all.getShort(8) & 0xffff;
        String header = new String(all.array(), PREAMBLE, length, StandardCharsets.ISO_8859_1);
        all.position(PREAMBLE + length);
        return new NumpyFile(file, header, all.slice().order(ByteOrder.LITTLE_ENDIAN));
    }

    /** All entries as real numbers. */
    double[] reals() {
        require("<f8");
        double[] values = new double[data.capacity() / Double.BYTES];
        data.asDoubleBuffer().get(values);
        return values;
    }

    /** All entries as whole numbers, of whatever width they are stored in. */
    int[] integers() {
        int width = header.contains("'|u1'") ? 1 : header.contains("<i2'") ? 2 : header.contains("<i4'") ? 4 : 8;
        if (width == 8) {
            require("<i8");
        }
        int[] values = new int[data.capacity() / width];
        for (int i = 0; i < values.length; i++) {
            values[i] = switch (width) {
                case 1 -> data.get(i) & 0xff;
                case 2 -> data.getShort(2 * i);
                case 4 -> data.getInt(4 * i);
                default -> Math.toIntExact(data.getLong(8 * i));
            };
        }
        return values;
    }

    private void require(String type) {
        if (!header.contains("'" + type + "'")) {
            throw new FiduciaException(
                    Kind.INPUT, file + " has the header " + header, "entries of type " + type + " are expected");
        }
    }
}
