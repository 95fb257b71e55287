package org.fiducia.calibrations.photonenergy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Settings;

/**
 * Constants of the stages that are applied one after the other: of each stage once, each made after the one before it, of the
 * same eras.
 *
 * @param stages in the order they are applied, from the first
 */
record ConstantsChain(List<Constants> stages) {
    static final String KEY = "constants";

    private static final int STAGES = 3;
    private static final String REMEDY = "run `fiducia calibrate --card CARD`, and name the folder it writes";

    ConstantsChain {
        stages = List.copyOf(stages);
    }

    /** Name of the file of a stage. */
    static String file(int stage) {
        return "stage" + stage + ".json";
    }

    /**
     * What settings name: {@code constants}, a folder with a file for each stage or a list of the files, and {@code stages},
     * how many of them are applied (default: 3).
     */
    static ConstantsChain of(Settings settings) {
        int stages = settings.integer("stages", STAGES);
        if (stages < 1 || stages > STAGES) {
            throw settings.wrong("stages", "1, 2 or 3");
        }
        if (settings.values().get(KEY) instanceof List<?>) {
            List<Path> files = settings.files();
            int named = settings.texts(KEY).size();
            if (files.size() != named) {
                throw new FiduciaException(
                        Kind.INPUT, settings.path() + "/" + KEY + " names files that are not there", REMEDY);
            }
            return read(files);
        }
        return read(settings.file(KEY), stages);
    }

    /** The first stages of a folder. */
    static ConstantsChain read(Path folder, int stages) {
        var files = new ArrayList<Path>();
        for (int stage = 1; stage <= stages; stage++) {
            Path file = folder.resolve(file(stage));
            if (!Files.isRegularFile(file)) {
                throw new FiduciaException(
                        Kind.INPUT,
                        "there are no constants of photon energies, stage " + stage + ": " + file + " does not exist",
                        REMEDY);
            }
            files.add(file);
        }
        return read(files);
    }

    /** Files in the order they are applied. */
    static ConstantsChain read(List<Path> files) {
        var stages = new ArrayList<Constants>();
        for (Path file : files) {
            Constants constants;
            try {
                constants = Constants.of(Files.readAllBytes(file));
            } catch (IOException e) {
                throw new FiduciaException(
                        Kind.INPUT, file + " cannot be used: " + e.getMessage(), "make it anew: " + REMEDY, e);
            }
            check(file, constants, stages);
            stages.add(constants);
        }
        return new ConstantsChain(stages);
    }

    private static void check(Path file, Constants constants, List<Constants> before) {
        int stage = constants.stage();
        for (Constants other : before) {
            if (other.stage() == stage) {
                throw refused(file, "holds stage " + stage + ", which is applied already: it would be applied twice");
            }
        }
        if (stage != before.size() + 1) {
            throw refused(file, "holds stage " + stage + ", before which stage " + (before.size() + 1) + " is missing");
        }
        if (!constants.bins().equals(Constants.names(stage)) || !sized(constants)) {
            throw refused(file, "has constants of other bins than those of stage " + stage);
        }
        if (before.isEmpty()) {
            if (!constants.predecessor().isEmpty()) {
                throw refused(file, "holds the first stage, and was made after another");
            }
            return;
        }
        Constants last = before.get(before.size() - 1);
        if (!constants.eras().equals(last.eras())) {
            throw refused(
                    file,
                    "is of the eras " + names(constants) + ", stage " + last.stage() + " of " + names(last)
                            + ", or their runs differ");
        }
        if (!constants.predecessor().equals(last.content())) {
            throw refused(file, "was made after other constants of stage " + last.stage() + " than those beside it");
        }
    }

    private static boolean sized(Constants constants) {
        int bins = constants.bins().size()
                * (constants.stage() == 1 ? constants.eras().size() : 1);
        List<String> kinds = constants.stage() == 1
                ? List.of(Constants.ALPHA, Constants.SMEARING)
                : List.of(constants.stage() == 2 ? Constants.UNIFORMITY : Constants.PHOTON);
        return List.copyOf(constants.values().keySet()).equals(kinds)
                && constants.values().values().stream().allMatch(values -> values.length == bins)
                && constants.covariance().length == bins * kinds.size();
    }

    private static String names(Constants constants) {
        return String.join(
                ", ", constants.eras().stream().map(Constants.Period::name).toList());
    }

    private static FiduciaException refused(Path file, String why) {
        return new FiduciaException(
                Kind.INPUT, file + " " + why, "name the files of one calibration, each stage once, in their order");
    }

    /** Constants of a stage; there are none of those that are not applied. */
    Optional<Constants> stage(int stage) {
        return stages.size() >= stage ? Optional.of(stages.get(stage - 1)) : Optional.empty();
    }

    /** Those of the first stage. */
    Constants first() {
        return stages.get(0);
    }
}
