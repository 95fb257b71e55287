package org.fiducia.statistics.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicIntegerArray;
import org.apache.commons.math3.special.Erf;
import org.fiducia.api.Progress;
import org.fiducia.api.fit.FitResult;
import org.fiducia.api.fit.Fitter;
import org.fiducia.api.fit.Interval;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.fit.ShapeFunction;
import org.fiducia.statistics.likelihood.UnbinnedCompiler;
import org.fiducia.statistics.newton.NewtonFitter;
import org.fiducia.statistics.profile.ProfileLikelihood;
import org.fiducia.testkit.DeclaredComponents;
import org.fiducia.testkit.SharedFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/**
 * How often 68.3 % intervals of the cross sections hold the truth. {@code -Dcoverage.toys=2000} takes more toys than the
 * default, which fits a build.
 */
class CoverageTest {
    private static final int TOYS = Integer.getInteger("coverage.toys", 600);
    private static final long SEED = 20;

    @Test
    void profileIntervalsHoldTheTruthInTwoThirdsOfToys(TestReporter reporter) throws Exception {
        SpectrumModel w2 = SpectrumModel.read(SharedFolder.require("benchmarks"));
        Likelihood likelihood =
                new UnbinnedCompiler(DeclaredComponents.of(ShapeFunction.class)).compile(w2.model(1), w2.data("x1"));
        double[] truth = likelihood.model().initial();
        var inside = new AtomicIntegerArray(SpectrumModel.CROSS_SECTIONS);
        var failed = new AtomicIntegerArray(1);
        int threads = 2;
        var workers = new Thread[threads];
        for (int t = 0; t < threads; t++) {
            int first = t;
            Likelihood own = likelihood.copy();
            workers[t] = new Thread(() -> {
                for (int k = first; k < TOYS; k += threads) {
                    count(own.toy(truth, SEED, k), truth, inside, failed);
                }
            });
            workers[t].start();
        }
        for (Thread worker : workers) {
            worker.join();
        }
        assertEquals(0, failed.get(0), "toys without minimum");
        double expected = Erf.erf(Math.sqrt(0.5));
        double error = Math.sqrt(expected * (1 - expected) / TOYS);
        double mean = 0;
        for (int j = 0; j < SpectrumModel.CROSS_SECTIONS; j++) {
            double coverage = inside.get(j) / (double) TOYS;
            mean += coverage / SpectrumModel.CROSS_SECTIONS;
            // with few events the coverage itself differs by about a percent
            assertEquals(expected, coverage, 3.5 * error + 0.01, "cross section " + j);
        }
        reporter.publishEntry("coverage of " + TOYS + " toys", mean + " on average, " + inside);
        assertEquals(expected, mean, 3 * error / Math.sqrt(5) + 0.005);
    }

    private static void count(Likelihood toy, double[] truth, AtomicIntegerArray inside, AtomicIntegerArray failed) {
        Fitter fitter = new NewtonFitter();
        FitResult fit = fitter.fit(toy, truth, true, Progress.NONE);
        if (!fit.converged()) {
            failed.incrementAndGet(0);
            return;
        }
        for (int j = 0; j < SpectrumModel.CROSS_SECTIONS; j++) {
            Interval interval = new ProfileLikelihood().interval(toy, fitter, fit, j, Progress.NONE);
            double distance = truth[j] - interval.value();
            if (distance <= interval.up() && distance >= -interval.down()) {
                inside.incrementAndGet(j);
            }
            assertTrue(interval.up() > 0 && interval.down() > 0);
        }
    }
}
