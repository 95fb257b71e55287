package org.fiducia.protocol.http;

import java.time.Duration;

/**
 * How long is waited, and how often is asked again.
 *
 * @param connect for a connection
 * @param silence while nothing comes
 * @param pause before the second time; it doubles from time to time
 * @param times a request is made until something comes of it
 */
record Patience(Duration connect, Duration silence, Duration pause, int times) {
    /** That of a network. */
    Patience() {
        this(Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofMillis(250), 4);
    }

    /** Before another time. */
    long pauseMillis(int time) {
        return pause.toMillis() << (time - 1);
    }
}
