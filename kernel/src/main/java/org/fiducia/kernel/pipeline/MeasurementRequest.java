package org.fiducia.kernel.pipeline;

import org.fiducia.api.inference.Asked;

/**
 * What a measurement shall tell. The same request as text is the same request.
 *
 * @param asimov fit the data set that the Standard Model expects, not the observed one
 * @param asked what is to be told of the fit
 */
public record MeasurementRequest(boolean asimov, Asked asked) {}
