/** Uncertainties of merged jets: mass scale, mass resolution, tagger. */
package org.fiducia.systematics.mergedjet;
