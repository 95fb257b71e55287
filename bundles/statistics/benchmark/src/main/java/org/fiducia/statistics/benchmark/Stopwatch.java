package org.fiducia.statistics.benchmark;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.function.LongSupplier;
import org.fiducia.api.Progress;
import org.fiducia.api.command.Benchmark.Row;

/**
 * Repeats work until its median time is stable. Times are CPU times of the calling thread, so that other load on the
 * machine disturbs them little, but where several threads work.
 */
final class Stopwatch {
    private static final int LEAST_REPETITIONS = 9;
    private static final int MOST_REPETITIONS = 5000;
    private static final double WARM_UP_NANOSECONDS = 1.5e9;
    private static final double MEASURE_NANOSECONDS = 1.5e9;

    private final ThreadMXBean clock = ManagementFactory.getThreadMXBean();
    private final Progress progress;

    Stopwatch(Progress progress) {
        this.progress = progress;
    }

    /** What is timed: its result is kept so that nothing is optimised away. */
    interface Work {
        double run();
    }

    /**
     * Time per call in milliseconds: median over repetitions after a warm-up.
     *
     * @param calls calls that one run makes
     */
    Row time(String quantity, int calls, Work work) {
        return time(quantity, calls, work, clock::getCurrentThreadCpuTime);
    }

    /** Time that passes on the clock, for work of several threads. */
    Row timePassed(String quantity, Work work) {
        return time(quantity, 1, work, System::nanoTime);
    }

    private Row time(String quantity, int calls, Work work, LongSupplier now) {
        double sink = 0;
        long begin = System.nanoTime();
        int warm = 0;
        while (warm < LEAST_REPETITIONS || System.nanoTime() - begin < WARM_UP_NANOSECONDS) {
            progress.checkCancelled();
            sink += work.run();
            warm++;
            if (warm >= 2 && System.nanoTime() - begin > 10 * WARM_UP_NANOSECONDS) {
                break;
            }
        }
        double[] times = new double[MOST_REPETITIONS];
        int n = 0;
        begin = System.nanoTime();
        while (n < MOST_REPETITIONS && (n < LEAST_REPETITIONS || System.nanoTime() - begin < MEASURE_NANOSECONDS)) {
            progress.checkCancelled();
            long start = now.getAsLong();
            sink += work.run();
            times[n++] = (now.getAsLong() - start) * 1e-6 / calls;
        }
        times = Arrays.copyOf(times, n);
        Arrays.sort(times);
        double spread = 0.5 * (times[(3 * n) / 4] - times[n / 4]);
        return new Row(quantity, times[n / 2], spread, "ms", Double.NaN, !Double.isNaN(sink));
    }

    /** A check value. */
    static Row check(String quantity, double value, double expected, double tolerance) {
        return new Row(quantity, value, Double.NaN, "", expected, Math.abs(value - expected) <= tolerance);
    }
}
