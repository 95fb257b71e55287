package org.fiducia.drawing;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * PNG of an opaque RGB picture (ISO/IEC 15948). The writer of the Java runtime tries five filters on every line, which
 * takes longer than all drawing in a process that has just started; drawings compress as well with one.
 */
final class PngFile {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final byte FILTER_NONE = 0;
    private static final byte FILTER_UP = 2;
    /** The highest of the quick ones: four takes 1.7 times as long for files that are a tenth smaller. */
    private static final int LEVEL = 3;

    private PngFile() {}

    /** The file of an image of type {@link BufferedImage#TYPE_INT_RGB}. */
    static byte[] bytes(BufferedImage image) {
        int[] pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
        int width = image.getWidth();
        int height = image.getHeight();
        var out = new ByteArrayOutputStream(1 << 17);
        out.writeBytes(SIGNATURE);
        byte[] header = ByteBuffer.allocate(13)
                .putInt(width)
                .putInt(height)
                .put(new byte[] {8, 2, 0, 0, 0}) // 8 bits, RGB, deflate, standard filters, not interlaced
                .array();
        chunk(out, "IHDR", header, header.length);
        byte[] compressed = deflate(pixels, width, height);
        chunk(out, "IDAT", compressed, compressed.length);
        chunk(out, "IEND", new byte[0], 0);
        return out.toByteArray();
    }

    private static byte[] deflate(int[] pixels, int width, int height) {
        var deflater = new Deflater(LEVEL);
        try {
            var out = new ByteArrayOutputStream(1 << 17);
            var buffer = new byte[1 << 15];
            var line = new byte[1 + 3 * width];
            for (int y = 0; y < height; y++) {
                filter(pixels, y * width, width, line);
                deflater.setInput(line);
                while (!deflater.needsInput()) {
                    out.write(buffer, 0, deflater.deflate(buffer));
                }
            }
            deflater.finish();
            while (!deflater.finished()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
            return out.toByteArray();
        } finally {
            deflater.end();
        }
    }

    /** Differences to the line above; most of a drawing has none. */
    private static void filter(int[] pixels, int from, int width, byte[] line) {
        if (from == 0) {
            line[0] = FILTER_NONE;
            for (int x = 0; x < width; x++) {
                difference(pixels[x], 0, line, 1 + 3 * x);
            }
            return;
        }
        Arrays.fill(line, (byte) 0);
        line[0] = FILTER_UP;
        int x = 0;
        while (x < width) {
            int same = Arrays.mismatch(pixels, from + x, from + width, pixels, from - width + x, from);
            if (same < 0) {
                return;
            }
            x += same;
            difference(pixels[from + x], pixels[from - width + x], line, 1 + 3 * x);
            x++;
        }
    }

    private static void difference(int here, int above, byte[] line, int at) {
        line[at] = (byte) ((here >> 16) - (above >> 16));
        line[at + 1] = (byte) ((here >> 8) - (above >> 8));
        line[at + 2] = (byte) (here - above);
    }

    private static void chunk(ByteArrayOutputStream out, String type, byte[] data, int length) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        var sum = new CRC32();
        sum.update(name);
        sum.update(data, 0, length);
        out.writeBytes(ByteBuffer.allocate(4).putInt(length).array());
        out.writeBytes(name);
        out.writeBytes(data);
        out.writeBytes(ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
    }
}
