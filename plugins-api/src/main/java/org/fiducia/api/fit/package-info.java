/** Likelihood, fit and interval contracts. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("2.0.1")
package org.fiducia.api.fit;
