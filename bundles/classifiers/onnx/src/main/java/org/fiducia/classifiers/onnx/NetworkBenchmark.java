package org.fiducia.classifiers.onnx;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Progress;
import org.fiducia.api.command.Benchmark;
import org.fiducia.classifiers.Network;
import org.osgi.service.component.annotations.Component;

/**
 * Workload {@code W-onnx}: the networks of the channels with τ leptons, 14 features → 24 → 12 → 1, on one thread. Check
 * values are scores of two events of their pseudo-data by the program that trained them.
 */
@Component(service = Benchmark.class)
public final class NetworkBenchmark implements Benchmark {
    private static final int ROWS = 100_000;
    private static final int WARM_UP = 10;
    private static final int RUNS = 21;

    /** The features of the events have six digits. */
    private static final double SAME = 1e-5;

    private static final String FIRST = "th_2l1tau_fold0.onnx";

    /** Features of event 391 and its score. */
    private static final double[] EVENT_391 = {
        1.98438, 46.125, 2, 1, 93.5, 24.9375, 35.125, 49.75, 2.52912, 60.7002, 2.12939, 79.2665, 252.438, 1
    };

    private static final double SCORE_391 = .774367;

    /** Features of event 94 and its score. */
    private static final double[] EVENT_94 = {
        2.15625, 92, 2, 1, 54.375, 41.5, 31.9375, 92.5, 2.43157, 78.9042, .253906, 143.942, 299.562, 1
    };

    private static final double SCORE_94 = .637105;

    @Override
    public String id() {
        return "W-onnx";
    }

    @Override
    public String title() {
        return "scores of networks 14 → 24 → 12 → 1, one thread";
    }

    @Override
    public List<Row> run(Path inputs, Progress progress) {
        Path folder = folder(inputs);
        var classifier = new OwnClassifier();
        Network network = classifier.open(folder.resolve(FIRST));
        Network other = classifier.open(folder.resolve("th_1l2tau_fold1.onnx"));
        var rows = new ArrayList<Row>();
        rows.add(check("score of event 391", network, EVENT_391, SCORE_391));
        rows.add(check("score of event 94", other, EVENT_94, SCORE_94));
        rows.add(time("100 000 events", network, ROWS, progress));
        rows.add(time("1000 events, one at a time", network, 1, progress));
        return rows;
    }

    private static Path folder(Path inputs) {
        Path here = inputs.toAbsolutePath().normalize();
        return Stream.of(
                        here,
                        here.resolveSibling("th"),
                        here.resolveSibling("data").resolve("th"))
                .filter(one -> Files.isRegularFile(one.resolve(FIRST)))
                .findFirst()
                .orElseThrow(() -> new FiduciaException(
                        Kind.INPUT,
                        "there is no " + FIRST + " in or beside " + here,
                        "name the folder of the networks with --inputs"));
    }

    private static Row check(String quantity, Network network, double[] features, double expected) {
        var score = new double[1];
        network.score(features, 1, score);
        return new Row(quantity, score[0], Double.NaN, "", expected, Math.abs(score[0] - expected) <= SAME);
    }

    /** Time for events with features around those of one, in milliseconds. */
    private static Row time(String quantity, Network network, int together, Progress progress) {
        int events = together == 1 ? 1000 : together;
        int width = network.width();
        var features = new double[events * width];
        for (int k = 0; k < features.length; k++) {
            features[k] = EVENT_391[k % width] * (1 + (k / width % 97 - 48) * 1e-3);
        }
        var scores = new double[events];
        var one = new double[width];
        var times = new double[RUNS];
        boolean finite = true;
        for (int run = -WARM_UP; run < RUNS; run++) {
            progress.checkCancelled();
            long began = System.nanoTime();
            if (together > 1) {
                network.score(features, events, scores);
            } else {
                for (int e = 0; e < events; e++) {
                    System.arraycopy(features, e * width, one, 0, width);
                    network.score(one, 1, scores);
                }
            }
            if (run >= 0) {
                times[run] = (System.nanoTime() - began) * 1e-6;
            }
            finite &= Double.isFinite(scores[0]);
        }
        Arrays.sort(times);
        double spread = (times[RUNS * 3 / 4] - times[RUNS / 4]) / 2;
        return new Row(quantity, times[RUNS / 2], spread, "ms", Double.NaN, finite);
    }
}
