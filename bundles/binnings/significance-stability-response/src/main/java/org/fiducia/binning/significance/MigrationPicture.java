package org.fiducia.binning.significance;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.fiducia.api.observable.Bin;
import org.fiducia.drawing.ColourScale;
import org.fiducia.drawing.Label;
import org.fiducia.drawing.Matrix;
import org.fiducia.drawing.Numbers;
import org.fiducia.drawing.Panel;
import org.fiducia.drawing.Picture;
import org.fiducia.drawing.Scale;
import org.fiducia.drawing.Scale.Tick;
import org.fiducia.drawing.Style;

/** Migration matrices of the default and the proposed bins side by side, in percent of each reco bin. */
final class MigrationPicture {
    private static final double TOP = 70;
    private static final double CELL = 44;
    private static final double LEAST = 420;
    private static final double MARGIN = 62;
    private static final double BAR = 20;
    private static final double GAP = 16;
    private static final double RIGHT = GAP + BAR + 70;
    private static final double SMALLEST = 0.05;
    private static final ColourScale COLOURS = new ColourScale(0, 100);

    private final Proposal proposal;
    private final Part before;
    private final Part after;
    private final double height;

    /** One of the two matrices and where it is. */
    private record Part(String title, Figures figures, Rectangle2D frame, Scale x, Scale y) {}

    private MigrationPicture(Proposal proposal) {
        this.proposal = proposal;
        int most = Math.max(
                proposal.before().binning().size(), proposal.after().binning().size());
        double side = Math.max(LEAST, CELL * most);
        before = part("default", proposal.before(), MARGIN, side);
        after = part("proposed", proposal.after(), before.frame().getMaxX() + GAP + MARGIN, side);
        height = TOP + side + Math.max(before.x().depth(), after.x().depth()) + 46;
    }

    private static Part part(String title, Figures figures, double left, double side) {
        List<String> names = figures.binning().bins().stream().map(Bin::title).toList();
        double from = left + Scale.longest(names, Style.TICK);
        var frame = new Rectangle2D.Double(from, TOP, side, side);
        return new Part(
                title, figures, frame, Scale.classes(names, Scale.slanted(names, side)), Scale.classes(names, false));
    }

    /** The picture of a proposal. */
    static Picture of(Proposal proposal) {
        var picture = new MigrationPicture(proposal);
        double width = picture.after.frame().getMaxX() + RIGHT;
        return new Picture("migration", (int) Math.ceil(width), (int) Math.ceil(picture.height), picture::draw);
    }

    private void draw(Graphics2D g) {
        draw(g, before);
        draw(g, after);
        Rectangle2D frame = after.frame();
        var bar = new Rectangle2D.Double(frame.getMaxX() + GAP, frame.getY(), BAR, frame.getHeight());
        COLOURS.draw(g, bar, Label.of("% of the reco bin"));
        var whole = new Rectangle2D.Double(
                before.frame().getX(),
                TOP - 26,
                frame.getMaxX() - before.frame().getX(),
                frame.getHeight());
        Style.header(g, whole, proposal.analysis());
    }

    private void draw(Graphics2D g, Part part) {
        var panel = new Panel(part.frame(), part.x(), part.y(), true);
        double[][] percent = Arrays.stream(part.figures().migration().share())
                .map(row -> Arrays.stream(row).map(share -> 100 * share).toArray())
                .toArray(double[][]::new);
        new Matrix(percent, COLOURS, MigrationPicture::number).draw(g, panel);
        g.setPaint(Color.BLACK);
        String title = part.title() + ": score "
                + Numbers.significant(part.figures().migration().score(), 3)
                + ", condition number "
                + Numbers.significant(part.figures().migration().conditionNumber(), 3);
        Label.verbatim(title).draw(g, Style.TEXT, part.frame().getX(), TOP - 10, 0);
        String name = proposal.observable().label();
        Style.below(g, Label.of("Fiducial " + name), part.frame(), height - 14);
        double longest = Scale.longest(part.y().ticks().stream().map(Tick::text).toList(), Style.TICK);
        Style.beside(
                g, Label.of("Reconstructed " + name), part.frame(), part.frame().getX() - longest - 28);
    }

    /** All with one decimal; nothing for next to nothing. */
    private static String number(double percent) {
        return percent < SMALLEST ? "" : String.format(Locale.ROOT, "%.1f", percent);
    }
}
