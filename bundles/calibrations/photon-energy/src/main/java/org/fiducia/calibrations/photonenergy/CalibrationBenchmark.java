package org.fiducia.calibrations.photonenergy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Progress;
import org.fiducia.api.command.Benchmark;
import org.fiducia.api.event.EventReader;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Workload {@code calibration}: the three stages with the samples of two photons, three eras, on one thread, each beginning
 * with the constants before it. Check values are those of an independent implementation with the same files: numbers of pairs
 * of electrons exactly, those of photons by corrected energies to 2 %, errors to a quarter. Those of the first stage are
 * compared in the cells in which the reference's follow the number of events from era to era; the others are shown.
 */
@Component(service = Benchmark.class)
public final class CalibrationBenchmark implements Benchmark {
    private static final int RUNS = 3;
    private static final double SAME_COUNT = 0.02;
    private static final double SAME_ERROR = 0.25;

    /** Luminosity of each era, of any unit. */
    private static final Map<String, Double> ERAS = Map.of("2022", 12.0, "2023", 10.0, "2024", 38.0);

    /** Pairs of electrons of the eras, then simulated ones. */
    private static final int[] PAIRS = {19_379, 16_135, 61_901, 86_542};

    /** Errors of scales of the first cells, per cent, |η| × R9. */
    private static final double[] SCALES_2022 = {.06, .06, .11};

    private static final double[] SCALES_2024 = {.04, .04, .08};

    /** Error of the uniformity in the barrel, per cent. */
    private static final double UNIFORMITY = .10;

    /** Errors of scales of photons, per cent, and their numbers. */
    private static final double[] PHOTON_ERRORS = {
        .20, .30, .17, .24, .20, .28, .19, .27, .24, .37, .24, .39, .36, .50, .39, .58, .46, .72, .61, 1.1
    };

    private static final int[] PHOTONS = {
        3203, 1505, 3969, 1962, 2912, 1541, 3099, 1674, 2253, 1149, 1919, 994, 1370, 725, 986, 505, 708, 312, 412, 162
    };

    private final List<EventReader> readers;

    /** With what reads the samples. */
    @Activate
    public CalibrationBenchmark(@Reference(policyOption = ReferencePolicyOption.GREEDY) List<EventReader> readers) {
        this.readers = List.copyOf(readers);
    }

    @Override
    public String id() {
        return "calibration";
    }

    @Override
    public String title() {
        return "energy of photons: three stages of three eras";
    }

    @Override
    public List<Row> run(Path inputs, Progress progress) throws IOException {
        CalibrationInput input = input(inputs);
        var workers = new Workers(1, progress);
        var rows = new ArrayList<Row>();
        var events = new EventColumns(readers, input, workers);
        rows.add(time("reading", progress, () -> {
            var anew = new EventColumns(readers, input, workers);
            return anew.electrons().size()
                    + anew.simulatedElectrons().size()
                    + anew.photons().size()
                    + anew.simulatedPhotons().size();
        }));

        addPairs(rows, events.electrons(), events.simulatedElectrons());
        var scaleFit = new ScaleFit(input.names(), events.electrons(), events.simulatedElectrons());
        ScaleFit.Result first = scaleFit.fit(workers);
        rows.add(time("stage 1", progress, () -> scaleFit.fit(workers).alpha()[0]));
        addFirst(rows, first);

        var scales = new ScaleConstants(first.alpha(), first.smear());
        var uniformityFit = new UniformityFit(events.electrons(), events.simulatedElectrons(), scales, input.shares());
        UniformityFit.Result second = uniformityFit.fit(workers);
        rows.add(time("stage 2", progress, () -> uniformityFit.fit(workers).u()[0]));
        double[] errors = Matrix.errors(second.covariance());
        rows.add(error(
                "stage 2: error, " + Cells.uniformityTitle(Cells.UNIFORMITIES / 2),
                errors[Cells.UNIFORMITIES / 2],
                UNIFORMITY));

        var photonFit = new PhotonFit(events.photons(), events.simulatedPhotons(), scales, second.u(), input.shares());
        PhotonFit.Result third = photonFit.fit(workers);
        rows.add(time("stage 3", progress, () -> photonFit.fit(workers).d()[0]));
        int[] photons = photons(events.photons(), scales, second.u(), third.d());
        for (int k = 0; k < Cells.PHOTONS; k++) {
            rows.add(count("stage 3: photons, " + Cells.photonTitle(k), photons[k], PHOTONS[k], SAME_COUNT));
            rows.add(error("stage 3: error, " + Cells.photonTitle(k), third.error()[k], PHOTON_ERRORS[k]));
        }
        return rows;
    }

    private static void addPairs(List<Row> rows, ElectronPairs data, ElectronPairs simulation) {
        var pairs = new int[PAIRS.length];
        for (int era : data.era()) {
            pairs[era]++;
        }
        pairs[PAIRS.length - 1] = simulation.size();
        for (int e = 0; e < PAIRS.length; e++) {
            String sample = e < PAIRS.length - 1 ? String.valueOf(2022 + e) : "simulation";
            rows.add(count("pairs of electrons, " + sample, pairs[e], PAIRS[e], 0));
        }
    }

    private static void addFirst(List<Row> rows, ScaleFit.Result first) {
        double[] errors = Matrix.errors(first.covariance());
        for (int era : new int[] {0, 2}) {
            double[] expected = era == 0 ? SCALES_2022 : SCALES_2024;
            for (int c = 0; c < Cells.SCALES; c++) {
                rows.add(error(
                        "stage 1: error, " + (2022 + era) + ", " + Cells.scaleTitle(c),
                        errors[era * Cells.SCALES + c],
                        c < expected.length ? expected[c] : Double.NaN));
            }
        }
    }

    /** Photons of each bin of the third stage by their corrected energies. */
    private static int[] photons(MuonPhotons all, ScaleConstants scales, double[] u, double[] d) {
        var photons = new int[Cells.PHOTONS];
        for (int p = 0; p < all.size(); p++) {
            double eta = all.eta()[p];
            double r9 = all.r9()[p];
            if (!Cells.accepts(eta)) {
                continue;
            }
            double et = all.pt()[p] / (1 + scales.alpha(all.era()[p], Cells.scale(eta, r9)));
            int bin = Cells.uniformity(eta, r9);
            et /= bin < 0 ? 1 : 1 + u[bin];
            et /= 1 + d[Cells.photon(eta, r9, et)];
            if (et > PhotonFit.LEAST_ET) {
                photons[Cells.photon(eta, r9, et)]++;
            }
        }
        return photons;
    }

    /** The samples: in the folder itself, or in those of samples beside it. */
    private static CalibrationInput input(Path inputs) {
        Path here = inputs.toAbsolutePath().normalize();
        Path folder = Stream.of(
                        here,
                        here.resolveSibling("hgg"),
                        here.resolveSibling("data").resolve("hgg"))
                .filter(one -> Files.isRegularFile(one.resolve("ZEE_MC.root")))
                .findFirst()
                .orElseThrow(() -> new FiduciaException(
                        Kind.INPUT,
                        "there is no ZEE_MC.root in or beside " + here,
                        "name the folder of the samples of two photons with --inputs"));
        List<CalibrationInput.Era> eras = ERAS.keySet().stream()
                .sorted()
                .map(name -> new CalibrationInput.Era(
                        name,
                        1,
                        Integer.MAX_VALUE,
                        ERAS.getOrDefault(name, 1.0),
                        List.of(folder.resolve("ZEE_Data_" + name + ".root")),
                        List.of(folder.resolve("ZMMG_Data_" + name + ".root"))))
                .toList();
        return new CalibrationInput(
                eras, List.of(folder.resolve("ZEE_MC.root")), List.of(folder.resolve("ZMMG_MC.root")));
    }

    /** Time that passes, in seconds: median after a first run. */
    private static Row time(String quantity, Progress progress, Supplier<Number> work) {
        var seconds = new double[RUNS];
        boolean finite = true;
        for (int run = 0; run < RUNS; run++) {
            progress.checkCancelled();
            long began = System.nanoTime();
            finite &= Double.isFinite(work.get().doubleValue());
            seconds[run] = (System.nanoTime() - began) * 1e-9;
        }
        Arrays.sort(seconds);
        return new Row(quantity, seconds[RUNS / 2], (seconds[RUNS - 1] - seconds[0]) / 2, "s", Double.NaN, finite);
    }

    private static Row count(String quantity, int value, int expected, double tolerance) {
        boolean same = Math.abs(value - expected) <= tolerance * expected;
        return new Row(quantity, value, Double.NaN, "", expected, same);
    }

    /**
     * An error in per cent.
     *
     * @param expected in per cent; NaN where there is nothing to compare with
     */
    private static Row error(String quantity, double value, double expected) {
        double percent = 100 * value;
        boolean same = Double.isNaN(expected) ? percent > 0 : Math.abs(percent - expected) <= SAME_ERROR * expected;
        return new Row(quantity, percent, Double.NaN, "%", expected, same);
    }
}
