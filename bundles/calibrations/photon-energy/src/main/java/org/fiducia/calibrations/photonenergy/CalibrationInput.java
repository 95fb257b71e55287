package org.fiducia.calibrations.photonenergy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Settings;

/**
 * Which events constants are made of.
 *
 * @param eras in the order of their constants
 * @param electrons files of simulated pairs of electrons
 * @param photons files of simulated photons from muons of a Z
 */
record CalibrationInput(List<Era> eras, List<Path> electrons, List<Path> photons) {
    CalibrationInput {
        eras = List.copyOf(eras);
        electrons = List.copyOf(electrons);
        photons = List.copyOf(photons);
    }

    /**
     * A data-taking period.
     *
     * @param firstRun number of its first run
     * @param lastRun of its last
     * @param luminosity its share of all, in any unit
     * @param electrons files of pairs of electrons
     * @param photons files of photons from muons of a Z
     */
    record Era(String name, int firstRun, int lastRun, double luminosity, List<Path> electrons, List<Path> photons) {
        Era {
            electrons = List.copyOf(electrons);
            photons = List.copyOf(photons);
        }
    }

    /**
     * What a card says: {@code directory} of the files, {@code eras}, each with {@code name}, {@code runs} (the first and the
     * last), {@code luminosity}, {@code electrons} and {@code photons}, and {@code simulation} with the latter two.
     */
    static CalibrationInput of(Settings settings) {
        Path directory = settings.has("directory") ? settings.file("directory") : Path.of("");
        var eras = new ArrayList<Era>();
        for (Settings block : blocks(settings, "eras")) {
            if (!block.has("runs")) {
                throw new FiduciaException(
                        Kind.CARD,
                        block.path() + "/runs is missing",
                        "give the numbers of its first and its last run, e.g. [350000, 359999]");
            }
            double[] runs = block.reals("runs");
            if (runs.length != 2 || !(runs[0] > 0 && runs[0] <= runs[1] && runs[1] <= Integer.MAX_VALUE)) {
                throw block.wrong("runs", "the numbers of its first and its last run, e.g. [350000, 359999]");
            }
            double luminosity = block.real("luminosity");
            if (!(luminosity > 0)) {
                throw block.wrong("luminosity", "above zero");
            }
            eras.add(new Era(
                    block.text("name"),
                    (int) runs[0],
                    (int) runs[1],
                    luminosity,
                    files(block, "electrons", directory),
                    files(block, "photons", directory)));
            block.refuseUnknown();
        }
        distinct(settings, eras);
        Settings simulation = settings.block("simulation");
        var input = new CalibrationInput(
                eras, files(simulation, "electrons", directory), files(simulation, "photons", directory));
        simulation.refuseUnknown();
        settings.refuseUnknown();
        return input;
    }

    private static List<Settings> blocks(Settings settings, String name) {
        var blocks = new ArrayList<Settings>();
        if (!settings.has(name) || !(settings.values().get(name) instanceof List<?> list) || list.isEmpty()) {
            throw settings.wrong(name, "a list of objects with name, runs, luminosity, electrons and photons");
        }
        for (Object item : list) {
            if (!(item instanceof Map<?, ?> map)) {
                throw settings.wrong(name, "a list of objects with name, runs, luminosity, electrons and photons");
            }
            var values = new LinkedHashMap<String, Object>();
            map.forEach((key, value) -> values.put(String.valueOf(key), value));
            blocks.add(new Settings(settings.path() + "/" + name + "/" + blocks.size(), values));
        }
        return blocks;
    }

    private static List<Path> files(Settings block, String name, Path directory) {
        List<String> names = block.texts(name);
        if (names.isEmpty()) {
            throw block.wrong(name, "a list of files");
        }
        return names.stream().map(file -> directory.resolve(file).normalize()).toList();
    }

    private static void distinct(Settings settings, List<Era> eras) {
        var names = new HashSet<String>();
        for (Era era : eras) {
            if (!names.add(era.name())) {
                throw settings.wrong("eras", "a list of different names: there are two called " + era.name());
            }
            for (Era other : eras) {
                if (other != era && other.firstRun() <= era.lastRun() && era.firstRun() <= other.lastRun()) {
                    throw settings.wrong(
                            "eras", "of different runs: " + era.name() + " and " + other.name() + " share some");
                }
            }
        }
    }

    /** Names of the eras. */
    List<String> names() {
        return eras.stream().map(Era::name).toList();
    }

    /** Share of the luminosity of each era. */
    double[] shares() {
        double sum = eras.stream().mapToDouble(Era::luminosity).sum();
        return eras.stream().mapToDouble(era -> era.luminosity() / sum).toArray();
    }

    /** Every file, simulation last. */
    List<Path> files() {
        var all = new ArrayList<Path>();
        for (Era era : eras) {
            all.addAll(era.electrons());
            all.addAll(era.photons());
        }
        all.addAll(electrons);
        all.addAll(photons);
        return all;
    }

    /** Refuses an event whose run is not of the era whose file it is in. */
    static void require(Era era, Path file, long run) {
        if (run < era.firstRun() || run > era.lastRun()) {
            throw new FiduciaException(
                    Kind.INPUT,
                    file + " has events of run " + run + ", and era " + era.name() + " has the runs " + era.firstRun()
                            + " to " + era.lastRun(),
                    "correct the runs of the era in the card, or the list of its files");
        }
    }
}
