/** The diphoton candidate, for observables of the channel H → γγ. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package org.fiducia.channel.hgg;
