package org.fiducia.drawing;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.fiducia.api.report.Figure;
import org.fiducia.api.report.Figure.Axis;
import org.fiducia.api.report.Figure.Cells;
import org.fiducia.api.report.Figure.Column;
import org.fiducia.api.report.Figure.Section;
import org.fiducia.api.report.Figure.Spread;
import org.fiducia.drawing.Scale.Tick;

/** The picture of a figure of a report: its columns beside each other, the panels of each above each other. */
public final class FigurePicture {
    private static final double LEFT = 84;
    private static final double NAMES = 50;
    private static final double APART = 26;
    private static final double RIGHT = 24;
    private static final double TOP = 44;
    private static final double ABOVE = 26;
    private static final double GAP = 14;
    private static final double BAR = 20;
    private static final double BELOW = 44;

    /** Sizes of a panel of numbers, of a matrix, and of a row and a column of classes. */
    private static final double WIDTH = 700;

    private static final double HEIGHT = 400;
    private static final double MATRIX = 480;
    private static final double FEW_ROWS = 128;
    private static final double ROW = 32;
    private static final double CLASS = 44;
    private static final double CELL = 46;

    private static final Color INTERRUPTED = new Color(0xe9e9e9);
    private static final BasicStroke DASHED =
            new BasicStroke(1, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {4, 4}, 0);

    private final Figure figure;
    private final SeriesLooks looks;
    private final List<Placed> panels = new ArrayList<>();
    private final double height;
    private final double width;

    /** A panel and where it is: {@code names} is the room that its vertical scale takes on the left. */
    private record Placed(
            Column column,
            Figure.Panel panel,
            boolean lowest,
            Rectangle2D frame,
            Scale x,
            Scale y,
            FigureLegend legend,
            double names) {}

    private FigurePicture(Figure figure) {
        this.figure = figure;
        looks = new SeriesLooks(figure);
        boolean above = all().anyMatch(panel -> isAbove(panel) && new FigureLegend(figure, panel, looks).any());
        boolean sections = figure.columns().stream()
                .anyMatch(c ->
                        c.x().spread() == Spread.CLASSES && !c.x().sections().isEmpty());
        double top = TOP + (above || sections ? ABOVE : 0);
        double unit = first(figure.columns().get(0).panels().get(0));
        double left = 0;
        double depth = 0;
        double lowest = 0;
        for (Column column : figure.columns()) {
            double inner = inner(column);
            Scale x = FigureScale.across(
                    column.x(), inner, column.panels().stream().flatMap(panel -> panel.layers().stream()));
            double first = column.panels().get(0).height();
            var placed = new ArrayList<Placed>();
            double at = top;
            double names = 0;
            double right = RIGHT;
            for (Figure.Panel panel : column.panels()) {
                var frame = new Rectangle2D.Double(0, at, inner, unit * panel.height() / first);
                boolean last = placed.size() == column.panels().size() - 1;
                Placed one = place(column, panel, last, frame, x);
                placed.add(one);
                names = Math.max(names, one.names());
                right = Math.max(right, right(one));
                at = frame.getMaxY() + GAP;
            }
            left += names;
            for (Placed one : placed) {
                one.frame().setRect(left, one.frame().getY(), inner, one.frame().getHeight());
                panels.add(one);
            }
            left += inner + (column == figure.columns().get(figure.columns().size() - 1) ? right : right - RIGHT);
            depth = Math.max(depth, x.depth());
            lowest = Math.max(lowest, at - GAP);
        }
        height = lowest + depth + BELOW;
        width = left;
    }

    /** The picture of a figure. */
    public static Picture of(Figure figure) {
        var picture = new FigurePicture(figure);
        return new Picture(figure.id(), (int) Math.ceil(picture.width), (int) Math.ceil(picture.height), picture::draw);
    }

    private Stream<Figure.Panel> all() {
        return figure.columns().stream().flatMap(column -> column.panels().stream());
    }

    /** The cells of a matrix of classes. */
    private static Optional<Cells> matrix(Figure.Panel panel) {
        return cells(panel).filter(cells -> cells.x().isEmpty());
    }

    private static Optional<Cells> cells(Figure.Panel panel) {
        return panel.layers().stream()
                .filter(Cells.class::isInstance)
                .map(Cells.class::cast)
                .findFirst();
    }

    /** Whether a legend would cover rows, and stands above. */
    private static boolean isAbove(Figure.Panel panel) {
        return panel.y().spread() == Spread.CLASSES;
    }

    private static double first(Figure.Panel panel) {
        if (panel.y().spread() == Spread.CLASSES) {
            return Math.max(
                    matrix(panel).isPresent() ? MATRIX : FEW_ROWS,
                    ROW * panel.y().classes().size());
        }
        return cells(panel).isPresent() ? MATRIX : HEIGHT;
    }

    private static double inner(Column column) {
        boolean cells = column.panels().stream().anyMatch(panel -> matrix(panel).isPresent());
        return Math.max(
                WIDTH * column.width(),
                (cells ? CELL : CLASS) * column.x().classes().size());
    }

    private Placed place(Column column, Figure.Panel panel, boolean last, Rectangle2D frame, Scale x) {
        var legend = new FigureLegend(figure, panel, looks);
        Scale y = FigureScale.upwards(panel.y(), frame.getHeight(), panel.layers().stream());
        if (legend.any() && legend.beside()) {
            legend.placeBeside(x);
        } else if (legend.any() && !isAbove(panel)) {
            double end = panel.y().hi();
            double top = legend.place(frame, x, y, Double.isNaN(end) ? Double.POSITIVE_INFINITY : end);
            y = FigureScale.raised(y, Double.isNaN(end) ? top : Math.max(end, top), frame.getHeight());
        }
        if (panel != column.panels().get(0)) {
            y = y.withoutLast();
        }
        double longest = Scale.longest(y.ticks().stream().map(Tick::text).toList(), Style.TICK);
        double names = longest == 0 && isAbove(panel) ? APART : Math.max(LEFT, longest + NAMES);
        return new Placed(column, panel, last, frame, x, y, legend, names);
    }

    /** Room on the right of a panel. */
    private static double right(Placed placed) {
        double legend = placed.legend().any() && placed.legend().beside()
                ? placed.legend().room()
                : RIGHT;
        return cells(placed.panel())
                .filter(cells -> !cells.series().isEmpty())
                .map(cells -> GAP + BAR + (cells.lo() < 0 ? 84.0 : 72.0))
                .orElse(legend);
    }

    private void draw(Graphics2D g) {
        for (Placed placed : panels) {
            draw(g, placed);
            Rectangle2D frame = placed.frame();
            Style.beside(g, Label.of(placed.panel().y().heading()), frame, frame.getX() - placed.names() + 28);
            if (placed.lowest()) {
                Style.below(g, Label.of(placed.column().x().heading()), frame, height - 14);
            }
        }
        Rectangle2D first = panels.get(0).frame();
        double right = panels.stream()
                .mapToDouble(placed -> placed.frame().getMaxX())
                .max()
                .orElse(first.getMaxX());
        var whole = new Rectangle2D.Double(first.getX(), TOP, right - first.getX(), first.getHeight());
        Style.header(g, whole, Label.of(figure.title()), Label.of(figure.remark()));
        if (g instanceof VectorGraphics vector) {
            places(vector);
        }
    }

    /** Places that can be pointed at, over everything else. */
    private void places(VectorGraphics vector) {
        Axis first = figure.columns().get(0).panels().get(0).y();
        for (Placed placed : panels) {
            var panel = new Panel(placed.frame(), placed.x(), placed.y(), placed.lowest());
            new PanelPlaces(first.classes(), placed.column(), placed.panel(), panel, placed.x())
                    .all()
                    .forEach(place -> vector.place(place.area(), place.bin(), place.words()));
        }
    }

    private void draw(Graphics2D g, Placed placed) {
        Rectangle2D frame = placed.frame();
        var panel = new Panel(frame, placed.x(), placed.y(), placed.lowest());
        Axis axis = placed.column().x();
        if (axis.spread() != Spread.CLASSES) {
            interruptions(g, panel, axis, placed.x());
        }
        var drawing = new LayerDrawing(g, panel, placed.x(), looks);
        Optional<Cells> matrix = matrix(placed.panel());
        if (matrix.isPresent()) {
            drawing.matrix(matrix.get());
        } else {
            placed.panel().layers().forEach(drawing::draw);
            panel.draw(g);
        }
        cells(placed.panel()).filter(cells -> !cells.series().isEmpty()).ifPresent(cells -> {
            var bar = new Rectangle2D.Double(frame.getMaxX() + GAP, frame.getY(), BAR, frame.getHeight());
            LayerDrawing.colours(cells).draw(g, bar, Label.of(cells.series()));
        });
        if (axis.spread() == Spread.CLASSES) {
            boolean upper = placed.panel() == placed.column().panels().get(0);
            axis.sections().forEach(section -> section(g, panel, section, upper));
        }
        if (placed.legend().any()) {
            placed.legend().draw(g, frame, isAbove(placed.panel()));
        }
    }

    /** Shades what is between an axis and the sections beyond its ends. */
    private static void interruptions(Graphics2D g, Panel panel, Axis axis, Scale x) {
        Rectangle2D area = panel.area();
        for (Section section : axis.sections()) {
            boolean below = section.hi() <= axis.lo();
            double from = panel.x(below ? section.hi() : axis.hi());
            double to = panel.x(below ? axis.lo() : section.lo());
            g.setPaint(INTERRUPTED);
            g.fill(new Rectangle2D.Double(from, area.getY(), to - from, area.getHeight()));
            g.setPaint(Color.GRAY);
            g.setStroke(DASHED);
            g.draw(new Line2D.Double(from, area.getY(), from, area.getMaxY()));
            g.draw(new Line2D.Double(to, area.getY(), to, area.getMaxY()));
        }
    }

    /** A line before classes that share something, and above them what. */
    private static void section(Graphics2D g, Panel panel, Section section, boolean named) {
        Rectangle2D area = panel.area();
        double from = panel.x(section.lo());
        double to = panel.x(section.hi());
        if (section.lo() > 0) {
            g.setPaint(Color.GRAY);
            g.setStroke(Style.BAR);
            g.draw(new Line2D.Double(from, area.getY(), from, area.getMaxY()));
        }
        if (named) {
            g.setPaint(Color.BLACK);
            Label label = Label.of(section.name());
            Font font = Style.shrunk(label, Style.TICK, to - from - 6);
            label.draw(g, font, (from + to) / 2, area.getY() - 7, 0.5);
        }
    }
}
