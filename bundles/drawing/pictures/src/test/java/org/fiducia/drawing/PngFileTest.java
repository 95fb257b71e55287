package org.fiducia.drawing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PngFileTest {
    @Test
    void isReadBackPixelByPixel() throws IOException {
        var random = new Random(3);
        for (int size : new int[] {1, 2, 7, 300}) {
            var image = new BufferedImage(size, 2 * size, BufferedImage.TYPE_INT_RGB);
            for (int y = 0; y < 2 * size; y++) {
                for (int x = 0; x < size; x++) {
                    image.setRGB(x, y, random.nextInt(1 << 24));
                }
            }
            BufferedImage read = ImageIO.read(new ByteArrayInputStream(PngFile.bytes(image)));
            assertEquals(2 * size, read.getHeight());
            assertArrayEquals(
                    image.getRGB(0, 0, size, 2 * size, null, 0, size),
                    read.getRGB(0, 0, size, 2 * size, null, 0, size));
        }
    }
}
