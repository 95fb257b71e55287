package org.fiducia.api.channel;

/** What a sample is for. */
public enum Role {
    /** Collision (or pseudo-) data of one era. */
    DATA,
    /** Simulated signal: has generator-level information. */
    SIGNAL,
    /** Simulated background. */
    BACKGROUND
}
