package org.fiducia.signal.dscb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.Progress;
import org.fiducia.api.Settings;
import org.fiducia.api.channel.Category;
import org.fiducia.api.channel.Region;
import org.fiducia.api.channel.Role;
import org.fiducia.api.channel.SelectedEvent;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.BinnedSample;
import org.fiducia.api.measurement.Era;
import org.fiducia.api.measurement.ModelPart;
import org.fiducia.api.measurement.ModelPart.Contribution;
import org.fiducia.api.measurement.Nuisance;
import org.fiducia.api.measurement.Place;
import org.fiducia.api.measurement.Sample;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.Shape;
import org.fiducia.api.observable.Binning;
import org.fiducia.statistics.likelihood.UnbinnedCompiler;
import org.fiducia.statistics.likelihood.internal.shape.DoubleSidedCrystalBall;
import org.fiducia.statistics.likelihood.internal.shape.Histogram;
import org.fiducia.statistics.likelihood.internal.shape.Landau;
import org.fiducia.statistics.newton.NewtonFitter;
import org.fiducia.testkit.MassFit;
import org.fiducia.testkit.PlainCandidate;
import org.junit.jupiter.api.Test;

class CrystalBallSignalTest {
    private static final double LO = 105;
    private static final double HI = 160;
    private static final double[] MASSES = {120, 124, 125, 126, 130};
    private static final List<String> NAMES = List.of("mean", "sigma", "alphaL", "nL", "alphaR", "nR");

    /** At 125 GeV, and change per GeV. */
    private static final double[][] TRUTH = {
        {124.83, 0.997}, {1.07, 0.01}, {1.2, 0.01}, {2.5, -0.02}, {1.7, 0.01}, {3.5, 0.03}
    };

    private final CrystalBallSignal signal = new CrystalBallSignal(
            new UnbinnedCompiler(List.of(new DoubleSidedCrystalBall(), new Landau(), new Histogram())),
            new NewtonFitter());

    private List<Shape> resonant(Analysis analysis, List<BinnedSample> samples, Settings settings, Progress progress) {
        Expression mass = Expression.constant(analysis.point().get(Analysis.MASS));
        return signal.peaks(analysis, samples, settings, progress).stream()
                .map(peak -> peak.at(mass))
                .toList();
    }

    @Test
    void findsTheShapeAtTheHypothesisFromAllMassPoints() {
        List<BinnedSample> samples = samples(new int[] {3000, 3000, 40000, 3000, 3000}, 1);
        for (double hypothesis : new double[] {125, 125.38, 122}) {
            Shape shape = resonant(analysis(hypothesis), samples, Settings.none(), Progress.NONE)
                    .get(0);
            assertEquals("dscb", shape.kind());
            assertEquals(NAMES, List.copyOf(shape.parameters().keySet()));
            // Statistical errors of 52000 events, ample factors.
            double[] tolerance = {0.06, 0.06, 0.15, 0.5, 0.2, 1};
            for (int k = 0; k < 6; k++) {
                double truth = TRUTH[k][0] + TRUTH[k][1] * (hypothesis - 125);
                assertEquals(truth, value(shape, k), tolerance[k], NAMES.get(k) + " at " + hypothesis);
            }
        }
    }

    @Test
    void onlyWhatIsLinearFollowsTheMass() {
        List<BinnedSample> samples = samples(new int[] {3000, 3000, 40000, 3000, 3000}, 1);
        var settings = new Settings("/signal/settings", Map.of("linear", List.of("mean", "sigma")));
        Shape light = resonant(analysis(122), samples, settings, Progress.NONE).get(0);
        Shape heavy = resonant(analysis(128), samples, settings, Progress.NONE).get(0);
        assertEquals(6 * 0.997, value(heavy, 0) - value(light, 0), 0.1);
        assertTrue(value(heavy, 1) != value(light, 1), "the width is linear, too");
        for (int k = 2; k < 6; k++) {
            assertEquals(value(light, k), value(heavy, k), 1e-12, NAMES.get(k));
        }
        assertThrows(
                FiduciaException.class,
                () -> resonant(
                        analysis(125),
                        samples,
                        new Settings("/signal/settings", Map.of("linear", List.of("width"))),
                        Progress.NONE));
    }

    @Test
    void scaleOfCrossSectionsDoesNotMatter() {
        int[] events = {1000, 1000, 4000, 1000, 1000};
        Shape once = resonant(analysis(125), samples(events, 1), Settings.none(), Progress.NONE)
                .get(0);
        Shape scaled = resonant(analysis(125), samples(events, 1e-7), Settings.none(), Progress.NONE)
                .get(0);
        for (int k = 0; k < 6; k++) {
            assertEquals(value(once, k), value(scaled, k), 1e-4 * value(once, k));
        }
    }

    @Test
    void oneMassPointIsEnoughNearIt() {
        List<BinnedSample> samples = samples(new int[] {0, 0, 20000, 0, 0}, 1);
        Shape shape = resonant(analysis(125.38), samples, Settings.none(), Progress.NONE)
                .get(0);
        assertEquals(124.83 + 0.38, value(shape, 0), 0.05);
        assertEquals(1.07, value(shape, 1), 0.05);
    }

    @Test
    void tooFewEventsAreRefusedWithTheCategory() {
        List<BinnedSample> samples = samples(new int[] {1, 1, 5, 1, 1}, 1);
        var error = assertThrows(
                FiduciaException.class, () -> resonant(analysis(125), samples, Settings.none(), Progress.NONE));
        assertEquals(FiduciaException.Kind.INPUT, error.kind());
        assertTrue(error.getMessage().contains("4mu"), error.getMessage());
    }

    @Test
    void aFewHundredEventsStillGiveAShape() {
        for (int seed = 0; seed < 5; seed++) {
            var random = new Random(seed);
            List<BinnedSample> samples = new ArrayList<>();
            for (double mass : MASSES) {
                samples.add(sample(mass, peak(random, mass, 60), true, 1));
            }
            Shape shape = resonant(analysis(125), samples, Settings.none(), Progress.NONE)
                    .get(0);
            assertEquals(124.83, value(shape, 0), 0.5);
            assertEquals(1.07, value(shape, 1), 0.4);
        }
    }

    @Test
    void unknownSettingsAreRefused() {
        var settings = new Settings("/signal", Map.of("referencMass", 125));
        assertThrows(FiduciaException.class, () -> resonant(analysis(125), List.of(), settings, Progress.NONE));
        var per = new Settings("/signal", Map.of("shapePer", "era"));
        assertThrows(FiduciaException.class, () -> resonant(analysis(125), List.of(), per, Progress.NONE));
        var wrong = new Settings("/signal", Map.of("alpha", List.of(2, 1)));
        assertThrows(FiduciaException.class, () -> signal.nonResonant(analysis(125), List.of(), wrong, Progress.NONE));
    }

    @Test
    void everyBinHasItsShapeAndWhatIsUncertainOfIt() {
        List<BinnedSample> samples = samples(new int[] {600, 600, 6000, 600, 600}, 1).stream()
                .map(sample -> {
                    int[] bins = new int[sample.events().size()];
                    Arrays.setAll(bins, e -> sample.value()[e] > 124.8 ? 1 : 0);
                    return sample.withBins(bins, bins);
                })
                .toList();
        var bins = Binning.ofEdges(0, 1, 2);
        var place = new Place("SR", "2024", "4mu", bins.bins().get(1).label());
        ModelPart each = part(samples, bins, Settings.none());
        assertEquals(
                List.of("stat_mean_4mu_0", "stat_sigma_4mu_0", "stat_mean_4mu_1", "stat_sigma_4mu_1"),
                each.nuisances().stream().map(Nuisance::name).toList());
        List<Contribution> of = each.contributions().stream()
                .filter(one -> one.process().equals("signal") && one.place().contains(place))
                .sorted(Comparator.comparing(one -> one.place().named()))
                .toList();
        assertEquals(2, of.size());
        double everywhere = value(of.get(0).shape(), 0);
        double here = value(of.get(1).shape(), 0);
        assertTrue(here > everywhere + 0.3, everywhere + " GeV in all, " + here + " above 124.8 GeV");
        ModelPart same = part(samples, bins, new Settings("/signal", Map.of("shapePer", "category")));
        assertEquals(List.of(), same.nuisances());
        assertEquals(2, same.contributions().size());
    }

    private ModelPart part(List<BinnedSample> samples, Binning bins, Settings settings) {
        Analysis analysis = analysis(125);
        return signal.prepare(analysis, analysis.point().expressions(), samples, settings, Progress.NONE)
                .part(samples, bins, Progress.NONE);
    }

    @Test
    void nonResonantEventsGiveALandauShape() {
        // Exponential distances from a rising edge: their Landau fit has its maximum near the edge.
        var random = new Random(9);
        double[] masses = new double[2000];
        for (int i = 0; i < masses.length; i++) {
            masses[i] = 118 + 3 * random.nextGaussian() - 8 * Math.log(1 - 0.95 * random.nextDouble());
        }
        Shape shape = signal.nonResonant(
                        analysis(125), List.of(sample(125, masses, false, 1)), Settings.none(), Progress.NONE)
                .get(0);
        assertEquals("landau", shape.kind());
        assertTrue(Math.abs(constant(shape, "location") - 120) < 5, shape::toString);
        assertTrue(constant(shape, "width") > 1 && constant(shape, "width") < 8, shape::toString);
    }

    @Test
    void betweenTwoMassesWhatIsNotResonantIsBetweenThem() {
        var random = new Random(12);
        List<BinnedSample> samples = List.of(
                sample(120, random.doubles(400, 110, 130).toArray(), false, 1),
                sample(130, random.doubles(400, 120, 140).toArray(), false, 1));
        double[] location = new double[3];
        for (int i = 0; i < 3; i++) {
            location[i] = constant(
                    signal.nonResonant(analysis(120 + 5 * i), samples, Settings.none(), Progress.NONE)
                            .get(0),
                    "location");
        }
        assertTrue(location[2] > location[0] + 5, location[0] + " and " + location[2]);
        assertEquals(0.5 * (location[0] + location[2]), location[1], 1e-9);
    }

    @Test
    void fewNonResonantEventsGetTheDefault() {
        var settings = new Settings("/signal", Map.of("nonResonant", List.of(131, 9)));
        Shape shape = signal.nonResonant(
                        analysis(125), List.of(sample(125, new double[] {110, 150}, false, 1)), settings, Progress.NONE)
                .get(0);
        assertEquals(131, constant(shape, "location"));
        assertEquals(9, constant(shape, "width"));
    }

    private static double value(Shape shape, int k) {
        return constant(shape, NAMES.get(k));
    }

    private static double constant(Shape shape, String name) {
        return ((Expression.Constant) shape.parameters().get(name)).value();
    }

    private static Analysis analysis(double hypothesis) {
        return new Analysis(
                "test",
                13.6,
                List.of(new Era("2024", 100)),
                List.of(new Category("4mu", "4mu")),
                List.of(new Region("SR", "signal", true), new Region("CR", "control", false)),
                "m",
                LO,
                HI,
                hypothesis);
    }

    private static List<BinnedSample> samples(int[] events, double scale) {
        var random = new Random(77);
        var samples = new ArrayList<BinnedSample>();
        for (int i = 0; i < MASSES.length; i++) {
            if (events[i] > 0) {
                samples.add(sample(MASSES[i], peak(random, MASSES[i], events[i]), true, scale));
            }
        }
        return samples;
    }

    /** Masses from the true shape by rejection under a flat envelope. */
    private static double[] peak(Random random, double mass, int events) {
        double[] p = new double[6];
        for (int k = 0; k < 6; k++) {
            p[k] = TRUTH[k][0] + TRUTH[k][1] * (mass - 125);
        }
        double[] masses = new double[events];
        for (int i = 0; i < events; ) {
            double x = random.nextDouble(LO, HI);
            if (random.nextDouble() < crystalBall(x, p)) {
                masses[i++] = x;
            }
        }
        return masses;
    }

    private static double crystalBall(double x, double[] p) {
        double t = (x - p[0]) / p[1];
        if (t < -p[2]) {
            return Math.exp(-p[2] * p[2] / 2) * Math.pow(1 + p[2] / p[3] * (-t - p[2]), -p[3]);
        }
        if (t > p[4]) {
            return Math.exp(-p[4] * p[4] / 2) * Math.pow(1 + p[4] / p[5] * (t - p[4]), -p[5]);
        }
        return Math.exp(-t * t / 2);
    }

    /** A sample that also holds what must be left out: another region, the other kind of event, masses outside. */
    private static BinnedSample sample(double mass, double[] masses, boolean resonant, double scale) {
        var events = new ArrayList<SelectedEvent>();
        for (double m : masses) {
            events.add(event(m, 0, resonant));
        }
        for (int i = 0; i < 200; i++) {
            events.add(event(106 + 0.2 * i, 1, resonant));
            events.add(event(170 + i, 0, resonant));
        }
        events.add(new SelectedEvent(1, -1, -1, null, 0, null, false));
        return MassFit.binned(
                analysis(125),
                new Sample("ggH_M" + mass, "ggH", Role.SIGNAL, MassFit.at(mass), "", scale),
                events,
                new int[0],
                new int[0]);
    }

    private static SelectedEvent event(double mass, int region, boolean resonant) {
        return new SelectedEvent(1, region, 0, PlainCandidate.atRest(mass), -1, null, resonant);
    }
}
