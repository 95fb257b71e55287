/** Candidates of a Higgs boson with what was produced beside it. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package org.fiducia.channel.higgs;
