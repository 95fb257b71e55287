package org.fiducia.channel.hzz4l.internal.benchmark;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;

/** A one-dimensional little-endian array of an {@code .npy} file of version 1.0. */
final class NumpyArray {
    private static final int PREAMBLE = 10;

    private NumpyArray() {}

    /** Its values after the header. */
    static ByteBuffer read(Path file, String type) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new FiduciaException(Kind.INPUT, file + " does not exist", "name the folder of the benchmark inputs");
        }
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.limit() < PREAMBLE || bytes.get(0) != (byte) 0x93 || bytes.get(1) != 'N') {
            throw damaged(file, "is not a NumPy array");
        }
        int header = Short.toUnsignedInt(bytes.getShort(PREAMBLE - 2));
        if (bytes.limit() < PREAMBLE + header) {
            throw damaged(file, "ends inside its header");
        }
        String text = new String(bytes.array(), PREAMBLE, header, StandardCharsets.ISO_8859_1);
        if (!text.contains("'" + type + "'")) {
            throw damaged(file, "does not hold " + type + ": " + text.strip());
        }
        return bytes.position(PREAMBLE + header).slice().order(ByteOrder.LITTLE_ENDIAN);
    }

    private static FiduciaException damaged(Path file, String what) {
        return new FiduciaException(Kind.INPUT, file + " " + what, "get the benchmark inputs again");
    }
}
