package org.fiducia.statistics.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import org.fiducia.api.Progress;
import org.fiducia.api.fit.FitResult;
import org.fiducia.api.fit.Fitter;
import org.fiducia.api.fit.GoodnessOfFit;
import org.fiducia.api.fit.HypothesisTest;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.fit.ProfileScanner;
import org.fiducia.testkit.GoodnessContract;
import org.fiducia.testkit.HypothesisContract;
import org.fiducia.testkit.ScannerContract;
import org.fiducia.testkit.Trial;
import org.junit.jupiter.api.Test;

/** The contracts of conclusions fail for plug-ins that are a little wrong. */
class FailingContractsTest {
    /** Profiles that are too steep. */
    private static final class Steep implements ProfileScanner {
        private final ProfileScanner right = new ProfileScan();

        @Override
        public String id() {
            return "steep";
        }

        @Override
        public String title() {
            return "one per cent too steep";
        }

        @Override
        public double[][] scan(Profile profile, int[] parameters, double[][] points, Progress progress) {
            return steeper(right.scan(profile, parameters, points, progress));
        }

        @Override
        public double[][] scan(
                Profile profile,
                int first,
                int second,
                double[] firstPoints,
                double[] secondPoints,
                Progress progress) {
            return steeper(right.scan(profile, first, second, firstPoints, secondPoints, progress));
        }

        private static double[][] steeper(double[][] scan) {
            for (double[] row : scan) {
                for (int i = 0; i < row.length; i++) {
                    row[i] *= 1.01;
                }
            }
            return scan;
        }

        @Override
        public List<Point> contour(
                Profile profile, int first, int second, double level, int points, Progress progress) {
            return right.contour(profile, first, second, 1.01 * level, points, progress);
        }
    }

    @Test
    void profilesThatAreTooSteep() {
        assertEquals(
                Set.of("profilesHaveTheirClosedForms", "aGridIsTheFunctionItself", "aContourLiesAtItsLevel"),
                Trial.failures(() -> new ScannerContract(new Steep(), Models.FITTER) {})
                        .keySet());
    }

    /** Limits at another level, and a CLs that depends on the number of threads. */
    private static final class Lax implements HypothesisTest {
        private final HypothesisTest right = new AsymptoticTest();

        @Override
        public String id() {
            return "lax";
        }

        @Override
        public String title() {
            return "excludes more than it may";
        }

        @Override
        public Cls cls(Setup setup, double mu, Progress progress) {
            Cls cls = right.cls(setup, mu, progress);
            return new Cls(cls.observed() * (1 + 1e-9 * setup.threads()), cls.error(), cls.expected());
        }

        @Override
        public Limit limit(Setup setup, double level, Progress progress) {
            return right.limit(setup, level - 0.01, progress);
        }

        @Override
        public Discovery discovery(Setup setup, Progress progress) {
            return right.discovery(setup, progress);
        }
    }

    @Test
    void limitsThatExcludeTooMuch() {
        assertEquals(
                Set.of("whatDataExcludeIsWhatTheLimitSays", "sameBitsForAnyNumberOfThreads"),
                Trial.failures(() -> new HypothesisContract(new Lax(), Models.FITTER, 0, 1e-4) {})
                        .keySet());
    }

    /** Finds everything good, and another statistic with every seed. */
    private static final class Content implements GoodnessOfFit {
        @Override
        public String id() {
            return "content";
        }

        @Override
        public String title() {
            return "finds everything good";
        }

        @Override
        public Outcome test(
                Likelihood likelihood,
                Fitter fitter,
                FitResult best,
                int toys,
                long seed,
                int threads,
                Progress progress) {
            return new Outcome(seed, 0.5, toys);
        }
    }

    @Test
    void dataThatAreAlwaysGood() {
        Set<String> failures = Trial.failures(() -> new GoodnessContract(new Content(), Models.FITTER) {
                    @Override
                    protected Likelihood good() {
                        return GoodnessTest.flat(GoodnessTest.histogram(20, 20));
                    }

                    @Override
                    protected Likelihood bad() {
                        return GoodnessTest.flat(GoodnessTest.histogram(40, 2));
                    }
                })
                .keySet();
        assertEquals(Set.of("tellsGoodFromBad", "dependsOnTheSeedAndNotOnThreads"), failures);
    }
}
