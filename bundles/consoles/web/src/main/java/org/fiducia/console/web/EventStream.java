package org.fiducia.console.web;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one page is told while it is open. Of each thing only the last state waits to be sent, so that little is held for a page
 * that is slow; one for which too much waits is left.
 */
final class EventStream {
    /** Things that may wait at once. */
    static final int MOST = 200;

    private static final byte[] ALIVE = ": alive\n\n".getBytes(StandardCharsets.UTF_8);

    private final long quietMillis;
    private final Map<String, String> waiting = new LinkedHashMap<>();
    private boolean over;

    /** @param quietMillis after which a remark is sent that finds out whether somebody listens */
    EventStream(long quietMillis) {
        this.quietMillis = quietMillis;
    }

    /**
     * Says something, and does not wait.
     *
     * @param event name of the event
     * @param thing what it is about: a later state takes the place of one that was not sent
     * @param json one line
     */
    synchronized void say(String event, String thing, String json) {
        String key = event + " " + thing;
        if (over) {
            return;
        }
        if (waiting.size() >= MOST && !waiting.containsKey(key)) {
            end();
            return;
        }
        waiting.remove(key);
        waiting.put(key, "event: " + event + "\ndata: " + json + "\n\n");
        notifyAll();
    }

    /** No more is said. */
    synchronized void end() {
        over = true;
        waiting.clear();
        notifyAll();
    }

    /** Number of things that wait. */
    synchronized int waiting() {
        return waiting.size();
    }

    /** Sends what is said until it is over or nobody listens. */
    void send(OutputStream out) throws IOException {
        out.write("retry: 1000\n\n".getBytes(StandardCharsets.UTF_8));
        out.flush();
        for (List<String> next = next(); !ended(); next = next()) {
            if (next.isEmpty()) {
                out.write(ALIVE);
            }
            for (String text : next) {
                out.write(text.getBytes(StandardCharsets.UTF_8));
            }
            out.flush();
        }
    }

    private synchronized boolean ended() {
        return over;
    }

    private synchronized List<String> next() {
        try {
            long end = System.nanoTime() + quietMillis * 1_000_000;
            for (long left = quietMillis; waiting.isEmpty() && !over && left > 0; ) {
                wait(left);
                left = (end - System.nanoTime()) / 1_000_000;
            }
        } catch (InterruptedException e) {
            over = true;
            Thread.currentThread().interrupt();
        }
        var next = new ArrayList<>(waiting.values());
        waiting.clear();
        return next;
    }
}
