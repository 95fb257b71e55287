package org.fiducia.console.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No name leads out of a folder. */
class FenceTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void make() throws Exception {
        Files.createDirectories(folder.resolve("results/pT4l"));
        Files.writeString(folder.resolve("results/pT4l/result.json"), "{}");
        Files.writeString(folder.resolve("results/.hidden"), "hidden");
        Files.writeString(folder.resolve("secret"), "secret");
        Files.createDirectories(folder.resolve("results-of-others"));
        Files.writeString(folder.resolve("results-of-others/secret"), "secret");
    }

    private Fence fence() {
        return new Fence(folder.resolve("results"));
    }

    @Test
    void whatIsInsideIsFound() throws Exception {
        Path file = fence().inside("pT4l/result.json").orElseThrow();
        assertEquals("{}", Files.readString(file));
        assertEquals("pT4l/result.json", fence().name(file));
        assertTrue(fence().inside("").isPresent());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../secret",
                "pT4l/../../secret",
                "..",
                "/etc/passwd",
                "//etc/passwd",
                "..\\secret",
                "pT4l/./result.json",
                "../results-of-others/secret",
                ".hidden",
                "pT4l/..",
                "nothing",
                "a\0b",
                "%2e%2e/secret"
            })
    void noNameLeadsOut(String name) {
        assertEquals(Optional.empty(), fence().inside(name), name);
    }

    @Test
    void noLinkLeadsOut() throws Exception {
        Files.createSymbolicLink(folder.resolve("results/link"), folder.resolve("secret"));
        Files.createSymbolicLink(folder.resolve("results/away"), folder);
        assertEquals(Optional.empty(), fence().inside("link"));
        assertEquals(Optional.empty(), fence().inside("away/secret"));
    }

    @Test
    void aFolderThatIsALinkItselfServes() throws Exception {
        Files.createSymbolicLink(folder.resolve("linked"), folder.resolve("results"));
        assertTrue(
                new Fence(folder.resolve("linked")).inside("pT4l/result.json").isPresent());
    }
}
