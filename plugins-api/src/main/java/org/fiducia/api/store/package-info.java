/** What is kept from one run to the next. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.1.0")
package org.fiducia.api.store;
