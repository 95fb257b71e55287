package org.fiducia.api.observable;

/** What an observable tells about, which decides how final states share its cross section by default. */
public enum Target {
    /** Production: final-state fractions follow the Standard Model. */
    PRODUCTION,
    /** Decay: same-flavour and different-flavour final states differ by interference. */
    DECAY
}
