package org.fiducia.console.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.fiducia.api.FiduciaException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The server over the wire. */
class WebServerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Events events = new Events(10_000, stream -> stream.say("plugins", "all", "[]"));
    private final HttpClient client = HttpClient.newHttpClient();

    /** Whether somebody who did not take 100 MB was left. */
    private final CompletableFuture<Boolean> left = new CompletableFuture<>();

    /** Says what it was sent; a large text, and a fault. */
    private final Resource echo = new Resource() {
        @Override
        public Optional<Answer> answer(Request request) {
            return switch (request.path()) {
                case "/echo" ->
                    Optional.of(Answer.json(List.of(
                            request.method(), request.path(), new String(request.body(), StandardCharsets.UTF_8))));
                case "/large" ->
                    Optional.of(Answer.stream("text/plain", out -> {
                        try {
                            for (int k = 0; k < 2000; k++) {
                                out.write(new byte[50_000]);
                            }
                            left.complete(false);
                        } catch (IOException e) {
                            left.complete(true);
                            throw e;
                        }
                    }));
                case "/fault" -> throw new IllegalStateException("<b>broken</b>");
                case "/user" -> throw new FiduciaException(FiduciaException.Kind.USAGE, "what", "do this");
                default -> Optional.empty();
            };
        }
    };

    private WebServer server;
    private String cookie = "";

    @BeforeEach
    void start() throws Exception {
        server = new WebServer(0, List.of(new StaticFiles(), events, echo), new Watch(60_000, 60_000));
        HttpResponse<String> first =
                get(server.address().substring(server.address().indexOf("/?")));
        cookie = first.headers().firstValue("Set-Cookie").orElseThrow().replaceFirst(";.*", "");
    }

    @AfterEach
    void stop() {
        events.close();
        server.close();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .timeout(PATIENCE)
                .header("Cookie", cookie.isEmpty() ? "none=1" : cookie);
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(request(path).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        return client.send(
                request(path)
                        .header("Origin", "http://127.0.0.1:" + server.port())
                        .header(Guard.CHANGES, "1")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    /** What a raw request is answered, the head and what follows at once. */
    private String raw(String text) throws IOException {
        try (var socket = new Socket("127.0.0.1", server.port())) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            byte[] start = socket.getInputStream().readNBytes(12);
            return new String(start, StandardCharsets.US_ASCII);
        }
    }

    @Test
    void theTokenLeavesTheAddressForACookie() throws Exception {
        cookie = "";
        HttpResponse<String> first =
                get(server.address().substring(server.address().indexOf("/?")));
        assertEquals(303, first.statusCode());
        assertEquals("/", first.headers().firstValue("Location").orElseThrow());
        assertTrue(first.headers().firstValue("Set-Cookie").orElseThrow().contains("HttpOnly; SameSite=Strict"));
        HttpResponse<String> wrong = get("/?token=AAAA");
        assertEquals(403, wrong.statusCode());
        assertFalse(wrong.headers().firstValue("Set-Cookie").isPresent());
        assertEquals(403, get("/").statusCode());
        assertEquals(403, get("/app/main.js").statusCode());
        assertEquals(403, get("/api/events").statusCode());
    }

    @Test
    void theTokenIsOfNoUseUnderAnotherName() throws Exception {
        String path = server.address().substring(server.address().indexOf("/?"));
        assertEquals("HTTP/1.1 421", raw("GET " + path + " HTTP/1.1\r\nHost: evil.example\r\n\r\n"));
        assertEquals("HTTP/1.1 303", raw("GET " + path + " HTTP/1.1\r\nHost: localhost:1\r\n\r\n"));
    }

    @Test
    void itListensOnTheLoopbackInterfaceOnly() throws Exception {
        for (NetworkInterface card : Collections.list(NetworkInterface.getNetworkInterfaces())) {
            for (InetAddress address : Collections.list(card.getInetAddresses())) {
                if (!address.isLoopbackAddress()) {
                    assertThrows(
                            IOException.class, () -> new Socket(address, server.port()).close(), address.toString());
                }
            }
        }
        assertEquals(200, get("/").statusCode());
    }

    @Test
    void everyAnswerHasThePolicy() throws Exception {
        for (String path : List.of("/", "/app/main.js", "/uplot/uPlot.iife.min.js", "/nothing", "/fault", "/echo")) {
            HttpResponse<String> answer = get(path);
            assertEquals(
                    Guard.POLICY,
                    answer.headers().firstValue("Content-Security-Policy").orElse(""),
                    path);
            assertEquals(
                    "nosniff",
                    answer.headers().firstValue("X-Content-Type-Options").orElse(""),
                    path);
        }
    }

    @Test
    void thePageAndItsIconAreThere() throws Exception {
        assertTrue(get("/").body().startsWith("<!DOCTYPE html>"));
        assertEquals(
                "text/html; charset=utf-8",
                get("/").headers().firstValue("Content-Type").orElse(""));
        assertEquals(
                "image/svg+xml",
                get("/favicon.ico").headers().firstValue("Content-Type").orElse(""));
    }

    @Test
    void staticNamesComeFromTheBundleAndNowhereElse() throws Exception {
        for (String path : List.of(
                "/app/../WebVerb.class",
                "/app/%2e%2e/WebVerb.class",
                "/app/..%2fWebVerb.class",
                "/WebVerb.class",
                "/app//etc/passwd",
                "/app/%00main.js",
                "/app/main.js%00",
                "/uplot/LICENSE",
                "/META-INF/MANIFEST.MF")) {
            assertEquals(
                    "HTTP/1.1 404",
                    raw("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: " + cookie + "\r\n\r\n"),
                    path);
        }
    }

    @Test
    void aChangeNeedsOriginAndHeader() throws Exception {
        assertEquals(200, post("/echo", "hello").statusCode());
        HttpRequest bare =
                request("/echo").POST(BodyPublishers.ofString("hello")).build();
        assertEquals(403, client.send(bare, BodyHandlers.ofString()).statusCode());
        HttpRequest foreign = request("/echo")
                .header("Origin", "http://evil.example")
                .header(Guard.CHANGES, "1")
                .POST(BodyPublishers.ofString("hello"))
                .build();
        assertEquals(403, client.send(foreign, BodyHandlers.ofString()).statusCode());
    }

    @Test
    void aBodyHasALimit() throws Exception {
        assertEquals(200, post("/echo", "x".repeat(Resource.SMALL)).statusCode());
        HttpResponse<String> more = post("/echo", "x".repeat(Resource.SMALL + 1));
        assertEquals(413, more.statusCode());
        String head =
                "POST /echo HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nCookie: %s\r\nOrigin: http://127.0.0.1:%d\r\n%s: 1\r\n"
                        .formatted(server.port(), cookie, server.port(), Guard.CHANGES);
        assertEquals("HTTP/1.1 413", raw(head + "Content-Length: 999999999\r\n\r\n"), "before a byte of it is read");
        String chunk = "3000\r\n" + "x".repeat(0x3000) + "\r\n";
        assertEquals(
                "HTTP/1.1 413",
                raw(head + "Transfer-Encoding: chunked\r\n\r\n" + chunk + "0\r\n\r\n"),
                "of unknown length");
    }

    @Test
    void whatFailsIsToldAsTextAndTheServerServesOn() throws Exception {
        HttpResponse<String> fault = get("/fault");
        assertEquals(500, fault.statusCode());
        assertEquals(Answer.JSON, fault.headers().firstValue("Content-Type").orElse(""));
        HttpResponse<String> user = get("/user");
        assertEquals(400, user.statusCode());
        assertEquals("{\"message\":\"what\",\"remedy\":\"do this\"}", user.body());
        assertEquals(200, get("/echo").statusCode());
    }

    @Test
    void slowClientsDoNotHoldOthers() throws Exception {
        var slow = new ArrayList<Socket>();
        try {
            for (int k = 0; k < 200; k++) {
                var socket = new Socket("127.0.0.1", server.port());
                socket.getOutputStream().write("GET /echo HTTP/1.1\r\nHost: 127".getBytes(StandardCharsets.US_ASCII));
                slow.add(socket);
            }
            assertEquals(200, get("/echo").statusCode());
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    /** Nobody reads the 100 MB: the server lets go of it. */
    @Test
    void whoDoesNotTakeAnAnswerIsLeft() throws Exception {
        try (var impatient = new WebServer(0, List.of(echo), new Watch(60_000, 300));
                var socket = new Socket()) {
            HttpRequest token =
                    HttpRequest.newBuilder(URI.create(impatient.address())).build();
            String own = client.send(token, BodyHandlers.ofString())
                    .headers()
                    .firstValue("Set-Cookie")
                    .orElseThrow()
                    .replaceFirst(";.*", "");
            socket.setReceiveBufferSize(4096);
            socket.connect(new java.net.InetSocketAddress("127.0.0.1", impatient.port()));
            socket.getOutputStream()
                    .write(("GET /large HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: " + own + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            assertTrue(left.get(PATIENCE.toSeconds(), TimeUnit.SECONDS), "the answer ends");
        }
    }

    @Test
    void aPageThatTakesNothingDoesNotKeepTheOthersFromHearing() throws Exception {
        HttpResponse<InputStream> deaf = client.send(request("/api/events").build(), BodyHandlers.ofInputStream());
        HttpResponse<InputStream> listening = client.send(request("/api/events").build(), BodyHandlers.ofInputStream());
        String large = "\"" + "x".repeat(100_000) + "\"";
        for (int k = 0; k < 300; k++) {
            events.say("job", String.valueOf(k % 3), large);
        }
        events.say("job", "last", "\"heard\"");
        var lines = new java.io.BufferedReader(new java.io.InputStreamReader(listening.body(), StandardCharsets.UTF_8));
        String line = lines.readLine();
        while (line != null && !line.equals("data: \"heard\"")) {
            line = lines.readLine();
        }
        assertEquals("data: \"heard\"", line);
        deaf.body().close();
        lines.close();
    }

    @Test
    void ofTwoHundredPagesFiftyListenAndTheServerAnswersOn() throws Exception {
        var streams = new ArrayList<HttpResponse<InputStream>>();
        for (int k = 0; k < 200; k++) {
            streams.add(client.send(request("/api/events").build(), BodyHandlers.ofInputStream()));
        }
        assertEquals(
                Events.MOST, streams.stream().filter(s -> s.statusCode() == 200).count());
        assertEquals(150, streams.stream().filter(s -> s.statusCode() == 503).count());
        assertEquals(200, get("/echo").statusCode());
        for (HttpResponse<InputStream> stream : streams) {
            stream.body().close();
        }
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (events.open() > 0 && System.nanoTime() < end) {
            events.say("plugins", "all", "[]"); // whoever left is found out when something is sent
            Thread.sleep(10);
        }
        assertEquals(0, events.open(), "places are free again");
    }

    @Test
    void whoAsksForTheHeadOfEventsTakesNoPlace() throws Exception {
        for (int k = 0; k < Events.MOST + 1; k++) {
            HttpRequest head = request("/api/events")
                    .method("HEAD", BodyPublishers.noBody())
                    .build();
            assertEquals(404, client.send(head, BodyHandlers.ofString()).statusCode());
        }
        assertEquals(0, events.open());
    }

    @Test
    void aPortThatIsTakenIsSaidInWords() {
        FiduciaException taken =
                assertThrows(FiduciaException.class, () -> new WebServer(server.port(), List.of()).close());
        assertTrue(
                String.valueOf(taken.getMessage()).startsWith("port " + server.port() + " cannot be used"),
                taken.getMessage());
    }

    @Test
    void afterTheEndNobodyListens() {
        server.close();
        assertThrows(IOException.class, () -> new Socket("127.0.0.1", server.port()).close());
    }
}
