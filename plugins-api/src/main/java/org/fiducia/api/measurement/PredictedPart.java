package org.fiducia.api.measurement;

/**
 * Of what the prediction of a bin is made.
 *
 * @param production process of the samples, e.g. {@code ggH}
 * @param member name of the finest class, see {@link org.fiducia.api.observable.Classification#member}; empty for none
 * @param bin fiducial bin
 * @param predicted cross section, fb
 */
public record PredictedPart(String production, String member, int bin, double predicted) {}
