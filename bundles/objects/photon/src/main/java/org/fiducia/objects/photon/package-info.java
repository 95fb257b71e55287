/** What channels with photons and calibrations of photons tell one another. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package org.fiducia.objects.photon;
