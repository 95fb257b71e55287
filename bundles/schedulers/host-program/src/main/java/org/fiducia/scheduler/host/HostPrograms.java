package org.fiducia.scheduler.host;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import org.fiducia.api.Nullable;
import org.fiducia.api.schedule.Scheduler;
import org.fiducia.scheduler.installed.Installed;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * A scheduler for each program that can have units done: one that has started the framework and offers a function from what the
 * units have in common and these to the answers. Its property {@code fiducia.scheduler} is the id of the scheduler.
 */
@Component(
        service = {},
        immediate = true)
public final class HostPrograms {
    private static final String ID = "fiducia.scheduler";

    private final BundleContext context;
    private final Map<String, ServiceRegistration<Scheduler>> registered = new ConcurrentHashMap<>();

    /** @param context of the bundle */
    @Activate
    public HostPrograms(BundleContext context) {
        this.context = context;
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC, target = "(" + ID + "=*)")
    void addHost(
            BiFunction<byte[], List<byte[]>, Iterator<Map.Entry<Integer, byte[]>>> host,
            Map<String, Object> properties) {
        String id = id(properties);
        var scheduler = new HostScheduler(id, host, () -> Installed.bundles(context));
        registered.put(id, context.registerService(Scheduler.class, scheduler, null));
    }

    void removeHost(
            BiFunction<byte[], List<byte[]>, Iterator<Map.Entry<Integer, byte[]>>> host,
            Map<String, Object> properties) {
        unregister(registered.remove(id(properties)));
    }

    private static String id(Map<String, Object> properties) {
        return String.valueOf(properties.get(ID));
    }

    @Deactivate
    void stop() {
        registered.values().forEach(HostPrograms::unregister);
        registered.clear();
    }

    private static void unregister(@Nullable ServiceRegistration<Scheduler> service) {
        if (service != null) {
            service.unregister();
        }
    }
}
