package org.fiducia.kernel.plugins;

import org.fiducia.api.Plugin;

/** A plug-in of which the kernel changes something; where it comes from and what its code is, is that of the original. */
public interface Decorated {
    /** The plug-in as it is. */
    Plugin original();
}
