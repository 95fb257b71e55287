package org.fiducia.protocol.http;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Does what waits for hosts: a number of errands at a time for each, those first that somebody waits for. */
final class Errands {
    /** Errands to a host at a time. */
    private static final int AT_A_TIME = 8;

    /** After so long without an errand a thread goes, seconds. */
    private static final long IDLE = 10;

    private final Map<String, ThreadPoolExecutor> hosts = new ConcurrentHashMap<>();
    private final AtomicLong count = new AtomicLong();

    private record Errand(boolean urgent, long number, Runnable what) implements Runnable, Comparable<Errand> {
        @Override
        public void run() {
            what.run();
        }

        @Override
        public int compareTo(Errand other) {
            return urgent == other.urgent ? Long.compare(number, other.number) : urgent ? -1 : 1;
        }
    }

    /** Does something as soon as there is room for it. */
    void run(String host, boolean urgent, Runnable what) {
        hosts.computeIfAbsent(host, name -> pool()).execute(new Errand(urgent, count.incrementAndGet(), what));
    }

    private static ThreadPoolExecutor pool() {
        var pool = new ThreadPoolExecutor(
                AT_A_TIME, AT_A_TIME, IDLE, TimeUnit.SECONDS, new PriorityBlockingQueue<>(), task -> {
                    var thread = new Thread(task, "fiducia-remote");
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }
}
