package org.fiducia.channel.hzz4l.internal.benchmark;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Progress;
import org.fiducia.api.Settings;
import org.fiducia.api.channel.Role;
import org.fiducia.api.channel.SelectedEvent;
import org.fiducia.api.channel.Selector;
import org.fiducia.api.command.Benchmark;
import org.fiducia.api.event.EventBatch;
import org.fiducia.channel.hzz4l.DecayAngles;
import org.fiducia.channel.hzz4l.FourLepton;
import org.fiducia.channel.hzz4l.internal.FourLeptonChannel;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Workload W4: the selection of the signal region on a million toy events and the five angles of each candidate, by the
 * very selector that a measurement uses.
 */
@Component(service = Benchmark.class)
public final class SelectionBenchmark implements Benchmark {
    private static final int EVENTS = 1_000_000;
    private static final int BATCH = 20_000;

    /** W4 asks isolation of electrons too, where a measurement has it in their identification. */
    private static final Settings CUTS = new Settings(
            "/channel", Map.of("controlRegions", Map.of("enabled", false), "electrons", Map.of("maxIsolation", 0.35)));

    private static final long TIGHT = 189907;
    private static final long CANDIDATES = 74343;
    private static final double MASS_SUM = 15142895.0756;
    private static final long IN_WINDOW = 23011;

    private final int warmUp;
    private final int repetitions;

    /** As many repetitions as a stable median needs. */
    @Activate
    public SelectionBenchmark() {
        this(5, 25);
    }

    SelectionBenchmark(int warmUp, int repetitions) {
        this.warmUp = warmUp;
        this.repetitions = repetitions;
    }

    @Override
    public String id() {
        return "W4";
    }

    @Override
    public String title() {
        return "selection of a million events";
    }

    @Override
    public List<Row> run(Path inputs, Progress progress) throws IOException {
        checkGenerator(inputs.resolve("w4_20k"));
        List<EventBatch> batches = batches(EVENTS);
        Selector selector = selector();
        progress.begin("W4", warmUp + repetitions);
        Tally tally = new Tally();
        var seconds = new double[repetitions];
        for (int k = -warmUp; k < repetitions; k++) {
            progress.checkCancelled();
            tally = new Tally();
            long start = cpuTime();
            for (EventBatch batch : batches) {
                selector.select(batch, Role.BACKGROUND, tally);
            }
            if (k >= 0) {
                seconds[k] = (cpuTime() - start) * 1e-9;
            }
            progress.advance(1);
        }
        Arrays.sort(seconds);
        double median = seconds[repetitions / 2];
        double spread = 0.5 * (seconds[3 * repetitions / 4] - seconds[repetitions / 4]);
        double rate = EVENTS / median * 1e-6;
        var rows = new ArrayList<Row>();
        rows.add(new Row("selection", rate, rate * spread / median, "M events/s per core", Double.NaN, true));
        rows.add(check("events with 4 tight leptons", tally.tight, TIGHT, 0));
        rows.add(check("ZZ candidates", tally.candidates, CANDIDATES, 0));
        rows.add(check("sum of m(4l) (GeV)", tally.massSum, MASS_SUM, 6e-5));
        rows.add(check("candidates in [105, 160) GeV", tally.inWindow, IN_WINDOW, 0));
        return rows;
    }

    /** The selector of a measurement without what W4 has not: control regions. */
    static Selector selector() {
        return new FourLeptonChannel().selector(CUTS);
    }

    /** The first events in batches. */
    static List<EventBatch> batches(int events) {
        var toys = new ToyEvents(0, events);
        var batches = new ArrayList<EventBatch>();
        for (int from = 0; from < events; from += BATCH) {
            batches.add(toys.batch(from, Math.min(events, from + BATCH)));
        }
        return batches;
    }

    private static Row check(String quantity, double value, double expected, double tolerance) {
        return new Row(quantity, value, Double.NaN, "", expected, Math.abs(value - expected) <= tolerance);
    }

    private static long cpuTime() {
        var threads = ManagementFactory.getThreadMXBean();
        return threads.isCurrentThreadCpuTimeSupported() ? threads.getCurrentThreadCpuTime() : System.nanoTime();
    }

    /** Compares the events made here with those stored. */
    static void checkGenerator(Path folder) throws IOException {
        ByteBuffer off = NumpyArray.read(folder.resolve("off.npy"), "<i4");
        int stored = off.remaining() / Integer.BYTES - 1;
        var toys = new ToyEvents(0, stored);
        boolean same = matches(off, stored + 1, ByteBuffer::getInt, i -> toys.offsets[i])
                && matches(floats(folder, "pt"), toys.pt)
                && matches(floats(folder, "eta"), toys.eta)
                && matches(floats(folder, "phi"), toys.phi)
                && matches(floats(folder, "sip"), toys.sip)
                && matches(floats(folder, "iso"), toys.iso)
                && matches(NumpyArray.read(folder.resolve("id.npy"), "|i1"), toys.id)
                && matches(NumpyArray.read(folder.resolve("tight.npy"), "|i1"), toys.tight);
        if (!same) {
            throw new FiduciaException(
                    Kind.INPUT,
                    "the events of " + folder + " are not those of workload W4",
                    "get the benchmark inputs again");
        }
    }

    private static ByteBuffer floats(Path folder, String name) throws IOException {
        return NumpyArray.read(folder.resolve(name + ".npy"), "<f4");
    }

    private static boolean matches(ByteBuffer bytes, float[] made) {
        return matches(bytes, made.length, ByteBuffer::getFloat, i -> made[i]);
    }

    private static boolean matches(ByteBuffer bytes, byte[] made) {
        return matches(bytes, made.length, ByteBuffer::get, i -> made[i]);
    }

    private static boolean matches(
            ByteBuffer bytes, int length, Function<ByteBuffer, Number> next, IntFunction<Number> made) {
        for (int i = 0; i < length; i++) {
            if (!bytes.hasRemaining() || !next.apply(bytes).equals(made.apply(i))) {
                return false;
            }
        }
        return !bytes.hasRemaining();
    }

    /** What is counted while selecting. */
    static final class Tally implements Selector.Sink {
        long tight;
        long candidates;
        long inWindow;
        double massSum;
        /** Keeps the angles from being optimised away. */
        double angles;

        @Override
        public void keep(SelectedEvent event) {
            if (!(event.reco() instanceof FourLepton candidate)) {
                return; // generated, and not selected
            }
            double mass = candidate.p4().mass();
            candidates++;
            massSum += mass;
            if (mass >= 105 && mass < 160) {
                inWindow++;
            }
            DecayAngles five = candidate.angles();
            angles += five.cosThetaStar() + five.cosTheta1() + five.cosTheta2() + five.phi() + five.phi1();
        }

        @Override
        public void pass(int cut, int category, double weight) {
            if (cut == 1) {
                tight++;
            }
        }
    }
}
