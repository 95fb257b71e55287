package org.fiducia.scalefactors.tagandprobe;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.fiducia.drawing.Label;
import org.fiducia.drawing.Numbers;
import org.fiducia.drawing.Panel;
import org.fiducia.drawing.Picture;
import org.fiducia.drawing.Poisson;
import org.fiducia.drawing.Scale;
import org.fiducia.drawing.Style;

/**
 * Contact sheets of all fits, twelve to a page, the worst first: for probes that passed and failed the spectrum with its
 * model, and the pulls (n − μ)/√μ below.
 */
final class FitSheets {
    private static final int COLUMNS = 3;
    private static final int ROWS = 4;
    private static final int CELL_WIDTH = 500;
    private static final int CELL_HEIGHT = 336;
    private static final int MARGIN = 16;
    private static final int TOP = 56;

    /** The parts of a cell are drawn this much larger, then shrunk: their texts with them. */
    private static final double SHRINK = 0.62;

    private static final Font SMALL = Style.TICK.deriveFont(12f);
    private static final Color SIGNAL = Style.component(1);
    private static final Color BACKGROUND = Style.component(0);
    private static final Color BAD = Style.PREDICTION;
    private static final double PULLS = 5;

    /** What colours and letters mean. */
    private static final String LEGEND = "signal (blue) on background (grey); T: free tails, C: Crystal Ball alone,"
            + " G: second Gaussian, B: more terms";

    private final ScaleFactors result;
    private final List<Cell> cells;
    private final String kind;
    private final int page;
    private final int pages;

    private record Cell(KinematicBin bin, PairFit fit) {}

    private FitSheets(ScaleFactors result, List<Cell> cells, String kind, int page, int pages) {
        this.result = result;
        this.cells = cells;
        this.kind = kind;
        this.page = page;
        this.pages = pages;
    }

    /** The pages of data, or of simulation: {@code fits-data-01} and so on. */
    static List<Picture> of(ScaleFactors result, boolean ofData) {
        var cells = new ArrayList<Cell>();
        for (ScaleFactor bin : result.bins()) {
            for (PairFit fit : ofData ? bin.fits().dataFits() : bin.fits().simulationFits()) {
                cells.add(new Cell(bin.bin(), fit));
            }
        }
        cells.sort(Comparator.comparing((Cell cell) -> cell.fit().good())
                .thenComparing(cell -> cell.fit().worse().pValue()));
        int perPage = COLUMNS * ROWS;
        int pages = (cells.size() + perPage - 1) / perPage;
        var pictures = new ArrayList<Picture>();
        for (int page = 0; page < pages; page++) {
            List<Cell> part = cells.subList(page * perPage, Math.min(cells.size(), (page + 1) * perPage));
            String kind = ofData ? "data" : "simulation";
            var sheet = new FitSheets(result, part, kind, page, pages);
            int rows = (part.size() + COLUMNS - 1) / COLUMNS;
            pictures.add(new Picture(
                    String.format(Locale.ROOT, "fits-%s-%02d", kind, page + 1),
                    2 * MARGIN + COLUMNS * CELL_WIDTH,
                    TOP + rows * CELL_HEIGHT + MARGIN,
                    sheet::draw));
        }
        return pictures;
    }

    private void draw(Graphics2D g) {
        var frame = new Rectangle2D.Double(MARGIN, 40, COLUMNS * (double) CELL_WIDTH, 10);
        Style.header(
                g,
                frame,
                Label.verbatim("tag and probe, " + result.setting().resonance().title() + " → ℓℓ, " + kind
                        + ": fits, the worst first; " + LEGEND),
                Label.verbatim("page " + (page + 1) + " of " + pages));
        AffineTransform before = g.getTransform();
        for (int i = 0; i < cells.size(); i++) {
            g.translate(MARGIN + i % COLUMNS * (double) CELL_WIDTH, TOP + i / COLUMNS * (double) CELL_HEIGHT);
            g.scale(SHRINK, SHRINK);
            cell(g, cells.get(i));
            g.setTransform(before);
        }
    }

    private void cell(Graphics2D g, Cell cell) {
        double width = CELL_WIDTH / SHRINK - 20;
        double height = CELL_HEIGHT / SHRINK - 16;
        PairFit fit = cell.fit();
        g.setPaint(fit.good() ? new Color(0xc8c8c8) : BAD);
        g.setStroke(new BasicStroke(fit.good() ? 1 : 3));
        g.draw(new Rectangle2D.Double(0, 0, width, height));
        g.setPaint(Color.BLACK);
        Label title = Label.verbatim(cell.bin().name() + "  " + fit.model().id());
        Font bold = Style.TEXT.deriveFont(Font.BOLD);
        title.draw(g, Style.shrunk(title, bold, width - 20), 10, 22, 0);
        String efficiency = Double.isNaN(fit.efficiency().error())
                ? "no uncertainty"
                : "ε = "
                        + Numbers.format(
                                "%.4f ± %.4f",
                                fit.efficiency().value(), fit.efficiency().error());
        Label verdict = Label.verbatim(efficiency + (fit.good() ? "" : "   " + String.join("; ", fit.flags())));
        g.setPaint(fit.good() ? Color.BLACK : BAD);
        verdict.draw(g, Style.shrunk(verdict, Style.TEXT, width - 20), 10, 44, 0);
        double half = width / 2;
        for (int s = 0; s < 2; s++) {
            side(g, fit, s, new Rectangle2D.Double(s * half + 66, 62, half - 76, height - 62 - 46));
        }
    }

    private void side(Graphics2D g, PairFit fit, int s, Rectangle2D room) {
        SideFit side = fit.sides().get(s);
        Spectrum spectrum = side.model().spectrum();
        double[] edges = spectrum.edges();
        double lower = 0.26 * room.getHeight();
        var frame = new Rectangle2D.Double(room.getX(), room.getY(), room.getWidth(), room.getHeight() - lower - 8);
        var below = new Rectangle2D.Double(room.getX(), room.getMaxY() - lower, room.getWidth(), lower);
        Scale x = Scale.linear(edges[0], edges[edges.length - 1], 4);
        double[] background = side.expected()[1];
        double[] total = new double[background.length];
        double top = 1;
        for (int i = 0; i < total.length; i++) {
            total[i] = background[i] + side.expected()[0][i];
            top = Math.max(top, Math.max(total[i], spectrum.entries()[i] + Math.sqrt(spectrum.entries()[i])));
        }
        Scale y = Scale.linear(0, 1.3 * top, 4);
        var panel = new Panel(frame, x, thousands(y), false);
        area(g, panel, edges, total, SIGNAL);
        area(g, panel, edges, background, BACKGROUND);
        var pulls = new Panel(below, x, Scale.linear(-PULLS, PULLS, 4), true);
        g.setPaint(new Color(0xdddddd));
        g.fill(new Rectangle2D.Double(below.getX(), pulls.y(2), below.getWidth(), pulls.y(-2) - pulls.y(2)));
        for (int i = 0; i < total.length; i++) {
            double n = spectrum.entries()[i];
            g.setStroke(new BasicStroke(1));
            g.setPaint(Color.BLACK);
            double at = panel.x(spectrum.middle(i));
            double up = Math.min(frame.getMaxY(), panel.y(Math.min(y.hi(), Poisson.upper(n))));
            g.draw(new Line2D.Double(at, panel.y(Poisson.lower(n)), at, up));
            g.fill(new Rectangle2D.Double(at - 2, panel.y(n) - 2, 4, 4));
            double pull = total[i] > 0 ? (n - total[i]) / Math.sqrt(total[i]) : 0;
            double end = Math.max(-PULLS, Math.min(PULLS, pull));
            g.setPaint(Math.abs(pull) > PULLS ? BAD : Color.DARK_GRAY);
            double left = pulls.x(edges[i]);
            double bar = pulls.x(edges[i + 1]) - left;
            g.fill(new Rectangle2D.Double(left, pulls.y(Math.max(0, end)), bar, Math.abs(pulls.y(end) - pulls.y(0))));
        }
        panel.draw(g);
        pulls.draw(g);
        notes(g, fit, s, frame);
        Label.verbatim("m (GeV)").draw(g, Style.TICK, below.getMaxX(), below.getMaxY() + 36, 1);
        g.setPaint(Color.DARK_GRAY);
        Label.verbatim(per(edges)).draw(g, SMALL, frame.getMaxX() - 14, frame.getY() + 19, 1);
    }

    /** What is counted. */
    private static String per(double[] edges) {
        double width = edges[1] - edges[0];
        for (int i = 1; i + 1 < edges.length; i++) {
            if (Math.abs(edges[i + 1] - edges[i] - width) > 1e-6 * width) {
                return "events / bin";
            }
        }
        return width == 1 ? "events / GeV" : "events / " + Numbers.brief(width, 3) + " GeV";
    }

    private static void notes(Graphics2D g, PairFit fit, int s, Rectangle2D frame) {
        SideFit side = fit.sides().get(s);
        Goodness goodness = side.goodness();
        var rung = side.model().rung();
        var freedom = new StringBuilder();
        freedom.append(rung.freeTails() ? " T" : "")
                .append(rung.freeForm() ? " C" : "")
                .append(rung.twoGaussians() ? " G" : "");
        freedom.append(rung.wideBackground() ? " B" : "");
        String[] lines = {
            PairFit.SIDES.get(s) + freedom,
            "n = " + Numbers.significant(fit.events()[s], 4) + " ± " + Numbers.significant(fit.errors()[s], 2),
            "χ²/ndf " + Numbers.format("%.1f/%d", goodness.chi2(), goodness.ndf())
        };
        g.setPaint(Color.BLACK);
        for (int k = 0; k < lines.length; k++) {
            Label.verbatim(lines[k]).draw(g, Style.TICK, frame.getX() + 10, frame.getY() + 20 + 19 * k, 0);
        }
    }

    /** Large numbers without their thousands. */
    private static Scale thousands(Scale y) {
        if (y.hi() < 2e4) {
            return y;
        }
        boolean millions = y.hi() >= 2e6;
        double unit = millions ? 1e6 : 1e3;
        var ticks = new ArrayList<>(y.ticks());
        ticks.replaceAll(tick -> tick.text().isEmpty() || tick.value() == 0
                ? tick
                : new Scale.Tick(
                        tick.value(), Numbers.brief(tick.value() / unit, 3) + (millions ? "M" : "k"), tick.mark()));
        return new Scale(y.lo(), y.hi(), false, false, ticks);
    }

    private static void area(Graphics2D g, Panel panel, double[] edges, double[] values, Color colour) {
        var area = new Path2D.Double();
        area.moveTo(panel.area().getX(), panel.area().getMaxY());
        area.append(panel.steps(edges, Arrays.copyOfRange(edges, 1, edges.length), values), true);
        area.lineTo(panel.area().getMaxX(), panel.area().getMaxY());
        area.closePath();
        g.setPaint(colour);
        g.fill(area);
    }
}
