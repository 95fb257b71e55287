package org.fiducia.api;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
    private final Settings settings = new Settings(
            "/channel/settings",
            Map.of("cut", 5, "name", "x", "edges", List.of(1, 2.5), "inner", Map.of("flag", true)));

    @Test
    void readsAndFallsBack() {
        assertEquals(5, settings.real("cut", 1));
        assertEquals(7, settings.real("other", 7));
        assertArrayEquals(new double[] {1, 2.5}, settings.reals("edges"));
        assertTrue(settings.block("inner").flag("flag", false));
        assertEquals(List.of("x"), settings.texts("name"));
    }

    @Test
    void filesAreRelativeToTheCard() {
        var card = new Settings("", Map.of("two", List.of("a.onnx", "../b.onnx"), "one", "c"), Path.of("/cards/etc"));
        assertEquals(List.of(Path.of("/cards/etc/a.onnx"), Path.of("/cards/b.onnx")), card.files("two"));
        assertEquals(List.of(Path.of("/cards/etc/c")), card.files("one"));
        assertEquals(List.of(), card.files("none"));
        assertThrows(FiduciaException.class, () -> settings.files("cut"));
    }

    /** What a result depends on: the content of files that are named, in lists and blocks, too, and of those in a folder. */
    @Test
    void filesAreThoseThatAreThere(@TempDir Path folder) throws IOException {
        Files.createDirectories(folder.resolve("etc"));
        Path constants = Files.createDirectories(folder.resolve("results/calibration"));
        Path b = Files.writeString(constants.resolve("b.json"), "");
        Path a = Files.writeString(constants.resolve("a.json"), "");
        Files.createDirectories(constants.resolve("deeper"));
        Path net = Files.writeString(folder.resolve("etc/net.onnx"), "");
        var block = Map.of("constants", "../results/calibration", "version", "1.2", "absent", "no.json");
        var card = new Settings("", Map.of("energy", List.of(block, "net.onnx")), folder.resolve("etc"));
        assertEquals(List.of(a, b, net), card.files());
    }

    @Test
    void namesThePlaceOfAWrongValue() {
        var e = assertThrows(FiduciaException.class, () -> settings.real("name", 1));
        assertTrue(e.getMessage().contains("/channel/settings/name"), e.getMessage());
        assertThrows(FiduciaException.class, () -> settings.integer("edges", 1));
        assertThrows(FiduciaException.class, () -> settings.text("missing"));
    }

    @Test
    void refusesWhatNobodyAskedFor() {
        settings.real("cut", 1);
        var e = assertThrows(FiduciaException.class, settings::refuseUnknown);
        assertTrue(e.getMessage().contains("unknown setting"), e.getMessage());
        assertTrue(e.remedy().contains("cut"), e.remedy());
    }

    @Test
    void aNoteIsForPeople() {
        new Settings("/nuisances/0", Map.of("note", "where the size comes from")).refuseUnknown();
        assertThrows(FiduciaException.class, () -> new Settings("/nuisances/0", Map.of("note", 1)).refuseUnknown());
        assertThrows(FiduciaException.class, () -> new Settings("/nuisances/0", Map.of("notes", "")).refuseUnknown());
    }
}
