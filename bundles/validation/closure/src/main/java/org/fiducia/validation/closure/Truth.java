package org.fiducia.validation.closure;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.fiducia.api.Nullable;
import org.fiducia.api.channel.Candidate;

/**
 * What nature could be like.
 *
 * @param id short name
 * @param title for people
 * @param weight of a simulated signal event, from its generator-level candidate; null for the simulation as it is
 */
record Truth(String id, String title, @Nullable ToDoubleFunction<Candidate> weight) {
    /** Change of the weight per 100 GeV of transverse momentum. */
    static final double SLOPE = 0.3;

    /** Transverse momentum above which the weight of the slope rises no more, GeV. */
    static final double SLOPE_ENDS = 300;

    static final double RATE = 1.2;

    private static final double UNIT = 100;

    /**
     * The model itself; its transverse momentum made harder by the weight 1 + 0.3 min(pT, 300 GeV)/100 GeV, which is not
     * normalised, so that the total rises as well; and 1.2 times its rate.
     */
    static final List<Truth> ALL = List.of(
            new Truth("model", "the model", null),
            new Truth("pT-slope", "1 + 0.3 pT/100 GeV", Truth::slope),
            new Truth("rate", "1.2 × rate", candidate -> RATE));

    private static double slope(Candidate candidate) {
        return 1 + SLOPE * Math.min(candidate.p4().pt(), SLOPE_ENDS) / UNIT;
    }
}
