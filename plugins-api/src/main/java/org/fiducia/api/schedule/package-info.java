/** Work on events and models, cut into units that any thread or machine may do, and the sums that come of it. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("2.2.0")
package org.fiducia.api.schedule;
