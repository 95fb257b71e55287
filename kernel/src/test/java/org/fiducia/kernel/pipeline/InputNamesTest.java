package org.fiducia.kernel.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.OutputStream;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.event.RemoteFiles;
import org.fiducia.kernel.jobs.Workers;
import org.fiducia.kernel.plugins.Components;
import org.fiducia.kernel.plugins.Felix;
import org.fiducia.kernel.plugins.Plugins;
import org.fiducia.kernel.recall.Recording;
import org.fiducia.kernel.store.Stamp;
import org.fiducia.kernel.store.Store;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With files in an archive, which are of another file system than others. */
class InputNamesTest {
    @TempDir
    Path folder;

    private FileSystem archive;
    private Felix felix;
    private Plugins plugins;
    private InputNames names;

    private final class Archive implements RemoteFiles {
        @Override
        public String id() {
            return "archive";
        }

        @Override
        public String title() {
            return "files of an archive";
        }

        @Override
        public List<String> schemes() {
            return List.of("far");
        }

        @Override
        public Path path(URI name) {
            return archive.getPath(name.getPath());
        }

        @Override
        public Optional<String> instead(String scheme) {
            return scheme.equals("old") ? Optional.of("take the new one") : Optional.empty();
        }
    }

    @BeforeEach
    void start() throws Exception {
        Path zip = folder.resolve("files.zip");
        try (OutputStream out = Files.newOutputStream(zip);
                var entries = new ZipOutputStream(out)) {
            entries.putNextEntry(new ZipEntry("a"));
            entries.write(new byte[] {1, 2, 3});
        }
        archive = FileSystems.newFileSystem(zip);
        felix = new Felix(folder.resolve("felix"));
        Felix.register(felix.shipped("archive"), RemoteFiles.class, new Archive());
        plugins = new Plugins(felix.context(), new Components());
        names = new InputNames(plugins);
    }

    @AfterEach
    void stop() throws Exception {
        felix.close();
        archive.close();
    }

    @Test
    void aSchemeDecidesWhereAFileIs() throws Exception {
        assertEquals(folder.resolve("x/far"), names.file(folder, "x/./far"));
        Path there = names.file(folder, "FAR://host/a?authz=secret");
        assertTrue(InputNames.isRemote(there));
        assertEquals(3, Files.size(there));
        assertEquals(there.toUri().toString(), InputNames.of(there));
    }

    private FiduciaException refusal(String name) {
        var e = assertThrows(FiduciaException.class, () -> names.file(folder, name));
        assertEquals(FiduciaException.Kind.INPUT, e.kind());
        assertFalse((e.getMessage() + e.remedy()).contains("secret"), e.getMessage());
        return e;
    }

    @Test
    void whatNobodyTakesIsRefusedWithWhatThereIs() {
        var unknown = refusal("other://host/a?authz=secret");
        assertEquals("other://host/a: unknown protocol other://", unknown.getMessage());
        assertTrue(unknown.remedy().contains("installed are far://"), unknown.remedy());
        assertEquals("take the new one", refusal("old://host/a?authz=secret").remedy());
        assertTrue(String.valueOf(refusal("far://host/{a}?authz=secret").getMessage())
                .contains("is no address"));
    }

    /** A file that was asked for is that very path afterwards: it tells of what it was then. */
    @Test
    void whatWasAskedForStaysWhatItWas() {
        var files = new EventFiles(plugins);
        Path there = names.remote("far://host/a");
        try (var workers = new Workers(1)) {
            files.ask(List.of(there, folder), workers);
        }
        assertSame(there, files.file(InputNames.of(there)));
    }

    @Test
    void whatIsMadeOfItDependsOnItsStampAndIsNotRecalled() throws Exception {
        Path there = names.remote("far://host/a");
        var recording = new Recording();
        var read = new ArrayList<Path>();
        var store = new Store(folder.resolve("store"), true, Long.MAX_VALUE, remark -> {}, (file, stamp) -> {
            read.add(file);
            recording.read(file, stamp);
        });
        String before = store.hashOf(there);
        assertEquals(List.of(there), read);
        assertEquals(64, before.length());
        assertEquals(before, store.hashOf(there));
        recording.complete();
        assertTrue(recording.answer("text").isEmpty(), "nobody could tell that it is the same still");
        Files.setLastModifiedTime(there, FileTime.fromMillis(1_000_000_000_000L));
        assertNotEquals(before, store.hashOf(there));
        var near = new Recording();
        near.read(folder, Stamp.of(folder));
        near.complete();
        assertTrue(near.answer("text").isPresent());
    }
}
