/** Families of smooth functions that backgrounds may have: what a plug-in with a family of its own implements. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package org.fiducia.background.analytic;
