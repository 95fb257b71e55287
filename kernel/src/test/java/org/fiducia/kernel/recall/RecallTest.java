package org.fiducia.kernel.recall;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.fiducia.api.command.ResultFolder;
import org.fiducia.kernel.recall.KeptFiles.Content;
import org.fiducia.kernel.store.Stamp;
import org.fiducia.kernel.store.Store;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An answer is given again with its files as long as nothing that it depends on has changed, and only then. */
class RecallTest {
    private static final String KEY = "0123456789";

    @TempDir
    Path folder;

    private Path home;
    private Path data;
    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void install() throws IOException {
        home = folder.resolve("home");
        for (String file : List.of("lib/kernel.jar", "bundle/02/one.jar", "etc/card.json")) {
            Files.createDirectories(home.resolve(file).getParent());
            Files.writeString(home.resolve(file), file);
        }
        Files.createDirectories(home.resolve("deploy"));
        data = Files.writeString(folder.resolve("data.root"), "events");
        environment.put("FIDUCIA_STORE", folder.resolve("store").toString());
    }

    private Question question(String... words) {
        return question(0, words);
    }

    private Question question(int columns, String... words) {
        return new Question(home, folder, List.of(words), columns, environment);
    }

    private Recording recording() throws IOException {
        var recording = new Recording();
        recording.read(data, Stamp.of(data));
        recording.complete();
        return recording;
    }

    private String again(Question question) throws IOException {
        var out = new ByteArrayOutputStream();
        return Recall.again(question, out) ? out.toString(UTF_8) : "anew";
    }

    @Test
    void whatWasPrintedIsPrintedAgain() throws IOException {
        assertEquals("anew", again(question("measure", "x")));
        Recall.keep(question("measure", "x"), recording(), "σ = 1\n");
        assertEquals("σ = 1\n", again(question("measure", "x")));
        assertEquals("anew", again(question("measure", "y")));
        assertEquals("anew", again(question(80, "measure", "x")), "help is as wide as the terminal");
    }

    @Test
    void theLineThatTellsTheTimeTellsThatOfTheCall() throws IOException {
        var recording = new Recording();
        recording.complete("done in 12.00 s");
        Recall.keep(question("measure"), recording, "results\ndone in 12.00 s" + System.lineSeparator());
        String text = again(question("measure"));
        assertTrue(text.matches("results\\Rdone in \\d+\\.\\d\\d s\\R"), text);
        assertFalse(text.contains("12.00"), text);
    }

    @Test
    void nothingIsKeptOfACallThatDoesNotSayThatItMay() throws IOException {
        Recall.keep(question("a"), new Recording(), "text");
        assertEquals("anew", again(question("a")));
        Recording recording = recording();
        recording.unrepeatable();
        Recall.keep(question("a"), recording, "text");
        assertEquals("anew", again(question("a")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"lib/kernel.jar", "bundle/02/one.jar", "etc/card.json", "deploy/new.jar", "bundle/03/new.jar"})
    void anotherProgramAnswersAnew(String file) throws IOException {
        Recall.keep(question("list"), recording(), "text");
        assertEquals("text", again(question("list")));
        Files.createDirectories(home.resolve(file).getParent());
        Files.writeString(home.resolve(file), "other");
        assertEquals("anew", again(question("list")));
    }

    @Test
    void filesThatChangedAreReadAnew() throws IOException {
        FileTime before = Files.getLastModifiedTime(data);
        Recall.keep(question("m"), recording(), "text");
        Files.writeString(data, "longer than it was");
        Files.setLastModifiedTime(data, before);
        assertEquals("anew", again(question("m")));
        Recall.keep(question("m"), recording(), "text");
        assertEquals("text", again(question("m")));
        Files.setLastModifiedTime(data, FileTime.fromMillis(before.toMillis() + 1));
        assertEquals("anew", again(question("m")));
        Recall.keep(question("m"), recording(), "text");
        Files.delete(data);
        assertEquals("anew", again(question("m")));
    }

    /** The files of a card may be those of a folder. */
    @Test
    void aFileThatIsAddedToAFolderIsReadAnew() throws IOException {
        Path files = Files.createDirectories(home.resolveSibling("files"));
        Files.setLastModifiedTime(files, FileTime.fromMillis(1_000_000));
        Recording recording = recording();
        recording.read(files, Stamp.of(files));
        Recall.keep(question("m"), recording, "text");
        assertEquals("text", again(question("m")));
        Files.writeString(files.resolve("new.root"), "");
        assertEquals("anew", again(question("m")));
    }

    /** What is read first counts: a file that changes while it is read is another one in the end. */
    @Test
    void aFileThatChangesMeanwhileIsReadAnew() throws IOException {
        Recording recording = recording();
        Files.writeString(data, "changed meanwhile");
        recording.read(data, Stamp.of(data));
        Recall.keep(question("m"), recording, "text");
        assertEquals("anew", again(question("m")));
    }

    @Test
    void theEnvironmentBelongsToTheCall() throws IOException {
        Recall.keep(question("m"), recording(), "text");
        environment.put("SHLVL", "3");
        assertEquals("text", again(question("m")));
        environment.put("NO_COLOR", "1");
        assertEquals("anew", again(question("m")));
        environment.remove("NO_COLOR");
        environment.put("FIDUCIA_SCHEDULER", "other");
        assertEquals("anew", again(question("m")));
    }

    private void keep(String key, Content... files) {
        var store = new Store(folder.resolve("store"), true, Long.MAX_VALUE, remark -> {});
        store.put(KeptFiles.KIND, key, new KeptFiles(KeptFiles.printed("", false), List.of(files))::write);
    }

    private static Content content(String owner, String name, String text) {
        return Content.of(owner, name, text.getBytes(UTF_8));
    }

    @Test
    void filesAppearAsTheyWere() throws IOException {
        keep(KEY, content("", "deep/x.txt", "of " + KeptFiles.COMMAND));
        keep("11" + KEY, content("pages", "index.html", "all"));
        keep("22" + KEY, content("", "archive.txt", "given"));
        Recording recording = recording();
        recording.replaced(folder.resolve("results/x"), KEY, "measure x");
        recording.added(folder.resolve("results"), "", "11" + KEY, "measure x");
        recording.added(folder.resolve("results"), "publish", "22" + KEY, "");
        Recall.keep(question("m"), recording, "text");
        for (int k = 0; k < 2; k++) {
            assertEquals("text", again(question("m")));
            assertEquals("of measure x", Files.readString(folder.resolve("results/x/deep/x.txt")));
            assertEquals("all", Files.readString(folder.resolve("results/index.html")));
            assertEquals(List.of("index.html"), ResultFolder.of(folder.resolve("results"), "pages"));
            assertEquals(List.of("archive.txt"), ResultFolder.of(folder.resolve("results"), "publish"));
            Files.delete(folder.resolve("results/x/deep/x.txt")); // it comes back
        }
    }

    @Test
    void filesOfTheUserAreNotTouched() throws IOException {
        keep(KEY, content("", "x.txt", "mine"));
        Path own = Files.createDirectories(folder.resolve("results/x")).resolve("x.txt");
        Files.writeString(own, "the user's");
        Recording recording = recording();
        recording.replaced(folder.resolve("results/x"), KEY, "");
        Recall.keep(question("m"), recording, "text");
        assertEquals("anew", again(question("m")), "who answers anew says that it is in the way");
        assertEquals("the user's", Files.readString(own));
    }

    @Test
    void whatTheStoreHasNoMoreIsMadeAnew() throws IOException {
        Recording recording = recording();
        recording.replaced(folder.resolve("results/x"), KEY, "");
        Recall.keep(question("m"), recording, "text");
        assertEquals("anew", again(question("m")));
        assertFalse(Files.exists(folder.resolve("results/x")));
    }

    @Test
    void aReminderOfOtherFilesIsGivenAnew() throws IOException {
        Recording recording = recording();
        Path results = Files.createDirectories(folder.resolve("results"));
        recording.without(results, "publish");
        Recall.keep(question("m"), recording, "text");
        assertEquals("text", again(question("m")));
        try (var added = new ResultFolder(results, "publish")) {
            Files.writeString(added.path().resolve("archive"), "");
            added.add();
        }
        assertEquals("anew", again(question("m")));
    }

    @Test
    void whatCannotBePrintedIsTold() throws IOException {
        Recall.keep(question("m"), recording(), "text");
        var full = new OutputStream() {
            @Override
            public void write(int letter) throws IOException {
                throw new IOException("full");
            }
        };
        assertThrows(IOException.class, () -> Recall.again(question("m"), full));
    }

    @Test
    void whatIsTooLongIsNotKept() throws IOException {
        Recall.keep(question("m"), recording(), "x".repeat((1 << 22) + 1));
        assertEquals("anew", again(question("m")));
    }
}
