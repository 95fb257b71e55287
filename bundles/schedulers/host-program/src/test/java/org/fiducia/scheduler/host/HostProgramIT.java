package org.fiducia.scheduler.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.fiducia.api.schedule.Scheduler;
import org.fiducia.testkit.InFelix;
import org.fiducia.testkit.Services;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;

/** In a real framework: there is a scheduler as long as somebody offers to do units, and units can be done for others. */
@ExtendWith(InFelix.class)
class HostProgramIT {
    private static final String ID = "elsewhere";

    @Test
    void comesWithWhoeverOffersToDoUnits() throws Exception {
        BundleContext context = FrameworkUtil.getBundle(getClass()).getBundleContext();
        assertNull(Services.find(context, Scheduler.class, ID));
        BiFunction<byte[], List<byte[]>, Object> host =
                (order, units) -> List.<Map.Entry<Integer, byte[]>>of().iterator();
        var offered = context.registerService(BiFunction.class, host, new Hashtable<>(Map.of("fiducia.scheduler", ID)));
        Scheduler scheduler = Services.await(context, Scheduler.class, ID);
        assertFalse(scheduler.title().isBlank());
        Bundle bundle = FrameworkUtil.getBundle(scheduler.getClass());
        bundle.stop();
        assertNull(Services.find(context, Scheduler.class, ID), "gone with its bundle");
        bundle.start();
        assertNotNull(Services.await(context, Scheduler.class, ID), "back with its bundle");
        offered.unregister();
        assertNull(Services.find(context, Scheduler.class, ID), "gone with who offered");
    }

    @Test
    void doesUnitsForOthers() throws Exception {
        BundleContext context = FrameworkUtil.getBundle(getClass()).getBundleContext();
        assertEquals(
                1,
                context.getServiceReferences(BiFunction.class, "(fiducia.units=work)")
                        .size());
    }
}
