package org.fiducia.console.web;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Tells every open page what happens. Each begins with the state of things, so that one that comes back misses nothing. */
final class Events implements Resource, AutoCloseable {
    /** Pages that may be open at once: each holds a thread. */
    static final int MOST = 50;

    private final long quietMillis;
    private final Consumer<EventStream> state;
    private final List<EventStream> streams = new CopyOnWriteArrayList<>();
    private volatile boolean over;

    /**
     * @param quietMillis after which a page is looked for that says nothing
     * @param state tells a new page how things are
     */
    Events(long quietMillis, Consumer<EventStream> state) {
        this.quietMillis = quietMillis;
        this.state = state;
    }

    @Override
    public Optional<Answer> answer(Request request) {
        if (!request.path().equals("/api/events") || !request.method().equals("GET")) {
            return Optional.empty();
        }
        var stream = new EventStream(quietMillis);
        if (!add(stream)) {
            return Optional.of(Answer.refused(
                    503, "so many pages are open that this one is not told of changes", "close some of them"));
        }
        return Optional.of(Answer.stream("text/event-stream; charset=utf-8", new Answer.Body() {
            @Override
            public void write(OutputStream out) throws IOException {
                state.accept(stream);
                stream.send(out);
            }

            @Override
            public void release() {
                streams.remove(stream);
            }
        }));
    }

    private synchronized boolean add(EventStream stream) {
        if (over || streams.size() >= MOST) {
            return false;
        }
        return streams.add(stream);
    }

    /** Tells all pages, and waits for none. */
    void say(String event, String thing, String json) {
        streams.forEach(stream -> stream.say(event, thing, json));
    }

    /** Number of pages that are open. */
    int open() {
        return streams.size();
    }

    @Override
    public synchronized void close() {
        over = true;
        streams.forEach(EventStream::end);
    }
}
