package org.fiducia.calibrations.photonenergy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.Settings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConstantsChainTest {
    @TempDir
    Path folder;

    private List<Constants> stages;

    @BeforeEach
    void write() throws IOException {
        stages = Examples.stages();
        for (Constants stage : stages) {
            Files.write(file(stage.stage()), stage.bytes());
        }
    }

    private Path file(int stage) {
        return folder.resolve(ConstantsChain.file(stage));
    }

    private void refused(String why, Path... files) {
        var refused = assertThrows(FiduciaException.class, () -> ConstantsChain.read(List.of(files)));
        assertTrue(refused.getMessage().contains(why), refused.getMessage());
        assertFalse(refused.remedy().isBlank());
    }

    @Test
    void readsWhatWasWritten() {
        ConstantsChain chain = ConstantsChain.read(folder, 3);
        for (int stage = 0; stage < 3; stage++) {
            assertEquals(stages.get(stage).content(), chain.stages().get(stage).content());
            assertArrayEquals(
                    stages.get(stage).bytes(), chain.stages().get(stage).bytes());
        }
        assertEquals(2, ConstantsChain.read(folder, 2).stages().size());
    }

    @Test
    void refusesAStageTwiceOrMissing() {
        refused("applied twice", file(1), file(1));
        refused("applied twice", file(1), file(2), file(2));
        refused("stage 2 is missing", file(1), file(3));
        refused("stage 1 is missing", file(2));
    }

    @Test
    void refusesOtherPredecessorsErasAndBins() throws IOException {
        Path other = folder.resolve("other.json");
        Files.write(other, Examples.first(0.002).bytes());
        refused("made after other constants of stage 1", other, file(2));
        Constants second = stages.get(1);
        List<Constants.Period> eras = List.of(new Constants.Period("2025", 1, 2, 3));
        Files.write(
                other,
                new Constants(
                                2,
                                eras,
                                second.bins(),
                                second.values(),
                                second.covariance(),
                                Map.of(),
                                "",
                                second.predecessor())
                        .bytes());
        refused("is of the eras 2025", file(1), other);
        List<String> bins = Constants.names(3);
        Files.write(
                other,
                new Constants(
                                2,
                                second.eras(),
                                bins,
                                second.values(),
                                second.covariance(),
                                Map.of(),
                                "",
                                second.predecessor())
                        .bytes());
        refused("other bins", file(1), other);
    }

    @Test
    void refusesWhatWasAlteredOrIsNone() throws IOException {
        String text = Files.readString(file(1));
        String altered = text.replaceFirst("0\\.001\\b", "0.0011");
        assertFalse(altered.equals(text));
        Files.writeString(file(1), altered);
        refused("altered", file(1));
        Files.writeString(file(1), "{\"no\": 1}");
        refused("cannot be used", file(1));
        Files.write(file(1), "no JSON".getBytes(StandardCharsets.UTF_8));
        refused("cannot be used", file(1));
    }

    @Test
    void saysWhatToRunWhereThereAreNone() {
        var settings = new Settings(
                "/photons", Map.of("constants", folder.resolve("none").toString()));
        var refused = assertThrows(FiduciaException.class, () -> new ConstantsEnergy().correction(settings));
        assertTrue(refused.remedy().contains("fiducia calibrate --card"), refused.remedy());
    }

    @Test
    void takesAListOfFiles() {
        var settings = new Settings("/photons", Map.of("constants", List.of(file(1).toString(), file(2).toString())));
        assertEquals(2, ConstantsChain.of(settings).stages().size());
        var twice = new Settings("/photons", Map.of("constants", List.of(file(1).toString(), file(1).toString())));
        assertThrows(FiduciaException.class, () -> ConstantsChain.of(twice));
        var missing = new Settings(
                "/photons",
                Map.of("constants", List.of(folder.resolve("stage9.json").toString())));
        assertThrows(FiduciaException.class, () -> ConstantsChain.of(missing));
    }
}
