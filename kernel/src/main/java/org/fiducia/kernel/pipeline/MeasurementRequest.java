package org.fiducia.kernel.pipeline;

import java.util.List;

/**
 * What a measurement shall tell. The same request as text is the same request.
 *
 * @param asimov fit the data set that the Standard Model expects, not the observed one
 * @param breakdown contribution of each group of nuisances
 * @param impacts impact of each nuisance
 * @param scans of the profile likelihood: a parameter, two with a comma between, or {@link #ALL}
 * @param contours two parameters with a comma between, each
 * @param limits parameters of which upper limits are wanted, or {@link #ALL}
 * @param goodness number of toys of the goodness of fit; 0 for none
 * @param toys number of toys of limits; 0 for asymptotic formulae
 */
public record MeasurementRequest(
        boolean asimov,
        boolean breakdown,
        boolean impacts,
        List<String> scans,
        List<String> contours,
        List<String> limits,
        int goodness,
        int toys) {
    /** In the place of a name: every parameter that is reported. */
    public static final String ALL = "all";

    public MeasurementRequest {
        scans = List.copyOf(scans);
        contours = List.copyOf(contours);
        limits = List.copyOf(limits);
    }
}
