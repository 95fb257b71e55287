/** Events as columns, and the contract of the readers that bring them from files. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("2.1.0")
package org.fiducia.api.event;
