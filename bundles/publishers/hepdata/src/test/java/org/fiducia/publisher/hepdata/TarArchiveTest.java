package org.fiducia.publisher.hepdata;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;

/** What is packed is unpacked by another reader, with sizes around those of a block. */
class TarArchiveTest {
    private static Map<String, byte[]> files() {
        var random = new Random(3);
        var files = new LinkedHashMap<String, byte[]>();
        for (int size : new int[] {0, 1, 511, 512, 513, 100_000}) {
            byte[] bytes = new byte[size];
            random.nextBytes(bytes);
            files.put("file" + size + ".yaml", bytes);
        }
        files.put("x".repeat(99), new byte[] {1});
        return files;
    }

    static Map<String, byte[]> unpacked(byte[] archive) throws IOException {
        var files = new LinkedHashMap<String, byte[]>();
        try (var tar = new TarArchiveInputStream(new GZIPInputStream(new ByteArrayInputStream(archive)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                assertEquals(0, entry.getLastModifiedDate().getTime());
                assertEquals(0, entry.getLongUserId());
                assertEquals("", entry.getUserName());
                assertEquals(0644, entry.getMode());
                files.put(entry.getName(), tar.readAllBytes());
            }
        }
        return files;
    }

    @Test
    void whatIsPackedIsUnpacked() throws Exception {
        Map<String, byte[]> packed = files();
        Map<String, byte[]> unpacked = unpacked(TarArchive.of(packed));
        assertEquals(
                packed.keySet().stream().toList(), unpacked.keySet().stream().toList());
        packed.forEach((name, bytes) -> assertArrayEquals(bytes, unpacked.get(name), name));
    }

    @Test
    void theSameFilesAreTheSameBytes() throws Exception {
        assertArrayEquals(TarArchive.of(files()), TarArchive.of(files()));
    }

    @Test
    void aNameThatDoesNotFitIsAMistake() {
        assertThrows(IllegalArgumentException.class, () -> TarArchive.of(Map.of("x".repeat(100), new byte[0])));
    }
}
