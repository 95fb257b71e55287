/** The energy of photons, calibrated with electrons and photons from decays of the Z. */
package org.fiducia.calibrations.photonenergy;
