package org.fiducia.statistics.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.DoubleStream;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.event.EventBatch;
import org.fiducia.api.event.EventFile;
import org.fiducia.api.event.EventReader;
import org.fiducia.api.model.Dataset;

/**
 * Diphoton masses between 100 and 180 GeV of a sample with uncalibrated energies, in five categories: two jets as of vector-boson
 * fusion, then four classes of the mass resolution σ_m/m with edges at .009, .012 and .015. The acceptance of photons and jets and
 * the distance between them are those with which the files were written: their numbers are rounded, and are not asked again.
 */
final class AnchorData {
    static final double LO = 100;
    static final double HI = 180;
    static final int CATEGORIES = 5;
    private static final double[] EDGES = {0.0090, 0.0120, 0.0150};
    private static final List<String> FILES = List.of("Data_2022.root", "Data_2023.root", "Data_2024.root");
    private static final List<String> PHOTON = List.of("Photon_pt", "Photon_eta", "Photon_phi", "Photon_energyErr");
    private static final List<String> JET = List.of("Jet_pt", "Jet_eta", "Jet_phi", "Jet_mass");
    private static final String ID = "Photon_mvaID";

    private final List<List<Double>> masses = new ArrayList<>();

    private AnchorData() {
        for (int c = 0; c < CATEGORIES; c++) {
            masses.add(new ArrayList<>());
        }
    }

    /**
     * Reads the masses.
     *
     * @param folder with the files of all eras
     */
    static Dataset read(Path folder, List<EventReader> readers) throws IOException {
        var data = new AnchorData();
        var branches = new ArrayList<>(PHOTON);
        branches.add(ID);
        branches.addAll(JET);
        for (String name : FILES) {
            Path path = folder.resolve(name);
            if (!Files.exists(path)) {
                throw new FiduciaException(
                        Kind.INPUT, "there is no " + path, "name the folder beside its data with --inputs");
            }
            EventReader reader = reader(path, readers);
            try (EventFile file = reader.open(path);
                    EventFile.EventCursor cursor = file.read("Events", branches)) {
                for (EventBatch batch = cursor.next(); batch != null; batch = cursor.next()) {
                    data.add(batch);
                }
            }
        }
        return Dataset.unweighted(data.masses.stream()
                .map(list -> list.stream().mapToDouble(x -> x).sorted().toArray())
                .toList());
    }

    private static EventReader reader(Path path, List<EventReader> readers) throws IOException {
        for (EventReader reader : readers) {
            if (reader.accepts(path)) {
                return reader;
            }
        }
        throw new FiduciaException(Kind.PLUGIN, "no installed reader takes " + path, "install a reader of such files");
    }

    /** The same in intervals of equal width. */
    static Dataset binned(Dataset events, int intervals) {
        double[] edges = DoubleStream.iterate(0, k -> k + 1)
                .limit(intervals + 1L)
                .map(k -> LO + (HI - LO) * k / intervals)
                .toArray();
        var entries = new ArrayList<double[]>();
        for (double[] values : events.values()) {
            double[] counts = new double[intervals];
            for (double m : values) {
                int at = Arrays.binarySearch(edges, m);
                counts[at >= 0 ? Math.min(at, intervals - 1) : -at - 2]++;
            }
            entries.add(counts);
        }
        var all = new ArrayList<double[]>();
        entries.forEach(each -> all.add(edges));
        return Dataset.histograms(all, entries);
    }

    private static int[] offsets(EventBatch batch, String name) {
        return Objects.requireNonNull(batch.offsets(name), "a collection has any number of entries");
    }

    private void add(EventBatch batch) {
        int[] photons = offsets(batch, ID);
        int[] jets = offsets(batch, JET.get(0));
        double[][] p = PHOTON.stream().map(batch::reals).toArray(double[][]::new);
        double[] id = batch.reals(ID);
        double[][] j = JET.stream().map(batch::reals).toArray(double[][]::new);
        for (int e = 0; e < batch.size(); e++) {
            int first = -1;
            int second = -1;
            for (int k = photons[e]; k < photons[e + 1]; k++) {
                if (!(id[k] > 0)) {
                    continue;
                }
                if (first < 0 || p[0][k] > p[0][first]) {
                    second = first;
                    first = k;
                } else if (second < 0 || p[0][k] > p[0][second]) {
                    second = k;
                }
            }
            if (second >= 0) {
                add(p, first, second, j, jets[e], jets[e + 1]);
            }
        }
    }

    private void add(double[][] p, int a, int b, double[][] j, int from, int to) {
        double m = Math.sqrt(2 * p[0][a] * p[0][b] * (Math.cosh(p[1][a] - p[1][b]) - Math.cos(p[2][a] - p[2][b])));
        if (!(m > LO && m < HI && p[0][a] > m / 3 && p[0][b] > m / 4)) {
            return;
        }
        if (isFusion(j, from, to)) {
            masses.get(0).add(m);
            return;
        }
        double resolution = 0.5 * Math.hypot(relative(p, a), relative(p, b));
        int at = Arrays.binarySearch(EDGES, resolution);
        masses.get(1 + (at >= 0 ? at + 1 : -at - 1)).add(m);
    }

    private static double relative(double[][] p, int k) {
        return p[3][k] / (p[0][k] * Math.cosh(p[1][k]));
    }

    private static boolean isFusion(double[][] j, int from, int to) {
        int first = -1;
        int second = -1;
        for (int k = from; k < to; k++) {
            if (j[0][k] > 30) {
                if (first < 0 || j[0][k] > j[0][first]) {
                    second = first;
                    first = k;
                } else if (second < 0 || j[0][k] > j[0][second]) {
                    second = k;
                }
            }
        }
        return second >= 0 && Math.abs(j[1][first] - j[1][second]) > 3 && mass(j, first, second) > 350;
    }

    /** Of two jets whose own masses do not matter. */
    private static double mass(double[][] j, int a, int b) {
        return Math.sqrt(2 * j[0][a] * j[0][b] * (Math.cosh(j[1][a] - j[1][b]) - Math.cos(j[2][a] - j[2][b])));
    }
}
