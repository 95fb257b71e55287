package org.fiducia.background.zxfakerate;

/** How the control regions become a yield. */
enum Method {
    /** Opposite-sign pairs, {@link OppositeSignMethod}. */
    OS,
    /** Same-sign pairs, {@link SameSignMethod}. */
    SS,
    /** Both, {@link Combination}. */
    COMBINED
}
