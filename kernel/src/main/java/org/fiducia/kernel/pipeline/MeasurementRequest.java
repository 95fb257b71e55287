package org.fiducia.kernel.pipeline;

/**
 * What a measurement shall tell.
 *
 * @param asimov fit the data set that the Standard Model expects, not the observed one
 * @param breakdown contribution of each group of nuisances
 * @param impacts impact of each nuisance
 */
public record MeasurementRequest(boolean asimov, boolean breakdown, boolean impacts) {}
