/** What every plug-in shares: identity, settings, progress and errors. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("2.2.0")
package org.fiducia.api;
