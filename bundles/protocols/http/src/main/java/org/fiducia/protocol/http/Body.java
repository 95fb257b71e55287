package org.fiducia.protocol.http;

import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.atomic.AtomicLong;
import org.fiducia.api.Nullable;

/** Takes the bytes of an answer as they come, up to a number; more is not waited for. */
final class Body implements BodySubscriber<Long> {
    /** Takes bytes; those that it does not take out of the buffer are lost. */
    @FunctionalInterface
    interface Sink {
        void take(ByteBuffer bytes);
    }

    private final long most;
    private final Sink sink;
    private final AtomicLong heard;
    private final CompletableFuture<Long> all = new CompletableFuture<>();
    private @Nullable Subscription subscription;
    private long taken;

    /**
     * @param most bytes
     * @param heard gets the time whenever something comes, ns
     */
    Body(long most, Sink sink, AtomicLong heard) {
        this.most = most;
        this.sink = sink;
        this.heard = heard;
    }

    @Override
    public CompletionStage<Long> getBody() {
        return all;
    }

    @Override
    public void onSubscribe(Subscription given) {
        subscription = given;
        given.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        heard.set(System.nanoTime());
        if (all.isDone()) {
            return;
        }
        try {
            for (ByteBuffer buffer : buffers) {
                int length = (int) Math.min(buffer.remaining(), most - taken);
                taken += length;
                sink.take(buffer.slice(buffer.position(), length));
                if (length < buffer.remaining()) {
                    end();
                    return;
                }
            }
        } catch (RuntimeException e) {
            all.completeExceptionally(e);
            end();
        }
    }

    private void end() {
        if (subscription != null) {
            subscription.cancel();
        }
        all.complete(taken);
    }

    @Override
    public void onError(Throwable failure) {
        all.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        all.complete(taken);
    }
}
