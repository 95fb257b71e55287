/** Backgrounds as histograms of their simulation. */
package org.fiducia.background.simulatedhistogram;
