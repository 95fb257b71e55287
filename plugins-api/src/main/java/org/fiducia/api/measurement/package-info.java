/** From binned candidates to a measured cross section: response, signal, backgrounds, nuisances, unfolding, results. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("2.11.0")
package org.fiducia.api.measurement;
