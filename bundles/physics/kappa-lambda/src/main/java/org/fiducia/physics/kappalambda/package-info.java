/** The self-coupling of the Higgs boson from single Higgs production. */
package org.fiducia.physics.kappalambda;
