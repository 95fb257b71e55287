package org.fiducia.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damage, kills, full disks, odd folders and locales change no number and lose no file. */
class SturdyIT {
    @TempDir
    Path folder;

    private Path store() {
        return folder.resolve("store");
    }

    private Product product() {
        return new Product(folder, Map.of("FIDUCIA_STORE", store().toString()));
    }

    private static JsonNode numbers(Path result) throws IOException {
        var json = (ObjectNode) new ObjectMapper().readTree(result.toFile());
        json.remove("provenance");
        return json;
    }

    private static List<Path> entries(Path store) throws IOException {
        try (Stream<Path> files = Files.walk(store)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    /** A few damaged entries of every kind at once: the numbers stay, and each damage is mentioned. */
    @Test
    void aDamagedStoreGivesTheRightNumbers() throws Exception {
        assertEquals(0, product().run("measure", "m4l").code());
        JsonNode right = numbers(folder.resolve("results/m4l/result.json"));
        var random = new Random(7);
        for (int round = 0; round < 3; round++) {
            for (Path entry : entries(store())) {
                byte[] bytes = Files.readAllBytes(entry);
                bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
                Files.write(entry, bytes);
            }
            Product.Outcome outcome = product().run("measure", "m4l");
            assertEquals(0, outcome.code(), outcome.err());
            assertEquals(right, numbers(folder.resolve("results/m4l/result.json")));
            for (String kind : List.of("measurement/", "selection/", "header/", "bins/", "hash/")) {
                assertTrue(outcome.err().contains("the store's entry " + kind), outcome.err());
            }
        }
        Product.Outcome outcome = product().run("measure", "m4l");
        assertFalse(outcome.err().contains("damaged"), outcome.err());
        assertTrue(product().run("store").out().contains("selection"));
        assertEquals(0, product().run("store", "--clean").code());
        assertEquals(List.of(), entries(store()));
    }

    @Test
    void filesOfTheUserStay() throws Exception {
        assertEquals(0, product().run("measure", "m4l", "--out", "out").code());
        Files.writeString(folder.resolve("out/m4l/notes.txt"), "precious");
        Files.writeString(folder.resolve("out/index.txt"), "precious");
        assertEquals(0, product().run("measure", "m4l", "--out", "out").code());
        assertEquals("precious", Files.readString(folder.resolve("out/m4l/notes.txt")));
        Files.createDirectories(folder.resolve("mine/m4l"));
        Files.writeString(folder.resolve("mine/m4l/result.json"), "precious");
        Product.Outcome outcome = product().run("measure", "m4l", "--out", "mine");
        assertEquals(7, outcome.code(), outcome.err());
        assertTrue(outcome.err().contains("mine/m4l/result.json is in the way"), outcome.err());
        assertEquals(List.of("m4l/result.json"), Product.files(folder.resolve("mine")));
    }

    /** Killed at random moments: the next run gives the same results, and clears what was left. */
    @Test
    void killedRunsLeaveNothing() throws Exception {
        String[] words = {"measure", "m4l", "nJets", "--out", "out"};
        long began = System.nanoTime();
        assertEquals(0, product().run(words).code());
        long lasted = (System.nanoTime() - began) / 1_000_000;
        JsonNode right = numbers(folder.resolve("out/m4l/result.json"));
        var random = new Random(11);
        for (int kill = 0; kill < 6; kill++) {
            if (kill % 2 == 0) {
                product().run("store", "--clean");
            }
            Process process = product().start(words);
            process.getInputStream().close();
            process.waitFor(1 + random.nextInt((int) lasted), TimeUnit.MILLISECONDS);
            process.destroyForcibly().waitFor();
        }
        assertEquals(0, product().run(words).code());
        assertEquals(right, numbers(folder.resolve("out/m4l/result.json")));
        try (Stream<Path> files = Files.list(folder.resolve("out"))) {
            assertEquals(
                    List.of(".fiducia-files", "index.html", "m4l", "nJets"),
                    files.map(f -> f.getFileName().toString()).sorted().toList());
        }
        assertTrue(entries(store()).stream().noneMatch(f -> f.toString().endsWith(".jar")), "no stray");
    }

    private int sh(String command, List<String> said) throws Exception {
        var builder = new ProcessBuilder("sh", "-c", command).directory(folder.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("FIDUCIA_STORE", store().toString());
        builder.environment().put("F", product().home().resolve("bin/fiducia").toString());
        Process process = builder.redirectErrorStream(true).start();
        said.add(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        return process.waitFor();
    }

    @Test
    void outputThatFailsIsNoSuccess() throws Exception {
        var said = new ArrayList<String>();
        if (Files.exists(Path.of("/dev/full"))) {
            assertEquals(7, sh("\"$F\" measure m4l --json >/dev/full", said));
            assertTrue(said.get(0).contains("not everything could be printed"), said.get(0));
        }
        assertEquals(7, sh("{ \"$F\" list; echo $? >code; } | true; exit $(cat code)", said));
        assertEquals(7, sh("\"$F\" version >&-", said));
    }

    /** From a folder of any name, with any locale: the same table. */
    @Test
    void worksFromAnyFolderAndLocale() throws Exception {
        Path odd = folder.resolve("a b ü");
        var said = new ArrayList<String>();
        assertEquals(0, sh("cp -r \"${F%/bin/fiducia}\" 'a b ü'", said), said::toString);
        var right = new ArrayList<String>();
        assertEquals(0, sh("\"$F\" measure m4l --out plain 2>/dev/null", right));
        for (String call : List.of(
                "LC_ALL=C '" + odd + "/bin/fiducia' measure m4l --out 'ü ñ' 2>/dev/null",
                "FIDUCIA_OPTS='-Duser.language=ar -Duser.country=EG' \"$F\" measure m4l --out 'ü ñ' 2>/dev/null",
                "FIDUCIA_OPTS='-Duser.language=tr' LC_ALL=POSIX \"$F\" measure m4l --out 'ü ñ' 2>/dev/null")) {
            var got = new ArrayList<String>();
            assertEquals(0, sh(call, got), got::toString);
            assertEquals(table(right.get(0)), table(got.get(0)), call);
            assertEquals(
                    numbers(folder.resolve("plain/m4l/result.json")), numbers(folder.resolve("ü ñ/m4l/result.json")));
        }
        said.clear();
        assertEquals(3, sh("LC_ALL=C \"$F\" measure m4l --card 'ü.json'", said));
        assertTrue(said.get(0).contains("ü.json is not there") && said.get(0).contains("→"), said.get(0));
    }

    private static List<String> table(String out) {
        return out.lines()
                .filter(line -> !line.startsWith("results in") && !line.startsWith("done in"))
                .toList();
    }

    /** Lines from a pipe: what the verbs print and nothing else, errors in our words, the code of the first failure. */
    @Test
    void aScriptInTheShell() throws Exception {
        var said = new ArrayList<String>();
        assertEquals(
                0, sh("printf 'version\\nversion | grep Java\\neach [1 2] {\\necho $it\\n}\\n' | \"$F\" 2>&1", said));
        String out = said.get(0);
        assertTrue(out.startsWith("Fiducia 1"), out);
        assertEquals(2, out.lines().filter(l -> l.contains("Java")).count(), out);
        assertFalse(out.contains("fiducia>") || out.contains("gosh"), out);
        assertEquals(2, sh("printf 'frobnicate\\nversion\\n' | \"$F\" 2>&1", said));
        out = said.get(1);
        assertTrue(out.startsWith("error: there is no verb frobnicate") && out.contains("Fiducia 1"), out);
        assertEquals(5, sh("printf 'exit 5\\nversion\\n' | \"$F\" 2>&1", said));
        assertEquals("", said.get(2));
        assertEquals(0, sh("printf 'version\\nquit\\n' | \"$F\" 2>/dev/null", said));
        assertEquals(2, sh("printf 'echo ]\\n' | \"$F\" 2>&1", said));
        assertFalse(said.get(4).contains("Exception"), said.get(4));
        assertEquals(2, sh("printf 'measure nope\\n' | \"$F\" 2>/dev/null", said));
    }
}
