package org.fiducia.statistics.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import org.fiducia.api.Progress;
import org.fiducia.api.fit.FitResult;
import org.fiducia.api.fit.Fitter;
import org.fiducia.api.fit.Interval;
import org.fiducia.api.fit.IntervalEstimator;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.statistics.newton.NewtonFitter;
import org.fiducia.testkit.IntervalContract;
import org.fiducia.testkit.Trial;
import org.junit.jupiter.api.Test;

/** The contract of intervals fails for one that is half a per cent too long. */
class FailingContractTest {
    private static final class Long implements IntervalEstimator {
        private final IntervalEstimator right = new ProfileLikelihood();

        @Override
        public String id() {
            return "long";
        }

        @Override
        public String title() {
            return "half a per cent too long";
        }

        @Override
        public Interval interval(
                Likelihood likelihood, Fitter fitter, FitResult best, int parameter, Progress progress) {
            Interval found = right.interval(likelihood, fitter, best, parameter, progress);
            return new Interval(
                    found.value(), found.down(), 1.005 * found.up(), found.lowerIsLimit(), found.upperIsLimit());
        }
    }

    @Test
    void intervalsThatAreTooLong() {
        assertEquals(
                Set.of("aParabolaHasTheIntervalOfItsCovariance", "aCountHasItsInterval", "aLimitEndsAnInterval"),
                Trial.failures(() -> new IntervalContract(new Long(), new NewtonFitter()) {})
                        .keySet());
    }
}
