package org.fiducia.api.inference;

import java.util.List;
import java.util.Optional;
import org.fiducia.api.Progress;
import org.fiducia.api.fit.Fitter;
import org.fiducia.api.fit.GoodnessOfFit;
import org.fiducia.api.fit.HypothesisTest;
import org.fiducia.api.fit.Interval;
import org.fiducia.api.fit.IntervalEstimator;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.fit.ProfileScanner;
import org.fiducia.api.schedule.Scheduler;

/**
 * Concludes from a likelihood, whatever its model is of. Stateless and thread-safe; the answers do not depend on the number
 * of threads.
 */
public interface Inference {
    /**
     * Fits and answers. A question without an answer does not keep the others from theirs, see {@link
     * Conclusions#failures}.
     *
     * @param quantities what is concluded about
     * @throws org.fiducia.api.FiduciaException of kind FIT when the fit finds no minimum, of kind USAGE when a question names
     *     a parameter that is not there, of kind PLUGIN when a tool for a question is missing
     */
    Conclusions conclude(
            Subject subject, List<Quantity> quantities, Questions questions, Tools tools, Progress progress);

    /**
     * Whether a value belongs to the 68.3 % interval of a quantity that {@link #conclude} finds; what coverage is measured by.
     *
     * @param value of the quantity, in its unit
     * @throws org.fiducia.api.FiduciaException as {@link #conclude}, and of kind FIT when there is no interval
     */
    default Membership membership(
            Subject subject, Quantity quantity, double value, Questions questions, Tools tools, Progress progress) {
        Conclusions found = conclude(subject, List.of(quantity), questions, tools, progress);
        Conclusions.Result result = found.quantities().get(0);
        Interval total =
                result.total().orElseThrow(() -> found.failure(quantity).orElseThrow());
        boolean calibrated = result.ends().calibrated();
        Interval profile = calibrated ? result.ends().calibration().profile() : total;
        return new Membership(profile.contains(value), total.contains(value), calibrated);
    }

    /**
     * Whether a value belongs to an interval.
     *
     * @param uncalibrated to that of the interval estimator
     * @param reported to the one that is reported
     * @param calibrated whether that is another one
     */
    record Membership(boolean uncalibrated, boolean reported, boolean calibrated) {}

    /**
     * What is concluded from.
     *
     * @param name of what is fitted, for messages
     * @param likelihood used by the calling thread, and copied for others
     * @param start where the fit begins, one value per parameter
     * @param asimov whether the data are what the model expects: their weights are then none of events
     * @param remedy what to try when the fit finds no minimum
     */
    record Subject(String name, Likelihood likelihood, double[] start, boolean asimov, String remedy) {}

    /**
     * With what the work is done.
     *
     * @param scanners the first of them scans; empty when nothing is to be scanned
     * @param tests of hypotheses, chosen by their id
     * @param goodness all that apply are asked
     * @param threads number of threads, at least 1
     * @param scheduler has toys and scans done in other processes; empty for the threads
     */
    record Tools(
            Fitter fitter,
            IntervalEstimator intervals,
            List<ProfileScanner> scanners,
            List<HypothesisTest> tests,
            List<GoodnessOfFit> goodness,
            int threads,
            Optional<Scheduler> scheduler) {
        public Tools {
            scanners = List.copyOf(scanners);
            tests = List.copyOf(tests);
            goodness = List.copyOf(goodness);
        }

        /** In this process. */
        public Tools(
                Fitter fitter,
                IntervalEstimator intervals,
                List<ProfileScanner> scanners,
                List<HypothesisTest> tests,
                List<GoodnessOfFit> goodness,
                int threads) {
            this(fitter, intervals, scanners, tests, goodness, threads, Optional.empty());
        }

        /** The same with another number of threads. */
        public Tools with(int others) {
            return new Tools(fitter, intervals, scanners, tests, goodness, others, scheduler);
        }

        /** The same with a scheduler, or none. */
        public Tools with(Optional<Scheduler> other) {
            return new Tools(fitter, intervals, scanners, tests, goodness, threads, other);
        }
    }
}
