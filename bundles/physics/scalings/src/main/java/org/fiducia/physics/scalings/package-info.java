/** How the rates of the signal follow from couplings, in units of the Standard Model: for likelihoods of events and for published numbers. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.1.0")
package org.fiducia.physics.scalings;
