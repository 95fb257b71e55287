package org.fiducia.api.measurement;

import java.util.List;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.Parameter;

/**
 * Fiducial cross sections as functions of the parameters of interest.
 *
 * @param parameters parameters of interest, starting at the Standard Model
 * @param sigma [category][fiducial bin] cross section in fb
 * @param reported name of the parameter that is the cross section of each fiducial bin, in fb
 * @param views the same cross sections in other parameters of interest, one for one, of which the intervals are wanted too:
 *     every view can take exactly the same values
 */
public record CrossSections(
        List<Parameter> parameters, List<List<Expression>> sigma, List<String> reported, List<CrossSections> views) {
    public CrossSections {
        parameters = List.copyOf(parameters);
        sigma = List.copyOf(sigma);
        reported = List.copyOf(reported);
        views = List.copyOf(views);
    }

    /** Cross sections with one set of parameters. */
    public CrossSections(List<Parameter> parameters, List<List<Expression>> sigma, List<String> reported) {
        this(parameters, sigma, reported, List.of());
    }
}
