package org.fiducia.calibrations.photonenergy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Nullable;
import org.fiducia.api.event.EventBatch;
import org.fiducia.api.event.EventFile;
import org.fiducia.api.event.EventReader;
import org.fiducia.api.event.TreeInfo;

/** Reads what constants are made of from files of events. One thread at a time. */
final class EventColumns implements EventSource {
    private static final String TREE = "Events";

    /** Not in every file of data; where it is, it must be of the era. */
    private static final String RUN = "run";

    private static final List<String> ELECTRONS = List.of("Electron_pt", "Electron_eta", "Electron_phi", "Electron_r9");
    private static final List<String> PHOTONS = List.of(
            "Photon_pt", "Photon_eta", "Photon_phi", "Photon_r9", "Muon_pt", "Muon_eta", "Muon_phi", "Muon_charge");

    private final List<EventReader> readers;
    private final Workers workers;
    private final CalibrationInput input;
    private @Nullable ElectronPairs electrons;
    private @Nullable ElectronPairs simulatedElectrons;
    private @Nullable MuonPhotons photons;
    private @Nullable MuonPhotons simulatedPhotons;

    EventColumns(List<EventReader> readers, CalibrationInput input, Workers workers) {
        this.readers = readers;
        this.input = input;
        this.workers = workers;
    }

    /** A file with the era it is of, null for simulation. */
    private record Source(int index, @Nullable CalibrationInput.Era era, Path file) {}

    /** Rows of numbers that grow. */
    private static final class Rows {
        private double[][] rows;
        private int size;

        private Rows(int columns) {
            rows = new double[columns][1024];
        }

        private void add(double... values) {
            if (size == rows[0].length) {
                for (int c = 0; c < rows.length; c++) {
                    rows[c] = Arrays.copyOf(rows[c], 2 * size);
                }
            }
            for (int c = 0; c < values.length; c++) {
                rows[c][size] = values[c];
            }
            size++;
        }

        /** All rows of several. */
        private static double[][] joined(List<Rows> parts) {
            var all = new double[parts.get(0).rows.length]
                    [parts.stream().mapToInt(p -> p.size).sum()];
            int at = 0;
            for (Rows part : parts) {
                for (int c = 0; c < all.length; c++) {
                    System.arraycopy(part.rows[c], 0, all[c], at, part.size);
                }
                at += part.size;
            }
            return all;
        }
    }

    /** Reads the events of a batch. */
    private interface Batch {
        void read(Columns batch, int size, Source source, Rows rows);
    }

    /** Columns of a batch, each made real numbers once. */
    private record Columns(EventBatch batch, Map<String, double[]> known) {
        private double[] reals(String name) {
            return known.computeIfAbsent(name, batch::reals);
        }

        private int[] offsets(String name) {
            int[] offsets = batch.offsets(name);
            if (offsets == null) {
                throw new FiduciaException(
                        Kind.INPUT,
                        batch.source() + ": " + name + " has one value per event",
                        "name a file of events with lists of objects");
            }
            return offsets;
        }
    }

    @Override
    public ElectronPairs electrons() {
        ElectronPairs known = electrons;
        if (known == null) {
            known = pairs(sources(input, true));
            electrons = known;
        }
        return known;
    }

    @Override
    public ElectronPairs simulatedElectrons() {
        ElectronPairs known = simulatedElectrons;
        if (known == null) {
            known = pairs(simulated(input.electrons()));
            simulatedElectrons = known;
        }
        return known;
    }

    @Override
    public MuonPhotons photons() {
        MuonPhotons known = photons;
        if (known == null) {
            known = muons(sources(input, false));
            photons = known;
        }
        return known;
    }

    @Override
    public MuonPhotons simulatedPhotons() {
        MuonPhotons known = simulatedPhotons;
        if (known == null) {
            known = muons(simulated(input.photons()));
            simulatedPhotons = known;
        }
        return known;
    }

    private static List<Source> sources(CalibrationInput input, boolean electrons) {
        var sources = new ArrayList<Source>();
        for (int e = 0; e < input.eras().size(); e++) {
            CalibrationInput.Era era = input.eras().get(e);
            for (Path file : electrons ? era.electrons() : era.photons()) {
                sources.add(new Source(e, era, file));
            }
        }
        return sources;
    }

    private static List<Source> simulated(List<Path> files) {
        return files.stream().map(file -> new Source(-1, null, file)).toList();
    }

    private ElectronPairs pairs(List<Source> sources) {
        double[][] all = read(sources, ELECTRONS, 8, EventColumns::pairs);
        int n = all[0].length;
        var era = new int[n];
        var scale = new int[2][n];
        var uniformity = new int[2][n];
        for (int p = 0; p < n; p++) {
            era[p] = (int) all[0][p];
            for (int leg = 0; leg < 2; leg++) {
                double eta = all[3 + leg][p];
                boolean accepted = Cells.accepts(eta);
                scale[leg][p] = accepted ? Cells.scale(eta, all[5 + leg][p]) : -1;
                uniformity[leg][p] = accepted ? Cells.uniformity(eta, all[5 + leg][p]) : -1;
            }
        }
        return new ElectronPairs(era, new double[][] {all[1], all[2]}, scale, uniformity, all[7]);
    }

    private MuonPhotons muons(List<Source> sources) {
        double[][] all = read(sources, PHOTONS, 6, EventColumns::photons);
        var era = new int[all[0].length];
        for (int p = 0; p < era.length; p++) {
            era[p] = (int) all[0][p];
        }
        return new MuonPhotons(era, all[1], all[2], all[3], all[4], all[5]);
    }

    private static void pairs(Columns batch, int size, Source source, Rows rows) {
        int[] at = batch.offsets("Electron_pt");
        double[] pt = batch.reals("Electron_pt");
        double[] eta = batch.reals("Electron_eta");
        double[] phi = batch.reals("Electron_phi");
        double[] r9 = batch.reals("Electron_r9");
        for (int event = 0; event < size; event++) {
            if (at[event + 1] - at[event] != 2) {
                continue;
            }
            int a = at[event];
            double angles = Math.cosh(eta[a] - eta[a + 1]) - Math.cos(phi[a] - phi[a + 1]);
            double lnMass = 0.5 * Math.log(2 * pt[a] * pt[a + 1] * angles);
            if (Double.isFinite(lnMass)) {
                rows.add(source.index(), pt[a], pt[a + 1], eta[a], eta[a + 1], r9[a], r9[a + 1], lnMass);
            }
        }
    }

    private static void photons(Columns batch, int size, Source source, Rows rows) {
        int[] at = batch.offsets("Photon_pt");
        int[] muons = batch.offsets("Muon_pt");
        double[] pt = batch.reals("Photon_pt");
        double[] eta = batch.reals("Photon_eta");
        double[] r9 = batch.reals("Photon_r9");
        double[] charge = batch.reals("Muon_charge");
        for (int event = 0; event < size; event++) {
            int g = at[event];
            int m = muons[event];
            if (at[event + 1] == g || muons[event + 1] - m != 2 || charge[m] * charge[m + 1] > 0) {
                continue;
            }
            double[] one = momentum(batch, "Muon", m, MuonPhotons.MUON);
            double[] two = momentum(batch, "Muon", m + 1, MuonPhotons.MUON);
            double[] photon = momentum(batch, "Photon", g, 0);
            double mumu = 2 * MuonPhotons.MUON * MuonPhotons.MUON + 2 * product(one, two);
            double excess = 2 * (product(one, photon) + product(two, photon));
            rows.add(source.index(), pt[g], eta[g], r9[g], mumu, excess);
        }
    }

    /** Energy and momentum. */
    private static double[] momentum(Columns batch, String object, int index, double mass) {
        double pt = batch.reals(object + "_pt")[index];
        double eta = batch.reals(object + "_eta")[index];
        double phi = batch.reals(object + "_phi")[index];
        double p = pt * Math.cosh(eta);
        return new double[] {Math.sqrt(p * p + mass * mass), pt * Math.cos(phi), pt * Math.sin(phi), pt * Math.sinh(eta)
        };
    }

    private static double product(double[] a, double[] b) {
        return a[0] * b[0] - a[1] * b[1] - a[2] * b[2] - a[3] * b[3];
    }

    private double[][] read(List<Source> sources, List<String> branches, int columns, Batch events) {
        workers.progress()
                .begin("reading " + sources.size() + (sources.size() == 1 ? " file" : " files"), sources.size());
        return Rows.joined(workers.map(sources.size(), i -> {
            var rows = new Rows(columns);
            Source source = sources.get(i);
            try (EventFile file = open(source.file())) {
                TreeInfo tree = require(source.file(), file, branches);
                var names = new ArrayList<>(branches);
                boolean runs = source.era() != null && tree.branch(RUN).isPresent();
                if (runs) {
                    names.add(RUN);
                }
                try (EventFile.EventCursor cursor = file.read(TREE, names)) {
                    for (EventBatch batch = cursor.next(); batch != null; batch = cursor.next()) {
                        if (runs && source.era() != null) {
                            for (long run : batch.integers(RUN)) {
                                CalibrationInput.require(source.era(), source.file(), run);
                            }
                        }
                        events.read(new Columns(batch, new HashMap<>()), batch.size(), source, rows);
                    }
                }
            } catch (IOException e) {
                throw new FiduciaException(
                        Kind.INPUT, source.file() + " cannot be read: " + e.getMessage(), "look at the file", e);
            }
            return rows;
        }));
    }

    private static TreeInfo require(Path path, EventFile file, List<String> branches) {
        TreeInfo tree = file.trees().stream()
                .filter(t -> t.name().equals(TREE))
                .findFirst()
                .orElseThrow(() -> new FiduciaException(
                        Kind.INPUT, path + " has no tree " + TREE, "name a file of events in the card"));
        for (String branch : branches) {
            if (tree.branch(branch).isEmpty()) {
                throw new FiduciaException(
                        Kind.INPUT,
                        path + " has no branch " + branch,
                        "electrons need files with pairs of electrons, photons those with muons and photons");
            }
        }
        return tree;
    }

    private EventFile open(Path path) throws IOException {
        for (EventReader reader : readers) {
            if (reader.accepts(path)) {
                return reader.open(path);
            }
        }
        throw new FiduciaException(
                Kind.INPUT,
                path + " does not exist or is of no format that an installed reader takes",
                "correct the name of the file, or the directory, in the card");
    }
}
