package org.fiducia.statistics.inference;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import org.fiducia.api.inference.Inference;
import org.fiducia.testkit.InFelix;
import org.fiducia.testkit.Services;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** In a real framework: the service is there. */
@ExtendWith(InFelix.class)
class ProfileInferenceIT {
    @Test
    void isThere() throws Exception {
        assertNotNull(Services.await(getClass(), Inference.class));
    }
}
