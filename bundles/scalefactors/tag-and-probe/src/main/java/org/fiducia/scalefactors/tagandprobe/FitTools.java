package org.fiducia.scalefactors.tagandprobe;

import org.fiducia.api.fit.Fitter;
import org.fiducia.api.fit.LikelihoodCompiler;

/**
 * The services that fit.
 *
 * @param compiler makes a likelihood of a model and data
 * @param fitter finds its minimum
 */
record FitTools(LikelihoodCompiler compiler, Fitter fitter) {}
