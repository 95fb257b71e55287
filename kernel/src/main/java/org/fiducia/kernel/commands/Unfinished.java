package org.fiducia.kernel.commands;

import org.fiducia.api.report.Report;

/** A verb was broken off by its cause; what it has found until then is given to the caller first. */
final class Unfinished extends RuntimeException {
    private final transient Report report;

    Unfinished(Report report, Throwable cause) {
        super(cause);
        this.report = report;
    }

    Report report() {
        return report;
    }
}
