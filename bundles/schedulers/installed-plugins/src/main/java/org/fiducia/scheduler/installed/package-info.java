/** Whether work that is done elsewhere is done by the same plug-ins. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package org.fiducia.scheduler.installed;
