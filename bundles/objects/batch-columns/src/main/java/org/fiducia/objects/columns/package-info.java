/** How channels take the columns they need out of a batch of events. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package org.fiducia.objects.columns;
