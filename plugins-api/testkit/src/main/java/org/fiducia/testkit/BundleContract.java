package org.fiducia.testkit;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Duration;
import org.fiducia.api.Plugin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;

/**
 * What every plug-in bundle keeps in a real framework: it starts, its service is found, leaves with the bundle and comes
 * back. A bundle's integration test extends it and names the service.
 *
 * @param <T> service interface
 */
@ExtendWith(InFelix.class)
public abstract class BundleContract<T extends Plugin> {
    private final Class<? super T> type;
    private final String id;

    /**
     * @param type service interface
     * @param id id of the plug-in
     */
    protected BundleContract(Class<? super T> type, String id) {
        this.type = type;
        this.id = id;
    }

    /** Context of the framework the test runs in. */
    protected final BundleContext context() {
        return FrameworkUtil.getBundle(getClass()).getBundleContext();
    }

    /** The plug-in under test. */
    @SuppressWarnings("unchecked")
    protected final T service() throws InterruptedException {
        return (T) Services.await(context(), type, id, patience());
    }

    /** How long a service may take to come: five minutes, for the slowest of machines. */
    protected Duration patience() {
        return Services.PATIENCE;
    }

    @Test
    void isFoundInTheServiceRegistry() throws Exception {
        assertFalse(service().title().isBlank(), "a title for people");
    }

    @Test
    void leavesAndComesBackWithItsBundle() throws Exception {
        Bundle bundle = FrameworkUtil.getBundle(service().getClass());
        assertNotNull(bundle, "the service comes from a bundle");
        bundle.stop();
        assertNull(Services.find(context(), type, id), "gone with its bundle");
        InFelix.start(bundle);
        assertNotNull(service(), "back with its bundle");
    }
}
