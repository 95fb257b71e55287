package org.fiducia.protocol.http;

import java.io.IOException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.Nullable;
import org.fiducia.protocol.http.Body.Sink;

/**
 * Requests of files, asked again where that may help: after a pause when the connection breaks or the server fails, elsewhere
 * when it says so. Thread-safe.
 */
final class Transport {
    private static final Set<Integer> ELSEWHERE = Set.of(301, 302, 303, 307, 308);
    private static final Set<Integer> LATER = Set.of(408, 425, 429, 500, 502, 503, 504, 507);
    private static final int MOST_REDIRECTS = 8;

    /** So much of an answer that is not wanted is read, so that the connection can be used again, bytes. */
    private static final int UNWANTED = 1 << 14;

    /** So long a host that could not be reached is not asked again, ns. */
    private static final long AWAY = TimeUnit.SECONDS.toNanos(10);

    private final Patience patience;
    private final Token token;
    private final Map<String, Away> away = new ConcurrentHashMap<>();
    private @Nullable HttpClient client;

    Transport(Patience patience, Token token) {
        this.patience = patience;
        this.token = token;
    }

    private record Away(long since, IOException why) {}

    /**
     * What is asked for.
     *
     * @param file its name as it is shown
     * @param address by which the user names it
     * @param moved where it was found the last time
     */
    record Target(String file, URI address, Moved moved) {}

    /** Where a file was found, which is asked first from then on. */
    static final class Moved {
        private volatile @Nullable URI to;
    }

    /** A request that may have to be made several times. */
    interface Asking {
        /** {@code HEAD} or {@code GET}. */
        default String method() {
            return "GET";
        }

        /** Adds what it wants, each time anew. */
        void ask(HttpRequest.Builder request);

        /**
         * Looks at the beginning of an answer that is no failure.
         *
         * @return what takes its content; null when the content is not wanted
         */
        @Nullable Sink answered(HttpResponse.ResponseInfo answer, long[] most) throws IOException;

        /** Whether a status that is a failure otherwise is an answer. */
        default boolean takes(int status) {
            return false;
        }

        /** Whether everything has come, after the end of an answer. */
        boolean done();

        /** A number that grows when something has come. */
        default long come() {
            return 0;
        }
    }

    private synchronized HttpClient client() {
        if (client == null) {
            var builder = HttpClient.newBuilder()
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .connectTimeout(patience.connect());
            ProxySelector proxies = ProxySelector.getDefault();
            client = (proxies == null ? builder : builder.proxy(proxies)).build();
        }
        return client;
    }

    /**
     * Asks until everything has come.
     *
     * @return status of the last answer
     * @throws NoSuchFileException when it is not there
     * @throws ClosedByInterruptException when the thread is interrupted
     * @throws FiduciaException when it cannot be had
     */
    int get(Target target, Asking asking) throws IOException {
        int failed = 0;
        for (; ; ) {
            long before = asking.come();
            IOException broken = null;
            int status = 0;
            boolean direct = target.moved().to == null;
            try {
                status = follow(target, asking);
                if (status < 400 && asking.done() || asking.takes(status)) {
                    return status;
                }
                if (status < 400) {
                    broken = new IOException("it ended early");
                } else if (direct) {
                    refuse(target, status);
                }
            } catch (ClosedByInterruptException | NoSuchFileException e) {
                throw e;
            } catch (IOException e) {
                if (Failures.ofTrust(e)) {
                    throw Failures.untrusted(target.file(), e);
                }
                broken = e;
            }
            target.moved().to = null; // where it was found may be no longer right
            if (!direct) {
                continue;
            }
            failed = asking.come() > before ? 1 : failed + 1;
            boolean hopeless = broken != null && Failures.unknown(broken);
            if (failed >= times(broken) || hopeless) {
                throw broken == null ? Failures.status(target.file(), status, failed) : given(target, failed, broken);
            }
            pause(patience.pauseMillis(failed));
        }
    }

    /** A host that is not reached is not asked as often as one whose answers break. */
    private int times(@Nullable IOException broken) {
        return broken != null && Failures.ofReach(broken) ? Math.min(2, patience.times()) : patience.times();
    }

    private FiduciaException given(Target target, int failed, IOException broken) {
        if (Failures.ofReach(broken)) {
            away.put(target.address().getAuthority(), new Away(System.nanoTime(), broken));
            return Failures.unreachable(target.file(), target.address(), patience.connect(), broken);
        }
        return Failures.broken(target.file(), failed, broken);
    }

    /** What is not asked for again. */
    private void refuse(Target target, int status) throws NoSuchFileException {
        if (status == 404 || status == 410) {
            throw new NoSuchFileException(target.file());
        }
        if (status == 401 || status == 403) {
            boolean sent = token.header(target.address(), target.address().getAuthority())
                    .isPresent();
            throw Failures.forbidden(target.file(), status, sent);
        }
        if (status == 412) {
            throw Failures.changed(target.file());
        }
        if (!LATER.contains(status)) {
            throw Failures.status(target.file(), status, 1);
        }
    }

    /** Asks, and goes where it is told to. */
    private int follow(Target target, Asking asking) throws IOException {
        URI moved = target.moved().to;
        URI at = moved == null ? target.address() : moved;
        Away known = away.get(at.getAuthority());
        if (known != null && System.nanoTime() - known.since() < AWAY) {
            throw Failures.unreachable(target.file(), at, patience.connect(), known.why());
        }
        for (int hops = 0; hops <= MOST_REDIRECTS; hops++) {
            String named = target.address().getAuthority();
            Optional<String> proof = token.header(at, named);
            HttpResponse<Long> answer = once(at, asking, proof);
            int status = answer.statusCode();
            if (ELSEWHERE.contains(status)) {
                at = next(target, at, answer);
            } else if ((status == 401 || status == 403) && proof.isEmpty() && token.asked(at, named)) {
                continue; // with the token
            } else {
                if (status < 400 && !at.equals(target.address())) {
                    target.moved().to = at;
                }
                return status;
            }
        }
        throw new IOException("it is sent from one place to another without end");
    }

    private static URI next(Target target, URI at, HttpResponse<Long> answer) throws IOException {
        String location = answer.headers().firstValue("Location").orElse("");
        URI to;
        try {
            to = at.resolve(location);
        } catch (IllegalArgumentException e) {
            throw new IOException("it is sent to what is no address", e);
        }
        boolean known = "https".equals(to.getScheme()) || "http".equals(to.getScheme());
        if (location.isEmpty() || !known || to.getHost() == null) {
            throw new IOException("it is sent to what is no address");
        }
        if (!"https".equals(to.getScheme()) && "https".equals(at.getScheme())) {
            throw new FiduciaException(
                    FiduciaException.Kind.INPUT,
                    target.file() + ": the server sends to a place without a secure connection, " + to.getScheme()
                            + "://" + to.getAuthority(),
                    "tell whoever runs the server, or name the file at another site");
        }
        return to;
    }

    private HttpResponse<Long> once(URI at, Asking asking, Optional<String> proof) throws IOException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(at).method(asking.method(), HttpRequest.BodyPublishers.noBody());
        if ("http".equals(at.getScheme())) {
            request.version(HttpClient.Version.HTTP_1_1); // some servers stumble over the offer of the other
        }
        request.setHeader("User-Agent", "fiducia");
        asking.ask(request);
        proof.ifPresent(value -> request.setHeader("Authorization", value));
        var heard = new AtomicLong(System.nanoTime());
        var unfit = new AtomicReference<Exception>();
        CompletableFuture<HttpResponse<Long>> answer = client().sendAsync(request.build(), info -> {
            heard.set(System.nanoTime());
            var most = new long[] {UNWANTED};
            Sink sink = null;
            if (info.statusCode() < 300 || info.statusCode() == 416) {
                try {
                    sink = asking.answered(info, most);
                } catch (IOException | RuntimeException e) {
                    unfit.set(e);
                    most[0] = 0;
                }
            }
            return new Body(most[0], sink == null ? bytes -> {} : sink, heard);
        });
        HttpResponse<Long> given = await(answer, heard::get);
        Exception why = unfit.get();
        if (why instanceof IOException broken) {
            throw broken;
        }
        if (why instanceof RuntimeException said) {
            throw said;
        }
        return given;
    }

    private <T> T await(CompletableFuture<T> answer, LongSupplier heard) throws IOException {
        long silence = patience.silence().plus(patience.connect()).toNanos();
        try {
            for (; ; ) {
                long left = silence - (System.nanoTime() - heard.getAsLong());
                if (left <= 0) {
                    throw new HttpTimeoutException("nothing came within "
                            + Failures.seconds(patience.silence().plus(patience.connect())));
                }
                try {
                    return answer.get(left, TimeUnit.NANOSECONDS);
                } catch (TimeoutException e) {
                    // something may have come since
                }
            }
        } catch (ExecutionException e) {
            for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
                if (cause instanceof FiduciaException said) {
                    throw said;
                }
            }
            throw e.getCause() instanceof IOException broken ? broken : new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClosedByInterruptException();
        } finally {
            answer.cancel(true);
        }
    }

    private static void pause(long millis) throws ClosedByInterruptException {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClosedByInterruptException();
        }
    }
}
