/** Simplified template cross sections. */
package org.fiducia.classification.stxs;
