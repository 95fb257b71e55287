package org.fiducia.kernel.pipeline;

import org.fiducia.api.Progress;

/** Progress of one of several pieces of work that run at once: warns and may be cancelled, but shows no stages. */
record QuietProgress(Progress whole) implements Progress {
    @Override
    public void begin(String stage, long units) {
        whole.checkCancelled();
    }

    @Override
    public void advance(long units) {}

    @Override
    public void warn(String message) {
        whole.warn(message);
    }

    @Override
    public void checkCancelled() {
        whole.checkCancelled();
    }
}
