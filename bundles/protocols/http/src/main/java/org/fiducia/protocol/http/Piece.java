package org.fiducia.protocol.http;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.fiducia.api.Nullable;
import org.fiducia.protocol.http.Body.Sink;

/**
 * A request of consecutive blocks, each of which is given away as soon as it has come. Asked for again, it wants those that are
 * missing.
 */
final class Piece implements Transport.Asking {
    private final Blocks blocks;
    private final Content content;
    private final int last;
    private volatile int next;
    private byte[] block = new byte[0];
    private int filled;

    /**
     * @param first block
     * @param last block
     */
    Piece(Blocks blocks, Content content, int first, int last) {
        this.blocks = blocks;
        this.content = content;
        this.next = first;
        this.last = last;
    }

    /** Refuses a file that has to be brought whole and is too large. */
    void require() {
        Version version = content.version();
        if (!version.ranges() && content.count() > 1) {
            if (version.size() > blocks.cache().limit()) {
                throw Failures.whole(content.target().file(), "is larger than the cache");
            }
        }
    }

    @Override
    public void ask(HttpRequest.Builder request) {
        filled = 0;
        if (content.version().ranges()) {
            long from = (long) next * Blocks.SIZE;
            long to = (long) last * Blocks.SIZE + content.length(last) - 1;
            request.setHeader("Range", "bytes=" + from + "-" + to);
            content.version().strong().ifPresent(mark -> request.setHeader("If-Range", mark));
        } else {
            next = 0;
        }
    }

    @Override
    public @Nullable Sink answered(HttpResponse.ResponseInfo answer, long[] most) throws IOException {
        Version version = content.version();
        Optional<long[]> range = Version.range(answer.headers());
        long size = answer.statusCode() == 206
                ? range.map(r -> r[2]).orElse(version.size())
                : answer.headers().firstValueAsLong("Content-Length").orElse(version.size());
        boolean piece = answer.statusCode() == 206;
        boolean same = version.same(Version.of(answer.headers(), size, version.ranges()));
        if (!same || answer.statusCode() == 416 || version.ranges() != piece) {
            throw Failures.changed(content.target().file());
        }
        long from = (long) next * Blocks.SIZE;
        if (piece && (range.isEmpty() || range.get()[0] != from)) {
            throw new IOException("it gives another piece than the one that was asked for");
        }
        block = new byte[content.length(next)];
        most[0] = (long) last * Blocks.SIZE + content.length(last) - from;
        return this::take;
    }

    private void take(ByteBuffer bytes) {
        while (bytes.hasRemaining() && next <= last) {
            int length = Math.min(bytes.remaining(), block.length - filled);
            bytes.get(block, filled, length);
            filled += length;
            if (filled == block.length) {
                blocks.give(content, next, block);
                next++;
                filled = 0;
                block = next <= last ? new byte[content.length(next)] : new byte[0];
            }
        }
    }

    @Override
    public boolean done() {
        return next > last;
    }

    @Override
    public long come() {
        return content.version().ranges() ? next : 0;
    }
}
