/** The candidate with leptons and hadronic τ decays, for observables of the channels tH and ttH. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package org.fiducia.channel.multilepton;
