package org.fiducia.writer.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.fiducia.api.inference.Conclusions.Answers;
import org.fiducia.api.inference.Conclusions.Method;
import org.fiducia.api.inference.Conclusions.Scan;
import org.fiducia.api.measurement.Measurement;
import org.fiducia.api.measurement.Measurement.BinResult;
import org.fiducia.api.measurement.Measurement.InterestResult;
import org.fiducia.api.measurement.Uncertainty;
import org.fiducia.api.report.Figure;
import org.fiducia.api.report.Figure.Band;
import org.fiducia.api.report.Figure.Column;
import org.fiducia.api.report.Figure.Layer;
import org.fiducia.api.report.Figure.Mark;
import org.fiducia.api.report.Figure.Panel;
import org.fiducia.api.report.Figure.Point;
import org.fiducia.api.report.Figure.Points;
import org.fiducia.api.report.Figure.Steps;
import org.fiducia.api.report.Figure.Tone;
import org.fiducia.drawing.FigurePicture;
import org.fiducia.testkit.ExampleMeasurements;
import org.junit.jupiter.api.Test;

/** Final states, fractions and free normalisations, left in {@code target/pictures/interest} to be looked at. */
class InterestFiguresTest {
    private static final List<String> STATES = List.of("4e", "4mu", "2e2mu");
    private static final double[] SHARES = {.2455, .2735, .481};

    /** Every bin with a prediction that is known to +8 % and −10 %, and what is of interest beside it. */
    private static Measurement with(Measurement m, List<InterestResult> interest) {
        List<BinResult> bins = m.bins().stream()
                .map(bin -> new BinResult(
                        bin.bin(),
                        bin.sigma(),
                        bin.stat(),
                        bin.syst(),
                        bin.total(),
                        bin.sm(),
                        new Uncertainty(.1 * bin.sm(), .08 * bin.sm())))
                .toList();
        return m.withBins(bins).withInclusive(bins.get(0)).withInterest(interest);
    }

    private static InterestResult result(String name, String unit, double value, double size, double expected) {
        return new InterestResult(
                name,
                name,
                unit,
                value,
                new Uncertainty(.8 * size, size),
                new Uncertainty(.5 * size, .5 * size),
                new Uncertainty(size, 1.2 * size),
                expected);
    }

    private static List<InterestResult> states(Measurement m, List<String> names, double... shares) {
        var results = new ArrayList<InterestResult>();
        for (int j = 0; j < m.bins().size(); j++) {
            for (int g = 0; g < names.size(); g++) {
                double sm = shares[g] * m.bins().get(j).sm();
                String name = "sigma_" + names.get(g) + "_" + m.observable().id() + "_" + j;
                results.add(result(name, "fb", sm * (.9 + .1 * g), .2 * sm, sm));
            }
        }
        return results;
    }

    private static List<InterestResult> fractions(Measurement m, int fractions) {
        var results = new ArrayList<InterestResult>();
        for (int j = 0; j < m.bins().size(); j++) {
            for (int g = 1; g <= fractions; g++) {
                results.add(result("K" + g + "_" + m.observable().id() + "_" + j, "", .8 + .1 * g + .05 * j, .2, 1));
            }
        }
        return results;
    }

    private static List<InterestResult> joined(List<InterestResult> first, List<InterestResult> second) {
        var all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }

    private static Figure kept(Figure figure, String folder) throws Exception {
        Path pictures = Files.createDirectories(Path.of("target", "pictures", "interest-" + folder));
        Files.write(
                pictures.resolve(figure.id() + ".png"), FigurePicture.of(figure).png());
        return figure;
    }

    private static <T extends Layer> List<T> layers(Panel panel, Class<T> kind) {
        return panel.layers().stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private static Points points(Panel panel, Mark mark) {
        return layers(panel, Points.class).stream()
                .filter(points -> points.mark() == mark)
                .findFirst()
                .orElseThrow();
    }

    private static List<String> ids(Measurement m) {
        return PlotWriter.figures(m).stream().map(Figure::id).toList();
    }

    @Test
    void finalStatesStandBesideTheirSum() throws Exception {
        Measurement plain = ExampleMeasurements.oneBin();
        assertTrue(FinalStateFigure.of(with(plain, List.of())).isEmpty());
        Measurement m = with(plain, states(plain, STATES, SHARES));
        assertTrue(ids(m).contains("final-states"));
        Figure figure = kept(FinalStateFigure.of(m).orElseThrow(), "one");
        assertEquals(1, figure.columns().size());
        Column column = figure.columns().get(0);
        assertEquals(
                List.of("$4e$", "$4\\mu$", "$2e2\\mu$", "All final states"),
                column.x().classes());
        assertEquals(3, column.x().sections().get(1).lo(), "the sum stands apart");
        double sm = 3.05;
        Panel upper = column.panels().get(0);
        List<Point> measured = points(upper, Mark.POINT).points();
        assertEquals(4, measured.size());
        assertEquals(.9 * .2455 * sm, measured.get(0).y(), 1e-12);
        assertEquals(1.1 * .481 * sm, measured.get(2).y(), 1e-12);
        assertEquals(m.bins().get(0).sigma(), measured.get(3).y());
        assertEquals(
                .8 * .2 * .2735 * sm, points(upper, Mark.THICK).points().get(1).down(), 1e-12);
        assertEquals(
                1.2 * .2 * .2735 * sm,
                points(upper, Mark.CAPPED).points().get(1).up(),
                1e-12);
        Band band = layers(upper, Band.class).get(0);
        assertEquals(Tone.PREDICTION, figure.tones().get(band.series()));
        assertEquals(.9 * .2455 * sm, band.lo().get(0), 1e-12);
        assertEquals(1.08 * .481 * sm, band.hi().get(2), 1e-12);
        Panel ratio = column.panels().get(1);
        assertEquals(.9, points(ratio, Mark.POINT).points().get(0).y(), 1e-12);
        assertEquals(1.1, points(ratio, Mark.POINT).points().get(2).y(), 1e-12);
        assertEquals(1.08, layers(ratio, Band.class).get(0).hi().get(1), 1e-12);
    }

    @Test
    void severalBinsOfFinalStatesStandInColumns() throws Exception {
        Measurement plain = ExampleMeasurements.angle();
        List<String> names = List.of("sameFlavour", "differentFlavour");
        Measurement m = with(plain, joined(states(plain, names, .519, .481), fractions(plain, 1)));
        Figure figure = kept(FinalStateFigure.of(m).orElseThrow(), "decay");
        assertEquals(
                List.of("Same flavour", "Different flavour", "All final states"),
                figure.columns().stream()
                        .map(column -> column.panels().get(0).annotations().get(0))
                        .toList());
        // per unit of the observable: bins are .25 wide
        Panel second = figure.columns().get(1).panels().get(0);
        assertEquals(
                1.0 * .481 * .38 / .25,
                points(second, Mark.POINT).points().get(5).y(),
                1e-12);
        Figure fractions = kept(ParameterFigures.fractions(m).orElseThrow(), "decay");
        // K_1 ≤ 1 / f_1 with the predicted fraction of the same-flavour final states.
        Steps limit =
                layers(fractions.columns().get(0).panels().get(0), Steps.class).get(0);
        limit.values().forEach(value -> assertEquals(1 / .519, value, 1e-12));
    }

    @Test
    void fractionsStandWithinTheirLimits() throws Exception {
        Measurement plain = ExampleMeasurements.transverseMomentum();
        assertTrue(ParameterFigures.fractions(plain).isEmpty());
        Measurement m = with(plain, fractions(plain, 2));
        assertTrue(ids(m).contains("fractions"));
        Figure figure = kept(ParameterFigures.fractions(m).orElseThrow(), "floating");
        List<Panel> panels = figure.columns().get(0).panels();
        assertEquals(
                List.of("$K_{1}$", "$K_{2}$"),
                panels.stream().map(panel -> panel.y().title()).toList());
        double[] highest = {1 / .2455, (1 - .2455) / .2735};
        for (int g = 0; g < 2; g++) {
            Panel panel = panels.get(g);
            List<Steps> steps = layers(panel, Steps.class);
            assertEquals(highest[g], steps.get(0).values().get(4), 1e-12);
            assertEquals(0.0, steps.get(1).values().get(4));
            assertEquals(1.0, steps.get(2).values().get(4));
            assertEquals(steps.get(0).series(), steps.get(1).series());
            assertEquals(Tone.REFERENCE, figure.tones().get(steps.get(0).series()));
            List<Point> points = points(panel, Mark.POINT).points();
            assertEquals(11, points.size());
            assertEquals(.9 + .1 * g + .05 * 3, points.get(3).y(), 1e-12);
            assertEquals(.2, points(panel, Mark.CAPPED).points().get(3).down());
            assertEquals(.24, points(panel, Mark.CAPPED).points().get(3).up(), 1e-12);
            assertEquals(.2, points(panel, Mark.THICK).points().get(3).up());
            assertTrue(panel.y().lo() < 0, "the lower limit is seen");
        }
    }

    @Test
    void freeBackgroundsStandOnWhatWasExpected() throws Exception {
        Measurement plain = ExampleMeasurements.transverseMomentum();
        List<InterestResult> events = IntStream.range(0, 11)
                .mapToObj(i -> result("ZZ_" + i, "events", 50 + i, 7, 44 + i))
                .toList();
        assertTrue(ParameterFigures.normalisations(with(plain, events.subList(0, 10)))
                .isEmpty());
        var all = new ArrayList<>(events);
        all.add(result("sum of ZZ_0, ZZ_1", "events", 600, 30, 500));
        Measurement m = with(plain, all);
        assertTrue(ids(m).contains("normalisations"));
        Figure figure = kept(ParameterFigures.normalisations(m).orElseThrow(), "floating");
        Panel upper = figure.columns().get(0).panels().get(0);
        assertEquals("Fitted events of $ZZ$", upper.y().title());
        List<Point> points = points(upper, Mark.POINT).points();
        assertEquals(11, points.size());
        assertEquals(57, points.get(7).y(), "not divided by the width of the bin");
        assertEquals(7, points(upper, Mark.CAPPED).points().get(7).down());
        assertEquals(8.4, points(upper, Mark.CAPPED).points().get(7).up(), 1e-12);
        assertEquals(51.0, layers(upper, Steps.class).get(0).values().get(7));
        Panel ratio = figure.columns().get(0).panels().get(1);
        assertEquals(57 / 51.0, points(ratio, Mark.POINT).points().get(7).y(), 1e-12);
    }

    @Test
    void scansAndCorrelationsNameWhatTheyAreOf() {
        Measurement plain = ExampleMeasurements.transverseMomentum();
        Measurement m = with(plain, joined(states(plain, STATES, SHARES), fractions(plain, 2)));
        var points = new double[] {0, 1, 2};
        List<Scan> scans = Stream.of("sigma_1", "sigma_4mu_pT4l_10", "K2_pT4l_0", "theta")
                .map(name -> new Scan(name, 1, points, new double[] {4, 0, 4}, new double[0]))
                .toList();
        Measurement scanned = answered(m, scans);
        assertEquals(
                List.of(
                        "$\\sigma_\\mathrm{fid}$ (fb), $p_T^{4\\ell}$: 10–16 GeV",
                        "$\\sigma_\\mathrm{fid}$ (fb), $4\\mu$, $p_T^{4\\ell}$: > 146 GeV",
                        "$K_{2}$, $p_T^{4\\ell}$: 0–10 GeV",
                        "theta"),
                PlotWriter.figures(scanned).stream()
                        .filter(figure -> figure.id().startsWith("scan"))
                        .map(figure -> figure.columns().get(0).x().title())
                        .toList());
        var names = new ArrayList<>(plain.joint().names());
        names.add("K1_pT4l_1");
        Measurement joint = m.withJoint(new Measurement.Joint(names, new double[12][12]));
        List<String> classes =
                MatrixFigures.correlation(joint).columns().get(0).x().classes();
        assertEquals("$K_{1}$ 10–16", classes.get(11));
    }

    private static Measurement answered(Measurement m, List<Scan> scans) {
        return m.withAnswers(new Answers(
                scans, List.of(), List.of(), List.of(), List.of(), List.of(), Map.of(), new Method("", 0, 0)));
    }
}
