package org.fiducia.kernel.pipeline;

import java.util.function.Supplier;
import org.fiducia.api.measurement.Measurement;
import org.fiducia.api.observable.Classification;

/**
 * An observable that was measured.
 *
 * @param key what its measurement is kept under
 * @param form what its files are kept under
 * @param made the measurement; read, or even made, when it is first asked for, which is while its pipeline is open
 */
public record Measured(Classification<?> observable, String key, String form, Supplier<Measurement> made) {
    /** Its id. */
    public String id() {
        return observable.info().id();
    }
}
