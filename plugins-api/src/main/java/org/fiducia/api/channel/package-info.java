/** Candidates and the channel that selects them. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("2.5.0")
package org.fiducia.api.channel;
