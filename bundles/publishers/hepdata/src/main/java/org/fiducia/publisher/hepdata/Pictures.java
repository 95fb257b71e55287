package org.fiducia.publisher.hepdata;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.fiducia.publisher.tables.DataTable;

/**
 * Pictures of one observable that are shown beside its tables, each with a small one for lists.
 *
 * @param observable its id
 * @param drawn files of pictures by their names, {@code spectrum.png} or {@value #THUMB}{@code spectrum.png}
 */
record Pictures(String observable, Map<String, byte[]> drawn) {
    /** What the name of a small picture begins with, by which a data base knows it. */
    static final String THUMB = "thumb_";

    private static final String FILE = ".png";

    /** Of a small picture, pixels; a larger one is as wide as a whole number of its pixels becomes one. */
    private static final int THUMB_WIDTH = 240;

    /** Which picture shows what is in a table, by what the id of the table has behind that of the observable. */
    private static final Map<String, String> SHOWN = Map.of(
            "cross-sections", "spectrum",
            "groups", "breakdown",
            "response", "response");

    Pictures {
        drawn = new LinkedHashMap<>(drawn);
    }

    /** Whether a file of somebody who draws is one of these. */
    static boolean wanted(String file) {
        return file.endsWith(FILE) && SHOWN.containsValue(file.substring(0, file.length() - FILE.length()));
    }

    /** What shows a table, by name; nothing where there is no picture of it. */
    Map<String, byte[]> of(DataTable table) {
        var files = new LinkedHashMap<String, byte[]>();
        shown(table.id()).ifPresent(picture -> {
            for (String file : List.of(picture + FILE, THUMB + picture + FILE)) {
                byte[] bytes = drawn.get(file);
                if (bytes != null) {
                    String prefix = file.startsWith(THUMB) ? THUMB : "";
                    files.put(prefix + observable + "_" + picture + FILE, bytes);
                }
            }
        });
        return files;
    }

    private Optional<String> shown(String table) {
        if (!table.startsWith(observable + "_")) {
            return Optional.empty();
        }
        String what = table.substring(observable.length() + 1).replaceFirst("-\\d+$", "");
        return Optional.ofNullable(SHOWN.get(what));
    }

    /** A small picture: of each square of pixels the mean. */
    static byte[] thumb(byte[] png) {
        try (var bytes = new ByteArrayOutputStream();
                var out = new MemoryCacheImageOutputStream(bytes)) {
            // in memory: the shorter ways write temporary files; reading closes it
            BufferedImage large = ImageIO.read(new MemoryCacheImageInputStream(new ByteArrayInputStream(png)));
            if (large == null) {
                throw new IOException("no picture that is known");
            }
            ImageIO.write(smaller(large), "png", out);
            out.flush();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static BufferedImage smaller(BufferedImage large) {
        int step = Math.max(1, (large.getWidth() + THUMB_WIDTH - 1) / THUMB_WIDTH);
        int width = Math.max(1, large.getWidth() / step);
        int height = Math.max(1, large.getHeight() / step);
        var small = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        int columns = Math.min(large.getWidth(), width * step);
        int[] line = new int[columns];
        int pixels = step * step;
        for (int y = 0; y < height; y++) {
            var sums = new int[3 * width];
            for (int row = y * step; row < Math.min(large.getHeight(), (y + 1) * step); row++) {
                large.getRGB(0, row, columns, 1, line, 0, columns);
                for (int x = 0; x < columns; x++) {
                    int at = 3 * (x / step);
                    sums[at] += line[x] >> 16 & 0xff;
                    sums[at + 1] += line[x] >> 8 & 0xff;
                    sums[at + 2] += line[x] & 0xff;
                }
            }
            for (int x = 0; x < width; x++) {
                small.setRGB(
                        x, y, sums[3 * x] / pixels << 16 | sums[3 * x + 1] / pixels << 8 | sums[3 * x + 2] / pixels);
            }
        }
        return small;
    }

    /** A name of bytes, the same for the same. */
    static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }
}
