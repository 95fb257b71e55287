package org.fiducia.drawing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.fiducia.api.inference.Conclusions.Answers;
import org.fiducia.api.inference.Conclusions.Method;
import org.fiducia.api.inference.Conclusions.Scan;
import org.fiducia.api.report.Figure;
import org.fiducia.api.report.Figure.Line;
import org.fiducia.api.report.Figure.Panel;
import org.fiducia.api.report.Figure.Points;
import org.junit.jupiter.api.Test;

/** Scans of parabolas, of which everything is known. */
class ProfileFiguresTest {
    private static final String HELD = "without systematic uncertainties";
    private static final double BEST = 2;

    /** 2ΔNLL of a Gaussian likelihood with a width of .5, and of .4 without systematic uncertainties. */
    private static Panel panel(boolean held) {
        return panel(held, false);
    }

    /** The same with a width of .2 where functions are held. */
    private static Panel panel(boolean held, boolean choice) {
        var points = new double[31];
        Arrays.setAll(points, i -> BEST + .1 * (i - 15));
        double[] total = parabola(points, .5);
        var scan = new Scan(
                "sigma",
                BEST,
                points,
                total,
                held ? parabola(points, .4) : new double[0],
                choice ? parabola(points, .2) : new double[0]);
        var answers = new Answers(
                List.of(scan), List.of(), List.of(), List.of(), List.of(), List.of(), Map.of(), new Method("", 0, 0));
        Figure figure = new ProfileFigures(
                        "title", "remark", name -> name, new double[] {1, 4}, List.of("68.3 %", "95.4 %"))
                .of(answers)
                .get(0);
        return figure.columns().get(0).panels().get(0);
    }

    private static double[] parabola(double[] points, double width) {
        return Arrays.stream(points)
                .map(x -> (x - BEST) * (x - BEST) / (width * width))
                .toArray();
    }

    private static Line line(Panel panel, String series) {
        return panel.layers().stream()
                .filter(layer -> layer instanceof Line && layer.series().equals(series))
                .map(Line.class::cast)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void intervalsAreGivenWithAndWithoutSystematicUncertainties() {
        assertEquals(
                List.of(
                        "68.3 %: 1.500 to 2.500",
                        "68.3 % stat.: 1.600 to 2.400", "95.4 %: 1.00 to 3.00", "95.4 % stat.: 1.200 to 2.800"),
                panel(true).annotations());
        assertEquals(
                List.of("68.3 %: 1.500 to 2.500", "95.4 %: 1.00 to 3.00"),
                panel(false).annotations());
    }

    @Test
    void whereFunctionsAreChosenThereIsACurveWithoutChoice() {
        Panel both = panel(true, true);
        assertEquals(
                "68.3 % stat., functions held: 1.800 to 2.200",
                both.annotations().get(2));
        Line line = line(both, "functions held, too");
        double highest = 0;
        for (int i = 0; i < line.x().size(); i++) {
            double distance = (line.x().get(i) - BEST) / .2;
            double y = line.y().get(i);
            if (Double.isNaN(y)) {
                assertTrue(distance * distance > 12, "only what would cover the words is left out");
            } else {
                // the end is on the straight piece
                assertEquals(distance * distance, y, y == 12 ? .1 : 1e-9);
                highest = Math.max(highest, y);
            }
        }
        assertEquals(12, highest);
        Panel alone = panel(false, true);
        assertEquals(
                "68.3 %, functions held: 1.800 to 2.200", alone.annotations().get(1));
        assertEquals(
                line.y().stream().filter(y -> y < 8).toList(),
                line(alone, "best functions held").y().stream()
                        .filter(y -> y < 8)
                        .toList());
    }

    @Test
    void bothCurvesAreParabolasAboutTheBestFit() {
        Panel panel = panel(true);
        for (String series : List.of("profile likelihood", HELD)) {
            double width = series.equals(HELD) ? .4 : .5;
            Line line = line(panel, series);
            for (int i = 0; i < line.x().size(); i++) {
                double distance = (line.x().get(i) - BEST) / width;
                double y = line.y().get(i);
                if (Double.isNaN(y)) {
                    assertTrue(distance * distance > 12, series);
                } else {
                    assertEquals(distance * distance, y, y == 12 ? .1 : 1e-9, series);
                }
            }
        }
        Points best = panel.layers().stream()
                .filter(Points.class::isInstance)
                .map(Points.class::cast)
                .findFirst()
                .orElseThrow();
        assertEquals(List.of(new Figure.Point(BEST, 0, 0, 0)), best.points());
    }
}
