package org.fiducia.background.zxfakerate;

import org.fiducia.background.template.MassTemplate;

/**
 * What a method says of Z+X in the fit window.
 *
 * @param events [era][category][bin] expected events, ≥ 0
 * @param error statistical uncertainties, same shape
 * @param templates [category][bin] mass distribution, all eras together
 * @param inclusive [category] mass distribution over all bins
 */
record Estimate(double[][][] events, double[][][] error, MassTemplate[][] templates, MassTemplate[] inclusive) {}
