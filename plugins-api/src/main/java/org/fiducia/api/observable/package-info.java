/** Observables, their axes and their bins. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("2.2.0")
package org.fiducia.api.observable;
