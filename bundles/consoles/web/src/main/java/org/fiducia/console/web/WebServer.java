package org.fiducia.console.web;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Nullable;

/** The server of a console, on the loopback interface only: asks its guard, reads, and has resources answer. */
final class WebServer implements AutoCloseable {
    /** Conversations at a time; pages that listen are some of them. */
    private static final int THREADS = 400;

    private static final int BACKLOG = 100;
    private static final long SENDING_MILLIS = 60_000;
    private static final long TAKING_MILLIS = 20_000;

    /** Seconds in which the head of a request has to be there; the server of Java reads it only once in a process. */
    private static final String HEAD_SECONDS = "sun.net.httpserver.maxReqTime";

    private final HttpServer server;
    private final ExecutorService threads;
    private final Watch watch;
    private final Guard guard;
    private final List<Resource> resources;

    /**
     * Starts to serve.
     *
     * @param port 0 for any that is free
     * @param resources asked in their order
     * @throws FiduciaException when the port is taken
     */
    WebServer(int port, List<Resource> resources) {
        this(port, resources, new Watch(SENDING_MILLIS, TAKING_MILLIS));
    }

    /** With a patience of its own. */
    WebServer(int port, List<Resource> resources, Watch watch) {
        this.resources = List.copyOf(resources);
        this.watch = watch;
        if (System.getProperty(HEAD_SECONDS) == null) {
            System.setProperty(HEAD_SECONDS, "30");
        }
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), BACKLOG);
        } catch (IOException e) {
            watch.close();
            throw new FiduciaException(
                    Kind.USAGE,
                    "port " + port + " cannot be used: " + e.getMessage(),
                    "choose another with --port, or leave it out",
                    e);
        }
        guard = Guard.of(server.getAddress().getPort());
        var count = new AtomicInteger();
        threads = new ThreadPoolExecutor(0, THREADS, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
            var thread = new Thread(task, "fiducia-web-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** Where it serves. */
    int port() {
        return server.getAddress().getPort();
    }

    /** What opens the console in a browser. */
    String address() {
        return "http://127.0.0.1:" + port() + "/?token=" + guard.token();
    }

    /** A thread at work for a client: to interrupt it closes the channel that it waits for, which nothing else does. */
    private static final class Conversation implements Closeable {
        private final Thread thread = Thread.currentThread();
        private boolean over;

        @Override
        public synchronized void close() {
            if (!over) {
                thread.interrupt();
            }
        }

        /** The thread is for others from now on. */
        synchronized void end() {
            over = true;
            Thread.interrupted();
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        var conversation = new Conversation();
        try {
            Answer answer;
            try {
                answer = answer(exchange, conversation);
            } catch (FiduciaException e) {
                answer = Answer.refused(e);
            } catch (IOException e) {
                answer = Answer.refused(500, "a file cannot be read", "reload the page");
            } catch (RuntimeException e) {
                if (Boolean.getBoolean("fiducia.trace")) {
                    e.printStackTrace();
                }
                answer = Answer.refused(
                        500, "the console failed", "reload the page; FIDUCIA_OPTS=-Dfiducia.trace=true shows more");
            }
            try {
                send(exchange, conversation, answer);
            } finally {
                answer.body().release();
            }
        } finally {
            watch.reads(conversation); // the rest of what was sent is read, too
            exchange.close();
            watch.rests(conversation);
            conversation.end();
        }
    }

    private Answer answer(HttpExchange exchange, Closeable conversation) throws IOException {
        String method = exchange.getRequestMethod();
        Headers headers = exchange.getRequestHeaders();
        String path = exchange.getRequestURI().getPath();
        var query = Request.query(exchange.getRequestURI().getRawQuery());
        if ("/".equals(path) && query.containsKey("token") && Guard.isLocal(headers.getFirst("Host"))) {
            return guard.admits(query.get("token"))
                    ? Answer.of(303, "text/plain", new byte[0])
                            .with("Location", "/")
                            .with("Set-Cookie", guard.cookie())
                    : Answer.refused(
                            403, "the address is not that of this console", "open what `fiducia web` printed last");
        }
        Optional<Answer> objection = guard.objection(method, headers::getFirst);
        if (objection.isPresent()) {
            return objection.get();
        }
        if (path == null) {
            return Answer.missing();
        }
        byte[] body = new byte[0];
        if (method.equals("POST")) {
            watch.reads(conversation);
            int limit = resources.stream().mapToInt(r -> r.limit(path)).max().orElse(0);
            byte[] sent = body(exchange.getRequestBody(), headers.getFirst("Content-Length"), limit);
            if (sent == null) {
                return Answer.refused(413, "more was sent than is taken here, " + limit + " bytes", "send less");
            }
            body = sent;
            watch.rests(conversation);
        }
        var request = new Request(method, path, query, body);
        for (Resource resource : resources) {
            Optional<Answer> answer = resource.answer(request);
            if (answer.isPresent()) {
                return answer.get();
            }
        }
        return Answer.missing();
    }

    /** What was sent; null when it is too much, of which no more is read than shows it. */
    private static @Nullable byte[] body(InputStream in, @Nullable String length, int limit) throws IOException {
        if (length != null && (!length.matches("\\d{1,9}") || Integer.parseInt(length) > limit)) {
            return null;
        }
        byte[] read = in.readNBytes(limit + 1);
        return read.length > limit ? null : read;
    }

    private void send(HttpExchange exchange, Closeable conversation, Answer answer) throws IOException {
        var all = new LinkedHashMap<>(Guard.headers());
        all.putAll(answer.headers());
        all.forEach(exchange.getResponseHeaders()::set);
        boolean nothing = exchange.getRequestMethod().equals("HEAD") || answer.length() == 0;
        watch.reads(conversation);
        exchange.sendResponseHeaders(answer.status(), nothing ? -1 : Math.max(0, answer.length()));
        watch.rests(conversation);
        if (!nothing) {
            OutputStream out = watch.taken(conversation, exchange.getResponseBody());
            answer.body().write(out);
            out.close();
        }
    }

    /** Serves no more; conversations that last are ended. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        watch.close();
    }
}
