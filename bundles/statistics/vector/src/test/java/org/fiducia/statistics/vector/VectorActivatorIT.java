package org.fiducia.statistics.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import org.fiducia.testkit.InFelix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;

/** Without the module the bundle starts and offers nothing. */
@ExtendWith(InFelix.class)
class VectorActivatorIT {
    @Test
    void startsAnywhere() {
        var context = FrameworkUtil.getBundle(VectorActivatorIT.class).getBundleContext();
        Bundle vector = null;
        for (Bundle bundle : context.getBundles()) {
            vector = bundle.getSymbolicName().equals("org.fiducia.statistics-vector") ? bundle : vector;
        }
        assertNotNull(vector);
        assertEquals(Bundle.ACTIVE, vector.getState());
    }
}
