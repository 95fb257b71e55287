package org.fiducia.reader.root;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.event.BranchInfo;
import org.fiducia.api.event.EventFile;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Trees of ROOT 2, 3 and 4, without descriptions of classes, with baskets in the tree's record. */
class OldFileTest {
    @TempDir
    private Path folder;

    static Stream<OldRootFile> versions() {
        return Stream.of(
                OldRootFile.ROOT2_EARLY,
                OldRootFile.ROOT2,
                OldRootFile.ROOT3_FIRST,
                OldRootFile.ROOT3,
                OldRootFile.ROOT4,
                OldRootFile.ROOT4_LARGE);
    }

    @ParameterizedTest
    @MethodSource("versions")
    void readsTheTree(OldRootFile version) throws IOException {
        Path file = version.write(folder.resolve("old.root"));
        ReadTree tree = ReadTree.of(file, "t", "n", "x", "u", "c_", "c.a");
        assertEquals(5, tree.info().entries());
        assertEquals(5, tree.events());
        assertArrayEquals(OldRootFile.N, tree.column("n").integers());
        assertArrayEquals(OldRootFile.N, tree.counts("x"));
        assertArrayEquals(OldRootFile.X, tree.reals("x"));
        assertArrayEquals(OldRootFile.N, tree.column("c_").integers());
        assertArrayEquals(OldRootFile.N, tree.counts("c.a"));
        assertArrayEquals(OldRootFile.X, tree.reals("c.a"));
        assertArrayEquals(OldRootFile.U, tree.column("u").integers());
        assertEquals("float[n]", tree.info().branch("x").orElseThrow().type());
        assertEquals("uint32_t", tree.info().branch("u").orElseThrow().type());
    }

    @ParameterizedTest
    @MethodSource("versions")
    void namesWhatItCannotRead(OldRootFile version) throws IOException {
        Path file = version.write(folder.resolve("old.root"));
        try (EventFile open = new RootReader().open(file)) {
            BranchInfo lost = open.trees().get(0).branch("lost").orElseThrow();
            assertTrue(lost.kind() == null && lost.reason().contains("-1 values"), lost.toString());
            BranchInfo object = open.trees().get(0).branch("object").orElseThrow();
            assertTrue(object.kind() == null && !object.reason().isBlank(), object.toString());
            for (String name : List.of("lost", "object")) {
                var e = assertThrows(FiduciaException.class, () -> open.read("t", List.of(name)));
                assertTrue(e.getMessage().contains("branch " + name), e.getMessage());
                assertFalse(e.remedy().isBlank());
            }
        }
    }
}
