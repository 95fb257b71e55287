/** Statistical models as files that other programs read and write. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("2.2.0")
package org.fiducia.api.exchange;
