/** Jets, the same in every channel: read, cleaned, kept with a candidate, changed, written. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package org.fiducia.objects.jets;
