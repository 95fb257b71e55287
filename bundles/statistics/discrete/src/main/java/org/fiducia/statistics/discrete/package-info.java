/** Fits of likelihoods with choices between functions: discrete profiling over any fitter. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.1.0")
package org.fiducia.statistics.discrete;
