/** Second derivatives at the end of a fit, and what minimisers say of their parameters: shared by fitters. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.1.0")
package org.fiducia.statistics.hesse;
