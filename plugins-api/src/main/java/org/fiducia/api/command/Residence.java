package org.fiducia.api.command;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Lets the process of a verb stay, e.g. as a server. A service of the kernel; thread-safe.
 *
 * <p>A process that answers one call looks into the deploy folder once. One that stays watches it, and takes the calls of
 * later processes of the same distribution and user, which then need no framework of their own.
 */
@ProviderType
public interface Residence {
    /**
     * From now on plug-ins come and go with the jars of the deploy folder, and calls run here, unless another process takes
     * them already. Whoever asks a second time changes nothing.
     */
    void stay();
}
