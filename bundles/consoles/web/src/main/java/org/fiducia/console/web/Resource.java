package org.fiducia.console.web;

import java.io.IOException;
import java.util.Optional;

/** A part of what a console serves. Thread-safe. */
interface Resource {
    /**
     * Answers what belongs to it.
     *
     * @return empty for what does not
     * @throws org.fiducia.api.FiduciaException for what the user can mend
     */
    Optional<Answer> answer(Request request) throws IOException;

    /** Bytes that may be sent to a path: little but where a resource says so. */
    default int limit(String path) {
        return SMALL;
    }

    /** Bytes that are enough for every form of the page. */
    int SMALL = 10_000;
}
