package org.fiducia.statistics.likelihood;

import org.fiducia.api.Plugin;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;

/** Where services come from. */
final class Providers {
    private Providers() {}

    /** Id of a plug-in and, inside a framework, the bundle it is from. */
    static String describe(Plugin plugin) {
        Bundle bundle = FrameworkUtil.getBundle(plugin.getClass());
        return bundle == null
                ? plugin.id()
                : plugin.id() + " (" + bundle.getSymbolicName() + " " + bundle.getVersion() + ")";
    }
}
