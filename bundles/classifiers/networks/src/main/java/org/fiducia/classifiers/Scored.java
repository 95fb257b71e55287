package org.fiducia.classifiers;

import java.util.List;
import org.fiducia.api.channel.Candidate;

/** A candidate that a network can score. */
public interface Scored extends Candidate {
    /** Which set of networks is for it, e.g. the id of its category, {@code 2l1tau}; empty when none is. */
    String scoredAs();

    /** Names of its features, in their order; the same list for all candidates that are scored alike. */
    List<String> featureNames();

    /** Values of its features, in the order of their names; a new array, or one that nobody changes. */
    double[] features();

    /**
     * Number of its event, which decides the fold: of K folds a network is trained on those whose number has one remainder
     * of the division by K and applied to others only. Not negative.
     */
    long event();
}
