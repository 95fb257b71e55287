/** The merged jet of a boosted H → bb, its categories and the grid in which it is fitted. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package org.fiducia.channel.hbb;
