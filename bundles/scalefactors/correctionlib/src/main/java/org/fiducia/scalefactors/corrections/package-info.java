/** Corrections in the form of correctionlib, schema version 2, as functions. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package org.fiducia.scalefactors.corrections;
