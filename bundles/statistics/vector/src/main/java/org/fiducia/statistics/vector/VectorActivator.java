package org.fiducia.statistics.vector;

import org.fiducia.api.fit.ArrayMath;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Offers vector instructions where the Java runtime has them, and nothing elsewhere. */
public final class VectorActivator implements BundleActivator {
    @Override
    public void start(BundleContext context) {
        try {
            context.registerService(ArrayMath.class, new VectorMath(), null);
        } catch (LinkageError e) {
            // started without --add-modules jdk.incubator.vector, which is how most verbs are
        }
    }

    @Override
    public void stop(BundleContext context) {
        // the framework withdraws the service
    }
}
