package org.fiducia.protocol.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.regex.Pattern;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.Nullable;
import org.fiducia.protocol.http.Body.Sink;

/** A file as it was when it was first asked for. */
final class RemoteFile {
    /** Parameters of an address that say who asks, not what for. */
    private static final Pattern SECRETS = Pattern.compile(
            "(?i)(^|&)(authz|access_token|token|sig|signature|expires|policy|key-pair-id|awsaccesskeyid|x-amz-[^=&]*"
                    + "|x-goog-[^=&]*|se|sp|sv|sr|st)=[^&]*");

    private final Blocks blocks;
    private final Transport.Target target;
    private final String name;
    private @Nullable Content content;
    private boolean absent;

    /**
     * @param shown its name without what may be secret
     * @param query of its address
     */
    RemoteFile(Blocks blocks, String shown, URI address, String query) {
        this.blocks = blocks;
        this.target = new Transport.Target(shown, address, new Transport.Moved());
        String telling = SECRETS.matcher(query).replaceAll("").replaceFirst("^&", "");
        this.name = telling.isEmpty() ? shown : shown + "?" + telling;
    }

    /**
     * What it holds.
     *
     * @throws NoSuchFileException when it is not there
     * @throws FiduciaException when it cannot be had
     */
    synchronized Content content() throws IOException {
        if (content != null) {
            return content;
        }
        if (absent) { // it is not asked for again and again
            throw new NoSuchFileException(target.file());
        }
        try {
            content = known().orElse(null);
            if (content == null) {
                content = asked();
            }
            return content;
        } catch (NoSuchFileException e) {
            absent = true;
            throw e;
        }
    }

    /** What a person should know of it, once it was asked for. */
    synchronized List<String> remarks() {
        if (content == null) {
            return List.of();
        }
        Version version = content.version();
        if (!version.ranges()) {
            return List.of(target.file() + ": the server gives no pieces of it: it is brought whole");
        }
        return version.marked()
                ? List.of()
                : List.of(target.file() + ": the server gives neither ETag nor Last-Modified: nothing that is made of"
                        + " it is used again, as nobody could tell that it has changed");
    }

    private String about() {
        return "about " + name;
    }

    private Content content(Version version) {
        String mark = version.marked()
                ? version.etag().isEmpty() ? version.modified() : version.etag()
                : UUID.randomUUID().toString();
        return new Content(blocks, target, name + "\n" + version.size() + "\n" + mark, mark, version);
    }

    /** When it was read before: asks whether it is the same still, for nothing that it holds. */
    private Optional<Content> known() throws IOException {
        Optional<byte[]> before = blocks.cache().get(about());
        if (before.isEmpty()) {
            return Optional.empty();
        }
        Version version;
        try {
            version = Version.of(before.get());
        } catch (IOException e) {
            return Optional.empty();
        }
        var asking = new Header();
        blocks.transport().get(target, asking);
        HttpHeaders headers = asking.headers;
        OptionalLong size = headers == null ? OptionalLong.empty() : headers.firstValueAsLong("Content-Length");
        if (headers == null || size.isEmpty()) {
            return Optional.empty();
        }
        Version now = Version.of(headers, size.getAsLong(), version.ranges());
        return now.marked() && version.same(now) && mark(version).equals(mark(now))
                ? Optional.of(content(version))
                : Optional.empty();
    }

    private static String mark(Version version) {
        return version.etag().isEmpty() ? version.modified() : version.etag();
    }

    /** Asks for the first block, and learns of the file what comes with it. */
    private Content asked() throws IOException {
        var first = new First();
        blocks.transport().get(target, first);
        Content made = content(first.version());
        if (made.version().marked()) {
            blocks.cache().put(about(), made.version().bytes());
        }
        first.given().ifPresent(block -> blocks.give(made, 0, block));
        return made;
    }

    private static final class Header implements Transport.Asking {
        private volatile @Nullable HttpHeaders headers;

        @Override
        public String method() {
            return "HEAD";
        }

        @Override
        public void ask(HttpRequest.Builder request) {
            // nothing else
        }

        @Override
        public @Nullable Sink answered(HttpResponse.ResponseInfo answer, long[] most) {
            headers = answer.headers();
            return null;
        }

        @Override
        public boolean done() {
            return headers != null;
        }

        /** Some addresses are made for one kind of request: the other says what is wrong. */
        @Override
        public boolean takes(int status) {
            return status >= 400 && status < 500 && status != 404 && status != 410 && status != 429;
        }
    }

    private static final class First implements Transport.Asking {
        private final byte[] block = new byte[Blocks.SIZE];
        private volatile int filled;
        private volatile @Nullable Version version;

        Version version() throws IOException {
            if (version == null) {
                throw new IOException("no answer");
            }
            return version;
        }

        /** The first block, when it is whole. */
        Optional<byte[]> given() {
            return version != null && filled == Math.min(Blocks.SIZE, version.size())
                    ? Optional.of(java.util.Arrays.copyOf(block, filled))
                    : Optional.empty();
        }

        @Override
        public void ask(HttpRequest.Builder request) {
            filled = 0;
            version = null;
            request.setHeader("Range", "bytes=0-" + (Blocks.SIZE - 1));
        }

        @Override
        public @Nullable Sink answered(HttpResponse.ResponseInfo answer, long[] most) throws IOException {
            Optional<long[]> range = Version.range(answer.headers());
            switch (answer.statusCode()) {
                case 206 -> {
                    if (range.isEmpty() || range.get()[0] != 0) {
                        throw new IOException("it gives another piece than the one that was asked for");
                    }
                    version = Version.of(answer.headers(), range.get()[2], true);
                }
                case 416 ->
                    version = Version.of(
                            answer.headers(), range.isPresent() ? range.get()[2] : 0, true); // nothing is in it
                default -> {
                    OptionalLong size = answer.headers().firstValueAsLong("Content-Length");
                    if (size.isEmpty()) {
                        throw new IOException("it does not tell the size of the file");
                    }
                    version = Version.of(answer.headers(), size.getAsLong(), size.getAsLong() <= 0);
                }
            }
            if (answer.statusCode() == 416) {
                return null;
            }
            most[0] = Blocks.SIZE;
            return bytes -> {
                int length = bytes.remaining();
                bytes.get(block, filled, length);
                filled += length;
            };
        }

        /** Of an empty file there is no piece. */
        @Override
        public boolean takes(int status) {
            return status == 416 && done();
        }

        @Override
        public boolean done() {
            return version != null && filled == Math.min(Blocks.SIZE, version.size());
        }
    }
}
