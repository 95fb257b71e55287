package org.fiducia.signal.dscb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.fiducia.api.Progress;
import org.fiducia.api.Settings;
import org.fiducia.api.fit.FitResult;
import org.fiducia.api.model.Component;
import org.fiducia.api.model.Dataset;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.ModelCategory;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.model.Shape;
import org.fiducia.api.model.StatisticalModel;
import org.fiducia.signal.dscb.BinPeaks.Cell;
import org.fiducia.signal.dscb.BinPeaks.Deviation;
import org.fiducia.statistics.likelihood.UnbinnedCompiler;
import org.fiducia.statistics.likelihood.internal.shape.DoubleSidedCrystalBall;
import org.fiducia.statistics.likelihood.internal.shape.Histogram;
import org.fiducia.statistics.newton.NewtonFitter;
import org.junit.jupiter.api.Test;

class BinPeaksTest {
    private static final double LO = 105;
    private static final double HI = 160;
    private static final UnbinnedCompiler COMPILER =
            new UnbinnedCompiler(List.of(new DoubleSidedCrystalBall(), new Histogram()));

    /** Mean 124.8, σ 1.5, both tails steep, all moving with m_H as they should. */
    private static final Peak PEAK =
            new Peak("4mu", 125, new double[] {124.8, 1, 1.5, 0.012, 1.5, 0, 5, 0, 1.7, 0, 5, 0}, 0.01, 0.01);

    private static List<Deviation> fit(List<Cell> cells) {
        return new BinPeaks(COMPILER, new NewtonFitter(), FitSettings.of(Settings.none()), 125, LO, HI)
                .fit(cells, Progress.NONE);
    }

    /** A core of a width with a tail to the left as events have it that radiate. */
    private static Cell cell(Random random, int events, ToDoubleFunction<Random> mass) {
        double[] masses = random.doubles(0, 1)
                .map(u -> mass.applyAsDouble(random))
                .filter(m -> m >= LO && m < HI)
                .limit(events)
                .sorted()
                .toArray();
        double[] weights = new double[events];
        Arrays.fill(weights, 1);
        return new Cell(PEAK, Map.of(125.0, new MassSpectrum(masses, weights)));
    }

    private static ToDoubleFunction<Random> gaussian(double mean, double sigma) {
        return random -> mean + sigma * random.nextGaussian();
    }

    @Test
    void binsWithManyEventsHaveTheirOwnPeak() {
        var random = new Random(3);
        double[] shifts = {-0.4, 0, 0.6, 0.1};
        double[] widths = {1, 1.2, 0.9, 1};
        var cells = new ArrayList<Cell>();
        for (int i = 0; i < shifts.length; i++) {
            cells.add(cell(random, 20_000, gaussian(124.8 + 1.5 * shifts[i], 1.5 * widths[i])));
        }
        List<Deviation> found = fit(cells);
        for (int i = 0; i < shifts.length; i++) {
            assertEquals(shifts[i], found.get(i).by()[0], 0.04);
            assertEquals(Math.log(widths[i]), found.get(i).by()[1], 0.04);
            // 1/√n of a Gaussian, a little more where the tails are free
            assertEquals(1 / Math.sqrt(20_000), found.get(i).error()[0], 0.5 / Math.sqrt(20_000));
        }
    }

    @Test
    void aBinOfFewEventsIsAsStableAsTheOthersSay() {
        int trials = 40;
        double squares = 0;
        double plain = 0;
        for (int trial = 0; trial < trials; trial++) {
            var random = new Random(100 + trial);
            var cells = new ArrayList<Cell>();
            for (int i = 0; i < 6; i++) {
                cells.add(cell(random, 3000, gaussian(124.8, 1.5)));
            }
            Cell thin = cell(random, 20, gaussian(124.8, 1.5));
            cells.add(thin);
            double by = fit(cells).get(6).by()[0];
            double mean =
                    Arrays.stream(thin.spectra().get(125.0).mass()).average().orElseThrow();
            squares += by * by / trials;
            plain += Math.pow((mean - 124.8) / 1.5, 2) / trials;
        }
        assertEquals(1.0 / 20, plain, 0.03, "its own mean, in units of the width squared");
        assertTrue(squares < 0.1 * plain, "drawn to the others: " + squares + " for " + plain);
    }

    @Test
    void aBinWithoutEventsHasThePeakOfItsCategory() {
        var random = new Random(8);
        List<Cell> cells = List.of(
                cell(random, 3000, gaussian(125.2, 1.5)),
                cell(random, 3000, gaussian(124.4, 1.5)),
                new Cell(PEAK, Map.of()));
        Deviation none = fit(cells).get(2);
        assertEquals(0, Arrays.stream(none.by()).map(Math::abs).sum(), 0);
        // as uncertain as the others differ, 0.27 σ
        assertEquals(0.27, none.error()[0], 0.15);
    }

    /** Above a flat background the number of events comes out right although no Crystal Ball has this form. */
    @Test
    void aFormThatDoesNotFitDoesNotBiasTheYield() {
        var random = new Random(5);
        ToDoubleFunction<Random> box = r -> 124.8 + (r.nextDouble() < 0.5 ? 1.5 : 3) * (r.nextDouble() * 2 - 1) * 1.2;
        List<Cell> cells = List.of(cell(random, 4000, box), cell(random, 4000, box));
        Deviation deviation = fit(cells).get(0);
        MassSpectrum spectrum = cells.get(0).spectra().get(125.0);
        assertEquals(4000, fittedEvents(PEAK.at(Expression.constant(125), deviation.by()), spectrum), 4);
        double[] before = deviation.by().clone();
        before[1] -= deviation.error()[1];
        assertTrue(
                Math.abs(fittedEvents(PEAK.at(Expression.constant(125), before), spectrum) - 4000) > 8,
                "another width would");
    }

    private static double fittedEvents(Shape shape, MassSpectrum spectrum) {
        double background = 2 * spectrum.events();
        var components = List.of(
                new Component("signal", Expression.ref("n"), shape),
                new Component(
                        "flat", Expression.constant(background), Shape.histogram(new double[] {LO, HI}, new double[] {1
                        })));
        var model = new StatisticalModel(
                List.of(Parameter.interest("n", 4000, 0, 1e5, 50)),
                List.of(),
                List.of(new ModelCategory("c", LO, HI, components, Map.of())));
        int grid = 1000;
        double[] values = Arrays.copyOf(spectrum.mass(), spectrum.mass().length + grid);
        double[] weights = Arrays.copyOf(spectrum.weight(), values.length);
        for (int i = 0; i < grid; i++) {
            values[spectrum.mass().length + i] = LO + (i + 0.5) * (HI - LO) / grid;
            weights[spectrum.mass().length + i] = background / grid;
        }
        FitResult fit = new NewtonFitter()
                .fit(
                        COMPILER.compile(model, new Dataset(List.of(values), List.of(weights))),
                        model.initial(),
                        false,
                        Progress.NONE);
        return fit.parameters()[0];
    }
}
