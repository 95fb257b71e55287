/** Coefficients of the Standard Model effective field theory as parameters of interest. */
package org.fiducia.physics.smeft;
