package org.fiducia.scheduler.host;

import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.fiducia.api.schedule.Scheduler;
import org.fiducia.testkit.BundleContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.osgi.framework.ServiceRegistration;

/** There is a scheduler as long as somebody offers to do units. */
class HostProgramIT extends BundleContract<Scheduler> {
    private ServiceRegistration<?> offered;

    HostProgramIT() {
        super(Scheduler.class, "elsewhere");
    }

    @BeforeEach
    void offer() {
        BiFunction<byte[], List<byte[]>, Object> host =
                (order, units) -> List.<Map.Entry<Integer, byte[]>>of().iterator();
        Dictionary<String, String> properties = new Hashtable<>(Map.of("fiducia.scheduler", "elsewhere"));
        offered = context().registerService(BiFunction.class, host, properties);
    }

    @AfterEach
    void withdraw() {
        offered.unregister();
    }
}
