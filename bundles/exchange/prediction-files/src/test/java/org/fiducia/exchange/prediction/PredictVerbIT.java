package org.fiducia.exchange.prediction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.nio.file.Files;
import java.nio.file.Path;
import org.fiducia.api.Progress;
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

    /** What reads YAML is inside. */
    @Test
    void tablesAreRead() throws Exception {
        BundleContext context = FrameworkUtil.getBundle(getClass()).getBundleContext();
        PredictionFormat format = Services.await(context, PredictionFormat.class, "hepdata");
        Path file = Files.createTempFile("table", ".yaml");
        try {
            Files.writeString(file, """
                    independent_variables:
                    - {header: {name: x}, values: [{low: 0, high: .inf}]}
                    dependent_variables:
                    - {header: {name: SIG, units: PB}, values: [{value: 2}]}
                    """);
            assertEquals(2000, format.read(file, Progress.NONE).spectra().get(0).sigma()[0]);
        } finally {
            Files.delete(file);
        }
    }
}
