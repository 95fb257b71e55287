package org.fiducia.protocol.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.event.ReadAhead;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a server on this machine. */
class HttpFilesTest {
    private static final int SIZE = Blocks.SIZE;

    /** Nobody waits long for what is to be seen to fail. */
    private static final Patience SHORT =
            new Patience(Duration.ofMillis(300), Duration.ofMillis(700), Duration.ofMillis(1), 4);

    @TempDir
    Path folder;

    private final MapCache cache = new MapCache(100L << 20);
    private Door door;

    @BeforeEach
    void open() throws IOException {
        door = new Door();
    }

    @AfterEach
    void close() {
        door.close();
    }

    private static byte[] content(int size) {
        var bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private HttpFiles files() {
        return files(Map.of());
    }

    private HttpFiles files(Map<String, String> environment) {
        return new HttpFiles(cache, SHORT, environment);
    }

    private Path path(String name) {
        return files().path(door.uri(name));
    }

    private static byte[] read(FileChannel channel, long from, int length) throws IOException {
        var buffer = ByteBuffer.allocate(length);
        while (buffer.hasRemaining() && channel.read(buffer, from + buffer.position()) >= 0) {
            // until it is there
        }
        return Arrays.copyOf(buffer.array(), buffer.position());
    }

    private FiduciaException refused(Path path) {
        var e = assertThrows(FiduciaException.class, () -> Files.readAllBytes(path));
        assertEquals(Kind.INPUT, e.kind());
        assertTrue(e.getMessage().startsWith(path.toString()), e.getMessage());
        assertFalse(e.remedy().isBlank());
        return e;
    }

    @Test
    void givesTheBytesOfTheFile() throws IOException {
        byte[] all = content(20 * SIZE + 77);
        door.put("/a.root", all, "1");
        Path path = path("/a.root");
        assertEquals(all.length, Files.size(path));
        try (var channel = FileChannel.open(path)) {
            for (long[] piece : new long[][] {
                {0, 1},
                {SIZE - 1, 2},
                {3 * SIZE, SIZE},
                {5 * SIZE - 7, 3 * SIZE},
                {20 * SIZE, 77},
                {20 * SIZE + 70, 100}
            }) {
                assertArrayEquals(
                        Arrays.copyOfRange(all, (int) piece[0], (int) Math.min(all.length, piece[0] + piece[1])),
                        read(channel, piece[0], (int) piece[1]));
            }
            assertEquals(-1, channel.read(ByteBuffer.allocate(1), all.length));
        }
        assertArrayEquals(all, Files.readAllBytes(path));
        try (var in = Files.newInputStream(path)) {
            in.skipNBytes(SIZE);
            assertArrayEquals(Arrays.copyOfRange(all, SIZE, all.length), in.readAllBytes());
        }
    }

    @Test
    void anEmptyFileIsEmpty() throws IOException {
        door.put("/none", new byte[0], "0");
        assertEquals(0, Files.size(path("/none")));
        assertEquals(0, Files.readAllBytes(path("/none")).length);
    }

    @Test
    void asksForWhatIsReadAloneAndOnce() throws IOException {
        door.put("/a.root", content(100 * SIZE), "1");
        try (var channel = FileChannel.open(path("/a.root"))) {
            read(channel, 50L * SIZE, 10);
            read(channel, 50L * SIZE + 100, 10);
            read(channel, 70L * SIZE + 5, SIZE);
        }
        assertEquals(
                List.of(
                        "GET /a.root bytes=0-" + (SIZE - 1),
                        "GET /a.root bytes=" + 50 * SIZE + "-" + (51 * SIZE - 1),
                        "GET /a.root bytes=" + 70 * SIZE + "-" + (72 * SIZE - 1)),
                door.asked);
    }

    /** Blocks 10, 12 and 13 are neighbours, 20 is not. */
    @Test
    void neighboursAreBroughtTogether() throws IOException {
        byte[] all = content(100 * SIZE);
        door.put("/a.root", all, "1");
        try (var channel = FileChannel.open(path("/a.root"))) {
            ((ReadAhead) channel)
                    .soon(
                            new long[] {20L * SIZE, 10L * SIZE + 3, 12L * SIZE, 13L * SIZE + 5, 1L << 40, -5},
                            new int[] {10, 10, SIZE, 10, 10, 10});
            for (int block : new int[] {20, 13, 12, 10}) {
                assertArrayEquals(
                        Arrays.copyOfRange(all, block * SIZE, block * SIZE + SIZE),
                        read(channel, (long) block * SIZE, SIZE));
            }
        }
        assertEquals(
                new HashSet<>(List.of(
                        "GET /a.root bytes=0-" + (SIZE - 1),
                        "GET /a.root bytes=" + 10 * SIZE + "-" + (14 * SIZE - 1),
                        "GET /a.root bytes=" + 20 * SIZE + "-" + (21 * SIZE - 1))),
                new HashSet<>(door.asked));
        assertEquals(3, door.asked.size());
    }

    @Test
    void whatCameIsNotAskedForAgain() throws IOException {
        byte[] all = content(9 * SIZE + 1);
        door.put("/a.root", all, "1");
        assertArrayEquals(all, Files.readAllBytes(path("/a.root")));
        door.asked.clear();
        assertArrayEquals(all, Files.readAllBytes(path("/a.root")));
        assertEquals(List.of("HEAD /a.root"), door.asked, "whether it is the same still");
    }

    @Test
    void anotherContentIsReadAnew() throws IOException {
        door.put("/a.root", content(3 * SIZE), "1");
        Files.readAllBytes(path("/a.root"));
        Object before = Files.getAttribute(path("/a.root"), "fileKey");
        byte[] other = content(3 * SIZE + 5);
        door.put("/a.root", other, "2");
        assertArrayEquals(other, Files.readAllBytes(path("/a.root")));
        assertFalse(before.equals(Files.getAttribute(path("/a.root"), "fileKey")));
    }

    @Test
    void aDamagedBlockIsBroughtAgain() throws IOException {
        byte[] all = content(4 * SIZE);
        door.put("/a.root", all, "1");
        Files.readAllBytes(path("/a.root"));
        for (String key : List.copyOf(cache.pieces.keySet())) {
            if (key.endsWith("\n2")) {
                cache.pieces.put(key, new byte[17]); // the kernel's cache finds what has the right length itself
            }
        }
        door.asked.clear();
        assertArrayEquals(all, Files.readAllBytes(path("/a.root")));
        assertEquals(List.of("HEAD /a.root", "GET /a.root bytes=" + 2 * SIZE + "-" + (3 * SIZE - 1)), door.asked);
        assertArrayEquals(all, Files.readAllBytes(path("/a.root")));
        assertEquals(3, door.asked.size(), "it is whole again: " + door.asked);
    }

    @Test
    void aSmallCacheCostsTimeAndNoByte() throws IOException {
        byte[] all = content(40 * SIZE);
        door.put("/a.root", all, "1");
        var small = new HttpFiles(new MapCache(3 * SIZE), SHORT, Map.of());
        assertArrayEquals(all, Files.readAllBytes(small.path(door.uri("/a.root"))));
        var none = new HttpFiles(org.fiducia.api.store.Cache.NONE, SHORT, Map.of());
        assertArrayEquals(all, Files.readAllBytes(none.path(door.uri("/a.root"))));
    }

    @Test
    void severalReadersAskForABlockOnce() throws Exception {
        byte[] all = content(30 * SIZE);
        door.put("/a.root", all, "1");
        Path path = path("/a.root");
        Files.size(path);
        door.delay = 20;
        var pool = Executors.newFixedThreadPool(6);
        try {
            var tasks = new ArrayList<Callable<byte[]>>();
            for (int k = 0; k < 6; k++) {
                tasks.add(() -> {
                    try (var channel = FileChannel.open(path)) {
                        return read(channel, 10L * SIZE, 5 * SIZE);
                    }
                });
            }
            for (Future<byte[]> one : pool.invokeAll(tasks)) {
                assertArrayEquals(Arrays.copyOfRange(all, 10 * SIZE, 15 * SIZE), one.get());
            }
        } finally {
            pool.shutdownNow();
        }
        long bytes = door.asked.stream()
                .filter(one -> one.contains("bytes=" + 10 * SIZE + "-"))
                .count();
        assertTrue(bytes >= 1 && bytes <= 6, "the first to come asks for all: " + door.asked);
        assertEquals(door.asked.stream().distinct().count(), door.asked.size(), "none twice: " + door.asked);
    }

    @Test
    void aServerThatFailsIsAskedAgain() throws IOException {
        byte[] all = content(3 * SIZE);
        door.put("/a.root", all, "1");
        var times = new AtomicInteger();
        door.behaviours.put("/a.root", exchange -> {
            if (times.incrementAndGet() % 3 == 0) {
                return false;
            }
            exchange.sendResponseHeaders(503, -1);
            return true;
        });
        assertArrayEquals(all, Files.readAllBytes(path("/a.root")));
        door.behaviours.put("/a.root", exchange -> {
            exchange.sendResponseHeaders(502, -1);
            return true;
        });
        door.put("/a.root", all, "2");
        var e = refused(files().path(door.uri("/a.root")));
        assertTrue(e.getMessage().contains("answers 502, asked 4 times"), e.getMessage());
    }

    /** Answers of 100 000 bytes for one of more, and the connection ends. */
    @Test
    void anAnswerThatBreaksOffIsGoneOnWith() throws IOException {
        byte[] all = content(30 * SIZE);
        door.put("/a.root", all, "1");
        Path path = path("/a.root");
        Files.size(path);
        door.behaviours.put("/a.root", exchange -> {
            String[] range =
                    exchange.getRequestHeaders().getFirst("Range").substring(6).split("-");
            int from = Integer.parseInt(range[0]);
            int to = Integer.parseInt(range[1]) + 1;
            if (to - from <= 100_000) {
                return false;
            }
            exchange.getResponseHeaders().set("ETag", "\"1\"");
            exchange.getResponseHeaders().set("Content-Range", "bytes " + from + "-" + (to - 1) + "/" + all.length);
            exchange.sendResponseHeaders(206, to - from);
            exchange.getResponseBody().write(all, from, 100_000);
            return true; // and it is closed
        });
        assertArrayEquals(all, Files.readAllBytes(path));
        door.behaviours.put("/b.root", exchange -> {
            exchange.getResponseHeaders().set("Content-Range", "bytes 0-99/100");
            exchange.sendResponseHeaders(206, 100);
            exchange.getResponseBody().write(new byte[50]);
            return true;
        });
        var e = refused(path("/b.root"));
        assertTrue(e.getMessage().contains("broke 4 times"), e.getMessage());
    }

    @Test
    void aServerThatSaysNothingIsGivenUp() throws IOException {
        door.put("/a.root", content(10), "1");
        door.delay = 60_000;
        var patience = new Patience(Duration.ofMillis(100), Duration.ofMillis(100), Duration.ofMillis(1), 2);
        Path path = new HttpFiles(cache, patience, Map.of()).path(door.uri("/a.root"));
        var e = refused(path);
        assertTrue(e.getMessage().contains("nothing came within 0.2 s"), e.getMessage());
    }

    @Test
    void aFileThatChangesWhileItIsReadIsAnError() throws IOException {
        byte[] all = content(30 * SIZE);
        door.put("/a.root", all, "1");
        try (var channel = FileChannel.open(path("/a.root"))) {
            read(channel, 0, 10);
            door.put("/a.root", content(30 * SIZE + 1), "2");
            var e = assertThrows(FiduciaException.class, () -> read(channel, 10L * SIZE, 10));
            assertTrue(e.getMessage().contains("has changed on the server while it was read"), e.getMessage());
            assertEquals(Kind.INPUT, e.kind());
        }
        door.etags = false; // its size tells, too
        door.put("/b.root", all, "");
        try (var channel = FileChannel.open(path("/b.root"))) {
            door.put("/b.root", content(31 * SIZE), "");
            assertThrows(FiduciaException.class, () -> read(channel, 10L * SIZE, 10));
        }
    }

    @Test
    void aServerWithoutPiecesIsAskedForTheWhole() throws IOException {
        byte[] all = content(20 * SIZE + 3);
        door.put("/a.root", all, "1");
        door.ranges = false;
        HttpFiles files = files();
        Path path = files.path(door.uri("/a.root"));
        assertArrayEquals(all, Files.readAllBytes(path));
        assertEquals(2, door.gets(), "the first answer is left at its first block: " + door.asked);
        assertTrue(
                files.remarks(path).toString().contains("brought whole"),
                files.remarks(path).toString());
        assertArrayEquals(all, Files.readAllBytes(path("/a.root")));
        assertEquals(2, door.gets());
        var small = new HttpFiles(new MapCache(10 * SIZE), SHORT, Map.of());
        var e = refused(small.path(door.uri("/a.root")));
        assertTrue(e.getMessage().contains("gives no pieces"), e.getMessage());
    }

    @Test
    void withoutAMarkNothingIsTakenForTheSame() throws IOException {
        byte[] all = content(5 * SIZE);
        door.put("/a.root", all, "1");
        door.etags = false;
        door.dates = false;
        HttpFiles files = files();
        Path first = files.path(door.uri("/a.root"));
        Path second = files.path(door.uri("/a.root"));
        assertArrayEquals(all, Files.readAllBytes(first));
        assertFalse(Files.getAttribute(first, "fileKey").equals(Files.getAttribute(second, "fileKey")));
        assertTrue(files.remarks(first).toString().contains("nothing that is made"));
        byte[] other = content(6 * SIZE);
        door.put("/a.root", other, "1");
        assertArrayEquals(other, Files.readAllBytes(files.path(door.uri("/a.root"))));
        door.dates = true;
        assertEquals(784903526000L, Files.getLastModifiedTime(path("/a.root")).toMillis(), "RFC 9110, 5.6.7");
    }

    @Test
    void goesWhereItIsSent() throws IOException {
        byte[] all = content(3 * SIZE);
        try (var other = new Door()) {
            other.put("/there", all, "1");
            door.behaviours.put("/a.root", exchange -> {
                exchange.getResponseHeaders()
                        .set("Location", other.uri("/there?sign=x").toString());
                exchange.sendResponseHeaders(307, -1);
                return true;
            });
            assertArrayEquals(all, Files.readAllBytes(path("/a.root")));
            assertEquals(1, door.asked.size(), "once is enough: " + door.asked);
            assertTrue(other.asked.size() >= 2);
        }
        door.behaviours.put("/round", exchange -> {
            exchange.getResponseHeaders().set("Location", "/round");
            exchange.sendResponseHeaders(302, -1);
            return true;
        });
        assertTrue(refused(path("/round")).getMessage().contains("without end"));
        door.behaviours.put("/mail", exchange -> {
            exchange.getResponseHeaders().set("Location", "mailto:x");
            exchange.sendResponseHeaders(302, -1);
            return true;
        });
        assertTrue(refused(path("/mail")).getMessage().contains("no address"));
    }

    @Test
    void theTokenGoesToTheHostThatAsksForItAlone() throws IOException {
        byte[] all = content(3 * SIZE);
        door.put("/a.root", all, "1");
        Door.Behaviour strict = exchange -> {
            if ("Bearer sesame".equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                return false;
            }
            exchange.sendResponseHeaders(401, -1);
            return true;
        };
        door.behaviours.put("/a.root", strict);
        var e = refused(path("/a.root"));
        assertTrue(e.getMessage().contains("wants a token") && e.getMessage().contains("401"), e.getMessage());
        assertTrue(e.remedy().contains("BEARER_TOKEN_FILE"), e.remedy());
        e = refused(files(Map.of("BEARER_TOKEN", "wrong")).path(door.uri("/a.root")));
        assertTrue(e.getMessage().contains("does not take the token"), e.getMessage());
        assertFalse(e.getMessage().contains("wrong"), e.getMessage());
        door.tokens.clear();
        Path file = Files.writeString(folder.resolve("token"), "sesame\n");
        Map<String, String> environment = Map.of("BEARER_TOKEN_FILE", file.toString());
        assertArrayEquals(all, Files.readAllBytes(files(environment).path(door.uri("/a.root"))));
        assertEquals("", door.tokens.get(0), "not before it is asked for");
        assertEquals("Bearer sesame", door.tokens.get(1));
        try (var other = new Door()) {
            other.put("/there", all, "7");
            door.behaviours.put("/moved", exchange -> {
                if (strict.answers(exchange)) {
                    return true;
                }
                exchange.getResponseHeaders()
                        .set("Location", other.uri("/there").toString());
                exchange.sendResponseHeaders(302, -1);
                return true;
            });
            assertArrayEquals(all, Files.readAllBytes(files(environment).path(door.uri("/moved"))));
            assertEquals(List.of(""), other.tokens.stream().distinct().toList(), "nobody else gets it");
        }
    }

    @Test
    void whatIsSecretInAnAddressIsSentAndNotShown() throws IOException {
        byte[] all = content(2 * SIZE);
        door.put("/a%20b.root", all, "1");
        var queries = new AtomicReference<String>();
        door.behaviours.put(
                "/a%20b.root",
                exchange -> {
                    queries.set(exchange.getRequestURI().getRawQuery());
                    return false;
                });
        Path path = path("/a%20b.root?authz=secret%2Fword&x=1");
        assertArrayEquals(all, Files.readAllBytes(path));
        assertEquals("authz=secret%2Fword&x=1", queries.get());
        assertEquals("http://" + door.host() + "/a%20b.root", path.toString());
        assertEquals(door.uri("/a%20b.root?authz=secret%2Fword&x=1"), path.toUri());
        assertEquals("a b.root", String.valueOf(path.getFileName()));
        assertTrue(cache.pieces.keySet().stream().noneMatch(key -> key.contains("secret")), "nor kept");
        door.behaviours.put(
                "/a%20b.root",
                exchange -> {
                    exchange.sendResponseHeaders(403, -1);
                    return true;
                });
        var e = refused(path("/a%20b.root?authz=secret%2Fword&y=1"));
        assertFalse((e.getMessage() + e.remedy()).contains("secret"), e.getMessage());
        var named =
                assertThrows(FiduciaException.class, () -> files().path(URI.create("https://me:secret@host/a.root")));
        assertFalse((named.getMessage() + named.remedy()).contains("secret"), named.getMessage());
    }

    @Test
    void whatIsNotThereIsAbsent() throws IOException {
        Path path = path("/none.root");
        assertFalse(Files.exists(path));
        assertThrows(NoSuchFileException.class, () -> Files.size(path));
        assertEquals(1, door.asked.size(), "it is asked for once");
        assertThrows(NoSuchFileException.class, () -> FileChannel.open(path("/none.root")));
    }

    @Test
    void nobodyAtHomeIsNamed() throws IOException {
        int port;
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        HttpFiles files = files();
        var e = refused(files.path(URI.create("http://localhost:" + port + "/a.root")));
        assertTrue(e.getMessage().contains("localhost:" + port + " takes no connection"), e.getMessage());
        e = refused(files.path(URI.create("http://no-such-host.invalid/a.root")));
        assertTrue(e.getMessage().contains("nobody knows the host no-such-host.invalid"), e.getMessage());
    }

    @Test
    void aServerThatSpeaksPlainlyIsNotTrusted() throws Exception {
        try (var server = new ServerSocket(0)) {
            var thread = new Thread(() -> {
                while (!server.isClosed()) {
                    try (var socket = server.accept()) {
                        socket.getOutputStream().write("good morning\n".getBytes(StandardCharsets.US_ASCII));
                        socket.getInputStream().read(new byte[1000]);
                    } catch (IOException e) {
                        // over
                    }
                }
            });
            thread.setDaemon(true);
            thread.start();
            var e = refused(files().path(URI.create("https://localhost:" + server.getLocalPort() + "/a.root")));
            assertTrue(e.getMessage().contains("no secure connection"), e.getMessage());
            assertTrue(e.remedy().contains("trustStore"), e.remedy());
        }
    }

    @Test
    void othersAreRefusedByName() {
        assertTrue(files().instead("root").orElseThrow().contains("xrdcp"));
        assertTrue(files().instead("s3").isEmpty());
        assertEquals(List.of("dav", "davs", "http", "https"), files().schemes());
        assertEquals(
                "https://host:1094/store/a.root",
                files().path(URI.create("davs://HOST:1094/store//x/../a.root")).toString());
        assertEquals(
                "https://host/a.root",
                files().path(URI.create("https://host")).resolve("a.root").toString());
        for (String name : List.of("https:///a.root", "https://a_b/c")) {
            assertThrows(FiduciaException.class, () -> files().path(URI.create(name)), name);
        }
    }

    @Test
    void whoReadsOnHasItBroughtAhead() throws IOException {
        door.put("/a.csv", content(200 * SIZE), "1");
        try (SeekableByteChannel channel = Files.newByteChannel(path("/a.csv"))) {
            var buffer = ByteBuffer.allocate(8192);
            while (channel.read(buffer.clear()) >= 0) {
                // to its end
            }
        }
        assertTrue(door.gets() < 30, "200 blocks in few requests: " + door.gets());
    }
}
