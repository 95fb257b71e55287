package org.fiducia.testkit;

import java.util.concurrent.CancellationException;
import org.fiducia.api.Progress;

/** Work that nobody wants any more. */
public final class Cancelled implements Progress {
    @Override
    public void checkCancelled() {
        throw new CancellationException("cancelled");
    }
}
