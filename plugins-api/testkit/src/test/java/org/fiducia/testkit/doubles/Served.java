package org.fiducia.testkit.doubles;

import org.fiducia.api.Plugin;
import org.fiducia.testkit.BackwardScheduler;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Bundles that register a plug-in, right or wrong in one way each. */
public class Served implements BundleActivator {
    static final String ID = "backward";

    @Override
    public void start(BundleContext context) {
        serve(context, ID, "a title");
    }

    @Override
    public void stop(BundleContext context) {}

    private static void serve(BundleContext context, String id, String title) {
        context.registerService(
                Plugin.class,
                new Plugin() {
                    @Override
                    public String id() {
                        return id;
                    }

                    @Override
                    public String title() {
                        return title;
                    }
                },
                null);
    }

    /** Is called otherwise. */
    public static final class Other extends Served {
        @Override
        public void start(BundleContext context) {
            serve(context, "other", "a title");
        }
    }

    /** Has no title. */
    public static final class Untitled extends Served {
        @Override
        public void start(BundleContext context) {
            serve(context, ID, " ");
        }
    }

    /** Registers what is of no bundle. */
    public static final class Foreign extends Served {
        @Override
        public void start(BundleContext context) {
            context.registerService(Plugin.class, new BackwardScheduler(), null);
        }
    }

    /** Stays when its bundle leaves. */
    public static final class Staying extends Served {
        @Override
        public void start(BundleContext context) {
            super.start(context.getBundle(0).getBundleContext());
        }
    }

    /** Is there every other time that its bundle starts. */
    public static final class Alternating extends Served {
        private static boolean there;

        @Override
        public void start(BundleContext context) {
            there = !there;
            if (there) {
                super.start(context);
            }
        }
    }
}
