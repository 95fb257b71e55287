package org.fiducia.exchange.prediction;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import org.fiducia.api.exchange.PredictionFormat;
import org.fiducia.testkit.InFelix;
import org.fiducia.testkit.Services;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;

/** In a real framework: the format is there; the verb waits for a kernel that brings events. */
@ExtendWith(InFelix.class)
class PredictVerbIT {
    @Test
    void theFormatIsThere() throws Exception {
        BundleContext context = FrameworkUtil.getBundle(getClass()).getBundleContext();
        assertNotNull(Services.await(context, PredictionFormat.class, "prediction"));
    }
}
