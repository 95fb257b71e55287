package org.fiducia.calibrations.photonenergy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.Settings;
import org.junit.jupiter.api.Test;

class CalibrationInputTest {
    private static Map<String, Object> era(String name, int first, int last) {
        return new HashMap<>(Map.of(
                "name",
                name,
                "runs",
                List.of(first, last),
                "luminosity",
                10,
                "electrons",
                List.of("e.root"),
                "photons",
                "g.root"));
    }

    private static CalibrationInput input(List<?> eras) {
        return CalibrationInput.of(new Settings(
                "/plugins/calibrations/0/settings",
                Map.of(
                        "directory",
                        "data",
                        "eras",
                        eras,
                        "simulation",
                        Map.of("electrons", "em.root", "photons", "gm.root")),
                Path.of("etc")));
    }

    private static void refused(String why, Object... eras) {
        var refused = assertThrows(FiduciaException.class, () -> input(List.of(eras)));
        assertTrue(refused.getMessage().contains(why) || refused.remedy().contains(why), refused.getMessage());
        assertFalse(refused.remedy().isBlank());
    }

    @Test
    void readsABlockOfTheCard() {
        CalibrationInput input = input(List.of(era("A", 1, 9), era("B", 10, 19)));
        assertEquals(List.of("A", "B"), input.names());
        assertEquals(List.of(Path.of("etc/data/e.root")), input.eras().get(0).electrons());
        assertArrayEquals(new double[] {0.5, 0.5}, input.shares());
    }

    @Test
    void refusesWhatMakesNoSense() {
        refused("share some", era("A", 1, 9), era("B", 9, 19));
        refused("two called A", era("A", 1, 9), era("A", 10, 19));
        refused("first and its last run", era("A", 9, 1));
        Map<String, Object> without = era("A", 1, 9);
        without.remove("runs");
        refused("runs is missing", without);
        Map<String, Object> unknown = era("A", 1, 9);
        unknown.put("lumi", 3);
        refused("lumi", unknown);
        refused("a list of objects", "A");
    }

    @Test
    void refusesRunsOfOtherEras() {
        CalibrationInput.Era era = input(List.of(era("A", 1, 9))).eras().get(0);
        CalibrationInput.require(era, Path.of("e.root"), 9);
        var refused = assertThrows(FiduciaException.class, () -> CalibrationInput.require(era, Path.of("e.root"), 10));
        assertTrue(refused.getMessage().contains("run 10"), refused.getMessage());
    }
}
