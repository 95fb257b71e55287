package org.fiducia.api.store;

import java.util.function.Supplier;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Keeps what takes time to make, from one run to the next: a service of the kernel, in its store. What is kept may go at any
 * time, and costs time then, never a result.
 */
@ProviderType
public interface Keeper {
    /** Keeps nothing. */
    Keeper NONE = (maker, what, make) -> make.get();

    /**
     * Bytes that were made before, or are made now.
     *
     * @param maker whoever makes them: what another version of its bundle made, or of those that this is wired to, is not
     *     used
     * @param what everything else that they depend on
     * @param make gives the same bytes whenever the others are the same
     */
    byte[] kept(Object maker, String what, Supplier<byte[]> make);
}
