package org.fiducia.drawing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.font.TextAttribute;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** The same picture has the same bytes whatever was measured and drawn before, in whatever order, by whatever thread. */
class SameBytesTest {
    private static final int THREADS = 4;
    private static final int ROUNDS = 6;

    private static final List<String> TEXTS = List.of(
            "$p_T^{4\\ell}$ (GeV)",
            "$170.8\\,\\mathrm{fb}^{-1}$ (13.6 TeV)",
            "$|\\Delta\\eta_{jj}|$ 1.6–3.0, $m_{jj}$ > 300",
            "$H \\to ZZ \\to 4\\ell$",
            "$\\bar{b}b$ ≥ 2, −π/2",
            "AVATAR Tokyo fi 10⁻³");

    /** Like the texts of a picture: many sizes and styles, some turned. */
    private static Picture picture(int k) {
        return new Picture("picture" + k, 420, 260, g -> {
            double y = 20;
            for (int i = 0; i < TEXTS.size(); i++) {
                Label label = Label.of(TEXTS.get((i + k) % TEXTS.size()));
                Font font = Style.TEXT.deriveFont(i % 2 == 0 ? Font.PLAIN : Font.BOLD, 9.3f + 1.7f * i + 0.31f * k);
                g.setPaint(Style.component(i));
                label.draw(g, font, 210, y, i % 3 / 2.0);
                double width = label.width(font);
                g.setPaint(Color.BLACK);
                g.draw(new Rectangle2D.Double(10, y + 3, width, 5));
                y += 30;
            }
            Style.beside(g, Label.of(TEXTS.get(k % TEXTS.size())), new Rectangle2D.Double(40, 60, 300, 190), 26);
            new Panel(new Rectangle2D.Double(250, 190, 150, 45), Scale.linear(0, 3 + k, 4), Scale.linear(0, 1, 2), true)
                    .draw(g);
        });
    }

    @Test
    void picturesAreTheSameInEveryOrderAndThread() throws Exception {
        int pictures = 8;
        var svg = new byte[pictures][];
        var png = new byte[pictures][];
        for (int k = 0; k < pictures; k++) {
            svg[k] = picture(k).svg();
            png[k] = picture(k).png();
        }
        var random = new Random(7);
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        try {
            for (int round = 0; round < ROUNDS; round++) {
                var tasks = new ArrayList<Callable<Boolean>>();
                for (int k = 0; k < pictures; k++) {
                    int picture = k;
                    tasks.add(() -> {
                        assertArrayEquals(svg[picture], picture(picture).svg(), "svg of " + picture);
                        return true;
                    });
                    tasks.add(() -> {
                        assertArrayEquals(png[picture], picture(picture).png(), "png of " + picture);
                        return true;
                    });
                    tasks.add(SameBytesTest::disturb);
                }
                Collections.shuffle(tasks, random);
                for (Future<Boolean> done : pool.invokeAll(tasks)) {
                    done.get();
                }
            }
        } finally {
            pool.shutdownNow();
        }
    }

    /** Fills the runtime's caches with bitmaps of the same glyphs, and asks the shared fonts for their attributes. */
    private static boolean disturb() {
        assertEquals(16f, Style.TEXT.getAttributes().get(TextAttribute.SIZE));
        assertEquals(15f, Style.TICK.getAttributes().get(TextAttribute.SIZE));
        var image = new BufferedImage(300, 60, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        for (float size = 9; size < 24; size += 0.5f) {
            g.setFont(Style.TEXT.deriveFont(size));
            g.drawString("170.8 fb − πη|ℓ≥", 5, 30);
        }
        g.dispose();
        return true;
    }

    @Test
    void widthsGrowWithTheFontAndAreThoseOfTheParts() {
        for (String text : TEXTS) {
            Label label = Label.of(text);
            double one = label.width(Style.TEXT.deriveFont(1f));
            for (float size : new float[] {2.5f, 9, 15, 48, 333}) {
                assertEquals(size * one, label.width(Style.TEXT.deriveFont(size)), 1e-6 * size * one, text);
            }
        }
        String digits = "0123456789";
        double each = Label.verbatim("0").width(Style.TEXT);
        assertEquals(10 * each, Label.verbatim(digits).width(Style.TEXT), 1e-9, "figures are equally wide");
    }
}
