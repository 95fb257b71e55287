/** The signal as simulation has it: histograms of the fit variable. */
package org.fiducia.signal.simulated;
