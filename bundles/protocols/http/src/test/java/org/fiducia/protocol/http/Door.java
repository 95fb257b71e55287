package org.fiducia.protocol.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server of files on this machine, which can behave badly. */
final class Door implements AutoCloseable {
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d+)");

    /** Requests as they came: method, path, range. */
    final List<String> asked = Collections.synchronizedList(new ArrayList<>());

    /** Value of Authorization of each, empty where there was none. */
    final List<String> tokens = Collections.synchronizedList(new ArrayList<>());

    /** What else is done, by its path; the rest of a request is not answered when it is true. */
    final Map<String, Behaviour> behaviours = new ConcurrentHashMap<>();

    volatile boolean ranges = true;
    volatile boolean etags = true;
    volatile boolean dates = true;
    volatile long delay;

    private final Map<String, byte[]> files = new ConcurrentHashMap<>();
    private final Map<String, String> marks = new ConcurrentHashMap<>();
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    interface Behaviour {
        boolean answers(HttpExchange exchange) throws IOException;
    }

    Door() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    String host() {
        return "localhost:" + server.getAddress().getPort();
    }

    URI uri(String path) {
        return URI.create("http://" + host() + path);
    }

    void put(String path, byte[] content, String mark) {
        files.put(path, content);
        marks.put(path, mark);
    }

    /** Requests for content. */
    long gets() {
        return asked.stream().filter(one -> one.startsWith("GET")).count();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getRawPath();
        String range = exchange.getRequestHeaders().getFirst("Range");
        asked.add(exchange.getRequestMethod() + " " + path + (range == null ? "" : " " + range));
        String token = exchange.getRequestHeaders().getFirst("Authorization");
        tokens.add(token == null ? "" : token);
        try (exchange) {
            if (delay > 0) {
                Thread.sleep(delay);
            }
            Behaviour other = behaviours.get(path);
            if (other != null && other.answers(exchange)) {
                return;
            }
            byte[] content = files.get(path);
            if (content == null) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            give(exchange, content, marks.get(path), range);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void give(HttpExchange exchange, byte[] content, String mark, String range) throws IOException {
        var headers = exchange.getResponseHeaders();
        if (etags) {
            headers.set("ETag", '"' + mark + '"');
        }
        if (dates) {
            headers.set("Last-Modified", "Tue, 15 Nov 1994 12:45:26 GMT");
        }
        String bound = exchange.getRequestHeaders().getFirst("If-Range");
        Matcher piece = RANGE.matcher(range == null ? "" : range);
        if (exchange.getRequestMethod().equals("HEAD")) {
            headers.set("Content-Length", String.valueOf(content.length));
            exchange.sendResponseHeaders(200, -1);
        } else if (ranges && piece.matches() && (bound == null || bound.equals('"' + mark + '"'))) {
            long from = Long.parseLong(piece.group(1));
            if (from >= content.length) {
                headers.set("Content-Range", "bytes */" + content.length);
                exchange.sendResponseHeaders(416, -1);
                return;
            }
            int to = (int) Math.min(content.length, Long.parseLong(piece.group(2)) + 1);
            headers.set("Content-Range", "bytes " + from + "-" + (to - 1) + "/" + content.length);
            exchange.sendResponseHeaders(206, to - from);
            exchange.getResponseBody().write(Arrays.copyOfRange(content, (int) from, to));
        } else {
            exchange.sendResponseHeaders(200, content.length == 0 ? -1 : content.length);
            exchange.getResponseBody().write(content);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
