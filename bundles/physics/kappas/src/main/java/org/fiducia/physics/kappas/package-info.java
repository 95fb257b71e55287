/** Couplings of the Higgs boson in units of the Standard Model as parameters of interest. */
package org.fiducia.physics.kappas;
