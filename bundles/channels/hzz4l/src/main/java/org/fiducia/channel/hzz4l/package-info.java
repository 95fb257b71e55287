/** What the four-lepton channel selects: leptons, Z bosons, candidates and their decay angles. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package org.fiducia.channel.hzz4l;
