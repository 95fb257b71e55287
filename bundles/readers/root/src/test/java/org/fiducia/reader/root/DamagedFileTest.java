package org.fiducia.reader.root;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.event.EventFile;
import org.fiducia.testkit.SharedFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that cannot be read end in one message that names the file and what to do. */
class DamagedFileTest {
    private final RootReader reader = new RootReader();

    @TempDir
    private Path folder;

    @Test
    void refusesWhatIsNoFile() {
        assertTrue(refused(() -> reader.open(folder.resolve("absent.root"))).contains("no such file"));
        assertTrue(refused(() -> reader.open(folder)).contains("is a folder"));
    }

    @Test
    void refusesRandomBytes() throws IOException {
        var bytes = new byte[10_000];
        new Random(1).nextBytes(bytes);
        Path file = write("random.root", bytes);
        assertTrue(reader.accepts(file), "claimed by its name, to be refused with a reason");
        assertTrue(refused(() -> reader.open(file)).contains("not a ROOT file"));
        assertTrue(refused(() -> reader.open(write("empty.root", new byte[0]))).contains("not a ROOT file"));
        System.arraycopy("root".getBytes(StandardCharsets.US_ASCII), 0, bytes, 0, 4);
        refused(() -> reader.open(write("random.root", bytes)));
    }

    @Test
    void refusesACutFile() throws IOException {
        byte[] whole = Files.readAllBytes(SharedFolder.sample("VBF_M120.root"));
        for (int length = 0; length < whole.length; length += 1 + length / 3) {
            Path file = write("cut.root", Arrays.copyOf(whole, length));
            String message = refused(() -> reader.open(file));
            assertTrue(message.contains(length < 4 ? "not a ROOT file" : "cut off"), message);
        }
    }

    @Test
    void refusesADamagedBlock() throws IOException {
        byte[] bytes = Files.readAllBytes(SharedFolder.sample("ggH_M124.root"));
        int at = 1000;
        while (bytes[at] != 'Z' || bytes[at + 1] != 'L' || bytes[at + 2] != 8) {
            at++;
        }
        for (int i = 20; i < 60; i++) {
            bytes[at + i] = (byte) (i * i);
        }
        Path file = write("block.root", bytes);
        String message = refused(() -> ReadTree.all(file, "Events"));
        assertTrue(message.contains("compressed with ZL is damaged"), message);
    }

    /** Between its header and its events, and in the middle of these. */
    @Test
    void namesTheEntriesWhereAFileIsCutWhileItIsRead() throws IOException {
        byte[] whole = Files.readAllBytes(SharedFolder.sample("ggH_M125.root"));
        Path file = write("shrinking.root", whole);
        try (EventFile open = reader.open(file)) {
            assertTrue(open.trees().get(0).entries() > 30_000);
            Files.write(file, Arrays.copyOf(whole, whole.length / 3));
            String message = refused(() -> {
                try (var cursor = open.read("Events", List.of("genWeight", "Jet_pt", "Muon_pt"))) {
                    while (cursor.next() != null) {
                        // on to what is not there any more
                    }
                    return cursor;
                }
            });
            assertTrue(
                    message.matches(
                            ".*shrinking.root: entries \\d+ to \\d+: branch \\w+: it was cut off while it was read"),
                    message);
        }
    }

    @Test
    void namesTheTreesWhenOneIsMissing() throws IOException {
        try (EventFile open = reader.open(SharedFolder.sample("ggH_M124.root"))) {
            var e = assertThrows(FiduciaException.class, () -> open.read("Event", List.of("event")));
            assertEquals(Kind.INPUT, e.kind());
            assertTrue(e.remedy().contains("Events") && e.remedy().contains("Runs"), e.remedy());
        }
        try (EventFile open = reader.open(SharedFolder.sample("TnP_MC.root"))) {
            var e = assertThrows(FiduciaException.class, () -> open.read("Events", List.of("event")));
            assertTrue(e.remedy().contains("no trees at all, only TH1D"), e.remedy());
        }
    }

    @Test
    void suggestsTheNearestBranches() throws IOException {
        try (EventFile open = reader.open(SharedFolder.sample("ggH_M124.root"))) {
            var e = assertThrows(FiduciaException.class, () -> open.read("Events", List.of("Moun_pt")));
            assertTrue(e.getMessage().contains("Moun_pt"), e.getMessage());
            assertTrue(e.remedy().contains("Muon_pt"), e.remedy());
            assertThrows(FiduciaException.class, () -> open.read("Events", List.of()));
        }
    }

    @Test
    void refusesABranchItCannotRead() throws IOException {
        try (EventFile open = reader.open(SharedFolder.require("data/formats/uproot-Zmumu.root"))) {
            var e = assertThrows(FiduciaException.class, () -> open.read("events", List.of("Type")));
            assertTrue(e.getMessage().contains("branch Type") && e.getMessage().contains("text"), e.getMessage());
        }
    }

    @Test
    void readsAnEmptyDirectory() throws IOException {
        try (EventFile open = reader.open(write("empty-directory.root", directory(0, 0, 0)))) {
            assertTrue(open.trees().isEmpty());
        }
    }

    @Test
    void refusesADirectoryThatContainsItself() throws IOException {
        byte[] file = directory(1, 1, 100);
        assertTrue(refused(() -> reader.open(write("cyclic.root", file))).contains("contains itself"));
    }

    @Test
    void refusesAbsurdNumbersOfKeys() throws IOException {
        for (int claimed : new int[] {-1, 1 << 20, Integer.MAX_VALUE}) {
            byte[] file = directory(1, claimed, 100);
            assertTrue(refused(() -> reader.open(write("keys.root", file))).contains("claims " + claimed + " keys"));
        }
    }

    /**
     * A file whose root directory, at byte 100 + 0, lists directories.
     *
     * @param keys number of keys that there are
     * @param claimed number of keys it claims
     * @param target position of the directories, less the length of their key
     */
    private static byte[] directory(int keys, int claimed, int target) {
        int list = 100 + 60;
        int keyLength = 26 + 11 + 2 + 1;
        int listLength = keys == 0 ? 0 : 26 + 3 + 4 + keys * keyLength;
        var file = ByteBuffer.allocate(list + listLength + 64);
        file.put("root".getBytes(StandardCharsets.US_ASCII)).putInt(60000).putInt(100);
        file.putInt(file.capacity()).putInt(0).putInt(0).putInt(0);
        file.putInt(0); // the directory's header follows at once
        file.position(100);
        file.putShort((short) 5).putInt(0).putInt(0);
        file.putInt(listLength).putInt(0).putInt(100).putInt(0).putInt(list);
        file.position(list);
        if (keys > 0) {
            key(file, listLength, 26 + 3, list, "", "");
            file.putInt(claimed);
            for (int i = 0; i < keys; i++) {
                key(file, keyLength + 60, keyLength, target - keyLength, "TDirectory", "d");
            }
        }
        return file.array();
    }

    private static void key(ByteBuffer file, int bytes, int length, int position, String className, String name) {
        file.putInt(bytes).putShort((short) 4).putInt(60).putInt(0).putShort((short) length);
        file.putShort((short) 1).putInt(position).putInt(100);
        for (String text : new String[] {className, name, ""}) {
            file.put((byte) text.length()).put(text.getBytes(StandardCharsets.US_ASCII));
        }
    }

    private Path write(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }

    private interface Attempt {
        Object run() throws IOException;
    }

    private static String refused(Attempt attempt) {
        var e = assertThrows(FiduciaException.class, attempt::run);
        assertEquals(Kind.INPUT, e.kind());
        assertFalse(e.remedy().isBlank());
        assertTrue(e.getMessage().contains("/"), "names the file: " + e.getMessage());
        return e.getMessage();
    }
}
