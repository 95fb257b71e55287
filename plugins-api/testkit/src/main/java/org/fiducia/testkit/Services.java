package org.fiducia.testkit;

import java.time.Duration;
import org.fiducia.api.Plugin;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/** Finds services of the framework a test runs in. */
public final class Services {
    static final Duration PATIENCE = Duration.ofMinutes(5);

    private Services() {}

    /**
     * Waits for a service.
     *
     * @param type service interface
     * @param id {@link Plugin#id()} it must have; null for any
     * @throws AssertionError when it does not come, however slow the machine
     */
    public static <T> T await(BundleContext context, Class<T> type, String id) throws InterruptedException {
        return await(context, type, id, PATIENCE);
    }

    static <T> T await(BundleContext context, Class<T> type, String id, Duration patience) throws InterruptedException {
        long end = System.currentTimeMillis() + patience.toMillis();
        do {
            T service = find(context, type, id);
            if (service != null) {
                return service;
            }
            Thread.sleep(10);
        } while (System.currentTimeMillis() < end);
        throw new AssertionError("no service " + type.getName() + (id == null ? "" : " with id " + id));
    }

    /**
     * Waits for a service on behalf of a test in the framework.
     *
     * @param test the test's class, of the probe bundle
     */
    public static <T> T await(Class<?> test, Class<T> type) throws InterruptedException {
        return await(FrameworkUtil.getBundle(test).getBundleContext(), type, null);
    }

    /** A service, null when there is none. */
    public static <T> T find(BundleContext context, Class<T> type, String id) {
        try {
            for (ServiceReference<T> reference : context.getServiceReferences(type, null)) {
                T service = context.getService(reference);
                if (service != null && (id == null || (service instanceof Plugin p && p.id().equals(id)))) {
                    return service;
                }
            }
            return null;
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
