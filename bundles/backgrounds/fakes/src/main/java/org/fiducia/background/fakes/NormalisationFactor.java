package org.fiducia.background.fakes;

/**
 * A normalisation factor after a fit.
 *
 * @param kind of misidentified objects
 * @param index of the parameter in the model
 * @param error Hesse uncertainty
 */
record NormalisationFactor(String kind, int index, double value, double error) {}
