/** How well the mass of merged jets is known. */
package org.fiducia.calibration.jetmass;
