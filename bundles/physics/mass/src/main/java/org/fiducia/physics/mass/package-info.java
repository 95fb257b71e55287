/** The mass of the resonance as parameter of interest. */
package org.fiducia.physics.mass;
