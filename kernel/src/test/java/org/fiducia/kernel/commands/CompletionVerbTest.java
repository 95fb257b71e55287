package org.fiducia.kernel.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.fiducia.api.command.Verb;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

class CompletionVerbTest {
    @TempDir
    Path folder;

    private Console console;

    @Command(name = "paint")
    static final class Paint implements Verb {
        @Option(names = {"-b", "--brush"})
        private boolean brush;

        @Override
        public int run(Terminal terminal) {
            return brush ? 1 : 0;
        }

        @Override
        public List<String> candidates() {
            return List.of("red", "reddish", "green");
        }
    }

    @BeforeEach
    void start() throws Exception {
        console = new Console(folder, 1_000_000);
        console.add(Paint::new);
        console.add(() -> new CompletionVerb(console.jobs()));
    }

    @AfterEach
    void stop() throws Exception {
        console.close();
    }

    @Test
    void whatMayFollowIsPrinted() {
        assertEquals(
                "completion\npaint\n", console.run("completion", "--of", "").out());
        assertEquals(
                "--brush\n--help\n--verbose\ngreen\nred\nreddish\n",
                console.run("completion", "--of", "paint").out());
        assertEquals("", console.run("completion", "--of", "nothing").out());
    }

    @Test
    void anUnknownShellIsRefusedWithTheKnownOnes() {
        Console.Outcome outcome = console.run("completion", "fish");
        assertEquals(2, outcome.code());
        assertTrue(outcome.err().contains("fish") && outcome.err().contains("completion zsh"), outcome.err());
        assertEquals(2, console.run("completion").code());
    }

    /** What bash offers for a line that is typed so far. */
    private List<String> offered(String... typed) throws Exception {
        Path script = Files.writeString(
                folder.resolve("completion.bash"),
                console.run("completion", "bash").out());
        // the program is asked live; here, by files with its answers
        Files.writeString(
                folder.resolve("of-"), console.run("completion", "--of", "").out());
        Files.writeString(
                folder.resolve("of-paint"),
                console.run("completion", "--of", "paint").out());
        String words = String.join(" ", typed);
        String test = "fiducia() { cat '" + folder + "/of-'\"$3\"; }\n. '" + script + "'\nCOMP_WORDS=(" + words
                + ")\nCOMP_CWORD=$((${#COMP_WORDS[@]} - 1))\n_fiducia\n[ ${#COMPREPLY[@]} = 0 ] || printf '%s\\n' \"${COMPREPLY[@]}\"\n";
        Process bash = new ProcessBuilder("bash", "-u", "-c", test)
                .redirectErrorStream(true)
                .start();
        String out = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, bash.waitFor(), out);
        return out.lines().toList();
    }

    @Test
    void bashOffersWhatFits() throws Exception {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "there is no bash here");
        assertEquals(List.of("completion", "paint"), offered("fiducia", "''"));
        assertEquals(List.of("paint"), offered("fiducia", "pa"));
        assertEquals(List.of("red", "reddish"), offered("fiducia", "paint", "re"));
        assertEquals(List.of("--brush"), offered("fiducia", "paint", "red", "--b"));
        assertEquals(List.of(), offered("fiducia", "paint", "x"));
    }
}
