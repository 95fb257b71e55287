package org.fiducia.testkit.doubles;

import java.time.Duration;
import org.fiducia.api.Plugin;
import org.fiducia.testkit.BundleContract;

/** The contract of the bundles of {@link Served}, which register their service as they start. */
public final class ServedContract extends BundleContract<Plugin> {
    public ServedContract() {
        super(Plugin.class, Served.ID);
    }

    @Override
    protected Duration patience() {
        return Duration.ZERO;
    }
}
